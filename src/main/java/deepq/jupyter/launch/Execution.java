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
                    "--ExecutePreprocessor.startup_timeout=180",
                    "--ExecutePreprocessor.timeout=900",
                    "--ExecutePreprocessor.record_timing=False",
                    "--ExecutePreprocessor.kernel_name=" + kernel(),
                    "--output-dir=" + result.getParent(),
                    "--output=" + NotebookFile.name(result),
                    notebook.toString());
            boolean done = nbconvert(arguments, log, frontend);
            // Seen once in some hundred: one of two that start together dies or does not answer. A kernel may also die
            // at work, in the native code beneath deeplearning4j. It is told, and tried once more.
            if (!done && lastLine(log).matches(".*Kernel (died|didn't respond).*")) {
                System.out.println(NotebookFile.name(notebook) + " is executed once more. " + whyNot(log));
                done = nbconvert(arguments, log, frontend);
            }
            return done && Files.exists(result) ? NotebookFile.read(result).failures() : List.of(whyNot(log));
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

    /** Jupyter's last word; and where Java itself crashed in native code, the place, which stands further up. */
    private static String whyNot(Path log) throws IOException {
        String crash = text(log)
                .lines()
                .dropWhile(line -> !line.startsWith("# Problematic frame"))
                .skip(1)
                .findFirst()
                .map(frame -> ", after Java crashed in" + frame.substring(1))
                .orElse("");
        return "Jupyter could not execute it: " + lastLine(log) + crash + " (see " + log + ")";
    }

    private static String lastLine(Path log) throws IOException {
        return text(log).strip().replaceAll("(?s).*\n", "");
    }

    private static String text(Path log) throws IOException {
        return new String(Files.readAllBytes(log)); // bytes first: programs do not all write UTF-8
    }
}
