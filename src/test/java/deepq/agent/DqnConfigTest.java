package deepq.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import deepq.network.Initialization;
import deepq.network.Loss;
import deepq.network.Screen;
import deepq.policy.Schedule;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DqnConfigTest {
    static Stream<Arguments> nonsense() {
        return Stream.of(
                refused(
                        c -> c.learningStarts(10_001),
                        "learning starts after 10001 steps, but training ends after 10000"),
                refused(c -> c.batchSize(65).replay(Replay.uniform(64)), "a batch of 65 from a buffer of 64"),
                refused(c -> c.batchSize(65).replay(Replay.prioritized(64, 0.6, Schedule.constant(1))), "batch of 65"),
                refused(c -> c.gamma(1.01), "gamma is in [0, 1], not 1.01"),
                refused(c -> c.gamma(-0.1), "not -0.1"),
                refused(c -> c.gamma(Double.NaN), "not NaN"),
                refused(c -> c.nStep(0), "nStep is 1 to 1000, not 0"),
                refused(c -> c.nStep(2).replay(Replay.none()), "nStep is 1, not 2"),
                refused(c -> c.batchSize(0), "batchSize is 1 to 100000, not 0"),
                refused(c -> c.environments(0), "not 0"),
                refused(c -> c.stepsPerUpdate(0), "stepsPerUpdate is 1 or more, not 0"),
                refused(c -> c.maxSteps(0), "maxSteps is 1 or more, not 0"),
                refused(c -> c.learningStarts(-1), "learningStarts is 0 or more, not -1"),
                refused(c -> c.recordEvery(0), "recordEvery is 1 or more updates, not 0"),
                refused(c -> c.hidden(32, 0), "a hidden layer has 1 or more units, not 0"),
                refused(c -> c.observationScale(1, Float.NaN), "a factor of observationScale is NaN"),
                refused(c -> c.epsilon(Schedule.linear(1.5, 0.1, 10)), "epsilon is in [0.0, 1.0], not 1.5"),
                refused(c -> c.epsilon(Schedule.linear(1, -0.1, 10)), "not -0.1"),
                refused(c -> c.learningRate(Schedule.constant(0)), "learningRate is above 0, not 0.0"),
                refused(c -> c.learningRate(Schedule.linear(1e-3, -1e-3, 10)), "not -0.001"),
                refused(c -> c.adamEpsilon(0), "adamEpsilon is above 0"),
                refused(c -> c.screen(new Screen(10, 5, 1, List.of(new Screen.Filters(4, 3, 1)))), "use DL4J"),
                refused(c -> c.target(TargetUpdate.every(0)), "not every 0"),
                refused(c -> c.target(TargetUpdate.soft(0)), "tau of a soft target update is in (0, 1], not 0.0"),
                refused(c -> c.replay(Replay.uniform(0)), "1 or more transitions, not 0"),
                refused(c -> c.replay(Replay.prioritized(64, 1.5, Schedule.constant(1))), "alpha"),
                refused(c -> c.replay(Replay.prioritized(64, 0.5, Schedule.constant(2))), "beta"),
                refused(c -> c.stop(new StopRule(-1, 20, 475, 100)), "not every -1"),
                refused(c -> c.stop(new StopRule(100, 0, 475, 100)), "1 or more episodes"),
                refused(c -> c.stop(new StopRule(100, 20, Double.NaN, 100)), "not NaN"));
    }

    private static Arguments refused(UnaryOperator<DqnConfig.Builder> change, String message) {
        return arguments(change, message);
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void nonsenseIsRefusedWithItsValue(UnaryOperator<DqnConfig.Builder> change, String message) {
        String actual = assertThrows(IllegalArgumentException.class, () -> change.apply(DqnConfig.builder())
                        .build())
                .getMessage();
        assertTrue(actual.contains(message), actual);
    }

    @Test
    void aMissingValueIsNamed() {
        NullPointerException e = assertThrows(
                NullPointerException.class,
                () -> DqnConfig.builder().replay(null).build());
        assertEquals("replay", e.getMessage());
    }

    static Stream<DqnConfig> configurations() {
        return Stream.of(
                DqnConfig.builder().build(),
                DqnConfig.article(),
                DqnConfig.baseline(),
                DqnConfig.cartPole(),
                DqnConfig.builder()
                        .backend(Backend.DL4J)
                        .hidden()
                        .screen(new Screen(10, 5, 2, List.of(new Screen.Filters(4, 3, 1), new Screen.Filters(8, 2, 2))))
                        .weights(Initialization.PYTORCH)
                        .loss(Loss.HUBER)
                        .dueling(true)
                        .doubleDqn(true)
                        .learningRate(Schedule.exponential(1e-3, 1.0 / 3e5, 77))
                        .replay(Replay.prioritized(99, 0.6, Schedule.linear(0.4, 1, 12)))
                        .target(TargetUpdate.none())
                        .stop(StopRule.onlyTest(50, 3))
                        .build(),
                DqnConfig.builder()
                        .replay(Replay.none())
                        .environments(3)
                        .observationScale(0.1f, 1 / 3f)
                        .build());
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void whatIsPrintedCanBeReadBack(DqnConfig config) {
        assertEquals(config, DqnConfig.parse(config.toString()));
    }

    @Test
    void everySettingMakesADifferenceToEquality() {
        List<DqnConfig> all = configurations().toList();
        for (int i = 0; i < all.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertNotEquals(all.get(i), all.get(j));
            }
        }
    }

    @Test
    void withLeavesTheOriginalAsItWas() {
        DqnConfig config = DqnConfig.baseline();
        DqnConfig changed = config.with(c -> c.gamma(0.5).hidden(7));
        assertEquals(DqnConfig.baseline(), config);
        assertEquals(0.5, changed.gamma());
        assertEquals(7, changed.hidden()[0]);
        assertEquals(config.batchSize(), changed.batchSize());
    }

    @Test
    void aBuilderUsedFurtherDoesNotChangeWhatItBuilt() {
        DqnConfig.Builder builder = DqnConfig.builder();
        DqnConfig first = builder.gamma(0.9).build();
        builder.gamma(0.8);
        assertEquals(0.9, first.gamma());
    }

    @Test
    void arraysHandedOutAreCopies() {
        DqnConfig config = DqnConfig.baseline();
        config.hidden()[0] = 1;
        config.observationScale()[0] = 9;
        assertEquals(DqnConfig.baseline(), config);
    }

    @Test
    void withoutReplayABatchIsTheStepJustTaken() {
        assertEquals(
                4,
                DqnConfig.builder()
                        .replay(Replay.none())
                        .environments(4)
                        .batchSize(32)
                        .build()
                        .batchSize());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gamma",
                "gamma = x",
                "gama = 1",
                "gamma = 0.9\ngamma = 0.9",
                "replay = ring(3)",
                "dueling = yes"
            })
    void aTextThatIsNoConfigurationIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> DqnConfig.parse(text));
    }

    @Test
    void aMissingLineIsRefused() {
        String text = DqnConfig.article().toString();
        assertThrows(
                IllegalArgumentException.class,
                () -> DqnConfig.parse(text.substring(0, text.lastIndexOf("recordEvery"))));
    }
}
