package deepq.jupyter.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;

/** Turns what JShell reports into what helps a reader: the line of the cell, a caret, names, and no frame of the kernel. */
final class Errors {
    private static final int MOST_FRAMES = 20;
    private static final int MOST_TEXT = 100_000;

    private static final Pattern WRAPPER = Pattern.compile("(REPL\\.)?\\$JShell\\$\\w+?[.$](?=\\w)");

    private static final Pattern WEAKER_CONSTRUCTOR =
            Pattern.compile("canonical constructor in record (\\w+).*stronger access privileges");

    private Errors() {}

    static CellError doesNotCompile(Cell.Part part, List<Diag> diagnostics) {
        List<String> lines = new ArrayList<>();
        String first = null;
        for (Diag diagnostic : diagnostics) {
            if (!diagnostic.isError()) continue;
            // "location: class" would name JShell's wrapper class, which the reader did not write.
            List<String> message = diagnostic
                    .getMessage(Locale.ENGLISH)
                    .lines()
                    .filter(line -> !line.strip().startsWith("location:"))
                    .toList();
            if (first == null) first = String.join(" ", message).replaceAll("\\s+", " ");
            lines.add(red("Does not compile") + ": " + message.get(0));
            message.stream().skip(1).forEach(lines::add);
            Matcher weak = WEAKER_CONSTRUCTOR.matcher(String.join(" ", message));
            if (weak.find()) {
                String help = "In a notebook a record is public, and so is its constructor: write public "
                        + weak.group(1) + " {";
                lines.add(help);
                first = help;
            }
            int start = (int) Math.max(0, diagnostic.getStartPosition());
            point(lines, part.cell(), part.start() + start, part.start() + (int) diagnostic.getEndPosition());
        }
        return new CellError("CompileError", first, lines);
    }

    static CellError incomplete(Cell cell, int start) {
        String message = "the cell ends too early: a closing bracket, a quote or a semicolon is missing";
        List<String> lines = new ArrayList<>(List.of(red("Does not compile") + ": " + message + ". It begins here:"));
        int blanks = cell.code().substring(start).length()
                - cell.code().substring(start).stripLeading().length();
        point(lines, cell, start + blanks, start + blanks + 1);
        return new CellError("CompileError", message, lines);
    }

    static CellError magic(Cell.Part part, String message) {
        return new CellError(
                "MagicError", message, List.of(red("Magic") + ": " + message, numbered(part.cell(), part.line())));
    }

    static CellError kernelEnded() {
        String message =
                "the cell ended the kernel (System.exit?); every variable is lost, and Jupyter starts a new kernel";
        return new CellError("KernelEnded", message, List.of(red("Kernel ended") + ": " + message));
    }

    static CellError memoryFull(String where) {
        String message = "stopped " + where + ", because the memory ("
                + Runtime.getRuntime().maxMemory() / (1 << 20)
                + " MB) is full. Set what you no longer need to null, or restart the kernel";
        return new CellError("OutOfMemoryError", message, List.of(red("Out of memory") + ": " + message));
    }

    static CellError noMemory() {
        String message = "the cells hold all the memory that there is ("
                + Runtime.getRuntime().maxMemory() / (1 << 20)
                + " MB); every variable is lost, and Jupyter starts a new kernel";
        return new CellError("KernelEnded", message, List.of(red("Out of memory") + ": " + message));
    }

    /** Of the kernel itself, or of the compiler in it. */
    static CellError failed(Throwable e) {
        String message = e + "; a shorter cell, or a restarted kernel, may help";
        return new CellError(e.getClass().getSimpleName(), message, List.of(red("Cannot run") + ": " + message));
    }

    /** A text without the classes that JShell wraps around what a cell declares: MyEx for REPL.$JShell$102B$MyEx. */
    static String named(String text) {
        return WRAPPER.matcher(text).replaceAll("");
    }

    /** What a notebook can hold of a text. */
    static String shortened(String text) {
        int length = text.length();
        return length <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + "... (" + length + " characters in all)";
    }

    static CellError unresolved(Cell.Part part, String names) {
        String message = "not declared: " + names;
        List<String> lines = new ArrayList<>(List.of(red("Unresolved") + ": " + message));
        lines.add(numbered(part.cell(), part.line()));
        return new CellError("UnresolvedName", message, lines);
    }

    static CellError thrown(EvalException thrown, Cell cell, Map<String, Cell.Part> parts) {
        List<String> lines = new ArrayList<>();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            lines.add((cause == thrown ? "" : "Caused by: ") + red(title(cause)));
            int frames = 0;
            for (StackTraceElement frame : cause.getStackTrace()) {
                if (frames++ == MOST_FRAMES) break;
                lines.add("    at " + readable(frame, parts));
            }
            int left = cause.getStackTrace().length - MOST_FRAMES;
            if (left > 0) lines.add("    ... " + left + " more");
        }
        String name = thrown.getExceptionClassName();
        return new CellError(name.substring(name.lastIndexOf('.') + 1), thrown.getMessage(), lines);
    }

    static CellError thrownWhileShowing(Throwable thrown) {
        List<String> lines = new ArrayList<>(List.of(red("Thrown while the result was shown") + ": " + thrown));
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (frame.getClassName().matches("(deepq\\.jupyter\\.kernel|io\\.github\\.spencerpark)\\..*")) break;
            if (lines.size() <= MOST_FRAMES) lines.add("    at " + frame);
        }
        return new CellError(thrown.getClass().getSimpleName(), thrown.getMessage(), lines);
    }

    static String red(String text) {
        return "\u001b[1;31m" + text + "\u001b[0m";
    }

    private static String title(Throwable cause) {
        if (!(cause instanceof EvalException thrown)) return String.valueOf(cause.getMessage());
        String message = thrown.getMessage();
        return thrown.getExceptionClassName() + (message == null ? "" : ": " + message);
    }

    /** JShell names the file of a frame in a cell {@code #id}. */
    private static String readable(StackTraceElement frame, Map<String, Cell.Part> parts) {
        String file = frame.getFileName();
        Cell.Part part = file != null && file.startsWith("#") ? parts.get(file.substring(1)) : null;
        if (part == null) return frame.toString();
        int line = part.cell().lineAt(part.start()) + frame.getLineNumber() - 1;
        String name = frame.getMethodName().replaceFirst("^lambda\\$(do_it\\$|(\\w+))\\$\\d+$", "$2");
        String method = name.isEmpty() ? "" : name + " in ";
        return method + "cell " + part.cell().number() + ", line " + line + ":  "
                + part.cell().line(line).strip();
    }

    /** The line of the cell, and carets below the place. */
    private static void point(List<String> lines, Cell cell, int start, int end) {
        int from = Math.min(start, cell.code().length());
        int line = cell.lineAt(from);
        int column = from - (cell.code().lastIndexOf('\n', from - 1) + 1);
        int width = Math.max(1, Math.min(end - from, cell.line(line).length() - column));
        String prefix = numbered(cell, line);
        lines.add(prefix);
        lines.add(" ".repeat(prefix.length() - cell.line(line).length() + column) + red("^".repeat(width)));
    }

    private static String numbered(Cell cell, int line) {
        return String.format("%5d | %s", line, cell.line(line).replace('\t', ' '));
    }
}
