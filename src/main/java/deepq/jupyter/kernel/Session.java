package deepq.jupyter.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * One JShell with everything that its reader has declared so far. Cells run in this process and on its class path, because
 * what a cell displays has to reach the kernel. One cell at a time; {@link #interrupt} may come from any thread.
 */
final class Session implements AutoCloseable {
    /** What IJava imports, and the functional interfaces and streams besides. */
    private static final List<String> IMPORTS = List.of(
            "java.util.*",
            "java.io.*",
            "java.math.*",
            "java.net.*",
            "java.util.concurrent.*",
            "java.util.function.*",
            "java.util.prefs.*",
            "java.util.regex.*",
            "java.util.stream.*");

    private static final List<String> SYNTAX_ERRORS =
            List.of("compiler.err.expected", "compiler.err.premature.eof", "compiler.err.not.stmt");

    /** Skipped, because JShell counts the lines of an exception from the first one that holds code. */
    static final Pattern BLANKS_AND_COMMENTS = Pattern.compile("(?s)(\\s|//[^\\n]*(\\n|$)|/\\*.*?\\*/)*");

    private final CellControl control;
    private final JShell shell;
    private final SourceCodeAnalysis analysis;
    private final Map<String, Cell.Part> parts = new HashMap<>();

    Session(long patienceMillis) {
        control = new CellControl(patienceMillis);
        shell = JShell.builder()
                .executionEngine(new ControlProvider(control), Map.of())
                // Parameter names for the tooltips; the same warnings as javac's default would only disturb.
                .compilerOptions("-parameters", "-Xlint:none", "-proc:none")
                .build();
        Sources.offer();
        analysis = shell.sourceCodeAnalysis();
        for (String name : IMPORTS) shell.eval("import " + name + ";");
        shell.eval("import static deepq.jupyter.kernel.Display.*;");
    }

    /**
     * Runs a cell: all its statements, in order, until one fails.
     *
     * @param number the number the notebook shows, for messages
     * @return the value of the last statement, if that is an expression; else null
     * @throws CellError if it does not compile, throws, or is interrupted
     */
    Object run(String code, int number) throws CellError {
        control.begin();
        Cell cell = new Cell(number, code);
        List<DeclarationSnippet> declared = new ArrayList<>();
        Object value = null;
        for (Cell.Part part = next(cell, 0); part != null; part = next(cell, part.end())) {
            if (control.wasInterrupted()) throw interruption("before line " + part.line());
            value = null;
            if (Magics.isMagic(part.source())) {
                Magics.run(part, shell::addToClasspath);
                continue;
            }
            List<SnippetEvent> events = shell.eval(part.source());
            if (events.get(0).status() == Status.REJECTED) {
                Cell.Part first = upToMissingSemicolon(part, events.get(0).snippet());
                if (first != part) events = shell.eval(first.source());
                part = first;
            }
            for (SnippetEvent event : events) {
                Snippet snippet = event.snippet();
                if (event.causeSnippet() != null) {
                    reportLoss(event);
                    continue;
                }
                parts.put(snippet.id(), part.within(snippet.source()));
                failOn(event);
                if (snippet instanceof DeclarationSnippet declaration) declared.add(declaration);
                Object taken = control.takeValue();
                if (isShown(snippet)) value = taken;
            }
        }
        if (value == null) failOnUnresolved(cell, declared);
        return value;
    }

    /** Runs the kernel's own code (a value's toString, for one) as if it stood in the cell: it can be interrupted, and fail. */
    <T> T call(Callable<T> work) throws CellError {
        try {
            return control.call(work);
        } catch (ExecutionControl.StoppedException e) {
            throw interruption("while showing the result");
        } catch (Exception e) {
            Throwable thrown = e instanceof java.lang.reflect.InvocationTargetException ? e.getCause() : e;
            throw Errors.thrownWhileShowing(thrown);
        }
    }

    void interrupt() {
        control.interrupt();
    }

    Assistant assistant() {
        return new Assistant(analysis);
    }

    /** After an OutOfMemoryError: whether what the cells still hold leaves too little to go on with. */
    boolean hasNoMemory() {
        return control.hasNoMemory();
    }

    @Override
    public void close() {
        shell.close();
    }

    /** The statement or declaration that begins at a position of the cell, or null at its end. */
    private Cell.Part next(Cell cell, int from) throws CellError {
        Matcher skipped = BLANKS_AND_COMMENTS
                .matcher(cell.code())
                .region(from, cell.code().length());
        int start = skipped.lookingAt() ? skipped.end() : from;
        String rest = cell.code().substring(start);
        if (Magics.isMagic(rest)) {
            return new Cell.Part(cell, start, rest.substring(0, Magics.end(rest)), start + Magics.end(rest));
        }
        CompletionInfo info = analysis.analyzeCompletion(rest);
        return switch (info.completeness()) {
            case EMPTY -> null;
            case DEFINITELY_INCOMPLETE -> throw Errors.incomplete(cell, start);
            // An if without else could go on; here it does not.
            case CONSIDERED_INCOMPLETE ->
                new Cell.Part(cell, start, rest, cell.code().length());
            case COMPLETE, COMPLETE_WITH_SEMI ->
                new Cell.Part(
                        cell,
                        start,
                        info.source(),
                        cell.code().length() - info.remaining().length());
            case UNKNOWN -> new Cell.Part(cell, start, rest, cell.code().length()); // compiling it says what is wrong
        };
    }

    /**
     * The first lines of a part that does not compile because a line ends without a semicolon, which JShell permits; else the
     * part. (JShell takes lines one by one; but then it cannot read a chain of calls with a line for each.)
     */
    private Cell.Part upToMissingSemicolon(Cell.Part part, Snippet rejected) {
        for (Diag diagnostic : shell.diagnostics(rejected).toList()) {
            int place = Math.max(0, part.source().indexOf(rejected.source()))
                    + (int) Math.max(0, diagnostic.getStartPosition());
            int end = part.source().indexOf('\n', place);
            if (end < 0 || !SYNTAX_ERRORS.contains(diagnostic.getCode())) continue;
            CompletionInfo lines = analysis.analyzeCompletion(part.source().substring(0, end));
            if (lines.completeness() == Completeness.COMPLETE_WITH_SEMI) {
                return new Cell.Part(part.cell(), part.start(), lines.source(), part.start() + end);
            }
        }
        return part;
    }

    private void failOn(SnippetEvent event) throws CellError {
        Snippet snippet = event.snippet();
        Cell.Part part = parts.get(snippet.id());
        JShellException thrown = event.exception();
        if (control.wasInterrupted() && (thrown != null || control.wasStopped()))
            throw interruption("at line " + part.line());
        if (thrown instanceof UnresolvedReferenceException unresolved) {
            throw unresolved(part, unresolved.getSnippet());
        }
        if (thrown instanceof EvalException exception) throw Errors.thrown(exception, part.cell(), parts);
        if (event.status() == Status.REJECTED) {
            throw Errors.doesNotCompile(part, shell.diagnostics(snippet).toList());
        }
    }

    private void failOnUnresolved(Cell cell, List<DeclarationSnippet> declared) throws CellError {
        for (DeclarationSnippet snippet : declared) {
            Status status = shell.status(snippet);
            if (status == Status.RECOVERABLE_NOT_DEFINED) {
                throw unresolved(parts.get(snippet.id()), snippet);
            }
            if (status == Status.RECOVERABLE_DEFINED) {
                System.err.println(
                        snippet.name() + " is declared, but cannot be used until these are: " + names(snippet));
            }
        }
    }

    private CellError unresolved(Cell.Part part, DeclarationSnippet snippet) {
        String names = names(snippet);
        if (!names.isEmpty()) return Errors.unresolved(part, names);
        // Nothing is missing, but no class could be written (a text of 64 KB). JShell keeps its compiler, which keeps
        // the
        // error and fails every later cell, until the class path changes.
        List<Diag> diagnostics = shell.diagnostics(snippet).toList();
        shell.drop(snippet);
        shell.addToClasspath(System.getProperty("java.home"));
        return Errors.doesNotCompile(part, diagnostics);
    }

    private String names(DeclarationSnippet snippet) {
        return shell.unresolvedDependencies(snippet).sorted().collect(Collectors.joining(", "));
    }

    /** A class declared again is another class: JShell drops the values of the variables that were of the old one. */
    private static void reportLoss(SnippetEvent event) {
        if (event.snippet() instanceof VarSnippet variable
                && event.previousStatus() == Status.VALID
                && event.status() != Status.OVERWRITTEN) {
            String cause =
                    event.causeSnippet() instanceof DeclarationSnippet declaration ? declaration.name() : "its type";
            System.err.println("Variable " + variable.name() + " (" + variable.typeName() + ") lost its value, because "
                    + cause + " was redeclared. Run the cell that sets it again.");
        }
    }

    private CellError interruption(String where) {
        if (control.wasExhausted()) return Errors.memoryFull(where);
        return new CellError(
                "Interrupted",
                "stopped " + where,
                List.of(Errors.red("Interrupted") + ": stopped " + where + ". The variables keep their values."));
    }

    private static boolean isShown(Snippet snippet) {
        return snippet.subKind() == SubKind.VAR_VALUE_SUBKIND
                || snippet.subKind() == SubKind.OTHER_EXPRESSION_SUBKIND
                || snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
    }

    private record ControlProvider(DirectExecutionControl control) implements ExecutionControlProvider {
        @Override
        public String name() {
            return "deepq";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
            return control;
        }
    }
}
