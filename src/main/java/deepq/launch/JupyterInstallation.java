package deepq.launch;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    private static final int PROBE_SECONDS = 60;
    private static final int INSTALL_SECONDS = 1800;
    private static final String CURE = "install JupyterLab, for example with `pip install jupyterlab nbconvert`, with"
            + " `conda env create -f environment.yml`, or on Debian and Ubuntu with"
            + " `sudo apt-get install jupyter-notebook jupyter-nbconvert`; then run the same command again";

    /** Finds a Jupyter or installs one, and says each step. {@code -Ddeepq.install=never} only looks. */
    static JupyterInstallation find(Project project, Consumer<String> say) {
        return existing(project)
                .or(() -> installed(project, say))
                .orElseThrow(() -> new Problem("no Jupyter: " + CURE));
    }

    private static Optional<JupyterInstallation> existing(Project project) {
        Stream<Path> ours =
                Stream.of("conda", "venv").map(project.tools()::resolve).map(JupyterInstallation::programs);
        return Stream.concat(searchPath(), ours)
                .map(folder -> folder.resolve(WINDOWS ? "jupyter.exe" : "jupyter"))
                .filter(Files::isExecutable)
                .flatMap(command -> probe(command).stream())
                .findFirst();
    }

    /** Asks the candidate's own Python: a command of this name may be left over from an installation that is gone or broken. */
    private static Optional<JupyterInstallation> probe(Path command) {
        Process lab = version(command, "lab");
        Process notebook = version(command, "notebook");
        Process convert = version(command, "nbconvert");
        Process client = version(command, "kernelspec");
        boolean hasLab = Children.exitsWithZero(lab, PROBE_SECONDS);
        boolean opens = Children.exitsWithZero(notebook, PROBE_SECONDS) | hasLab;
        boolean executes =
                Children.exitsWithZero(convert, PROBE_SECONDS) & Children.exitsWithZero(client, PROBE_SECONDS);
        return opens && executes ? Optional.of(new JupyterInstallation(command, hasLab)) : Optional.empty();
    }

    private static Process version(Path command, String application) {
        JupyterInstallation candidate = new JupyterInstallation(command, false);
        return Children.start(
                List.of(command.toString(), application, "--version"),
                command.getParent(),
                candidate.environment(),
                Redirect.DISCARD);
    }

    private static Optional<JupyterInstallation> installed(Project project, Consumer<String> say) {
        if (System.getProperty("deepq.install", "").equals("never")) {
            return Optional.empty();
        }
        return withConda(project, say).or(() -> withPip(project, say)).or(() -> withApt(project, say));
    }

    private static Optional<JupyterInstallation> withConda(Project project, Consumer<String> say) {
        Path folder = project.tools().resolve("conda");
        for (String conda : List.of("micromamba", "mamba", "conda")) {
            Optional<Path> program = program(conda + (WINDOWS ? ".exe" : ""));
            if (program.isPresent()) {
                say.accept("No Jupyter yet. Setting one up with " + conda + " in .jupyter/conda (some minutes) ...");
                List<String> command = new ArrayList<>(List.of(program.get().toString()));
                command.addAll(conda.equals("micromamba") ? List.of("create", "--yes") : List.of("env", "create"));
                command.addAll(List.of("--quiet", "--prefix", folder.toString(), "--file", "environment.yml"));
                Optional<JupyterInstallation> made = attempt(project, folder, say, List.of(command));
                if (made.isPresent()) {
                    return made;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<JupyterInstallation> withPip(Project project, Consumer<String> say) {
        Path folder = project.tools().resolve("venv");
        Optional<Path> python = program(WINDOWS ? "python.exe" : "python3");
        if (python.isEmpty()) {
            return Optional.empty();
        }
        say.accept("No Jupyter yet. Setting one up with Python and pip in .jupyter/venv (a minute or two) ...");
        String own = programs(folder).resolve(WINDOWS ? "python.exe" : "python").toString();
        // Without a network pip would try again for minutes. Plotly 5 holds the plotly.js 2 that our figures are made
        // for.
        List<String> pip =
                List.of(own, "-m", "pip", "install", "--quiet", "--no-input", "--retries", "1", "--timeout", "8");
        List<String> install = new ArrayList<>(pip);
        install.addAll(List.of("jupyterlab>=4,<5", "nbconvert>=7,<8", "plotly>=5.24,<6"));
        return attempt(
                project,
                folder,
                say,
                List.of(List.of(python.get().toString(), "-m", "venv", folder.toString()), install));
    }

    private static Optional<JupyterInstallation> withApt(Project project, Consumer<String> say) {
        Optional<Path> apt = program("apt-get");
        if (apt.isEmpty() || !System.getProperty("user.name").equals("root")) {
            return Optional.empty();
        }
        say.accept(
                "No Jupyter yet. Installing Debian's packages of the classic Notebook with apt-get, for the whole machine"
                        + " (a minute or two) ...");
        String program = apt.get().toString();
        return attempt(
                project,
                project.tools().resolve("apt"),
                say,
                List.of(
                        List.of(program, "-qq", "update"),
                        List.of(
                                program,
                                "-qq",
                                "--yes",
                                "--no-install-recommends",
                                "install",
                                "jupyter-notebook",
                                "jupyter-nbconvert",
                                "jupyter-client")));
    }

    /** Runs the commands; if one fails, or what they made is not good enough, leaves nothing behind but a line. */
    private static Optional<JupyterInstallation> attempt(
            Project project, Path folder, Consumer<String> say, List<List<String>> commands) {
        Path log = project.tools().resolve("install.log");
        try {
            Files.createDirectories(project.tools());
            Project.delete(folder);
            Map<String, String> environment = Map.of("DEBIAN_FRONTEND", "noninteractive");
            boolean done = commands.stream()
                    .allMatch(command ->
                            Children.succeeds(command, project.root(), environment, log.toFile(), INSTALL_SECONDS));
            Optional<JupyterInstallation> made = done ? existing(project) : Optional.empty();
            if (made.isEmpty()) {
                Project.delete(folder);
                say.accept("  ... that did not work: " + Children.lastLine(log));
            }
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> program(String name) {
        return searchPath()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Stream<Path> searchPath() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(Path::of);
    }

    private static Path programs(Path installation) {
        return installation.resolve(WINDOWS ? "Scripts" : "bin");
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
