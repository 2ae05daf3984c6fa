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
            return firstDifference(list(given), list(right), trace);
        }
        int digits = DIGITS;
        while (digits < 17 && of(given, digits).equals(of(right, digits))) {
            digits++;
        }
        return "gives " + of(given, digits) + ", expected " + of(right, digits);
    }

    private static String firstDifference(List<?> given, List<?> right, boolean trace) {
        int i = 0;
        while (i < Math.min(given.size(), right.size()) && Exercise.same(given.get(i), right.get(i))) {
            i++;
        }
        String expected = i == right.size() ? "nothing more" : of(right.get(i));
        if (i == given.size()) {
            return "ends " + (trace ? "after line " : "before place ") + i + ", expected next: " + expected;
        }
        String place = trace ? "in line " + (i + 1) : "at place " + i + " (counted from 0)";
        return "gives " + of(given.get(i)) + " " + place + ", expected " + expected;
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
            List<?> list = list(value);
            return list.stream()
                    .limit(MOST)
                    .map(each -> of(each, digits))
                    .collect(Collectors.joining(", ", "{", list.size() > MOST ? ", ...}" : "}"));
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

    static List<?> list(Object value) {
        return value instanceof List<?> list
                ? list
                : IntStream.range(0, Array.getLength(value))
                        .mapToObj(i -> Array.get(value, i))
                        .toList();
    }

    /** Whether it is a list of what happened, one line for each. */
    private static boolean isTrace(Object value) {
        return value instanceof List<?> list && list.stream().anyMatch(String.class::isInstance);
    }

    private static int numbers(Object value) {
        return isSequence(value) ? list(value).stream().mapToInt(Words::numbers).sum() : 1;
    }
}
