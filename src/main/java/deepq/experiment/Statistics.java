package deepq.experiment;

import deepq.random.Require;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What several seeds say together: estimates with intervals instead of single numbers, as Agarwal et al. 2021, "Deep
 * reinforcement learning at the edge of the statistical precipice", ask for. (Their bootstrap covers too little for
 * as few seeds as ours.)
 */
public final class Statistics {
    private static final double LEVEL = 0.95;

    private Statistics() {}

    public static double mean(double... values) {
        requireValues(values);
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** The middle value, or the mean of the two in the middle. */
    public static double median(double... values) {
        return quantile(values, 0.5);
    }

    /** Standard deviation of the values (divided by their number - 1); NaN for a single one. */
    public static double standardDeviation(double... values) {
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return StrictMath.sqrt(squares / (values.length - 1));
    }

    /**
     * The value below which the share {@code p}, 0 to 1, of the values lies; in a straight line between two of them.
     */
    public static double quantile(double[] values, double p) {
        Require.that(p >= 0 && p <= 1, "a quantile is asked for a share from 0 to 1, not %s", p);
        requireValues(values);
        double[] sorted = Arrays.stream(values).sorted().toArray();
        double position = p * (sorted.length - 1);
        int below = (int) position;
        double rest = position - below;
        // Multiplying an infinite value by a rest of 0 would give NaN; two parts of one value need not add up to it.
        return rest == 0 || sorted[below] == sorted[below + 1]
                ? sorted[below]
                : sorted[below] * (1 - rest) + sorted[below + 1] * rest;
    }

    /**
     * The mean of two values or more and its 95 % interval: Student's t (1908), right for values that scatter
     * normally.
     */
    public static Interval interval(double... values) {
        return interval(mean(values), squaredError(values), values.length - 1);
    }

    /**
     * By how much the mean of {@code a} exceeds that of {@code b}, two values or more each, independent of the
     * other's; its 95 % interval is Welch's (1947). You may speak of a difference only where 0 is outside.
     */
    public static Interval difference(double[] a, double[] b) {
        double ofA = squaredError(a);
        double ofB = squaredError(b);
        double sum = ofA + ofB;
        double freedom = sum * sum / (ofA * ofA / (a.length - 1) + ofB * ofB / (b.length - 1));
        return interval(mean(a) - mean(b), sum, freedom);
    }

    /**
     * The same where {@code a[i]} and {@code b[i]} belong together, as results of the same seed: the interval of
     * their differences.
     */
    public static Interval paired(double[] a, double[] b) {
        boolean alike = a.length == b.length;
        Require.that(alike, "pairs need as many values here as there, not %s and %s", a.length, b.length);
        double[] differences =
                IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray();
        return interval(differences);
    }

    private static Interval interval(double estimate, double squaredError, double freedom) {
        double quantile =
                squaredError == 0 ? 0 : TDistribution.of(freedom).inverseCumulativeProbability((1 + LEVEL) / 2);
        double half = quantile * StrictMath.sqrt(squaredError);
        return new Interval(estimate, estimate - half, estimate + half);
    }

    /** Of the mean: the values' variance divided by their number. */
    private static double squaredError(double[] values) {
        requireValues(values);
        String message = "an interval needs two finite values or more, for example of two seeds, not %s";
        boolean several = values.length >= 2 && Arrays.stream(values).allMatch(Double::isFinite);
        Require.that(several, message, Arrays.toString(values));
        double deviation = standardDeviation(values);
        return deviation * deviation / values.length;
    }

    /**
     * The share of {@code n} seeds, 1 or more, that did it, and its 95 % interval after Wilson, "Probable inference,
     * the law of succession, and statistical inference" (1927): right for few seeds, and for none or all of them. 20
     * of 20 may be 84 % of all seeds that there are.
     */
    public static Interval share(int successes, int n) {
        boolean sensible = n >= 1 && successes >= 0 && successes <= n;
        Require.that(sensible, "a share is of 1 or more, and 0 to all of them: not %s of %s", successes, n);
        double z = NormalDistribution.of(0, 1).inverseCumulativeProbability((1 + LEVEL) / 2);
        double share = (double) successes / n;
        double scale = 1 + z * z / n;
        double middle = (share + z * z / (2 * n)) / scale;
        double half = z / scale * StrictMath.sqrt(share * (1 - share) / n + z * z / (4.0 * n * n));
        return new Interval(share, successes == 0 ? 0 : middle - half, successes == n ? 1 : middle + half);
    }

    /** The mean of two curves or more and its interval at every point; all curves have the same number of points. */
    public static List<Interval> intervals(List<double[]> curves) {
        Require.that(!curves.isEmpty(), "an interval of no curves");
        return IntStream.range(0, curves.get(0).length)
                .mapToObj(point -> interval(
                        curves.stream().mapToDouble(curve -> curve[point]).toArray()))
                .toList();
    }

    /** The mean of each value and those before it, {@code window} of them or as many as there are: a smoothed curve. */
    public static double[] movingMean(double[] values, int window) {
        Require.that(window >= 1, "a moving mean is over 1 or more values, not %s", window);
        return IntStream.range(0, values.length)
                .mapToDouble(i -> mean(Arrays.copyOfRange(values, Math.max(0, i + 1 - window), i + 1)))
                .toArray();
    }

    private static void requireValues(double[] values) {
        Require.that(values.length > 0, "a statistic of no values");
        boolean numbers = Arrays.stream(values).noneMatch(Double::isNaN);
        Require.that(numbers, "one of the values is NaN: %s", Arrays.toString(values));
    }
}
