package deepq.course.view;

import deepq.experiment.Interval;
import deepq.random.Require;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Clear refusals, made when a chart is built: a wrong picture is worse than none. */
final class Check {
    private Check() {}

    /** A copy of {@code values}, all of them finite and at least one. */
    static double[] finite(String owner, String what, double[] values) {
        String name = owner + ", " + what;
        Arrays.stream(numbers(owner, what, values)).forEach(value -> finite(name, value));
        return values.clone();
    }

    /** {@code values}, of which NaN is a gap: not null, not empty, nothing infinite. */
    static double[] numbers(String owner, String what, double[] values) {
        boolean some = values != null && values.length > 0;
        Require.that(some, "%s has no %s values: there is nothing to draw.", owner, what);
        String refusal = "%s: %s value number %s is %s, which has no place in a picture (NaN would leave a gap).";
        for (int i = 0; i < values.length; i++) {
            Require.that(!Double.isInfinite(values[i]), refusal, owner, what, i, values[i]);
        }
        return values;
    }

    /** {lows, estimates, highs} of intervals that hold their estimates. */
    static double[][] intervals(String owner, List<Interval> intervals) {
        names(owner, intervals.toArray());
        for (int i = 0; i < intervals.size(); i++) {
            Interval one = intervals.get(i);
            boolean holds = !(one.low() > one.estimate() || one.estimate() > one.high());
            String refusal = "%s: interval number %s, from %s to %s, does not hold its estimate %s.";
            Require.that(holds, refusal, owner, i, one.low(), one.high(), one.estimate());
        }
        return new double[][] {
            column(owner, "low", intervals, Interval::low),
            column(owner, "estimate", intervals, Interval::estimate),
            column(owner, "high", intervals, Interval::high)
        };
    }

    private static double[] column(
            String owner, String what, List<Interval> intervals, ToDoubleFunction<Interval> number) {
        return numbers(owner, what, intervals.stream().mapToDouble(number).toArray());
    }

    /** {@code rows} rows of {@code columns} numbers each. */
    static double[][] table(String owner, double[][] values, int rows, int columns) {
        names(owner, (Object[]) values);
        String refusal = "%s has %s rows, and row %s has %s numbers: %s rows of %s each are needed.";
        for (int row = 0; row < values.length; row++) {
            int count = numbers(owner + ", row " + row, "", values[row]).length;
            boolean fits = values.length == rows && count == columns;
            Require.that(fits, refusal, owner, values.length, row, count, rows, columns);
        }
        return Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
    }

    /** Things of which there is at least one, none of them null, and no two of them texts alike. */
    @SafeVarargs
    @SuppressWarnings("varargs") // it only reads them
    static <T> List<T> names(String owner, T... things) {
        Require.that(things != null && things.length > 0, "%s: there are none.", owner);
        for (int i = 0; i < things.length; i++) {
            T thing = things[i];
            boolean there = thing != null && !(thing instanceof String name && name.isBlank());
            Require.that(there, "%s: number %s is missing.", owner, i);
            boolean first = !(thing instanceof String) || Arrays.asList(things).indexOf(thing) == i;
            String refusal = "%s: two are named \"%s\", and nobody could tell which is which.";
            Require.that(first, refusal, owner, thing);
        }
        return List.of(things);
    }

    /** {low, high} of an axis. */
    static List<Double> range(String owner, double low, double high) {
        boolean rises = finite("The lower end: " + owner, low) < finite("The upper end: " + owner, high);
        Require.that(rises, "%s would run from %s to %s: the second must be larger.", owner, low, high);
        return List.of(low, high);
    }

    static double finite(String owner, double value) {
        Require.that(Double.isFinite(value), "%s is %s, but a chart needs finite numbers.", owner, value);
        return value;
    }

    static void observation(String game, int numbers, float[] observation) {
        String refusal = "An observation of %s has %s numbers, this one %s.";
        Require.that(observation.length == numbers, refusal, game, numbers, observation.length);
    }

    static void sameLength(String owner, String what, int length, int expected) {
        Require.that(length == expected, "%s has %s %s values for %s x values.", owner, length, what, expected);
    }

    static String text(String what, String text) {
        boolean there = text != null && !text.isBlank();
        Require.that(there, "%s is missing: a reader must be told what is drawn.", what);
        return text.strip();
    }
}
