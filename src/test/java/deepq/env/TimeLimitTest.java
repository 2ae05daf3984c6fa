package deepq.env;

import static deepq.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeLimitTest {
    private static TimeLimit<float[]> limited(int maxSteps) {
        return new TimeLimit<>(new Simulation(new CartPole()), maxSteps);
    }

    /** Pushing left from the start of seed 0, the pole falls in step 11. */
    private static Step<float[]> pushLeft(Environment<float[]> pole, int steps) {
        pole.reset(0);
        Step<float[]> step = null;
        for (int i = 0; i < steps; i++) {
            step = pole.step(0);
        }
        return step;
    }

    @Test
    void theLastStepAllowedIsTheOneCutOff() {
        assertFalse(pushLeft(limited(5), 4).truncated());
        assertTrue(pushLeft(limited(5), 5).truncated());
        assertFalse(pushLeft(limited(5), 5).terminated());
    }

    @Test
    void bothFlagsAreTrueWhenThePoleFallsInTheLastStep() {
        Step<float[]> step = pushLeft(limited(11), 11);
        assertTrue(step.terminated() && step.truncated());
    }

    @Test
    void afterItHasCutOffAStepSaysSo() {
        TimeLimit<float[]> pole = limited(5);
        pushLeft(pole, 5);
        refused(IllegalStateException.class, "after the end", () -> pole.step(0));
    }

    @Test
    void aResetCountsAnew() {
        TimeLimit<float[]> pole = limited(5);
        pushLeft(pole, 3);
        assertFalse(pushLeft(pole, 4).ended());
        pole.reset();
        assertFalse(pole.step(0).ended());
    }

    @Test
    void ofTwoNestedLimitsTheTighterHolds() {
        assertTrue(pushLeft(new TimeLimit<>(limited(3), 5), 3).truncated());
        assertTrue(pushLeft(new TimeLimit<>(limited(5), 3), 3).truncated());
    }

    @Test
    void aRefusedActionIsNotCounted() {
        TimeLimit<float[]> pole = limited(2);
        pole.reset(0);
        assertThrows(IllegalArgumentException.class, () -> pole.step(7));
        assertFalse(pole.step(0).truncated());
        assertTrue(pole.step(0).truncated());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void aLimitBelowOneIsRefusedByItsValue(int limit) {
        refused(String.valueOf(limit), () -> limited(limit));
    }
}
