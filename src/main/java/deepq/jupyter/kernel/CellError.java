package deepq.jupyter.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Diag;

/**
 * What a reader sees of a cell that failed: a name, a message, and the lines shown below the cell. Made of what JShell
 * reports: the line of the cell, a caret, names, and no frame of the kernel.
 */
final class CellError extends Exception {
    private static final long serialVersionUID = 1;

    static final int MOST_TEXT = 100_000;

    private static final Pattern WRAPPER = Pattern.compile("(REPL\\.)?\\$JShell\\$\\w+?[.$](?=\\w)");

    private static final Pattern WEAKER_CONSTRUCTOR =
            Pattern.compile("canonical constructor in record (\\w+).*stronger access privileges");

    private static final Pattern UNKNOWN = Pattern.compile(
            "package (\\S+) does not exist|cannot find symbol symbol: (class|method|variable) ([\\w$]+)");

    private final String name;
    private final transient List<String> lines;

    CellError(String name, String message, List<String> lines) {
        super(message == null ? "" : shortened(named(message))); // Jupyter requires one
        this.name = named(name);
        this.lines =
                lines.stream().map(CellError::named).map(CellError::shortened).toList();
    }

    static CellError doesNotCompile(Cell.Part part, List<Diag> diagnostics, Names names) {
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
            String text = String.join(" ", message).replaceAll("\\s+", " ");
            int start = (int) Math.max(0, diagnostic.getStartPosition());
            int end = (int) diagnostic.getEndPosition();
            List<String> hints = List.of();
            Matcher weak = WEAKER_CONSTRUCTOR.matcher(text);
            Matcher unknown = UNKNOWN.matcher(text);
            if (weak.find()) {
                String help = "In a notebook a record is public, and so is its constructor: write public ";
                hints = List.of(help + weak.group(1) + " {");
            } else if (unknown.find()) {
                boolean isPackage = unknown.group(1) != null;
                String kind = isPackage ? "package" : unknown.group(2);
                String name = isPackage ? unknown.group(1).replaceFirst(".*\\.", "") : unknown.group(3);
                int place = Names.place(
                        part.source(), kind, name, Math.min(start, part.source().length()));
                if (place >= 0 && place < end) {
                    start = place;
                    end = place + name.length();
                }
                hints = names.hints(part.source(), start, kind, name);
            }
            if (first == null)
                first = text.replace("cannot find symbol symbol:", "cannot find")
                        + (hints.isEmpty() ? "" : ". " + String.join(" ", hints));
            lines.add(red("Does not compile") + ": " + message.get(0));
            message.stream().skip(1).forEach(lines::add);
            point(lines, part.cell(), part.start() + start, part.start() + end);
            lines.addAll(hints);
        }
        return new CellError("CompileError", first, lines);
    }

    static CellError magic(Cell.Part part, String message) {
        return new CellError(
                "MagicError", message, List.of(red("Magic") + ": " + message, numbered(part.cell(), part.line())));
    }

    static CellError kernelEnded() {
        return error(
                "KernelEnded",
                "Kernel ended",
                "the cell ended the kernel (System.exit?); every variable is lost, and Jupyter starts a new kernel");
    }

    static CellError memoryFull(String where) {
        String message = "stopped " + where + ", because the memory (" + megabytes()
                + " MB) is full. Set what you no longer need to null, or restart the kernel";
        return error("OutOfMemoryError", "Out of memory", message);
    }

    static CellError noMemory() {
        String message = "the cells hold all the memory that there is (" + megabytes()
                + " MB); every variable is lost, and Jupyter starts a new kernel";
        return error("KernelEnded", "Out of memory", message);
    }

    private static long megabytes() {
        return Runtime.getRuntime().maxMemory() / (1 << 20);
    }

    static CellError interrupted(String where) {
        String message = "stopped " + where;
        return new CellError(
                "Interrupted",
                message,
                List.of(red("Interrupted") + ": " + message + ". The variables keep their values."));
    }

    /** Of the kernel itself, or of the compiler in it. */
    static CellError failed(Throwable e) {
        String message = e + "; a shorter cell, or a restarted kernel, may help";
        return error(e.getClass().getSimpleName(), "Cannot run", message);
    }

    private static CellError error(String name, String title, String message) {
        return new CellError(name, message, List.of(red(title) + ": " + message));
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

    /**
     * A declaration that uses what is not there. JShell reports the names alone, without their places.
     *
     * @param missing such as "variable step" or "method next(int)"
     */
    static CellError unresolved(Cell.Part part, List<String> missing, String title, Names names) {
        String message = "not declared: " + String.join(", ", missing);
        List<String> lines = new ArrayList<>(List.of(red(title) + ": " + message));
        List<String> sentences = new ArrayList<>();
        for (String one : missing) {
            String kind = one.replaceFirst("\\s.*", "");
            String name = one.replaceFirst("^\\w+\\s+", "").replaceFirst("\\(.*", "");
            int place = Names.place(part.source(), kind, name, 0);
            if (place < 0) lines.add(numbered(part.cell(), part.line()));
            else point(lines, part.cell(), part.start() + place, part.start() + place + name.length());
            List<String> hints = names.hints(part.source(), place, kind, name);
            lines.addAll(hints);
            sentences.addAll(hints);
        }
        if (!sentences.isEmpty()) message += ". " + String.join(" ", sentences);
        return new CellError("UnresolvedName", message, lines);
    }

    static CellError thrown(Throwable thrown, List<String> lines) {
        if (Arrays.stream(thrown.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals("tech.tablesaw.plotly.Plot"))) {
            lines.add(red("Plot.show opens a browser of its own, and a kernel has none.")
                    + " Let the figure be the last line of the cell, or write Notebook.show(figure);");
        }
        return new CellError(thrown.getClass().getSimpleName(), thrown.getMessage(), lines);
    }

    static String red(String text) {
        return "\u001b[1;31m" + text + "\u001b[0m";
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

    String name() {
        return name;
    }

    List<String> lines() {
        return lines;
    }

    /** As Jupyter's message "error", and as the reply to a request that failed. */
    Map<String, ?> reply() {
        return Map.of("status", "error", "ename", name, "evalue", getMessage(), "traceback", lines);
    }
}
