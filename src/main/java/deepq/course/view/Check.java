package deepq.course.view;

import java.util.List;

/** Clear refusals, made when a chart is built: a wrong picture is worse than none. */
final class Check {
    private Check() {}

    /** A copy of {@code values}, all of them finite and at least one. */
    static double[] finite(String owner, String what, double[] values) {
        if (values == null || values.length == 0) {
            throw new IllegalArgumentException(owner + " has no " + what + " values: there is nothing to draw.");
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(owner + ": " + what + " value number " + i + " is " + values[i]
                        + ", but a chart needs finite numbers.");
            }
        }
        return values.clone();
    }

    static double finite(String owner, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(owner + " is " + value + ", but a chart needs finite numbers.");
        }
        return value;
    }

    static void sameLength(String owner, String what, int length, int expected) {
        if (length != expected) {
            throw new IllegalArgumentException(
                    owner + " has " + length + " " + what + " values for " + expected + " x values.");
        }
    }

    static void positive(String owner, String what, double[] values) {
        for (double value : values) {
            if (!(value > 0)) {
                throw new IllegalArgumentException(owner + " has the " + what + " value " + value
                        + ", but a logarithmic axis shows only numbers above 0.");
            }
        }
    }

    static String text(String what, String text) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(what + " is missing: a reader must be told what is drawn.");
        }
        return text.strip();
    }

    static <T> List<T> append(List<T> list, T more) {
        List<T> longer = new java.util.ArrayList<>(list);
        longer.add(more);
        return List.copyOf(longer);
    }
}
