package deepq.experiment;

import deepq.random.Pcg64;
import deepq.random.SeedStreams;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What several seeds say together, after Agarwal et al. 2021, "Deep reinforcement learning at the edge of the statistical
 * precipice": estimates with bootstrap intervals instead of single numbers. Intervals always come out the same: the bootstrap
 * has a stream of its own.
 */
public final class Statistics {
    private static final int RESAMPLES = 2_000;
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

    /** The mean of the middle half: a quarter of the values, rounded down, is left out at each end. */
    public static double interquartileMean(double... values) {
        double[] sorted = sorted(values);
        int cut = sorted.length / 4;
        return mean(Arrays.copyOfRange(sorted, cut, sorted.length - cut));
    }

    /** The value below which the share {@code p}, 0 to 1, of the values lies; in a straight line between two of them. */
    public static double quantile(double[] values, double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("a quantile is asked for a share from 0 to 1, not " + p);
        }
        double[] sorted = sorted(values);
        double position = p * (sorted.length - 1);
        int below = (int) position;
        double rest = position - below;
        // Multiplying an infinite value by a rest of 0 would give NaN; two parts of one value need not add up to it.
        return rest == 0 || sorted[below] == sorted[below + 1]
                ? sorted[below]
                : sorted[below] * (1 - rest) + sorted[below + 1] * rest;
    }

    /** The mean and its 95 % interval. */
    public static Interval interval(double... values) {
        return interval(values, Statistics::mean);
    }

    /** A statistic and its 95 % percentile bootstrap interval: the values are the seeds, drawn anew 2,000 times. */
    public static Interval interval(double[] values, ToDoubleFunction<double[]> statistic) {
        Pcg64 random = random();
        return interval(statistic.applyAsDouble(values), () -> statistic.applyAsDouble(resample(values, random)));
    }

    /** By how much {@code a} exceeds {@code b}, with its interval. Only where 0 is outside may one speak of a difference. */
    public static Interval difference(double[] a, double[] b, ToDoubleFunction<double[]> statistic) {
        Pcg64 random = random();
        return interval(
                statistic.applyAsDouble(a) - statistic.applyAsDouble(b),
                () -> statistic.applyAsDouble(resample(a, random)) - statistic.applyAsDouble(resample(b, random)));
    }

    /** The mean of several curves and its interval at every point; all curves have the same number of points. */
    public static List<Interval> intervals(List<double[]> curves) {
        return IntStream.range(0, curves.get(0).length)
                .mapToObj(point -> interval(
                        curves.stream().mapToDouble(curve -> curve[point]).toArray()))
                .toList();
    }

    /** The share of seeds, 0 to 1, that had passed by each step; a seed that never passed has passed at infinity. */
    public static double[] shareBy(double[] passedAt, double[] steps) {
        requireValues(passedAt);
        return Arrays.stream(steps)
                .map(step -> Arrays.stream(passedAt).filter(at -> at <= step).count() / (double) passedAt.length)
                .toArray();
    }

    /** The mean of each value and those before it, {@code window} of them or as many as there are: a smoothed curve. */
    public static double[] movingMean(double[] values, int window) {
        if (window < 1) {
            throw new IllegalArgumentException("a moving mean is over 1 or more values, not " + window);
        }
        return IntStream.range(0, values.length)
                .mapToDouble(i -> mean(Arrays.copyOfRange(values, Math.max(0, i + 1 - window), i + 1)))
                .toArray();
    }

    private static Interval interval(double estimate, DoubleSupplier resampled) {
        double[] estimates = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            estimates[i] = resampled.getAsDouble();
        }
        return new Interval(estimate, quantile(estimates, (1 - LEVEL) / 2), quantile(estimates, (1 + LEVEL) / 2));
    }

    private static Pcg64 random() {
        return new SeedStreams(0).stream("bootstrap");
    }

    private static double[] resample(double[] values, Pcg64 random) {
        double[] drawn = new double[values.length];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = values[random.integers(values.length)];
        }
        return drawn;
    }

    private static double[] sorted(double[] values) {
        requireValues(values);
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    private static void requireValues(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("a statistic of no values");
        }
        for (double value : values) {
            if (Double.isNaN(value)) {
                throw new IllegalArgumentException("one of the values is NaN: " + Arrays.toString(values));
            }
        }
    }
}
