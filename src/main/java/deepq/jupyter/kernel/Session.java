package deepq.jupyter.kernel;

import java.nio.file.Path;
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
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Kind;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;
import jdk.jshell.execution.LocalExecutionControlProvider;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionEnv;

/**
 * One JShell with everything that its reader has declared so far. Cells run in this process and on its class path,
 * because what a cell displays has to reach the kernel. One cell at a time; an interrupt may come from any
 * thread.
 */
final class Session {
    /** What IJava and JJava import, of java.*. */
    private static final String IMPORTS =
            "util io math net time util.concurrent util.function util.prefs util.regex util.stream";

    private static final List<String> SYNTAX_ERRORS =
            List.of("compiler.err.expected", "compiler.err.premature.eof", "compiler.err.not.stmt");

    private static final Pattern SEALED =
            Pattern.compile("(?s)(?:\\w+\\s+)*sealed\\s[^{]*?\\b(?:class|interface)\\s+(\\w+)[^{]*(?=\\{)");

    private static final Pattern BLANK = Pattern.compile("\\s++|//[^\\n]*+|/\\*(?s:.*?)(?:\\*/|\\z)");

    /** The session of this process, for what a cell calls. */
    static Session current;

    final CellControl control = new CellControl(new CellClasses());
    final Magics magics = new Magics(this);
    final Assistant assistant;
    private final JShell shell;
    private final SourceCodeAnalysis analysis;
    private final Map<String, Cell.Part> parts = new HashMap<>();
    private final Names names;
    private final Traces traces;

    Session() {
        LocalExecutionControlProvider provider = new LocalExecutionControlProvider() {
            @Override
            public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
                return control;
            }
        };
        shell = JShell.builder()
                .executionEngine(provider, Map.of())
                // Parameter names for the tooltips; the same warnings as javac's default would only disturb.
                .compilerOptions("-parameters", "-Xlint:none", "-proc:none")
                .build();
        analysis = shell.sourceCodeAnalysis();
        assistant = new Assistant(analysis);
        assistant.offerSources();
        names = new Names(analysis);
        traces = new Traces(shell, parts);
        for (String name : IMPORTS.split(" ")) shell.eval("import java." + name + ".*;");
        shell.eval("import static deepq.jupyter.kernel.Display.*;");
        current = this;
    }

    /**
     * Runs a cell: all its statements, in order, until one fails.
     *
     * @param number the number the notebook shows, for messages
     * @return the value of the last statement, if that is an expression; else null
     * @throws CellError if it does not compile, throws, or is interrupted
     */
    Object run(String code, int number) throws CellError {
        return run(new Cell("cell " + number, Magics.asJava(code)));
    }

    /** Runs a text within a cell that runs. */
    Object run(Cell cell) throws CellError {
        List<DeclarationSnippet> declared = new ArrayList<>();
        Object value = null;
        for (Cell.Part part = next(cell, 0); part != null; part = next(cell, part.end())) {
            if (control.wasInterrupted()) throw interruption("before line " + part.line());
            value = null;
            if (Magics.isMagic(part.source())) {
                magics.run(part);
                continue;
            }
            if (part.source().contains("sealed ")) part = part.with(permitting(part.source(), cell.code()));
            traces.running(part);
            List<SnippetEvent> events = shell.eval(part.source());
            if (events.get(0).status() == Status.REJECTED) {
                Cell.Part first = upToMissingSemicolon(part, events.get(0).snippet());
                if (first != part) events = shell.eval(first.source());
                part = first;
            }
            for (SnippetEvent event : events) {
                if (event.causeSnippet() != null) carryOver(event);
                sayWhatIsStale(event);
            }
            for (SnippetEvent event : events) {
                Snippet snippet = event.snippet();
                if (event.causeSnippet() != null) continue;
                parts.put(snippet.id(), part.within(snippet.source()));
                CellControl.Outcome outcome = control.takeOutcome();
                failOn(event, outcome);
                if (snippet instanceof DeclarationSnippet declaration) {
                    declared.add(declaration);
                    names.lost.remove(declaration.name());
                    control.declared(declaration.name());
                    // Too large for a class file: at once, or the next statement fails for want of it.
                    if (event.status() == Status.RECOVERABLE_NOT_DEFINED
                            && missing(declaration).isEmpty()) {
                        throw unresolved(parts.get(snippet.id()), declaration);
                    }
                }
                if (isShown(snippet)) value = outcome.value();
                else if (snippet.kind() == Kind.STATEMENT && outcome.value() != null)
                    return outcome.value(); // by the reader's return
                // JShell would hold the value for ever.
                if (snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND) shell.drop(snippet);
            }
            resolveClash();
        }
        if (value == null) failOnUnresolved(declared);
        return value;
    }

    /** Runs the kernel's own code (a value's toString, for one) as if it stood in the cell: it can be stopped. */
    <T> T show(Callable<T> work) throws CellError {
        try {
            return call(work, "while showing the result");
        } catch (CellError e) {
            throw e;
        } catch (Exception | Error e) {
            throw thrown(e, "Thrown while the result was shown: ");
        }
    }

    /** @param doing for the message, if it is interrupted */
    <T> T call(Callable<T> work, String doing) throws Exception {
        try {
            return control.call(work);
        } catch (ExecutionControl.StoppedException e) {
            throw interruption(doing);
        }
    }

    /** Its getMessage() may be the reader's, and go on for ever. */
    private CellError thrown(Throwable thrown, String title) {
        try {
            String doing = "in the getMessage() of " + thrown.getClass().getSimpleName();
            return call(() -> CellError.thrown(thrown, traces.of(thrown, title)), doing);
        } catch (CellError e) {
            return e;
        } catch (Exception | Error e) {
            return CellError.failed(e);
        }
    }

    /** A text that is printed, with the traces in it as a reader writes them. */
    String readable(String text) {
        return traces.readable(text);
    }

    void addToClassPath(Path path) {
        shell.addToClasspath(path.toAbsolutePath().toString());
    }

    /** The statement or declaration that begins at a position of the cell, or null at its end. */
    private Cell.Part next(Cell cell, int from) throws CellError {
        int start = afterBlanks(cell.code(), from);
        String rest = cell.code().substring(start);
        if (Magics.isMagic(rest)) {
            return new Cell.Part(cell, start, rest.substring(0, Magics.end(rest)), start + Magics.end(rest));
        }
        // JShell reads all that it is given, so of a long text it is given some lines, if these do.
        for (int most = 400; ; most *= 4) {
            int end = most < rest.length() ? rest.indexOf('\n', most) : -1;
            String text = end < 0 ? rest : rest.substring(0, end);
            CompletionInfo info = analysis.analyzeCompletion(text);
            boolean isBeginning = info.completeness() == Completeness.COMPLETE
                    && !info.remaining().isBlank();
            if (end >= 0 && !isBeginning) continue;
            return switch (info.completeness()) {
                case EMPTY -> null;
                case COMPLETE, COMPLETE_WITH_SEMI -> {
                    int length = text.length() - info.remaining().length();
                    yield new Cell.Part(cell, start, info.source(), start + length);
                }
                // An if without else could go on; here it does not. Compiling says what is wrong, such as a bracket.
                default -> new Cell.Part(cell, start, rest, cell.code().length());
            };
        }
    }

    /** A sealed type without permits permits the types of its file, which in a notebook is the cell. */
    private static String permitting(String source, String cell) {
        Matcher type = SEALED.matcher(Names.codeOf(source));
        if (!type.lookingAt() || type.group().contains(" permits ")) return source;
        String below = Pattern.compile(
                        "\\b(?:class|record|interface|enum)\\s+(\\w+)[^{;]*\\b(?:implements|extends)\\b[^{;]*\\b"
                                + type.group(1) + "\\b")
                .matcher(Names.codeOf(cell))
                .results()
                .map(one -> one.group(1))
                .distinct()
                .collect(Collectors.joining(", "));
        return below.isEmpty()
                ? source
                : source.substring(0, type.end()) + "permits " + below + " " + source.substring(type.end());
    }

    /** JShell counts the lines of an exception from the first one that holds code. */
    private static int afterBlanks(String code, int from) {
        int at = from;
        for (Matcher blank = BLANK.matcher(code).region(at, code.length()); blank.lookingAt(); ) {
            at = blank.end();
            blank.region(at, code.length());
        }
        return at;
    }

    /**
     * The first lines of a part that does not compile because a line ends without a semicolon, which JShell permits;
     * else the part. (JShell takes lines one by one; but then it cannot read a chain of calls with a line for each.)
     */
    private Cell.Part upToMissingSemicolon(Cell.Part part, Snippet rejected) {
        for (Diag diagnostic : shell.diagnostics(rejected).toList()) {
            int place = Math.max(0, part.source().indexOf(rejected.source()))
                    + (int) Math.max(0, diagnostic.getStartPosition());
            int end = part.source().indexOf('\n', place);
            if (end < 0 || !SYNTAX_ERRORS.contains(diagnostic.getCode())) continue;
            CompletionInfo lines = analysis.analyzeCompletion(part.source().substring(0, end));
            if (lines.completeness().isComplete()) {
                return new Cell.Part(part.cell(), part.start(), lines.source(), part.start() + end);
            }
        }
        return part;
    }

    /** A class that is imported by name and declared as well: JShell would compile nothing any more, not even 1 + 1. */
    private void resolveClash() {
        shell.imports()
                .filter(one -> shell.status(one).isActive() && !one.isStatic())
                .filter(one -> shell.types()
                        .anyMatch(type ->
                                shell.status(type).isActive() && one.fullname().endsWith("." + type.name())))
                .toList()
                .forEach(one -> {
                    shell.drop(one);
                    System.err.println(
                            one.fullname() + " is not imported any more: this notebook declares a class of that"
                                    + " name, which it means. Rename yours, or restart the kernel, to use the other.");
                });
    }

    private void failOn(SnippetEvent event, CellControl.Outcome outcome) throws CellError {
        Snippet snippet = event.snippet();
        Cell.Part part = parts.get(snippet.id());
        if (control.wasInterrupted() && (event.exception() != null || outcome.stopped())) {
            throw interruption("at line " + part.line());
        }
        if (event.exception() instanceof UnresolvedReferenceException unresolved) {
            throw unresolved(part, unresolved.getSnippet());
        }
        if (outcome.thrown() != null) throw thrown(outcome.thrown(), "");
        if (event.exception() != null) throw CellError.failed(event.exception());
        if (event.status() == Status.REJECTED) {
            throw CellError.doesNotCompile(part, shell.diagnostics(snippet).toList(), names);
        }
    }

    private void failOnUnresolved(List<DeclarationSnippet> declared) throws CellError {
        for (DeclarationSnippet snippet : declared) {
            Cell.Part part = parts.get(snippet.id());
            Status status = shell.status(snippet);
            if (status == Status.RECOVERABLE_NOT_DEFINED) throw unresolved(part, snippet);
            if (status == Status.RECOVERABLE_DEFINED) {
                String title = snippet.name() + " cannot be used yet";
                CellError.unresolved(part, missing(snippet), title, names)
                        .lines()
                        .forEach(System.err::println);
            }
        }
    }

    private CellError unresolved(Cell.Part part, DeclarationSnippet snippet) {
        List<String> missing = missing(snippet);
        if (!missing.isEmpty()) return CellError.unresolved(part, missing, "Unresolved", names);
        // Nothing is missing, but no class could be written (a text of 64 KB). JShell keeps its compiler, which keeps
        // the error and fails every later cell, until the class path changes.
        List<Diag> diagnostics = shell.diagnostics(snippet).toList();
        shell.drop(snippet);
        shell.addToClasspath(System.getProperty("java.home"));
        return CellError.doesNotCompile(part, diagnostics, names);
    }

    private List<String> missing(DeclarationSnippet snippet) {
        return shell.unresolvedDependencies(snippet).sorted().toList();
    }

    /**
     * A variable that was made from something that has just been declared anew. JShell makes it anew, too, and empty:
     * its value is put back, if its type is still what it was. If it is not, reading the variable is an error.
     */
    private void carryOver(SnippetEvent event) {
        if (!(event.snippet() instanceof VarSnippet variable)
                || event.previousStatus() != Status.VALID
                || !shell.status(variable).isActive()) return;
        String name = variable.name();
        String type = CellError.named(variable.typeName());
        String cause =
                event.causeSnippet() instanceof DeclarationSnippet declaration ? declaration.name() : "an import";
        boolean kept = control.keeps(name, () -> {
            if (shell.status(variable) == Status.VALID) return;
            // What it was made with does not compile any more, and is not needed.
            for (SnippetEvent one : shell.eval(type + " " + name + ";")) {
                if (one.causeSnippet() != null) carryOver(one);
                else if (parts.containsKey(variable.id()))
                    parts.put(one.snippet().id(), parts.get(variable.id()));
            }
        });
        if (kept) return;
        VarSnippet now = shell.variables()
                .filter(one -> one.name().equals(name) && shell.status(one).isActive())
                .findFirst()
                .orElse(variable);
        control.reset(name);
        control.declared(name);
        for (SnippetEvent one : shell.drop(now)) if (one.snippet() != now) carryOver(one);
        String why = "Variable " + name + " (" + type + ") lost its value, because " + cause + " was redeclared. "
                + again(now);
        names.lost.put(name, why);
        System.err.println(why);
    }

    /** A lambda calls the very method that it was compiled with, whatever is declared under that name since. */
    private void sayWhatIsStale(SnippetEvent event) {
        if (!(event.snippet() instanceof DeclarationSnippet changed)
                || changed instanceof VarSnippet
                || event.previousStatus() != Status.VALID
                || !event.status().isActive()
                || !event.isSignatureChange()) return; // it has its new code where it was
        shell.variables()
                .filter(variable -> parts.containsKey(variable.id()))
                .filter(variable -> Names.codeOf(parts.get(variable.id()).source())
                        .matches("(?s).*(->|::).*\\b" + Pattern.quote(changed.name()) + "\\b.*"))
                .forEach(variable -> System.err.println(
                        variable.name() + " still uses " + changed.name() + " as it was. " + again(variable)));
    }

    private String again(VarSnippet variable) {
        Cell.Part part = parts.get(variable.id());
        return "Run " + (part == null ? "its cell" : part.cell().name()) + " again.";
    }

    private CellError interruption(String where) {
        return control.wasExhausted() ? CellError.memoryFull(where) : CellError.interrupted(where);
    }

    private static boolean isShown(Snippet snippet) {
        return snippet.subKind() == SubKind.VAR_VALUE_SUBKIND
                || snippet.subKind() == SubKind.OTHER_EXPRESSION_SUBKIND
                || snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
    }
}
