package deepq.jupyter.kernel;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.spi.SPIResolutionException;

/** Stack traces in the reader's words: "f in cell 3, line 2:  return 1 / n;", not "REPL.$JShell$41.f(...)". */
final class Traces {
    private static final int MOST_FRAMES = 20;
    private static final int MOST_CAUSES = 10;
    private static final Pattern FRAME = Pattern.compile("(REPL\\.[\\w$.]+)\\.([\\w$<>]+)\\([^():]*:(\\d+)\\)");
    private static final Pattern LAMBDA = Pattern.compile("^lambda\\$(do_it\\$|(\\w+))\\$\\d+$");

    private final JShell shell;
    private final Map<String, Cell.Part> parts;
    private volatile Cell.Part running;

    /** @param parts by the number of JShell's snippet */
    Traces(JShell shell, Map<String, Cell.Part> parts) {
        this.shell = shell;
        this.parts = parts;
    }

    /** What runs now, and is not among the parts before it has run. */
    void running(Cell.Part part) {
        running = part;
    }

    /** An exception, its causes, and the frames down to the kernel's own. Calls what the reader wrote: getMessage(). */
    List<String> of(Throwable thrown, String title) {
        List<String> lines = new ArrayList<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable cause = thrown; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (seen.size() > MOST_CAUSES) {
                lines.add("Caused by more exceptions, which are left out");
                break;
            }
            lines.add((cause == thrown ? title : "Caused by: ") + CellError.red(describe(cause)));
            List<StackTraceElement> frames = translated(cause.getStackTrace());
            frames.stream().limit(MOST_FRAMES).forEach(frame -> lines.add("    at " + readable(frame)));
            if (frames.size() > MOST_FRAMES) lines.add("    ... " + (frames.size() - MOST_FRAMES) + " more");
        }
        return lines;
    }

    /** A text that is printed, with the frames in it. */
    String readable(String text) {
        return CellError.named(FRAME.matcher(text).replaceAll(frame -> Matcher.quoteReplacement(readable(frame))));
    }

    private String readable(MatchResult frame) {
        StackTraceElement element =
                new StackTraceElement(frame.group(1), frame.group(2), "", Integer.parseInt(frame.group(3)));
        return readable(translated(new StackTraceElement[] {element}).get(0));
    }

    private static String describe(Throwable thrown) {
        if (thrown instanceof SPIResolutionException) return "a method is used that cannot be used yet";
        String message = thrown.getMessage();
        return thrown.getClass().getName() + (message == null ? "" : ": " + message);
    }

    /**
     * JShell's own translation, which names the file of a frame in a cell {@code #id}, cut where the cell ends and
     * the kernel begins. JShell translates what it throws only; the flag --add-opens
     * jdk.jshell/jdk.jshell=ALL-UNNAMED lets others ask.
     */
    private List<StackTraceElement> translated(StackTraceElement[] frames) {
        List<StackTraceElement> shown = new ArrayList<>();
        for (StackTraceElement frame : frames) {
            if (frame.getClassName().startsWith(Traces.class.getPackageName() + ".")) break;
            shown.add(frame);
        }
        while (!shown.isEmpty()
                && shown.get(shown.size() - 1).getClassName().matches("(java\\.lang|jdk\\.internal)\\.reflect\\..*")) {
            shown.remove(shown.size() - 1);
        }
        Exception holder = new Exception();
        holder.setStackTrace(shown.toArray(StackTraceElement[]::new));
        try {
            var field = JShell.class.getDeclaredField("eval");
            field.setAccessible(true);
            Object eval = field.get(shell);
            Method translate = eval.getClass().getDeclaredMethod("translateExceptionStack", Exception.class);
            translate.setAccessible(true);
            return List.of((StackTraceElement[]) translate.invoke(eval, holder));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return shown;
        }
    }

    private String readable(StackTraceElement frame) {
        String file = frame.getFileName();
        Cell.Part part = file != null && file.startsWith("#") ? parts.getOrDefault(file.substring(1), running) : null;
        if (part == null) return frame.toString();
        int line = Math.min(
                part.cell().lineAt(part.start()) + frame.getLineNumber() - 1,
                part.cell().lines());
        String name = LAMBDA.matcher(frame.getMethodName()).replaceFirst("$2");
        return (name.isEmpty() ? "" : name + " in ") + part.cell().name() + ", line " + line + ":  "
                + part.cell().line(line).strip();
    }
}
