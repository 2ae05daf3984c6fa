package deepq.course.exercise;

import java.util.Arrays;

/**
 * Where in the reader's own cell something was thrown. JShell lays the lines of a cell into a class REPL.$JShell$n,
 * below lines of its own.
 */
final class Reader {
    private Reader() {}

    /** The innermost place of the reader's, or null. */
    static StackTraceElement frame(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("REPL."))
                .findFirst()
                .orElse(null);
    }

    /**
     * An exception, with the line of the answer in which it was thrown: the line with the call of the check is the
     * first.
     *
     * @param check where the reader's cell called the check; null if no cell did
     */
    static String words(Throwable thrown, StackTraceElement check) {
        String message = thrown.getMessage() == null ? "" : ": " + thrown.getMessage();
        String what = thrown.getClass().getSimpleName() + message;
        StackTraceElement frame = frame(thrown);
        if (frame == null) {
            return what;
        }
        boolean here = check != null && frame.getClassName().equals(check.getClassName());
        return here
                ? what + " (in line " + (frame.getLineNumber() - check.getLineNumber() + 1) + " of your answer)"
                : what + " (in your " + frame.getMethodName() + ")";
    }
}
