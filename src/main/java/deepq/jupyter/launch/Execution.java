package deepq.jupyter.launch;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs notebooks from top to bottom in a real Jupyter without a screen (nbconvert), claims being strict. */
record Execution(Project project, JupyterInstallation jupyter) {
    private static final int NOTEBOOK_SECONDS = 3600;

    /** The kernel's name: ours, unless the user asks for another one ({@code -Dkernel=NAME}). */
    static String kernel() {
        return System.getProperty("kernel", KernelSpec.NAME);
    }

    /**
     * Executes a notebook to its end, whatever happens in it, and stores it with its outputs as {@code result}.
     * Returns the failures, none if all is well. One that cannot be read or written is a failure, too.
     */
    List<String> execute(Path notebook, Path result, String frontend) {
        try {
            NotebookFile.read(notebook);
            Path log = result.resolveSibling(NotebookFile.name(result) + ".log");
            Files.createDirectories(result.getParent());
            Files.deleteIfExists(result);
            Files.deleteIfExists(log);
            List<String> arguments = List.of(
                    "--to=notebook",
                    "--execute",
                    "--allow-errors",
                    "--ExecutePreprocessor.timeout=900",
                    "--ExecutePreprocessor.record_timing=False",
                    "--ExecutePreprocessor.kernel_name=" + kernel(),
                    "--output-dir=" + result.getParent(),
                    "--output=" + NotebookFile.name(result),
                    notebook.toString());
            boolean done = nbconvert(arguments, log, frontend);
            // Seen once in some hundred starts, of two at the same moment. Nothing was executed, so it can start again.
            if (!done && lastLine(log).contains("Kernel died before replying")) {
                done = nbconvert(arguments, log, frontend);
            }
            return done && Files.exists(result)
                    ? NotebookFile.read(result).failures()
                    : List.of("Jupyter could not execute it: " + lastLine(log) + " (see " + log + ")");
        } catch (Problem e) {
            return List.of(e.getMessage());
        } catch (IOException e) {
            return List.of(Problem.reason(e));
        }
    }

    /** Whether nbconvert did its work; what it says is in the log. */
    boolean nbconvert(List<String> arguments, Path log, String frontend) throws IOException {
        List<String> command = new ArrayList<>(List.of(jupyter.command().toString(), "nbconvert"));
        command.addAll(arguments);
        Map<String, String> environment = jupyter.environment(frontend);
        environment.put("DEEPQ_CLAIMS", "strict");
        Redirect output = Redirect.appendTo(log.toFile());
        return Children.succeeds(Children.start(command, project.root(), environment, output), NOTEBOOK_SECONDS);
    }

    private static String lastLine(Path log) throws IOException {
        // Bytes first: programs do not all write UTF-8.
        return new String(Files.readAllBytes(log)).strip().replaceAll("(?s).*\n", "");
    }
}
