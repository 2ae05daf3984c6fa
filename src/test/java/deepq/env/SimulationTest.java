package deepq.env;

import static deepq.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import deepq.agent.Evaluation;
import deepq.policy.Policy;
import deepq.random.Pcg64;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationTest {
    private final Simulation pole = new Simulation(new CartPole());

    @Test
    void aStepOrAResetWithoutSeedBeforeTheFirstResetSaysSo() {
        refused(IllegalStateException.class, "before the first reset", () -> pole.step(0));
        refused(IllegalStateException.class, "reset(seed)", pole::reset);
    }

    @Test
    void aStepAfterTheEndSaysSoAndAResetHelps() {
        pole.reset(0);
        while (!pole.step(0).ended()) {}
        refused(IllegalStateException.class, "after the end", () -> pole.step(0));
        pole.reset();
        assertFalse(pole.step(0).ended());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 2})
    void anActionThatDoesNotExistIsRefusedAndChangesNothing(int action) {
        pole.reset(0);
        double[] before = pole.state();
        assertThrows(IllegalArgumentException.class, () -> pole.step(action));
        assertArrayEquals(before, pole.state());
    }

    @Test
    void aNegativeSeedIsRefusedByItsValue() {
        refused("-5", () -> pole.reset(-5));
    }

    @Test
    void observationsAndStatesBelongToTheCaller() {
        float[] first = pole.reset(0);
        float[] kept = first.clone();
        Arrays.fill(pole.state(), 99);
        float[] second = pole.step(1).observation();
        assertArrayEquals(kept, first, "a later step changed it");
        Arrays.fill(first, Float.NaN);
        Arrays.fill(second, Float.NaN);

        Simulation untouched = new Simulation(new CartPole());
        untouched.reset(0);
        untouched.step(1);
        assertArrayEquals(untouched.step(0).observation(), pole.step(0).observation());
    }

    @Test
    void anEpisodeCanStartInAGivenState() {
        double[] state = {1, 0, 0.1, 0};
        assertArrayEquals(new float[] {1, 0, 0.1f, 0}, pole.resetTo(state));
        state[0] = 2;
        assertArrayEquals(new double[] {1, 0, 0.1, 0}, pole.state());
        assertFalse(pole.step(1).ended());
    }

    @Test
    void aStateThatIsNoneIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> pole.resetTo(1, 2, 3));
        assertThrows(IllegalArgumentException.class, () -> pole.resetTo(0, 0, Double.NaN, 0));
        assertThrows(IllegalArgumentException.class, () -> pole.resetTo(3, 0, 0, 0));
    }

    /** A walk left or right, blown about by the wind: what happens in a step is left to chance. */
    static final class WindyWalk implements Dynamics {
        @Override
        public Discrete actionSpace() {
            return new Discrete(2);
        }

        @Override
        public Box observationSpace() {
            return new Box(new float[] {-9}, new float[] {9});
        }

        @Override
        public double[] start(Pcg64 random) {
            return new double[] {random.uniform(-1, 1)};
        }

        @Override
        public double step(double[] state, int action, Pcg64 random) {
            state[0] += (action == 1 ? 1 : -1) + random.gaussian();
            return state[0];
        }

        @Override
        public boolean terminated(double[] state) {
            return Math.abs(state[0]) > 4;
        }

        @Override
        public float[] observation(double[] state) {
            return new float[] {(float) Math.max(-9, Math.min(9, state[0]))};
        }
    }

    @Test
    void aGameOfChanceIsOneClassAndASoundEnvironment() {
        EnvironmentCheck.require(() -> new Simulation(new WindyWalk()));
        Simulation walk = new Simulation(new WindyWalk());
        walk.resetTo(1);
        Simulation seeded = new Simulation(new WindyWalk());
        seeded.reset(0);
        seeded.resetTo(1);
        assertNotEquals(1 + 1, walk.step(1).observation()[0]);
        assertNotEquals(walk.state()[0], seeded.step(1).observation()[0], "the start had drawn a number");
    }

    @Test
    void simulationsOnSeveralThreadsMayShareTheRules() {
        CartPole rules = new CartPole();
        Supplier<Environment<float[]>> shared = () -> new TimeLimit<>(new Simulation(rules), 500);
        Policy<float[]> policy = seen -> seen[2] + seen[3] > 0 ? 1 : 0;
        double[] together = LongStream.range(0, 8)
                .parallel()
                .mapToDouble(seed -> Evaluation.of(policy, shared, 50, seed).mean())
                .toArray();
        double[] alone = LongStream.range(0, 8)
                .mapToDouble(
                        seed -> Evaluation.of(policy, CartPole::v1, 50, seed).mean())
                .toArray();
        assertArrayEquals(alone, together);
    }
}
