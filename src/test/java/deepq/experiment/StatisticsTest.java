package deepq.experiment;

import static deepq.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.agent.Evaluation;
import deepq.env.CartPole;
import deepq.policy.Policy;
import deepq.random.Pcg64;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /**
     * Student's own data, the hours of sleep that two drugs gave ten patients; the numbers are those of R's t.test().
     */
    private static final double[] ONE = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};

    private static final double[] OTHER = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

    @Test
    void theIntervalsAreStudentsAndWelchs() {
        assertInterval(0.75, -0.5297804, 2.0297804, Statistics.interval(ONE));
        assertInterval(-1.58, -3.3654832, 0.2054832, Statistics.difference(ONE, OTHER));
        assertInterval(-1.58, -2.4598858, -0.7001142, Statistics.paired(ONE, OTHER));
    }

    private static void assertInterval(double estimate, double low, double high, Interval interval) {
        assertEquals(estimate, interval.estimate(), 1e-7);
        assertEquals(low, interval.low(), 1e-7);
        assertEquals(high, interval.high(), 1e-7);
    }

    @Test
    void valuesThatDoNotScatterHaveAnIntervalWithoutWidth() {
        double[] sixes = {6, 6, 6};
        assertEquals(new Interval(1, 1, 1), Statistics.difference(sixes, new double[] {5, 5}));
        assertEquals(new Interval(0, 0, 0), Statistics.paired(sixes, sixes));
    }

    /**
     * Of normal values, and of returns of CartPole that have two humps: half of the agents push at random, the others
     * well.
     */
    @ParameterizedTest
    @ValueSource(ints = {3, 5, 10, 20})
    void anIntervalCoversTheTruthAsOftenAsItSays(int n) {
        Pcg64 random = new Pcg64(n);
        double[] returns = DoubleStream.concat(
                        Arrays.stream(returns(o -> random.integers(2))),
                        Arrays.stream(returns(o -> o[2] + o[3] > 0 ? 1 : 0)))
                .toArray();
        double normal = covered(n, 0, random::gaussian);
        double humps = covered(n, Statistics.mean(returns), () -> returns[random.integers(returns.length)]);
        System.out.printf(
                Locale.ROOT,
                "95 %% intervals of %d values cover %.1f %% (normal), %.1f %% (CartPole, two humps)%n",
                n,
                100 * normal,
                100 * humps);
        assertEquals(0.95, normal, 0.02);
        assertTrue(humps > 0.7, "covers " + humps); // no interval is right for any values, if they are few
    }

    private static double[] returns(Policy<float[]> policy) {
        return Evaluation.of(policy, CartPole::v1, 200, 0).returns();
    }

    private static double covered(int n, double truth, DoubleSupplier value) {
        int covered = 0;
        for (int run = 0; run < 4_000; run++) {
            Interval interval =
                    Statistics.interval(DoubleStream.generate(value).limit(n).toArray());
            covered += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
        }
        return covered / 4_000.0;
    }

    /**
     * From table I of Newcombe, "Two-sided confidence intervals for the single proportion" (1998), method 3:
     * Wilson's.
     */
    @Test
    void theIntervalOfAShareIsWilsons() {
        assertShare(81, 263, 0.2553, 0.3662);
        assertShare(15, 148, 0.0624, 0.1605);
        assertShare(0, 20, 0, 0.1611);
        assertShare(1, 29, 0.0061, 0.1718);
    }

    @Test
    void twentyOfTwentyAreNotCertain() {
        double z = 1.959963984540054; // as in any table
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
    void whoNeverPassedCountsInTheMedian() {
        double[] passedAt = {1500, NEVER, 2000, 1000};
        assertEquals(1750, Statistics.median(passedAt));
        assertEquals(NEVER, Statistics.median(NEVER, NEVER, 1));
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
    void whatIsTooLittleOrNoNumberIsRefused() {
        assertThrows(IllegalArgumentException.class, Statistics::mean);
        assertThrows(IllegalArgumentException.class, () -> Statistics.median(1, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> Statistics.quantile(new double[] {1}, 1.1));
        assertThrows(IllegalArgumentException.class, () -> Statistics.share(0, 0));
        assertThrows(IllegalArgumentException.class, () -> Statistics.share(3, 2));
        assertThrows(IllegalArgumentException.class, () -> Statistics.share(-1, 2));
        refused("two finite values or more", () -> Statistics.interval(320.05));
        assertThrows(
                IllegalArgumentException.class, () -> Statistics.difference(new double[] {1, 2}, new double[] {3}));
        assertThrows(IllegalArgumentException.class, () -> Statistics.interval(1, NEVER));
        assertThrows(IllegalArgumentException.class, () -> Statistics.paired(ONE, new double[] {1, 2}));
        assertThrows(IllegalArgumentException.class, () -> Statistics.intervals(List.of(new double[] {1, 2})));
        assertThrows(IllegalArgumentException.class, () -> Statistics.intervals(List.of()));
    }
}
