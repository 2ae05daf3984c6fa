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

    private interface Work {
        List<String> on(Path notebook) throws IOException;
    }

    /** The kernel's name: ours, unless the user asks for another one ({@code -Dkernel=NAME}). */
    static String kernel() {
        return System.getProperty("kernel", KernelSpec.NAME);
    }

    /** What the notebooks and Jupyter are told: where the kernel is, and how pictures are to be shown. */
    Map<String, String> environment(String frontend) throws IOException {
        Map<String, String> environment = new HashMap<>(jupyter.environment());
        String ours = project.jupyterPath().toString();
        new KernelSpec(project).write(project.jupyterPath());
        String others = System.getenv().getOrDefault("JUPYTER_PATH", "");
        environment.put("JUPYTER_PATH", others.isBlank() ? ours : ours + File.pathSeparator + others);
        environment.put("DEEPQ_FRONTEND", frontend);
        // The kernel is another process: it learns by its environment what this one was told.
        for (String setting : List.of("seeds", "exercises")) {
            String value = System.getProperty("deepq." + setting);
            if (value != null) {
                environment.put("DEEPQ_" + setting.toUpperCase(Locale.ROOT), value);
            }
        }
        return environment;
    }

    /**
     * Executes a notebook to its end, whatever happens in it, and stores it with its outputs as {@code result}.
     * Returns the failures, none if all is well.
     */
    List<String> execute(Path notebook, Path result, String frontend) throws IOException {
        Path log = result.resolveSibling(NotebookFile.name(result) + ".log");
        Files.createDirectories(result.getParent());
        Files.deleteIfExists(result);
        Files.deleteIfExists(log);
        boolean done = convert(OPTIONS + kernel(), notebook, result, frontend, log);
        return done && Files.exists(result)
                ? NotebookFile.read(result).failures()
                : List.of("Jupyter could not execute it: " + Children.lastLine(log) + " (see " + log + ")");
    }

    private boolean convert(String options, Path notebook, Path result, String frontend, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(jupyter.command().toString(), "nbconvert"));
        command.addAll(List.of(options.split(" ")));
        command.add("--output-dir=" + result.getParent());
        command.add("--output=" + NotebookFile.name(result));
        command.add(notebook.toString());
        Map<String, String> environment = environment(frontend);
        environment.put("DEEPQ_CLAIMS", "strict");
        Redirect output = Redirect.appendTo(log.toFile());
        return Children.succeeds(Children.start(command, project.notebooks(), environment, output), NOTEBOOK_SECONDS);
    }

    /** Executes into target/notebooks, as .ipynb and as .html. Returns the failures of each notebook. */
    Map<Path, List<String>> run(List<Path> notebooks) {
        Path folder = project.target().resolve("notebooks");
        return twoAtATime(notebooks, notebook -> {
            Path result = folder.resolve(notebook.getFileName());
            Path log = folder.resolve(NotebookFile.name(notebook) + ".log");
            List<String> failures = new ArrayList<>(execute(notebook, result, "html"));
            if (Files.exists(result) && !convert("--to=html", result, result, "html", log)) {
                failures.add("Jupyter could make no HTML of it: " + Children.lastLine(log) + " (see " + log + ")");
            }
            return failures;
        });
    }

    /** Executes the notebooks and writes the outputs back into them. A notebook that fails is left as it is. */
    Map<Path, List<String>> render(List<Path> notebooks) {
        return twoAtATime(notebooks, notebook -> {
            Path result = project.target().resolve("render").resolve(notebook.getFileName());
            List<String> failures = new ArrayList<>(execute(notebook, result, "render"));
            if (failures.isEmpty()) {
                NotebookFile rendered = NotebookFile.read(notebook).withOutputsOf(NotebookFile.read(result));
                for (String path : rendered.machinePaths(project.root())) {
                    failures.add("its output holds a path of this machine: " + path);
                }
                Files.writeString(failures.isEmpty() ? notebook : result, rendered.tidy());
            }
            return failures;
        });
    }

    private static Map<Path, List<String>> twoAtATime(List<Path> notebooks, Work work) {
        ExecutorService workers = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            Map<Path, Future<List<String>>> started = new LinkedHashMap<>();
            notebooks.forEach(notebook -> started.put(notebook, workers.submit(() -> work.on(notebook))));
            Map<Path, List<String>> failures = new LinkedHashMap<>();
            for (Path notebook : notebooks) {
                failures.put(notebook, started.get(notebook).get());
            }
            return failures;
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            workers.shutdownNow();
        }
    }
}
