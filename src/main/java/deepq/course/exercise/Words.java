package deepq.course.exercise;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
        if (given instanceof Record && right instanceof Record) {
            RecordComponent[] parts = right.getClass().getRecordComponents();
            return firstDifference(given, right, i -> "for " + parts[i].getName());
        }
        if (isSequence(given) && isSequence(right)) {
            if (isTrace(given) || isTrace(right)) {
                return firstDifference(given, right, i -> "in line " + (i + 1));
            }
            if (Math.max(numbers(given), numbers(right)) > MOST) {
                return firstDifference(given, right, i -> "at place " + i + " (counted from 0)");
            }
        }
        int digits = DIGITS;
        while (digits < 17 && of(given, digits).equals(of(right, digits))) {
            digits++;
        }
        return "gives " + of(given, digits) + ", expected " + of(right, digits);
    }

    private static String firstDifference(Object one, Object other, IntFunction<String> place) {
        List<?> given = list(one);
        List<?> right = list(other);
        int i = 0;
        while (i < Math.min(given.size(), right.size()) && Exercise.same(given.get(i), right.get(i))) {
            i++;
        }
        String gives = i == given.size() ? "nothing" : of(given.get(i));
        String expected = i == right.size() ? "nothing more" : of(right.get(i));
        return "gives " + gives + " " + place.apply(i) + ", expected " + expected;
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
        if (value instanceof Record) {
            RecordComponent[] parts = value.getClass().getRecordComponents();
            return IntStream.range(0, parts.length)
                    .mapToObj(i -> parts[i].getName() + " " + of(list(value).get(i), digits))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
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
        return value instanceof List<?>
                || value instanceof Record
                || value != null && value.getClass().isArray();
    }

    /** The elements of a list or an array, or the parts of a record. */
    static List<?> list(Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        return value instanceof Record
                ? Stream.of(value.getClass().getRecordComponents())
                        .map(part -> part(value, part))
                        .toList()
                : IntStream.range(0, Array.getLength(value))
                        .mapToObj(i -> Array.get(value, i))
                        .toList();
    }

    private static Object part(Object record, RecordComponent part) {
        try {
            part.getAccessor().setAccessible(true);
            return part.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether it is a list of what happened, one line for each. */
    private static boolean isTrace(Object value) {
        return value instanceof List<?> list && list.stream().anyMatch(String.class::isInstance);
    }

    private static int numbers(Object value) {
        return isSequence(value) ? list(value).stream().mapToInt(Words::numbers).sum() : 1;
    }
}
