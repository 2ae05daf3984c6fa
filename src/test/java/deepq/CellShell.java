package deepq;

import java.util.Locale;
import java.util.Map;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.execution.LocalExecutionControlProvider;

/** Runs the cells of a notebook in this process, without a kernel. */
public final class CellShell implements AutoCloseable {
    /** A cell ended in an exception; {@link #thrown} is the name of its class. */
    public static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1;
        public final String thrown;

        Ended(String cell, String thrown, Throwable cause) {
            super(thrown + ": " + cause.getMessage() + "\nin: " + cell, cause);
            this.thrown = thrown;
        }
    }

    private final JShell shell = JShell.builder()
            .executionEngine(new LocalExecutionControlProvider(), Map.of())
            .build();

    public CellShell() {
        shell.addToClasspath(System.getProperty("java.class.path"));
        run("import java.util.*; import java.util.function.*; import java.util.stream.*; import java.util.concurrent.*;"
                + " import java.io.*; import java.math.*;");
    }

    /**
     * Runs a cell to its end.
     *
     * @throws Ended if it throws
     * @throws AssertionError if it does not compile
     */
    public void run(String cell) {
        String rest = cell.strip();
        while (!rest.isEmpty()) {
            CompletionInfo snippet = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            boolean complete = snippet.completeness().isComplete();
            String source = complete ? snippet.source() : rest;
            for (SnippetEvent event : shell.eval(source)) {
                if (event.exception() != null) {
                    throw new Ended(
                            source,
                            event.exception() instanceof EvalException thrown
                                    ? thrown.getExceptionClassName()
                                    : event.exception().getClass().getName(),
                            event.exception());
                }
                if (event.status() == Snippet.Status.REJECTED) {
                    throw new AssertionError(source + "\n"
                            + shell.diagnostics(event.snippet())
                                    .map(problem -> problem.getMessage(Locale.ROOT))
                                    .toList());
                }
            }
            rest = complete ? snippet.remaining().strip() : "";
        }
    }

    @Override
    public void close() {
        shell.close();
    }
}
