package deepq.course.exercise;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Values as the reader knows them: arrays and lists with their elements, numbers rounded, where it threw. */
final class Words {
    /** Arrays of more numbers are not shown in full. */
    private static final int MOST = 12;

    private static final int DIGITS = 6;

    private Words() {}

    static String of(Object value) {
        return of(value, DIGITS);
    }

    /** What an answer gives beside what is right, so that one sees where they differ: "gives 1, expected 2". */
    static String beside(Object given, Object right) {
        boolean trace = isTrace(given) || isTrace(right);
        if (isSequence(given) && isSequence(right) && (trace || Math.max(numbers(given), numbers(right)) > MOST)) {
            return firstDifference(array(given), array(right), trace);
        }
        int digits = DIGITS;
        while (digits < 17 && of(given, digits).equals(of(right, digits))) {
            digits++;
        }
        return "gives " + of(given, digits) + ", expected " + of(right, digits);
    }

    private static String firstDifference(Object given, Object right, boolean trace) {
        int i = 0;
        int both = Math.min(Array.getLength(given), Array.getLength(right));
        while (i < both && Exercise.same(Array.get(given, i), Array.get(right, i))) {
            i++;
        }
        String expected = i == Array.getLength(right) ? "nothing more" : of(Array.get(right, i));
        if (i == Array.getLength(given)) {
            return "ends " + (trace ? "after line " : "before place ") + i + ", expected next: " + expected;
        }
        String place = trace ? "in line " + (i + 1) : "at place " + i + " (counted from 0)";
        return "gives " + of(Array.get(given, i)) + " " + place + ", expected " + expected;
    }

    /**
     * An exception, with the line of the answer in which it was thrown: the line with the call of the check is the
     * first. IJava and JJava make a class in which a name is declared nowhere, and throw when it is used.
     *
     * @param check where the reader's cell called the check; null if no cell did
     */
    static String of(Throwable thrown, StackTraceElement check) {
        if (thrown.getClass().getName().equals("jdk.jshell.spi.SPIResolutionException")) {
            return "a name that no cell declares (misspelled?)";
        }
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

    /** The innermost place of the reader's, or null: JShell lays the lines of a cell into a class REPL.$JShell$n. */
    static StackTraceElement frame(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("REPL."))
                .findFirst()
                .orElse(null);
    }

    private static String of(Object value, int digits) {
        if (isSequence(value)) {
            Object array = array(value);
            int length = Array.getLength(array);
            return IntStream.range(0, Math.min(length, MOST))
                    .mapToObj(i -> of(Array.get(array, i), digits))
                    .collect(Collectors.joining(", ", "{", length > MOST ? ", ...}" : "}"));
        }
        if (value instanceof Float single) {
            return rounded(Double.parseDouble(single.toString()), digits);
        }
        if (value instanceof Double number) {
            return rounded(number, digits);
        }
        String text = String.valueOf(value);
        return value != null && text.equals(value.getClass().getName() + "@" + Integer.toHexString(value.hashCode()))
                ? "an object of " + value.getClass().getSimpleName()
                : text;
    }

    private static String rounded(double number, int digits) {
        if (!Double.isFinite(number) || number != 0 && (Math.abs(number) < 1e-6 || Math.abs(number) >= 1e15)) {
            return Double.toString(number);
        }
        BigDecimal exact = BigDecimal.valueOf(number);
        BigDecimal decimal = exact.round(new MathContext(Math.max(digits, exact.precision() - exact.scale())));
        return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }

    static boolean isSequence(Object value) {
        return value instanceof List<?> || value != null && value.getClass().isArray();
    }

    static Object array(Object value) {
        return value instanceof List<?> list ? list.toArray() : value;
    }

    /** Whether it is a list of what happened, one line for each. */
    private static boolean isTrace(Object value) {
        return value instanceof List<?> list && list.stream().anyMatch(String.class::isInstance);
    }

    private static int numbers(Object value) {
        if (!isSequence(value)) {
            return 1;
        }
        Object array = array(value);
        return IntStream.range(0, Array.getLength(array))
                .map(i -> numbers(Array.get(array, i)))
                .sum();
    }
}
