package deepq.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import deepq.random.Pcg64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpsilonGreedyTest {
    @Test
    void theLowestIndexWinsTies() {
        assertEquals(1, EpsilonGreedy.argmax(new float[] {9, 9, 1, 3, 2, 9}, 2, 3), "of a row without its neighbors");
        assertEquals(1, EpsilonGreedy.argmax(new float[] {0, 2, 2, 1}));
        assertEquals(1, EpsilonGreedy.argmax(new double[] {0, 2, 2, 1}));
        assertEquals(0, EpsilonGreedy.argmax(new double[] {0, -0.0}));
        assertEquals(1, EpsilonGreedy.argmax(new float[] {Float.NEGATIVE_INFINITY, -1e30f}));
        assertEquals(1, EpsilonGreedy.argmax(new double[] {Double.MAX_VALUE, Double.POSITIVE_INFINITY}));
    }

    @Test
    void nothingAndWhatIsNotANumberHaveNoLargestValue() {
        assertThrows(IllegalArgumentException.class, () -> EpsilonGreedy.argmax(new float[0]));
        assertThrows(IllegalArgumentException.class, () -> EpsilonGreedy.argmax(new double[0]));
        for (int i = 0; i < 3; i++) {
            double[] q = {1, 2, 3};
            q[i] = Double.NaN;
            float[] f = {1, 2, 3};
            f[i] = Float.NaN;
            assertThrows(IllegalArgumentException.class, () -> EpsilonGreedy.argmax(q));
            assertThrows(IllegalArgumentException.class, () -> EpsilonGreedy.argmax(f));
        }
    }

    @Test
    void withEpsilonZeroItIsGreedyAndWithEpsilonOneUniform() {
        EpsilonGreedy policy = new EpsilonGreedy(new Pcg64(0));
        int[] counts = new int[3];
        for (int i = 0; i < 30_000; i++) {
            assertEquals(2, policy.action(new float[] {1, 2, 3}, 0));
            counts[policy.action(new float[] {1, 2, 3}, 1)]++;
        }
        double chiSquare = 0;
        for (int count : counts) {
            chiSquare += (count - 10_000.0) * (count - 10_000.0) / 10_000;
        }
        assertEquals(0, chiSquare, 13.8); // 2 degrees of freedom, one in a thousand
    }

    @Test
    void theOrderOfDrawsIsOneRandomThenPerhapsOneWholeNumber() {
        double epsilon = 0.5;
        EpsilonGreedy policy = new EpsilonGreedy(new Pcg64(4));
        Pcg64 same = new Pcg64(4);
        for (int i = 0; i < 100; i++) {
            int expected = same.random() < epsilon ? same.integers(4) : 3;
            assertEquals(expected, policy.action(new double[] {0, 1, 2, 3}, epsilon), "action " + i);
        }
    }

    @Test
    void tiesAreBrokenAtRandomOnRequestWithOneDrawMore() {
        EpsilonGreedy policy = new EpsilonGreedy(new Pcg64(4)).randomTies();
        Pcg64 same = new Pcg64(4);
        int[] ties = {0, 2, 3};
        int[] counts = new int[4];
        for (int i = 0; i < 3000; i++) {
            int expected = same.random() < 0.1 ? same.integers(4) : ties[same.integers(3)];
            int action = i % 2 == 0
                    ? policy.action(new double[] {7, 1, 7, 7}, 0.1)
                    : policy.action(new float[] {7, 1, 7, 7}, 0.1);
            assertEquals(expected, action, "action " + i);
            counts[action]++;
        }
        assertEquals(975, counts[0], 110);
        assertEquals(75, counts[1], 35);
    }

    @Test
    void withoutTiesThatCostsNoDraw() {
        EpsilonGreedy policy = new EpsilonGreedy(new Pcg64(4)).randomTies();
        Pcg64 same = new Pcg64(4);
        for (int i = 0; i < 100; i++) {
            int expected = same.random() < 0.5 ? same.integers(2) : 1;
            assertEquals(expected, policy.action(new double[] {1, 2}, 0.5), "action " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
    void anEpsilonThatIsNoProbabilityIsRefused(double epsilon) {
        EpsilonGreedy policy = new EpsilonGreedy(new Pcg64(0));
        assertThrows(IllegalArgumentException.class, () -> policy.action(new float[] {1, 2}, epsilon));
    }
}
