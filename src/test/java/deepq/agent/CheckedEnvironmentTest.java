package deepq.agent;

import static deepq.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.Described;
import deepq.env.ActionRepeat;
import deepq.env.CartPole;
import deepq.env.Discrete;
import deepq.env.Environment;
import deepq.env.FrameStack;
import deepq.env.FrozenLake;
import deepq.env.MountainCar;
import deepq.env.Simulation;
import deepq.env.Space;
import deepq.env.Step;
import deepq.env.TimeLimit;
import deepq.env.Wrapper;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CheckedEnvironmentTest {
    @Test
    void aSupplierThatGivesOneEnvironmentTwiceIsRefused() {
        Simulation one = new Simulation(new CartPole());
        assertThrows(IllegalArgumentException.class, () -> CheckedEnvironment.several(List.of(), () -> one, 2));
        for (Supplier<Environment<float[]>> shared : List.<Supplier<Environment<float[]>>>of(
                () -> new TimeLimit<>(one, 5), () -> new FrameStack(one, 2), () -> new ActionRepeat<>(one, 2))) {
            assertThrows(IllegalArgumentException.class, () -> CheckedEnvironment.several(List.of(), shared, 2));
        }
    }

    @Test
    void aSharedGameIsNoticedBehindAWrapperOfYourOwn() {
        Environment<float[]> one = CartPole.v1();
        record Halved(Environment<float[]> inner) implements Wrapper<float[]> {}
        refused(
                "TimeLimit(5) around Halved around TimeLimit(500) around CartPole",
                () -> CheckedEnvironment.several(List.of(), () -> new TimeLimit<>(new Halved(one), 5), 2));
    }

    static Stream<Arguments> faulty() {
        return Stream.of(
                Arguments.of(
                        "the observation [0.0, 0.0, 0.0, 0.0, 0.0], not 4 finite numbers",
                        new Faulty(new float[5], new Step<>(null, 0, false, false))),
                Arguments.of("the observation null, not 4", new Faulty(null, new Step<>(null, 0, false, false))),
                Arguments.of("[NaN, 0.0, 0.0, 0.0]", faulty(new float[] {Float.NaN, 0, 0, 0}, 0)),
                Arguments.of("[0.0, -Infinity, 0.0, 0.0]", faulty(new float[] {0, Float.NEGATIVE_INFINITY, 0, 0}, 0)),
                Arguments.of("null instead of an observation", faulty(null, 0)),
                Arguments.of("the observation []", faulty(new float[0], 0)),
                Arguments.of("the reward NaN", faulty(new float[4], Double.NaN)),
                Arguments.of("the reward 1.0E39, which is not a finite float", faulty(new float[4], 1e39)),
                Arguments.of("null instead of a step", new Faulty(new float[4], null)));
    }

    private static Faulty faulty(float[] observation, double reward) {
        return new Faulty(new float[4], new Step<>(observation, reward, false, false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faulty")
    void whatAnEnvironmentShouldNotGiveIsToldAtOnceAndByItsName(String what, Faulty faulty) {
        CheckedEnvironment checked = CheckedEnvironment.of(() -> new TimeLimit<>(faulty, 9));
        var error = assertThrows(IllegalStateException.class, () -> {
            checked.reset(0);
            checked.step(0);
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
        var error = assertThrows(IllegalArgumentException.class, () -> CheckedEnvironment.of(lake));
        assertTrue(error.getMessage().startsWith("GridWorld has the actions Discrete[n=4]"), error.getMessage());
        assertTrue(error.getMessage().contains("QLearning"), error.getMessage());
    }

    @Test
    void noEnvironmentIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> CheckedEnvironment.of(() -> null));
    }

    private record Halved(Environment<float[]> inner, double factor) implements Wrapper<float[]> {}

    @Test
    void theStateOfOneEnvironmentIsNotReadIntoAnother() throws IOException {
        assertUnlike("TimeLimit(500)", CartPole.v1(), "TimeLimit(200)", CartPole.v0());
        assertUnlike("CartPole", new Simulation(new CartPole()), "MountainCar", new Simulation(new MountainCar()));
        Environment<float[]> held = new ActionRepeat<>(CartPole.v1(), 2);
        assertUnlike("TimeLimit(500)", CartPole.v1(), "ActionRepeat(2)", held);
        assertUnlike("ActionRepeat(2)", held, "ActionRepeat(3)", new ActionRepeat<>(CartPole.v1(), 3));
        assertUnlike("FrameStack(2)", new FrameStack(held, 2), "FrameStack(3)", new FrameStack(held, 3));
        Environment<float[]> halved = new Halved(CartPole.v1(), 0.5);
        assertUnlike("factor=0.5", halved, "factor=100.0", new Halved(CartPole.v1(), 100));
        Described.read(new Halved(CartPole.v1(), 0.5)::describe, Described.written(halved::describe));
    }

    private static void assertUnlike(String saved, Environment<float[]> one, String read, Environment<float[]> other)
            throws IOException {
        byte[] bytes = Described.written(one::describe);
        Executable reading = () -> Described.read(other::describe, bytes);
        refused(IOException.class, saved, reading);
        refused(IOException.class, read, reading);
    }

    /** Its author forgot describe. */
    private static class Tired implements Wrapper<float[]> {
        private final Environment<float[]> inner = CartPole.v1();
        private int steps;

        @Override
        public Environment<float[]> inner() {
            return inner;
        }

        @Override
        public Step<float[]> step(int action) {
            return inner.step(steps++ % 100 == 0 ? 0 : action);
        }
    }

    @Test
    void aWrapperThatKeepsSomethingAndDescribesNothingCannotBeSaved() {
        refused(
                IllegalStateException.class,
                "Tired cannot be saved: it keeps steps",
                () -> Described.written(new Tired()::describe));
    }
}
