package deepq.jupyter.launch;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs notebooks from top to bottom in a real Jupyter without a screen (nbconvert), claims being strict. */
record Execution(Project project, JupyterInstallation jupyter) {
    private static final int AT_A_TIME = 2;
    private static final int NOTEBOOK_SECONDS = 3600;
    private static final String OPTIONS = "--to=notebook --execute --allow-errors --ExecutePreprocessor.timeout=900"
            + " --ExecutePreprocessor.record_timing=False --ExecutePreprocessor.kernel_name=";

    interface Work {
        List<String> on(Path notebook, Path result) throws IOException;
    }

    /** The kernel's name: ours, unless the user asks for another one ({@code -Dkernel=NAME}). */
    static String kernel() {
        return System.getProperty("kernel", KernelSpec.NAME);
    }

    /** What the notebooks and Jupyter are told: where the kernel and our settings are, and how pictures are to be shown. */
    Map<String, String> environment(String frontend) throws IOException {
        Map<String, String> environment = new HashMap<>(jupyter.environment());
        new KernelSpec(project).write(project.jupyterPath());
        first(environment, "JUPYTER_PATH", project.jupyterPath());
        bring(
                project.jupyterPath(),
                "config/jupyter_config.py",
                "config/labconfig/page_config.json",
                "config/labconfig/default_setting_overrides.json");
        first(environment, "JUPYTER_CONFIG_PATH", project.jupyterPath().resolve("config"));
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

    /** Puts resources of this package into a folder. */
    static void bring(Path folder, String... resources) throws IOException {
        for (String resource : resources) {
            try (InputStream content = Execution.class.getResourceAsStream(resource)) {
                KernelSpec.keep(folder.resolve(resource), content.readAllBytes());
            }
        }
    }

    private static void first(Map<String, String> environment, String name, Path ours) {
        String others = System.getenv().getOrDefault(name, "");
        environment.put(name, others.isBlank() ? ours.toString() : ours + File.pathSeparator + others);
    }

    /**
     * Executes a notebook to its end, whatever happens in it, and stores it with its outputs as {@code result}.
     * Returns the failures, none if all is well.
     */
    List<String> execute(Path notebook, Path result, String frontend) throws IOException {
        NotebookFile.read(notebook);
        Path log = log(result);
        Files.createDirectories(result.getParent());
        Files.deleteIfExists(result);
        Files.deleteIfExists(log);
        boolean done = convert(OPTIONS + kernel(), notebook, result, frontend);
        if (!done && Children.reason(log).contains("Kernel died before replying")) {
            // Seen once in some hundred starts, of two at the same moment. Nothing was executed, so it can start again.
            done = convert(OPTIONS + kernel(), notebook, result, frontend);
        }
        return done && Files.exists(result)
                ? NotebookFile.read(result).failures()
                : List.of("Jupyter could not execute it: " + Children.reason(log));
    }

    private static Path log(Path result) {
        return result.resolveSibling(NotebookFile.name(result) + ".log");
    }

    private boolean convert(String options, Path notebook, Path result, String frontend) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(options.split(" ")));
        arguments.add("--output-dir=" + result.getParent());
        arguments.add("--output=" + NotebookFile.name(result));
        arguments.add(notebook.toString());
        return nbconvert(arguments, log(result), frontend);
    }

    /** Whether nbconvert did its work; what it says is in the log. */
    boolean nbconvert(List<String> arguments, Path log, String frontend) throws IOException {
        List<String> command = new ArrayList<>(List.of(jupyter.command().toString(), "nbconvert"));
        command.addAll(arguments);
        Map<String, String> environment = environment(frontend);
        environment.put("DEEPQ_CLAIMS", "strict");
        Redirect output = Redirect.appendTo(log.toFile());
        return Children.succeeds(Children.startTied(command, project.root(), environment, output), NOTEBOOK_SECONDS);
    }

    /** Executes into target/notebooks, as .ipynb and as .html. Returns the failures of each notebook. */
    Map<Path, List<String>> run(List<Path> notebooks) throws IOException {
        return twoAtATime(notebooks, (notebook, result) -> {
            List<String> failures = new ArrayList<>(execute(notebook, result, "html"));
            if (Files.exists(result) && !convert("--to=html", result, result, "html")) {
                failures.add("Jupyter could make no HTML of it: " + Children.reason(log(result)));
            }
            Path folder = Files.createDirectories(project.target().resolve("notebooks"));
            for (String ending : List.of(".ipynb", ".html", ".log")) {
                Path made = result.resolveSibling(NotebookFile.name(result) + ending);
                if (Files.exists(made)) {
                    Files.move(made, folder.resolve(made.getFileName()), StandardCopyOption.ATOMIC_MOVE);
                }
            }
            return failures;
        });
    }

    /** The results lie in a folder of this process alone while they are made: another one may run the same notebooks. */
    Map<Path, List<String>> twoAtATime(List<Path> notebooks, Work work) throws IOException {
        Path folder = project.work("run");
        ExecutorService workers = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            Map<Path, Future<List<String>>> started = new LinkedHashMap<>();
            for (Path notebook : notebooks) {
                Path result = folder.resolve(notebook.getFileName());
                started.put(notebook, workers.submit(() -> failures(work, notebook, result)));
            }
            Map<Path, List<String>> failures = new LinkedHashMap<>();
            for (Path notebook : notebooks) {
                failures.put(notebook, started.get(notebook).get());
            }
            return failures;
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            workers.shutdownNow();
            Project.delete(folder);
        }
    }

    /** One notebook that cannot be read or written does not stop the others. */
    private static List<String> failures(Work work, Path notebook, Path result) {
        try {
            return work.on(notebook, result);
        } catch (Problem e) {
            return List.of(e.getMessage());
        } catch (IOException e) {
            return List.of(Problem.reason(e));
        }
    }
}
