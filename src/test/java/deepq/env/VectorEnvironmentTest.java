package deepq.env;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import deepq.OwnProcess;
import deepq.random.Pcg64;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VectorEnvironmentTest {
    private static final int SIZE = 5;

    /** Each stepped in place, but for the last two, which are copied. */
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

    @ParameterizedTest
    @MethodSource("inPlace")
    void aStepAllocatesNothing(Supplier<Environment<float[]>> make) {
        assertEquals(0, allocatedByAThousandSteps(make));
    }

    /**
     * From JDK 21 on StrictMath's sine and cosine make an array each, which the compiler then takes out for small angles. In a
     * process of its own, because other environments' larger angles would keep it in.
     */
    @Test
    void aStepOfCartPoleAllocatesNothingOnceItIsCompiled() throws IOException, InterruptedException {
        assertEquals("0", OwnProcess.output(Compiled.class));
    }

    /** Prints how many bytes a thousand steps allocate after many thousands. */
    static final class Compiled {
        public static void main(String[] args) {
            long bytes = 0;
            for (int i = 0; i < 100; i++) {
                bytes = allocatedByAThousandSteps(CartPole::v1);
            }
            System.out.println(bytes);
        }
    }

    private static long allocatedByAThousandSteps(Supplier<Environment<float[]>> make) {
        VectorEnvironment vector = VectorEnvironment.of(make, SIZE);
        VectorStep out = new VectorStep(SIZE, vector.observationSize());
        vector.reset(0, out);
        int[] actions = new int[SIZE];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        for (int t = 0; t < 1000; t++) { // loads all classes, over some ends of episodes
            vector.step(actions, out);
        }
        threads.getThreadAllocatedBytes(thread);
        long before = threads.getThreadAllocatedBytes(thread);
        for (int t = 0; t < 1000; t++) {
            vector.step(actions, out);
        }
        return threads.getThreadAllocatedBytes(thread) - before;
    }

    static Stream<Supplier<Environment<float[]>>> inPlace() {
        Stream<Supplier<Environment<float[]>>> withSines =
                Stream.concat(environments().limit(3), Stream.of(MountainCar::v0, Acrobot::v1));
        return Stream.concat(Runtime.version().feature() <= 20 ? withSines : Stream.empty(), Stream.of(Catch::create));
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
    void anObservationOfTheWrongLengthDoesNotSpillIntoItsNeighbour() {
        VectorEnvironment vector = VectorEnvironment.of(
                () -> new Opaque(CartPole.v1()) {
                    @Override
                    public float[] reset(long seed) {
                        return new float[5];
                    }
                },
                2);
        assertThrows(IllegalStateException.class, () -> vector.reset(0, new VectorStep(2, 4)));
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
