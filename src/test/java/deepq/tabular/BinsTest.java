package deepq.tabular;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.env.CartPole;
import deepq.env.Environment;
import deepq.env.EnvironmentCheck;
import deepq.env.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinsTest {
    private static final Bins BINS = new Bins(new double[] {-1, 0}, new double[] {1, 3}, 4, 3);

    @ParameterizedTest
    @CsvSource({
        "-1, 0, 0",
        "-0.75, 0, 0",
        "-0.5, 0, 3", // a boundary belongs to the bin above it
        "0, 0, 6",
        "0.99, 2.9, 11",
        "1, 3, 11", // the upper end belongs to the last bin
        "-7, 1.5, 1", // beyond the ends
        "7, 99, 11",
        "-Infinity, Infinity, 2"
    })
    void numbersTheCellsRowByRow(float first, float second, int cell) {
        assertEquals(cell, BINS.cell(first, second));
    }

    @Test
    void theCenterOfACellLiesInIt() {
        for (int cell = 0; cell < BINS.cells(); cell++) {
            assertEquals(cell, BINS.cell(BINS.center(cell)));
        }
        assertArrayEquals(new float[] {-0.25f, 2.5f}, BINS.center(5));
    }

    @Test
    void oneBinLeavesANumberOut() {
        Bins bins = new Bins(new double[] {0, 0}, new double[] {1, 1}, 1, 5);
        assertEquals(5, bins.cells());
        assertEquals(bins.cell(0.1f, 0.5f), bins.cell(0.9f, 0.5f));
    }

    @Test
    void theGameBehindTheBinsIsTheSame() {
        Bins bins = new Bins(new double[] {-2.4, -3, -0.21, -3.5}, new double[] {2.4, 3, 0.21, 3.5}, 3, 3, 6, 6);
        Environment<Integer> binned = bins.over(CartPole.v1());
        Environment<float[]> pole = CartPole.v1();
        assertEquals(bins.cell(pole.reset(5)), binned.reset(5));
        Step<float[]> step;
        do {
            step = pole.step(1);
            assertEquals(
                    new Step<>(bins.cell(step.observation()), step.reward(), step.terminated(), step.truncated()),
                    binned.step(1));
        } while (!step.ended());
        assertTrue(step.terminated());
        assertFalse(step.truncated());
        assertEquals(bins.cell(pole.reset()), binned.reset());
        EnvironmentCheck.require(() -> bins.over(CartPole.v1()));
    }

    @Test
    void refusesWhatCannotBeCut() {
        double[] zero = {0};
        double[] one = {1};
        assertThrows(IllegalArgumentException.class, () -> new Bins(one, zero, 3));
        assertThrows(IllegalArgumentException.class, () -> new Bins(zero, one, 0));
        assertThrows(IllegalArgumentException.class, () -> new Bins(zero, one, 3, 3));
        assertThrows(IllegalArgumentException.class, () -> new Bins(zero, new double[] {Double.POSITIVE_INFINITY}, 3));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Bins(new double[4], new double[] {1, 1, 1, 1}, 300, 300, 300, 300));
        assertThrows(IllegalArgumentException.class, () -> BINS.cell(0));
        assertThrows(IllegalArgumentException.class, () -> BINS.cell(Float.NaN, 0));
        assertThrows(IllegalArgumentException.class, () -> BINS.center(12));
    }
}
