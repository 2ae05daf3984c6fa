package deepq.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.random.Pcg64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    private static final double NEVER = Double.POSITIVE_INFINITY;

    @Test
    void theQuantilesOfEqualValuesAreThatValue() {
        double[] equal = new double[2_000];
        java.util.Arrays.fill(equal, 320.05);
        for (double p = 0; p <= 1; p += 0.001) {
            assertEquals(320.05, Statistics.quantile(equal, p));
        }
        assertEquals(new Interval(320.05, 320.05, 320.05), Statistics.interval(320.05, 320.05));
    }

    @Test
    void quantilesAreThoseOfNumpy() {
        double[] values = {3, 1, 4, 1, 5};
        assertEquals(1, Statistics.quantile(values, 0));
        assertEquals(1, Statistics.quantile(values, 0.25));
        assertEquals(3, Statistics.median(values));
        assertEquals(4.6, Statistics.quantile(values, 0.9), 1e-12);
        assertEquals(5, Statistics.quantile(values, 1));
        assertEquals(2.5, Statistics.median(1, 2, 3, 4));
    }

    @Test
    void meanAndStandardDeviationOfKnownValues() {
        assertEquals(5, Statistics.mean(2, 4, 4, 4, 5, 5, 7, 9));
        assertEquals(StrictMath.sqrt(32.0 / 7), Statistics.standardDeviation(2, 4, 4, 4, 5, 5, 7, 9), 1e-12);
    }

    @Test
    void theBootstrapIntervalOfAMeanIsNearTheTextbooks() {
        Pcg64 random = new Pcg64(1);
        double[] values = new double[400];
        for (int i = 0; i < values.length; i++) {
            values[i] = 10 + 3 * random.gaussian();
        }
        Interval interval = Statistics.interval(values);
        double half = 1.96 * Statistics.standardDeviation(values) / 20;
        assertEquals(Statistics.mean(values), interval.estimate());
        assertEquals(interval.estimate() - half, interval.low(), 0.03);
        assertEquals(interval.estimate() + half, interval.high(), 0.03);
    }

    @Test
    void theBootstrapIntervalCoversTheTruthAboutAsOftenAsItSays() {
        Pcg64 random = new Pcg64(2);
        int covered = 0;
        for (int run = 0; run < 300; run++) {
            double[] values = new double[30];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.random();
            }
            Interval interval = Statistics.interval(values);
            covered += interval.low() <= 0.5 && 0.5 <= interval.high() ? 1 : 0;
        }
        // 95 % of 300 is 285, and its standard deviation 4; small samples cover a little less.
        assertTrue(covered >= 268 && covered <= 297, "covered " + covered + " of 300");
    }

    @Test
    void anIntervalIsTheSameEveryTime() {
        double[] values = {1, 5, 2, 8, 3};
        assertEquals(Statistics.interval(values), Statistics.interval(values));
    }

    @Test
    void aDifferenceOfEqualSamplesIncludesZeroAndOfDistantOnesDoesNot() {
        double[] a = {1, 2, 3, 4, 5, 6};
        double[] b = {11, 12, 13, 14, 15, 16};
        Interval same = Statistics.difference(a, a.clone());
        Interval apart = Statistics.difference(b, a);
        assertTrue(same.low() < 0 && same.high() > 0);
        assertEquals(10, apart.estimate());
        assertTrue(apart.low() > 0);
    }

    @Test
    void aDifferenceIsThatOfTheMeansUnlessAnotherStatisticIsNamed() {
        double[] a = {1, 2, 3, 4, 50};
        double[] b = {2, 3, 4, 5, 6};
        assertEquals(Statistics.difference(a, b, Statistics::mean), Statistics.difference(a, b));
        assertEquals(-1, Statistics.difference(a, b, Statistics::median).estimate());
    }

    @Test
    void aDifferenceMayBeRealWhereTheIntervalsOverlap() {
        Pcg64 random = new Pcg64(5);
        double[] a = IntStream.range(0, 40).mapToDouble(i -> random.gaussian()).toArray();
        double[] b = IntStream.range(0, 40)
                .mapToDouble(i -> random.gaussian() + 0.55)
                .toArray();
        assertTrue(Statistics.interval(a).high() > Statistics.interval(b).low());
        assertTrue(Statistics.difference(b, a).low() > 0);
    }

    /** From table I of Newcombe, "Two-sided confidence intervals for the single proportion" (1998), method 3: Wilson's. */
    @Test
    void theIntervalOfAShareIsWilsons() {
        assertShare(81, 263, 0.2553, 0.3662);
        assertShare(15, 148, 0.0624, 0.1605);
        assertShare(0, 20, 0, 0.1611);
        assertShare(1, 29, 0.0061, 0.1718);
    }

    @Test
    void twentyOfTwentyAreNotCertain() {
        double z = 1.959963984540054;
        Interval all = Statistics.share(20, 20); // closed form: n / (n + z^2)
        assertEquals(20 / (20 + z * z), all.low(), 1e-12);
        assertEquals(1, all.estimate());
        assertEquals(1, all.high());
        Interval none = Statistics.share(0, 20);
        assertEquals(0, none.low());
        assertEquals(1 - all.low(), none.high(), 1e-12);
    }

    private static void assertShare(int successes, int n, double low, double high) {
        Interval share = Statistics.share(successes, n);
        assertEquals(successes / (double) n, share.estimate());
        assertEquals(low, share.low(), 0.00005);
        assertEquals(high, share.high(), 0.00005);
    }

    @Test
    void whoNeverPassedCountsInTheMedianAndInTheShare() {
        double[] passedAt = {1500, NEVER, 2000, 1000};
        assertEquals(1750, Statistics.median(passedAt));
        assertEquals(NEVER, Statistics.median(NEVER, NEVER, 1));
        assertArrayEquals(
                new double[] {0, 0.25, 0.5, 0.75, 0.75},
                Statistics.shareBy(passedAt, new double[] {0, 1000, 1999, 2000, 1e9}));
    }

    @Test
    void curvesAreSummedUpPointByPoint() {
        List<Interval> intervals = Statistics.intervals(List.of(new double[] {1, 10}, new double[] {3, 10}));
        assertEquals(2, intervals.get(0).estimate());
        assertEquals(new Interval(10, 10, 10), intervals.get(1));
    }

    @Test
    void aMovingMeanLooksBack() {
        assertArrayEquals(new double[] {2, 3, 5, 7}, Statistics.movingMean(new double[] {2, 4, 6, 8}, 2));
    }

    @Test
    void oneValueHasNoInterval() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Statistics.interval(320.05));
        assertTrue(e.getMessage().contains("two values or more"), e.getMessage());
        assertThrows(
                IllegalArgumentException.class, () -> Statistics.difference(new double[] {1, 2}, new double[] {3}));
        assertThrows(IllegalArgumentException.class, () -> Statistics.intervals(List.of(new double[] {1, 2})));
        assertThrows(IllegalArgumentException.class, () -> Statistics.intervals(List.of()));
    }

    @Test
    void aShareIsOfSomeAndAtMostAll() {
        assertThrows(IllegalArgumentException.class, () -> Statistics.share(0, 0));
        assertThrows(IllegalArgumentException.class, () -> Statistics.share(3, 2));
        assertThrows(IllegalArgumentException.class, () -> Statistics.share(-1, 2));
    }

    @Test
    void noValuesAndNaNAreRefused() {
        assertThrows(IllegalArgumentException.class, Statistics::mean);
        assertThrows(IllegalArgumentException.class, () -> Statistics.median(1, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> Statistics.quantile(new double[] {1}, 1.1));
    }
}
