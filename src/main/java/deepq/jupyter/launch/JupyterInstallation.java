package deepq.jupyter.launch;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A Jupyter that can do the job: it opens notebooks (in JupyterLab, or else the classic Notebook) and executes them (nbconvert). */
record JupyterInstallation(Path command, boolean lab) {
    private static final boolean WINDOWS = File.separatorChar == '\\';
    private static final String PROGRAMS = WINDOWS ? "Scripts" : "bin";
    private static final String ENDING = WINDOWS ? ".exe" : "";
    private static final int PROBE_SECONDS = 60;
    private static final int INSTALL_SECONDS = 1800;
    private static final String CURE = """
            There is no Jupyter that opens and executes notebooks. Install one, for example with one of
                pip install jupyterlab nbconvert
                conda env create --file environment.yml && conda activate deepq
                sudo apt-get install jupyter-notebook jupyter-nbconvert     (Debian, Ubuntu)
            and run the same command again.""";

    /** A way to install Jupyter into a folder of .jupyter/: the program that it needs, and commands, one line each. */
    private record Way(String program, String folder, String commands) {}

    // Without a network pip would try again for minutes: hence retries and timeout.
    private static final List<Way> WAYS = List.of(
            new Way("micromamba", "conda", "{program} create --yes --quiet --prefix {folder} --file environment.yml"),
            new Way("mamba", "conda", "{program} env create --quiet --prefix {folder} --file environment.yml"),
            new Way("conda", "conda", "{program} env create --quiet --prefix {folder} --file environment.yml"),
            new Way(WINDOWS ? "python" : "python3", "venv", """
                    {program} -m venv {folder}
                    {folder}/%s/python%s -m pip install --quiet --no-input --retries 1 --timeout 8 \
                    jupyterlab>=4,<5 nbconvert>=7,<8 plotly>=5.24""".formatted(PROGRAMS, ENDING)),
            new Way("apt-get", "apt", """
                    {program} -qq update
                    {program} -qq --yes --no-install-recommends install jupyter-notebook jupyter-nbconvert jupyter-client"""));

    /** Finds a Jupyter or installs one, and says each step. {@code -Ddeepq.install=never} only looks. */
    static JupyterInstallation find(Project project, Consumer<String> say) throws IOException {
        Optional<JupyterInstallation> found = existing(project);
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
        return found.orElseThrow(() -> new Problem(CURE));
    }

    static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static Optional<JupyterInstallation> existing(Project project) {
        Stream<Path> ours = Stream.of("conda", "venv")
                .map(folder -> project.tools().resolve(folder).resolve(PROGRAMS).resolve("jupyter" + ENDING))
                .filter(Files::isExecutable);
        return Stream.concat(onPath("jupyter"), ours)
                .flatMap(command -> probe(command).stream())
                .findFirst();
    }

    private static Stream<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program + ENDING).toAbsolutePath())
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file));
    }

    /** Asks the candidate's own Python: a command of this name may be left over from an installation that is gone or broken. */
    private static Optional<JupyterInstallation> probe(Path command) {
        try {
            Map<String, Process> asked = new HashMap<>();
            for (String application : List.of("lab", "notebook", "nbconvert", "kernelspec")) {
                List<String> question = List.of(command.toString(), application, "--version");
                Map<String, String> environment = new JupyterInstallation(command, false).environment();
                asked.put(application, Children.start(question, command.getParent(), environment, Redirect.DISCARD));
            }
            Map<String, Boolean> has = new HashMap<>();
            asked.forEach((application, process) -> has.put(application, Children.succeeds(process, PROBE_SECONDS)));
            boolean good = (has.get("lab") || has.get("notebook")) && has.get("nbconvert") && has.get("kernelspec");
            return good ? Optional.of(new JupyterInstallation(command, has.get("lab"))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Goes one way; if a command fails, or what it made is not good enough, leaves nothing behind but a line. */
    private static Optional<JupyterInstallation> install(Way way, Path program, Project project, Consumer<String> say)
            throws IOException {
        Path folder = project.tools().resolve(way.folder);
        boolean apt = way.folder.equals("apt");
        say.accept("No Jupyter yet. Setting one up with " + way.program + " "
                + (apt ? "for the whole machine (Debian's classic Notebook)" : "in .jupyter/" + way.folder)
                + ", which takes some minutes ...");
        Files.createDirectories(project.tools());
        Path log = project.tools().resolve("install.log");
        Optional<JupyterInstallation> made = Optional.empty();
        Project.delete(folder);
        if (allSucceed(way, program, folder, project, log)) {
            made = existing(project);
        }
        if (made.isEmpty()) {
            Project.delete(folder);
            say.accept("... that did not work: " + Children.lastLine(log));
        }
        return made;
    }

    private static boolean allSucceed(Way way, Path program, Path folder, Project project, Path log)
            throws IOException {
        for (String line : way.commands.lines().toList()) {
            List<String> command = new ArrayList<>();
            for (String word : line.split(" ")) {
                command.add(word.replace("{program}", program.toString()).replace("{folder}", folder.toString()));
            }
            Map<String, String> environment = Map.of("DEBIAN_FRONTEND", "noninteractive");
            Process process = Children.start(command, project.root(), environment, Redirect.to(log.toFile()));
            if (!Children.succeeds(process, INSTALL_SECONDS)) {
                return false;
            }
        }
        return true;
    }

    /** `jupyter x` looks for `jupyter-x` on the PATH: this installation's programs come first there. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        Path programs = command.toAbsolutePath().getParent();
        String path = programs + File.pathSeparator + System.getenv().getOrDefault("PATH", "");
        // A conda environment on Windows keeps its libraries apart from its programs.
        environment.put(
                "PATH",
                WINDOWS ? path + ";" + programs.resolveSibling("Library").resolve("bin") : path);
        return environment;
    }
}
