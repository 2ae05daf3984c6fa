package deepq.jupyter.launch;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A Jupyter that can do the job: it opens notebooks (in JupyterLab, or else the classic Notebook) and executes them (nbconvert). */
record JupyterInstallation(Project project, Path command, boolean lab) {
    private static final boolean WINDOWS = File.separatorChar == '\\';
    private static final String PROGRAMS = WINDOWS ? "Scripts" : "bin";
    private static final String ENDING = WINDOWS ? ".exe" : "";
    private static final int PROBE_SECONDS = 60;
    private static final int INSTALL_SECONDS = 1800;
    private static final int WORD_SECONDS = 10;

    /** A way to install Jupyter into a folder of .jupyter/: the program that it needs, and commands, one line each. */
    private record Way(String program, String folder, String commands) {}

    // Without a network pip would try again for minutes: hence retries and timeout.
    private static final List<Way> WAYS = List.of(
            new Way("micromamba", "conda", "{program} create --yes --prefix {folder} --file environment.yml"),
            new Way("mamba", "conda", "{program} env create --yes --prefix {folder} --file environment.yml"),
            new Way("conda", "conda", "{program} env create --yes --prefix {folder} --file environment.yml"),
            new Way(WINDOWS ? "python" : "python3", "venv", """
                    {program} -m venv {folder}
                    {folder}/%s/python%s -m pip install --no-input --progress-bar off --retries 1 --timeout 8 \
                    jupyterlab>=4,<5 nbconvert>=7,<8 plotly>=5.24,<8""".formatted(PROGRAMS, ENDING)),
            new Way("apt-get", "apt", """
                    {program} -q update
                    {program} -q --yes --no-install-recommends install jupyter-notebook jupyter-nbconvert python3-plotly"""));

    /** Finds a Jupyter or installs one, and says each step. {@code -Ddeepq.install=never} only looks. */
    static JupyterInstallation find(Project project, Consumer<String> say) throws IOException {
        Optional<JupyterInstallation> found = existing(project, say);
        boolean may = !System.getProperty("deepq.install", "").equals("never");
        for (Way way : may && found.isEmpty() ? WAYS : List.<Way>of()) {
            Optional<Path> program = onPath(way.program).findFirst();
            // apt-get serves the whole machine, and only root may use it.
            if (program.isPresent() && (!way.folder.equals("apt") || isRoot())) {
                found = install(way, program.get(), project, say);
                if (found.isPresent()) {
                    break;
                }
            }
        }
        return found.orElseThrow(
                () -> new Problem(cure(onPath("apt-get").findFirst().isPresent(), isRoot())));
    }

    static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** What to type where no way has led to a Jupyter. Never a bare pip: many systems forbid it (PEP 668). */
    static String cure(boolean debian, boolean root) {
        String apt = "    " + (root ? "" : "sudo ") + "apt-get install ";
        return "There is no Jupyter that opens and executes notebooks. Type one of\n"
                + (debian
                        ? apt + "python3-venv                            (then JupyterLab goes into .jupyter/)\n" + apt
                                + "jupyter-notebook jupyter-nbconvert      (Debian's classic Notebook)\n"
                        : "    (install Python 3, from https://www.python.org, with its venv and pip; then JupyterLab goes into .jupyter/)\n")
                + "    conda env create --file environment.yml && conda activate deepq    (needs no administrator:"
                + " https://conda-forge.org/download)\n"
                + "and then the same command again. A Jupyter of your own, on the PATH, needs jupyterlab (or notebook), nbconvert and plotly."
                + "\nIf it was the network that failed: behind a proxy, set HTTPS_PROXY.";
    }

    private static Optional<JupyterInstallation> existing(Project project, Consumer<String> say) {
        Stream<Path> ours = Stream.of("conda", "venv")
                .map(folder -> project.tools().resolve(folder).resolve(PROGRAMS).resolve("jupyter" + ENDING))
                .filter(Files::isExecutable);
        return Stream.concat(onPath("jupyter"), ours)
                .flatMap(command -> probe(project, command, say).stream())
                .findFirst();
    }

    private static Stream<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program + ENDING).toAbsolutePath())
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file));
    }

    /** Asks the candidate's own Python: a command of this name may be left over from an installation that is gone or broken. */
    private static Optional<JupyterInstallation> probe(Project project, Path command, Consumer<String> say) {
        try {
            Map<String, Process> asked = new LinkedHashMap<>();
            for (String application : List.of("lab", "notebook", "nbconvert")) {
                List<String> question = List.of(command.toString(), application, "--version");
                Map<String, String> environment = new JupyterInstallation(project, command, false).environment();
                asked.put(application, Children.start(question, command.getParent(), environment, Redirect.DISCARD));
            }
            Map<String, Boolean> has = new HashMap<>();
            asked.forEach((application, process) -> has.put(application, Children.succeeds(process, PROBE_SECONDS)));
            boolean opens = has.get("lab") || has.get("notebook");
            if (opens && has.get("nbconvert")) {
                return Optional.of(new JupyterInstallation(project, command, has.get("lab")));
            }
            say.accept("Found " + command + ", but it lacks "
                    + (opens ? "" : "JupyterLab (or the classic Notebook)" + (has.get("nbconvert") ? "" : " and "))
                    + (has.get("nbconvert") ? "" : "nbconvert (on Debian: jupyter-nbconvert)"));
        } catch (IOException e) {
            say.accept("Found " + command + ", but it does not start: " + Problem.reason(e));
        }
        return Optional.empty();
    }

    /** Goes one way; if a command fails, or what it made is not good enough, leaves nothing behind but its log, and says why. */
    private static Optional<JupyterInstallation> install(Way way, Path program, Project project, Consumer<String> say)
            throws IOException {
        Path folder = project.tools().resolve(way.folder);
        boolean apt = way.folder.equals("apt");
        say.accept("No Jupyter yet. Setting one up with " + way.program + " "
                + (apt ? "for the whole machine (Debian's classic Notebook)" : "in .jupyter/" + way.folder)
                + ", which takes some minutes ...");
        Files.createDirectories(project.tools());
        Path log = project.tools().resolve("install-" + way.folder + ".log");
        Files.deleteIfExists(log);
        Project.delete(folder);
        for (String line : way.commands.lines().toList()) {
            List<String> command = new ArrayList<>();
            for (String word : line.split(" ")) {
                command.add(word.replace("{program}", program.toString()).replace("{folder}", folder.toString()));
            }
            Map<String, String> environment = Map.of("DEBIAN_FRONTEND", "noninteractive", "PYTHONUNBUFFERED", "1");
            Process process = Children.start(command, project.root(), environment, Redirect.appendTo(log.toFile()));
            if (!succeeds(process, log, say)) {
                Project.delete(folder);
                say.accept("... that did not work. What its log says: " + Children.reason(log));
                return Optional.empty();
            }
        }
        return existing(project, say);
    }

    /** Waits, and says every few seconds what the log says last, so that nobody takes it for dead. */
    private static boolean succeeds(Process process, Path log, Consumer<String> say) throws IOException {
        String last = "";
        try {
            for (int i = 0;
                    i < INSTALL_SECONDS / WORD_SECONDS && !process.waitFor(WORD_SECONDS, TimeUnit.SECONDS);
                    i++) {
                List<String> lines = Children.lines(log);
                String word = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
                if (!word.equals(last)) {
                    say.accept("    " + (word.length() > 100 ? word.substring(0, 100) + " ..." : word));
                }
                last = word;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Children.succeeds(process, 0);
    }

    /**
     * What this Jupyter's programs need. `jupyter x` looks for `jupyter-x` on the PATH: this installation's come first there. Where the
     * home cannot be written, Jupyter's settings and its lists of what runs go into the project.
     */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        Path programs = command.toAbsolutePath().getParent();
        String path = programs + File.pathSeparator + System.getenv().getOrDefault("PATH", "");
        // A conda environment on Windows keeps its libraries apart from its programs.
        environment.put(
                "PATH",
                WINDOWS ? path + ";" + programs.resolveSibling("Library").resolve("bin") : path);
        Path home = Path.of(System.getenv().getOrDefault("HOME", System.getProperty("user.home")));
        if (!Files.isWritable(home)) {
            for (String kind : List.of("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")) {
                environment.put(
                        kind, project.tools().resolve("home").resolve(kind).toString());
            }
        }
        return environment;
    }
}
