package deepq.agent;

import static deepq.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import deepq.env.CartPole;
import deepq.network.DenseNetwork;
import deepq.policy.Schedule;
import deepq.replay.Replay;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DqnConfigTest {
    static Stream<Arguments> nonsense() {
        return Stream.of(
                change(c -> c.gamma(1.01), "gamma is in [0, 1], not 1.01"),
                change(c -> c.gamma(-0.1), "not -0.1"),
                change(c -> c.gamma(Double.NaN), "not NaN"),
                change(c -> c.nStep(0), "nStep is 1 to 1000, not 0"),
                change(c -> c.batchSize(0), "batchSize is 1 to 100000, not 0"),
                change(c -> c.stepsPerUpdate(0), "stepsPerUpdate is 1 or more, not 0"),
                change(c -> c.maxSteps(0), "maxSteps is 1 or more, not 0"),
                change(c -> c.learningStarts(-1), "learningStarts is 0 or more, not -1"),
                change(c -> c.observationScale(1, Float.NaN), "a factor of observationScale is NaN"),
                change(c -> c.epsilon(Schedule.linear(1.5, 0.1, 10)), "epsilon is in [0.0, 1.0], not 1.5"),
                change(c -> c.epsilon(Schedule.linear(1, -0.1, 10)), "not -0.1"),
                change(c -> c.learningRate(Schedule.constant(0)), "learningRate is above 0, not 0.0"),
                change(c -> c.learningRate(Schedule.linear(1e-3, -1e-3, 10)), "not -0.001"),
                change(c -> c.targetUpdate(TargetUpdate.every(0)), "not every 0"),
                change(c -> c.targetUpdate(TargetUpdate.soft(0)), "tau of a soft target update is in (0, 1], not 0.0"),
                change(c -> c.replay(Replay.uniform(0)), "1 or more transitions, not 0"),
                change(c -> c.replay(Replay.prioritized(64, 1.5, Schedule.constant(1))), "alpha"),
                change(c -> c.replay(Replay.prioritized(64, 0.5, Schedule.constant(2))), "beta"),
                change(c -> c.stop(new StopRule(-1, 20, 475, 100)), "not every -1"),
                change(c -> c.stop(new StopRule(100, 0, 475, 100)), "1 to 100,000 episodes"),
                change(c -> c.stop(new StopRule(100, 20, Double.NaN, 100)), "not NaN"));
    }

    private static Arguments change(UnaryOperator<DqnConfig> change, String message) {
        return arguments(change, message);
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void nonsenseIsRefusedWithItsValue(UnaryOperator<DqnConfig> change, String message) {
        refused(message, () -> change.apply(new DqnConfig()));
    }

    static Stream<Arguments> whatDoesNotGoTogether() {
        return Stream.of(
                change(
                        c -> c.learningStarts(10_001),
                        "the first update comes at step 10001 (learningStarts, stepsPerUpdate and nStep), but "
                                + "training ends"
                                + " after 10000"),
                change(c -> c.learningStarts(9_999).stepsPerUpdate(6_000), "the first update comes at step 12000"),
                change(c -> c.learningStarts(0).stepsPerUpdate(10_001), "the first update comes at step 10001"),
                change(c -> c.nStep(1_000).maxSteps(999).learningStarts(1), "the first update comes at step 1000"),
                change(c -> c.stop(StopRule.atMean(490, 50_000)), "a test every 50000 steps"),
                change(c -> c.learningStarts(9_500).stop(StopRule.onlyTest(9_000, 1)), "learning begins at step 9500"),
                change(c -> c.batchSize(65).replay(Replay.uniform(64)), "a batch of 65 from a buffer of 64"),
                change(c -> c.batchSize(65).replay(Replay.prioritized(64, 0.6, Schedule.constant(1))), "batch of 65"),
                change(c -> c.nStep(2).replay(Replay.none()), "are 1, not 2 and 1"),
                change(c -> c.stepsPerUpdate(4).replay(Replay.none()), "are 1, not 1 and 4"),
                change(c -> c.stepsPerUpdate(8).replay(Replay.none()), "are 1, not 1 and 8"));
    }

    @ParameterizedTest
    @MethodSource("whatDoesNotGoTogether")
    void settingsThatDoNotGoTogetherAreRefusedBeforeTraining(UnaryOperator<DqnConfig> change, String message) {
        DqnConfig config = change.apply(new DqnConfig());
        refused(message, () -> new Trainer(config, CartPole::v1, DenseNetwork.hidden(8), 0));
    }

    @Test
    void theOrderOfChangesChangesNoSettingThatNobodyNamed() {
        DqnConfig config = new DqnConfig().replay(Replay.none()).replay(Replay.uniform(10_000));
        assertEquals(new DqnConfig(), config);
    }

    @Test
    void aMissingValueIsNamed() {
        refused(NullPointerException.class, "replay", () -> new DqnConfig().replay(null));
    }

    static Stream<DqnConfig> configurations() {
        return Stream.of(
                new DqnConfig(),
                DqnConfig.article(),
                DqnConfig.baseline(),
                DqnConfig.cartPole(),
                DqnConfig.munchausen(),
                new DqnConfig()
                        .targetRule(TargetRule.doubleDqn())
                        .learningRate(Schedule.exponential(1e-3, 1.0 / 3e5, 77))
                        .replay(Replay.prioritized(99, 0.6, Schedule.linear(0.4, 1, 12)))
                        .targetUpdate(TargetUpdate.none())
                        .stop(StopRule.onlyTest(50, 3)),
                new DqnConfig().replay(Replay.none()).observationScale(0.1f, 1 / 3f));
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
    void twoLambdasAreNotEqualWhateverTheyPrint() {
        assertNotEquals(withEpsilon(0), withEpsilon(0.5));
        assertEquals(withEpsilon(0).toString(), withEpsilon(0.5).toString());
        assertTrue(withEpsilon(0).toString().contains("epsilon             = your own\n"), withEpsilon(0)::toString);
        DqnConfig inside = new DqnConfig().replay(Replay.prioritized(9, 0.6, t -> 1));
        assertTrue(inside.toString().contains("Prioritized[capacity=9, alpha=0.6, beta=your own]"), inside::toString);
    }

    private static DqnConfig withEpsilon(double value) {
        return new DqnConfig().epsilon(t -> value);
    }

    @Test
    void aChangeLeavesTheOriginalAsItWas() {
        DqnConfig config = DqnConfig.baseline();
        DqnConfig changed = config.gamma(0.5).nStep(7);
        assertEquals(DqnConfig.baseline(), config);
        assertEquals(0.5, changed.gamma);
        assertEquals(7, changed.nStep);
        assertEquals(config.batchSize, changed.batchSize);
    }

    @Test
    void anArrayHandedInIsCopied() {
        float[] factors = {1, 2};
        DqnConfig config = new DqnConfig().observationScale(factors);
        factors[0] = 9;
        assertEquals(new DqnConfig().observationScale(1, 2), config);
    }
}
