package deepq.course.view;

import deepq.experiment.Interval;
import java.util.Arrays;
import java.util.List;

/** Clear refusals, made when a chart is built: a wrong picture is worse than none. */
final class Check {
    private Check() {}

    /** A copy of {@code values}, all of them finite and at least one. */
    static double[] finite(String owner, String what, double[] values) {
        for (double value : numbers(owner, what, values)) {
            finite(owner + ", " + what, value);
        }
        return values.clone();
    }

    /** {@code values}, of which NaN is a gap: not null, not empty, nothing infinite. */
    static double[] numbers(String owner, String what, double[] values) {
        if (values == null || values.length == 0) {
            throw new IllegalArgumentException(owner + " has no " + what + " values: there is nothing to draw.");
        }
        for (int i = 0; i < values.length; i++) {
            if (Double.isInfinite(values[i])) {
                throw new IllegalArgumentException(owner + ": " + what + " value number " + i + " is " + values[i]
                        + ", which has no place in a picture (NaN would leave a gap).");
            }
        }
        return values;
    }

    /** {lows, estimates, highs} of intervals that hold their estimates. */
    static double[][] intervals(String owner, List<Interval> intervals) {
        names(owner, intervals.toArray());
        double[] lows = intervals.stream().mapToDouble(Interval::low).toArray();
        double[] middles = intervals.stream().mapToDouble(Interval::estimate).toArray();
        double[] highs = intervals.stream().mapToDouble(Interval::high).toArray();
        for (int i = 0; i < lows.length; i++) {
            if (lows[i] > middles[i] || middles[i] > highs[i]) {
                throw new IllegalArgumentException(owner + ": interval number " + i + ", from " + lows[i] + " to "
                        + highs[i] + ", does not hold its estimate " + middles[i] + ".");
            }
        }
        return new double[][] {
            numbers(owner, "low", lows), numbers(owner, "estimate", middles), numbers(owner, "high", highs)
        };
    }

    /** {@code rows} rows of {@code columns} numbers each. */
    static double[][] table(String owner, double[][] values, int rows, int columns) {
        names(owner, (Object[]) values);
        for (int row = 0; row < values.length; row++) {
            numbers(owner + ", row " + row, "", values[row]);
            if (values.length != rows || values[row].length != columns) {
                throw new IllegalArgumentException(owner + " has " + values.length + " rows, and row " + row + " has "
                        + values[row].length + " numbers: " + rows + " rows of " + columns + " each are needed.");
            }
        }
        return Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
    }

    /** Things of which there is at least one, none of them null, and no two of them texts alike. */
    @SafeVarargs
    static <T> List<T> names(String owner, T... things) {
        if (things == null || things.length == 0) {
            throw new IllegalArgumentException(owner + ": there are none.");
        }
        for (int i = 0; i < things.length; i++) {
            T thing = things[i];
            if (thing == null || thing instanceof String name && name.isBlank()) {
                throw new IllegalArgumentException(owner + ": number " + i + " is missing.");
            }
            if (thing instanceof String && Arrays.asList(things).indexOf(thing) < i) {
                throw new IllegalArgumentException(
                        owner + ": two are named \"" + thing + "\", and nobody could tell which is which.");
            }
        }
        return List.of(things);
    }

    /** {low, high} of an axis. */
    static List<Double> range(String owner, double low, double high) {
        if (!(finite("The lower end: " + owner, low) < finite("The upper end: " + owner, high))) {
            throw new IllegalArgumentException(
                    owner + " would run from " + low + " to " + high + ": the second must be larger.");
        }
        return List.of(low, high);
    }

    /** Places that are evenly spaced and rise. */
    static void rising(String owner, String axis, double[] places) {
        finite(owner, axis, places);
        double step = places.length < 2 ? 0 : (places[places.length - 1] - places[0]) / (places.length - 1);
        for (int i = 0; i < places.length; i++) {
            if (!(step > 0) || Math.abs(places[i] - places[0] - i * step) > 1e-6 * step * places.length) {
                throw new IllegalArgumentException(
                        owner + ": its " + axis + " values must be two or more, evenly spaced and rising; number " + i
                                + " is " + places[i] + ".");
            }
        }
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

    static double positive(String axis, double smallest) {
        if (smallest <= 0) {
            throw new IllegalArgumentException(
                    axis + " is logarithmic and shows only numbers above 0, but should show " + smallest + ".");
        }
        return smallest;
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
