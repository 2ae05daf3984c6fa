package deepq.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Runs notebooks from top to bottom in a real Jupyter without a screen (nbconvert), claims being strict. */
record Execution(Project project, JupyterInstallation jupyter) {
    private static final int AT_A_TIME = 2;
    private static final int CELL_SECONDS = 900;
    private static final int NOTEBOOK_SECONDS = 3600;

    /** The kernel's name: ours, unless the user asks for another one ({@code -Dkernel=NAME}). */
    static String kernel() {
        return System.getProperty("kernel", KernelSpec.NAME);
    }

    /** What the notebooks and Jupyter are told: where the kernel is, and how pictures are to be shown. */
    Map<String, String> environment(String frontend) {
        Map<String, String> environment = new HashMap<>(jupyter.environment());
        Path ours = project.target().resolve("jupyter");
        new KernelSpec(project).write(ours);
        String others = System.getenv().getOrDefault("JUPYTER_PATH", "");
        environment.put(
                "JUPYTER_PATH", others.isBlank() ? ours.toString() : ours + java.io.File.pathSeparator + others);
        environment.put("DEEPQ_FRONTEND", frontend);
        return environment;
    }

    /**
     * Executes a notebook to its end, whatever happens in it, and stores it with its outputs as {@code result}.
     * Returns the failures, none if all is well.
     */
    List<String> execute(Path notebook, Path result, String frontend) {
        Path log = result.resolveSibling(NotebookFile.name(result) + ".log");
        Map<String, String> environment = environment(frontend);
        environment.put("DEEPQ_CLAIMS", "strict");
        try {
            Files.createDirectories(result.getParent());
            Files.deleteIfExists(result);
            boolean ended = convert(
                    List.of(
                            "--to=notebook",
                            "--execute",
                            "--allow-errors",
                            "--ExecutePreprocessor.kernel_name=" + kernel(),
                            "--ExecutePreprocessor.timeout=" + CELL_SECONDS,
                            "--ExecutePreprocessor.record_timing=False",
                            "--output-dir=" + result.getParent(),
                            "--output=" + NotebookFile.name(result),
                            notebook.toString()),
                    environment,
                    log);
            if (!ended || !Files.exists(result)) {
                return List.of("Jupyter could not execute it:\n"
                        + Files.readString(log).strip());
            }
            return NotebookFile.read(result).failures();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean convert(List<String> arguments, Map<String, String> environment, Path log) {
        List<String> command = new ArrayList<>(List.of(jupyter.command().toString(), "nbconvert"));
        command.addAll(arguments);
        return Children.exitsWithZero(
                Children.start(command, project.notebooks(), environment, Redirect.to(log.toFile())), NOTEBOOK_SECONDS);
    }

    /** Executes into target/notebooks, as .ipynb and as .html. Returns the failures of each notebook. */
    Map<Path, List<String>> run(List<Path> notebooks) {
        Path folder = project.target().resolve("notebooks");
        return twoAtATime(notebooks, notebook -> {
            Path result = folder.resolve(notebook.getFileName());
            List<String> failures = new ArrayList<>(execute(notebook, result, "html"));
            Path log = folder.resolve(NotebookFile.name(notebook) + ".html.log");
            if (Files.exists(result) && !convert(List.of("--to=html", result.toString()), environment("html"), log)) {
                failures.add("no HTML could be made of it, see " + log);
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
                if (failures.isEmpty()) {
                    write(notebook, rendered.tidy());
                }
            }
            return failures;
        });
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<Path, List<String>> twoAtATime(List<Path> notebooks, Function<Path, List<String>> work) {
        ExecutorService workers = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            Map<Path, Future<List<String>>> started = new LinkedHashMap<>();
            notebooks.forEach(notebook -> started.put(notebook, workers.submit(() -> work.apply(notebook))));
            Map<Path, List<String>> failures = new LinkedHashMap<>();
            for (Map.Entry<Path, Future<List<String>>> entry : started.entrySet()) {
                failures.put(entry.getKey(), entry.getValue().get());
            }
            return failures;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem("interrupted");
        } finally {
            workers.shutdownNow();
        }
    }
}
