package deepq.env;

import static deepq.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.Described;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrappersTest {
    private static Environment<float[]> angle() {
        return TransformObservation.picture(CartPole.v1(), 1, state -> new float[] {0.5f + state[2]});
    }

    @Test
    void anActionHeldIsTheSameActionSeveralTimes() {
        Environment<float[]> held = new ActionRepeat<>(MountainCar.v0(), 4);
        Environment<float[]> plain = MountainCar.v0();
        held.reset(3);
        plain.reset(3);
        Step<float[]> step = held.step(2);
        float[] expected = null;
        for (int i = 0; i < 4; i++) {
            expected = plain.step(2).observation();
        }
        assertArrayEquals(expected, step.observation());
        assertEquals(-4, step.reward());
    }

    @Test
    void aHoldEndsWithTheGame() {
        Environment<float[]> held = new ActionRepeat<>(new TimeLimit<>(new Simulation(new MountainCar()), 6), 4);
        held.reset(0);
        assertFalse(held.step(0).ended());
        Step<float[]> last = held.step(0);
        assertTrue(last.truncated());
        assertEquals(-2, last.reward());
    }

    @Test
    void aStackHoldsTheLastObservationsOldestFirst() {
        Environment<float[]> plain = angle();
        Environment<float[]> stacked = new FrameStack(angle(), 3);
        float first = plain.reset(5)[0];
        assertArrayEquals(new float[] {first, first, first}, stacked.reset(5));
        float second = plain.step(1).observation()[0];
        assertArrayEquals(new float[] {first, first, second}, stacked.step(1).observation());
        float third = plain.step(0).observation()[0];
        assertArrayEquals(new float[] {first, second, third}, stacked.step(0).observation());
        assertEquals(3, ((Box) stacked.observationSpace()).size());
    }

    @Test
    void oneInTenActionsSticksButTheFirstOneNever() {
        int steps = 0;
        int stuck = 0;
        for (int seed = 0; seed < 200; seed++) {
            Environment<float[]> plain = CartPole.v1();
            Environment<float[]> sticky = new StickyAction<>(CartPole.v1(), 0.1);
            assertArrayEquals(plain.reset(seed), sticky.reset(seed));
            boolean obeys = true;
            for (int t = 0; obeys && t < 20; t++, steps++) {
                float[] right = plain.step(t % 2).observation();
                obeys = right[1] == sticky.step(t % 2).observation()[1];
                assertTrue(obeys || t > 0);
                stuck += obeys ? 0 : 1;
            }
        }
        assertEquals(0.1, stuck / (double) steps, 0.02);
    }

    private static Environment<float[]> wrapped() {
        Environment<float[]> walk = new TimeLimit<>(new Simulation(new SimulationTest.WindyWalk()), 9);
        return new FrameStack(new StickyAction<>(new ActionRepeat<>(walk, 2), 0.3), 2);
    }

    @Test
    void whatWasSavedGoesOnWithTheSameChancesStepsAndFrames() throws IOException {
        for (int steps = 0; steps < 7; steps++) {
            Environment<float[]> saved = wrapped();
            saved.reset(3);
            for (int t = 0; t < steps; t++) {
                if (saved.step(t % 2).ended()) {
                    saved.reset();
                }
            }
            Environment<float[]> read = wrapped();
            Described.read(read::describe, Described.written(saved::describe));
            for (int t = 0; t < 100; t++) {
                Step<float[]> step = saved.step(t % 2);
                Step<float[]> same = read.step(t % 2);
                assertArrayEquals(step.observation(), same.observation());
                assertEquals(step.ended(), same.ended());
                if (step.ended()) {
                    assertArrayEquals(saved.reset(), read.reset());
                }
            }
        }
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new FrameStack(CartPole.v1(), 0));
        assertThrows(IllegalArgumentException.class, () -> new ActionRepeat<>(CartPole.v1(), 0));
        Environment<float[]> wrong = TransformObservation.picture(CartPole.v1(), 2, state -> state);
        assertThrows(IllegalStateException.class, () -> wrong.reset(0));
    }

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
