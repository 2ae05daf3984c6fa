package deepq.env;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.random.Pcg64;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VectorEnvironmentTest {
    private static final int SIZE = 5;

    static Stream<Supplier<Environment<float[]>>> environments() {
        return Stream.of(
                CartPole::v1,
                () -> new Simulation(new CartPole()),
                () -> new TimeLimit<>(new Simulation(new CartPole()), 11),
                () -> new Opaque(CartPole.v1()),
                () -> new TimeLimit<>(CartPole.v1(), 20));
    }

    @ParameterizedTest
    @MethodSource("environments")
    void eachRowIsTheTrajectoryOfOneEnvironmentAlone(Supplier<Environment<float[]>> make) {
        VectorEnvironment vector = VectorEnvironment.of(make, SIZE);
        VectorStep out = new VectorStep(SIZE, vector.observationSize());
        List<Environment<float[]>> alone = new ArrayList<>();
        vector.reset(10, out);
        for (int i = 0; i < SIZE; i++) {
            alone.add(make.get());
            assertArrayEquals(alone.get(i).reset(10 + i), row(out.observations, i));
            assertArrayEquals(row(out.observations, i), row(out.nextObservations, i));
        }
        Pcg64 random = new Pcg64(1);
        int[] actions = new int[SIZE];
        int ends = 0;
        for (int t = 0; t < 500; t++) {
            for (int i = 0; i < SIZE; i++) {
                actions[i] = random.integers(2);
            }
            vector.step(actions, out);
            for (int i = 0; i < SIZE; i++) {
                Step<float[]> step = alone.get(i).step(actions[i]);
                assertArrayEquals(step.observation(), row(out.nextObservations, i), "what the action led to");
                assertEquals(step.reward(), out.rewards[i]);
                assertEquals(step.terminated(), out.terminated[i]);
                assertEquals(step.truncated(), out.truncated[i]);
                float[] seen = step.ended() ? alone.get(i).reset() : step.observation();
                assertArrayEquals(seen, row(out.observations, i), "what the agent sees next");
                ends += step.ended() ? 1 : 0;
            }
        }
        assertTrue(ends > 50, ends + " ends");
    }

    @Test
    void acrossAnEndTheOldEpisodesLastObservationStaysAvailable() {
        VectorEnvironment vector = VectorEnvironment.of(CartPole::v1, 1);
        VectorStep out = new VectorStep(1, 4);
        vector.reset(0, out);
        do {
            vector.step(new int[] {0}, out);
        } while (!out.terminated[0]);
        assertTrue(Math.abs(out.nextObservations[2]) > 0.2094, "the fallen pole");
        assertTrue(Math.abs(out.observations[2]) <= 0.05, "the pole upright again");
    }

    @Test
    void whatTheCallerHoldsAndWhatTheEnvironmentHoldsAreApart() {
        VectorEnvironment vector = VectorEnvironment.of(CartPole::v1, 2);
        VectorEnvironment same = VectorEnvironment.of(CartPole::v1, 2);
        VectorStep out = new VectorStep(2, 4);
        VectorStep expected = new VectorStep(2, 4);
        vector.reset(0, out);
        same.reset(0, expected);
        Arrays.fill(out.observations, Float.NaN);
        Arrays.fill(out.nextObservations, Float.NaN);
        vector.step(new int[] {0, 1}, out);
        same.step(new int[] {0, 1}, expected);
        assertArrayEquals(expected.observations, out.observations);
    }

    @Test
    void onWrongInputNoEnvironmentMoves() {
        VectorEnvironment vector = VectorEnvironment.of(CartPole::v1, 2);
        VectorStep out = new VectorStep(2, 4);
        vector.reset(0, out);
        assertThrows(IllegalArgumentException.class, () -> vector.step(new int[] {0, 2}, out));
        assertThrows(IllegalArgumentException.class, () -> vector.step(new int[] {0}, out));
        assertThrows(IllegalArgumentException.class, () -> vector.step(new int[] {0, 1}, new VectorStep(2, 3)));
        vector.step(new int[] {0, 1}, out);
        Environment<float[]> alone = CartPole.v1();
        alone.reset(0);
        assertArrayEquals(alone.step(0).observation(), row(out.observations, 0));
    }

    @Test
    void aStepBeforeTheResetSaysSo() {
        VectorEnvironment vector = VectorEnvironment.of(CartPole::v1, 2);
        assertThrows(IllegalStateException.class, () -> vector.step(new int[2], new VectorStep(2, 4)));
    }

    @Test
    void aSupplierThatGivesOneEnvironmentTwiceIsRefused() {
        Simulation one = new Simulation(new CartPole());
        assertThrows(IllegalArgumentException.class, () -> VectorEnvironment.of(() -> one, 2));
        assertThrows(IllegalArgumentException.class, () -> VectorEnvironment.of(() -> new TimeLimit<>(one, 5), 2));
        assertThrows(IllegalArgumentException.class, () -> VectorEnvironment.of(CartPole::v1, 0));
    }

    @Test
    void aSharedGameIsNoticedBehindAWrapperOfYourOwn() {
        Environment<float[]> one = CartPole.v1();
        record Halved(Environment<float[]> inner) implements Wrapper<float[]> {}
        var error = assertThrows(
                IllegalArgumentException.class,
                () -> VectorEnvironment.of(() -> new TimeLimit<>(new Halved(one), 5), 2));
        assertTrue(error.getMessage().contains("TimeLimit(5) around Halved around TimeLimit(500) around CartPole"));
    }

    static Stream<Arguments> faulty() {
        return Stream.of(
                Arguments.of(
                        "an observation of 5 numbers", new Faulty(new float[5], new Step<>(null, 0, false, false))),
                Arguments.of("null instead of an observation", new Faulty(null, new Step<>(null, 0, false, false))),
                Arguments.of("[NaN, 0.0, 0.0, 0.0]", faulty(new float[] {Float.NaN, 0, 0, 0}, 0)),
                Arguments.of("[0.0, -Infinity, 0.0, 0.0]", faulty(new float[] {0, Float.NEGATIVE_INFINITY, 0, 0}, 0)),
                Arguments.of("null instead of an observation", faulty(null, 0)),
                Arguments.of("an observation of 0 numbers", faulty(new float[0], 0)),
                Arguments.of("a reward of NaN", faulty(new float[4], Double.NaN)),
                Arguments.of("null instead of a step", new Faulty(new float[4], null)));
    }

    private static Faulty faulty(float[] observation, double reward) {
        return new Faulty(new float[4], new Step<>(observation, reward, false, false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faulty")
    void whatAnEnvironmentShouldNotGiveIsToldAtOnceAndByItsName(String what, Faulty faulty) {
        VectorEnvironment vector = VectorEnvironment.of(() -> new TimeLimit<>(faulty, 9), 1);
        VectorStep out = new VectorStep(1, 4);
        var error = assertThrows(IllegalStateException.class, () -> {
            vector.reset(0, out);
            vector.step(new int[1], out);
        });
        assertTrue(error.getMessage().contains("Faulty gave "), error.getMessage());
        assertTrue(error.getMessage().contains(what), error.getMessage());
    }

    /** Gives what it is told to. */
    private record Faulty(float[] first, Step<float[]> step) implements Environment<float[]> {
        @Override
        public float[] reset(long seed) {
            return first;
        }

        @Override
        public float[] reset() {
            return first;
        }

        @Override
        public Step<float[]> step(int action) {
            return step;
        }

        @Override
        public Discrete actionSpace() {
            return new Discrete(2);
        }

        @Override
        public Space<float[]> observationSpace() {
            return CartPole.v1().observationSpace();
        }
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void numberedStatesAreRefusedInASentence() {
        Supplier lake = FrozenLake::firm;
        var error = assertThrows(IllegalArgumentException.class, () -> VectorEnvironment.of(lake, 1));
        assertTrue(error.getMessage().startsWith("GridWorld has the actions Discrete[n=4]"), error.getMessage());
        assertTrue(error.getMessage().contains("QLearning"), error.getMessage());
    }

    @Test
    void noEnvironmentAndNoRoomAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> VectorEnvironment.of(() -> null, 1));
        assertThrows(IllegalArgumentException.class, () -> new VectorStep(-1, 4));
        assertThrows(IllegalArgumentException.class, () -> new VectorStep(65_536, 65_536));
    }

    @ParameterizedTest
    @MethodSource("saveable")
    void whatIsReadGoesOnLikeWhatWasWritten(Supplier<Environment<float[]>> make) throws IOException {
        VectorEnvironment written = VectorEnvironment.of(make, SIZE);
        VectorStep expected = new VectorStep(SIZE, written.observationSize());
        written.reset(0, expected);
        for (int t = 0; t < 7; t++) {
            written.step(new int[] {0, 1, 0, 1, 0}, expected);
        }
        var bytes = new ByteArrayOutputStream();
        written.write(new DataOutputStream(bytes));
        VectorEnvironment read = VectorEnvironment.of(make, SIZE);
        read.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        VectorStep out = new VectorStep(SIZE, written.observationSize());
        for (int t = 0; t < 100; t++) {
            written.step(new int[] {1, 0, 1, 0, 0}, expected);
            read.step(new int[] {1, 0, 1, 0, 0}, out);
            assertArrayEquals(expected.observations, out.observations, "step " + t);
            assertArrayEquals(expected.terminated, out.terminated);
            assertArrayEquals(expected.truncated, out.truncated);
        }
    }

    static Stream<Supplier<Environment<float[]>>> saveable() {
        return Stream.concat(environments().limit(3), environments().skip(4));
    }

    static Stream<Arguments> differences() {
        Supplier<Environment<float[]>> held = () -> new ActionRepeat<>(CartPole.v1(), 2);
        return Stream.of(
                Arguments.of("TimeLimit(500)", "TimeLimit(200)", make(CartPole::v1), make(CartPole::v0)),
                Arguments.of(
                        "CartPole",
                        "Acrobot",
                        make(() -> new Simulation(new CartPole())),
                        make(() -> new Simulation(new Acrobot()))),
                Arguments.of("TimeLimit(500)", "ActionRepeat(2)", make(CartPole::v1), held),
                Arguments.of(
                        "ActionRepeat(2)", "ActionRepeat(3)", held, make(() -> new ActionRepeat<>(CartPole.v1(), 3))),
                Arguments.of(
                        "FrameStack(2)",
                        "FrameStack(3)",
                        make(() -> new FrameStack(CartPole.v1(), 2)),
                        make(() -> new FrameStack(CartPole.v1(), 3))));
    }

    private static Supplier<Environment<float[]>> make(Supplier<Environment<float[]>> make) {
        return make;
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("differences")
    void theStateOfOneEnvironmentIsNotReadIntoAnother(
            String saved, String read, Supplier<Environment<float[]>> one, Supplier<Environment<float[]>> other)
            throws IOException {
        var bytes = new ByteArrayOutputStream();
        VectorEnvironment.of(one, 1).write(new DataOutputStream(bytes));
        var in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        var error = assertThrows(
                IOException.class, () -> VectorEnvironment.of(other, 1).read(in));
        assertTrue(error.getMessage().contains(saved), error.getMessage());
        assertTrue(error.getMessage().contains(read), error.getMessage());
    }

    @Test
    void anEnvironmentThatCannotBeSavedIsNamed() {
        VectorEnvironment vector = VectorEnvironment.of(() -> new Opaque(CartPole.v1()), 1);
        var error = assertThrows(
                IllegalStateException.class, () -> vector.write(new DataOutputStream(new ByteArrayOutputStream())));
        assertTrue(error.getMessage().contains("Opaque"), error.getMessage());
    }

    private static float[] row(float[] rows, int i) {
        return Arrays.copyOfRange(rows, 4 * i, 4 * (i + 1));
    }

    /** An environment of a reader's own. */
    private static class Opaque implements Environment<float[]> {
        private final Environment<float[]> inner;

        Opaque(Environment<float[]> inner) {
            this.inner = inner;
        }

        @Override
        public float[] reset(long seed) {
            return inner.reset(seed);
        }

        @Override
        public float[] reset() {
            return inner.reset();
        }

        @Override
        public Step<float[]> step(int action) {
            return inner.step(action);
        }

        @Override
        public Discrete actionSpace() {
            return inner.actionSpace();
        }

        @Override
        public Space<float[]> observationSpace() {
            return inner.observationSpace();
        }
    }
}
