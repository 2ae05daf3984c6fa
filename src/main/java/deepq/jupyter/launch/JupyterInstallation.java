package deepq.jupyter.launch;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/** A Jupyter that opens notebooks (in JupyterLab, or else the classic Notebook) and executes them (nbconvert). */
record JupyterInstallation(Project project, Path command, boolean lab) {
    private static final boolean WINDOWS = File.separatorChar == '\\';
    private static final String PROGRAMS = WINDOWS ? "Scripts" : "bin";
    private static final String ENDING = WINDOWS ? ".exe" : "";
    /** A way to install Jupyter into a folder of .jupyter/: the program that it needs, and commands, one line each. */
    private record Way(String program, String folder, String commands) {}

    // Not environment.yml: whoever runs this has a JDK, Maven and a kernel.
    private static final String CONDA =
            "{program} create --quiet --yes --prefix {folder} --channel conda-forge jupyterlab=4 nbconvert=7 "
                    + "plotly>=5.24";
    // Without a network pip would try again for minutes: hence retries and timeout.
    private static final List<Way> WAYS = List.of(
            new Way("micromamba", "conda", CONDA),
            new Way("mamba", "conda", CONDA),
            new Way("conda", "conda", CONDA),
            new Way(WINDOWS ? "python" : "python3", "venv", """
                    {program} -m venv {folder}
                    {folder}/%s/python%s -m pip install --quiet --no-input --retries 1 --timeout 8 \
                    jupyterlab>=4,<5 nbconvert>=7,<8 plotly>=5.24,<8""".formatted(PROGRAMS, ENDING)),
            new Way("apt-get", "apt", """
                    {program} -qq update
                    {program} -qq --yes --no-install-recommends install \
                    jupyter-notebook jupyter-nbconvert python3-plotly"""));

    /** Finds a Jupyter or installs one, and says each step. {@code -Ddeepq.install=never} only looks. */
    static JupyterInstallation find(Project project, Consumer<String> say) throws IOException {
        Optional<JupyterInstallation> found = existing(project, say);
        Set<String> failed = new HashSet<>();
        if (found.isEmpty() && !System.getProperty("deepq.install", "").equals("never")) {
            Path file = Files.createDirectories(project.tools()).resolve("lock");
            // Of two that start at once, the second waits and finds what the first has set up.
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock alone = channel.lock()) {
                found = existing(project, line -> {});
                for (Way way : found.isEmpty() ? WAYS : List.<Way>of()) {
                    Optional<Path> program = onPath(way.program).findFirst();
                    // apt-get serves the whole machine, and only root may use it.
                    if (found.isEmpty() && program.isPresent() && (!way.folder.equals("apt") || isRoot())) {
                        found = install(way, program.get(), project, say, failed);
                    }
                }
            }
        }
        return found.orElseThrow(() -> new Problem(cure(failed.contains("-m pip"))));
    }

    static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** What to type where no way has led to a Jupyter, what fits first. Never a bare pip: many forbid it (PEP 668). */
    private static String cure(boolean download) {
        boolean debian = onPath("apt-get").findFirst().isPresent();
        String apt = (isRoot() ? "" : "sudo ") + "apt-get install ";
        String venv = (debian ? apt + "python3-venv" : "Install Python 3, https://www.python.org, with venv and pip")
                + "    (then JupyterLab goes into .jupyter/)";
        String network = "Connect to a network, or, behind a proxy, set HTTPS_PROXY";
        String classic = apt + "--no-install-recommends jupyter-notebook jupyter-nbconvert python3-plotly";
        String conda = "conda env create --file environment.yml && conda activate deepq"
                + "    (needs no administrator: https://conda-forge.org/download)";
        return "There is no Jupyter that opens and executes notebooks. What helps, and then the same command again:\n  "
                + (download ? network : venv)
                + (debian ? "\n  or " + classic : "") + "\n  or " + conda
                + "\nA Jupyter of your own, on the PATH, needs jupyterlab (or notebook), nbconvert and plotly.";
    }

    /** Ours goes before one on the PATH, and one with JupyterLab before one without. */
    private static Optional<JupyterInstallation> existing(Project project, Consumer<String> say) {
        Stream<Path> ours = Stream.of("conda", "venv")
                .map(folder -> project.tools().resolve(folder).resolve(PROGRAMS).resolve("jupyter" + ENDING))
                .filter(Files::isExecutable);
        JupyterInstallation classic = null;
        for (Path command : Stream.concat(ours, onPath("jupyter")).toList()) {
            JupyterInstallation found = probe(project, command, say).orElse(null);
            if (found != null && found.lab) {
                return Optional.of(found);
            }
            classic = classic == null ? found : classic;
        }
        return Optional.ofNullable(classic);
    }

    private static Stream<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program + ENDING).toAbsolutePath())
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file));
    }

    private static Optional<JupyterInstallation> probe(Project project, Path command, Consumer<String> say) {
        JupyterInstallation candidate = new JupyterInstallation(project, command, true);
        boolean lab = candidate.has("lab", 3);
        boolean opens = lab || candidate.has("notebook", 6);
        boolean executes = candidate.has("nbconvert", 6);
        if (opens && executes) {
            return Optional.of(new JupyterInstallation(project, command, lab));
        }
        say.accept("Found " + command + ", but it has no " + (opens ? "" : "JupyterLab 3, nor Notebook 6")
                + (opens || executes ? "" : ", nor ") + (executes ? "" : "nbconvert 6") + ", or newer, that starts");
        return Optional.empty();
    }

    /** Asks its own Python: a command of this name may be left over from an installation that is gone or broken. */
    private boolean has(String application, int oldest) {
        try {
            List<String> question = List.of(command.toString(), application, "--version");
            Process process = Children.start(question, command.getParent(), paths(), Redirect.PIPE);
            String said = new String(process.getInputStream().readAllBytes());
            Matcher version = Pattern.compile("(?m)^(\\d{1,4})\\.").matcher(said);
            return Children.succeeds(process, 60) && version.find() && Integer.parseInt(version.group(1)) >= oldest;
        } catch (IOException e) {
            return false;
        }
    }

    /** Goes one way. If a command fails, that says itself why, and nothing is left of it. */
    private static Optional<JupyterInstallation> install(
            Way way, Path program, Project project, Consumer<String> say, Set<String> failed) throws IOException {
        Path folder = project.tools().resolve(way.folder);
        say.accept("No Jupyter yet. Setting one up with " + way.program + " "
                + (way.folder.equals("apt") ? "for the whole machine (Debian's classic Notebook)" : "in " + folder)
                + ", which takes some minutes ...");
        FileUtils.deleteDirectory(folder.toFile());
        for (String line : way.commands.lines().toList()) {
            List<String> command = new ArrayList<>();
            for (String word : line.split(" ")) {
                command.add(word.replace("{program}", program.toString()).replace("{folder}", folder.toString()));
            }
            Map<String, String> quiet = Map.of("DEBIAN_FRONTEND", "noninteractive");
            // What venv lacks it says on its standard output, the others on standard error.
            Redirect output = line.contains("-m venv") ? Redirect.INHERIT : Redirect.DISCARD;
            Process process = Children.start(command, project.root(), quiet, output);
            // Nobody is to wait for an answer.
            process.getOutputStream().close();
            if (!Children.succeeds(process, 1800)) {
                FileUtils.deleteDirectory(folder.toFile());
                failed.add(line.contains("-m pip") ? "-m pip" : way.program);
                say.accept("... that did not work, for the reason above.");
                return Optional.empty();
            }
        }
        return existing(project, say);
    }

    /**
     * What this Jupyter's programs need: its own first on the PATH, where `jupyter x` looks for `jupyter-x`; and,
     * where the home cannot be written, another place for its settings and its lists of what runs.
     */
    private Map<String, String> paths() {
        Map<String, String> environment = new HashMap<>();
        Path programs = command.toAbsolutePath().getParent();
        first(environment, "PATH", programs);
        if (WINDOWS) { // a conda environment there keeps its libraries apart from its programs
            environment.merge("PATH", ";" + programs.resolveSibling("Library/bin"), String::concat);
        }
        Path home = Path.of(System.getenv().getOrDefault("HOME", System.getProperty("user.home")));
        if (!Files.isWritable(home)) {
            for (String kind : List.of("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")) {
                environment.put(kind, project.tools().resolve("home/" + kind).toString());
            }
        }
        return environment;
    }

    /** What notebooks and Jupyter are told: where kernel and settings are, and how pictures are to be shown. */
    Map<String, String> environment(String frontend) throws IOException {
        Path ours = project.target().resolve("jupyter");
        new KernelSpec(project).write(ours);
        for (String file : List.of(
                "jupyter_config.py", "labconfig/page_config.json", "labconfig/default_setting_overrides.json")) {
            WholeFile.bring("config/" + file, ours.resolve("config").resolve(file));
        }
        Map<String, String> environment = paths();
        first(environment, "JUPYTER_PATH", ours);
        first(environment, "JUPYTER_CONFIG_PATH", ours.resolve("config"));
        environment.put("DEEPQ_LAUNCHER", "holds your standard input");
        environment.put("DEEPQ_FRONTEND", frontend);
        // The kernel is another process: it learns by its environment what this one was told. What is published is
        // of the shown seeds, with its answers checked, whatever somebody has set.
        for (String setting : List.of("seeds", "exercises")) {
            String value = frontend.equals("render") ? "" : System.getProperty("deepq." + setting);
            if (value != null) {
                environment.put("DEEPQ_" + setting.toUpperCase(Locale.ROOT), value);
            }
        }
        return environment;
    }

    private static void first(Map<String, String> environment, String name, Path ours) {
        String others = System.getenv().getOrDefault(name, "");
        environment.put(name, others.isBlank() ? ours.toString() : ours + File.pathSeparator + others);
    }
}
