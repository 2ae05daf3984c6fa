package deepq.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.env.CartPole;
import deepq.env.Environment;
import deepq.env.Step;
import deepq.env.TimeLimit;
import deepq.network.DenseNetwork;
import deepq.network.NetworkFactory;
import deepq.policy.Schedule;
import deepq.replay.Replay;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole of training on problems with one thing to get right each. */
class ProbeTest {
    private static final DqnConfig QUICK = new DqnConfig()
            .learningStarts(50)
            .maxSteps(1_500)
            .epsilon(Schedule.constant(1))
            .learningRate(Schedule.linear(1e-2, 1e-3, 1_200))
            .targetUpdate(TargetUpdate.every(10))
            .replay(Replay.uniform(1_000));

    private static DqnAgent trained(DqnConfig config, Supplier<? extends Environment<float[]>> game) {
        Trainer trainer = new Trainer(config, game, DenseNetwork.hidden(16), 0);
        trainer.run();
        return trainer.agent();
    }

    private static Step<float[]> end(double reward) {
        return new Step<>(new float[] {0.5f}, reward, true, false);
    }

    @Test
    void theValueDependsOnTheObservation() {
        DqnAgent agent = trained(QUICK, () -> new Probe(1, (t, o, a) -> end(o[0]), new float[] {1}, new float[] {-1}));
        assertEquals(1, agent.qValues(new float[] {1})[0], 0.1);
        assertEquals(-1, agent.qValues(new float[] {-1})[0], 0.1);
    }

    @Test
    void theRightActionDependsOnTheObservation() {
        DqnAgent agent = trained(
                QUICK,
                () -> new Probe(
                        2, (t, o, a) -> end((a == 1) == (o[0] > 0) ? 1 : -1), new float[] {1}, new float[] {-1}));
        assertEquals(1, agent.action(new float[] {1}));
        assertEquals(0, agent.action(new float[] {-1}));
    }

    /** Linear in a constant observation: Q is one number, so what it goes to is exactly what the targets say. */
    private static final DqnConfig CAPPED =
            QUICK.maxSteps(4_000).targetUpdate(TargetUpdate.every(2)).learningRate(Schedule.linear(0.1, 1e-3, 4_000));

    private static Environment<float[]> capOfFive() {
        Step<float[]> on = new Step<>(new float[] {1}, 1, false, false);
        return new TimeLimit<>(new Probe(1, (t, o, a) -> on, new float[] {1}), 5);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aTimeLimitDoesNotEndTheValue(int nStep) {
        Trainer trainer = new Trainer(CAPPED.nStep(nStep), ProbeTest::capOfFive, DenseNetwork.hidden(), 0);
        trainer.run();
        assertEquals(100, trainer.agent().qValues(new float[] {1})[0], 1);
    }

    @Test
    void aTimeLimitStoredAsTheEndRuinsTheValue() {
        Trainer trainer = new Trainer(CAPPED.timeLimitIsTerminal(true), ProbeTest::capOfFive, DenseNetwork.hidden(), 0);
        trainer.run();
        // Q = 1 + 0.99 Q in four of five steps, Q = 1 in the fifth: 1 / (1 - 0.8 * 0.99).
        assertEquals(4.8, trainer.agent().qValues(new float[] {1})[0], 0.8);
    }

    @Test
    void withoutReplayTheStepJustTakenIsLearned() {
        DqnAgent agent = trained(
                QUICK.replay(Replay.none()).targetUpdate(TargetUpdate.none()).learningStarts(0),
                () -> new Probe(2, (t, o, a) -> end(a == 1 ? 1 : -1), new float[] {1}));
        assertTrue(agent.action(new float[] {1}) == 1);
    }

    /** Double, Dueling, prioritized replay and n-step returns are independent switches. */
    record Combination(DqnConfig config, NetworkFactory network) {}

    static List<Combination> combinations() {
        List<Combination> all = new ArrayList<>();
        for (int bits = 0; bits < 16; bits++) {
            int on = bits;
            DqnConfig config = QUICK.gamma(0.5)
                    .targetRule((on & 1) == 0 ? TargetRule.max() : TargetRule.doubleDqn())
                    .replay(
                            (on & 4) == 0
                                    ? Replay.uniform(1_000)
                                    : Replay.prioritized(1_000, 0.6, Schedule.linear(0.4, 1, 1_000)))
                    .nStep((on & 8) == 0 ? 1 : 2);
            DenseNetwork.Factory plain = DenseNetwork.hidden(16);
            all.add(new Combination(config, (on & 2) == 0 ? plain : plain.dueling()));
        }
        return all;
    }

    /**
     * First any action; then action 1 earns 1 and action 0 loses 1. By hand: Q = -1 and 1 there, 0.5 one step before.
     */
    private static Probe twoSteps() {
        return new Probe(
                2,
                (time, observation, action) -> time == 0
                        ? new Step<>(new float[] {1}, 0, false, false)
                        : new Step<>(new float[] {0.5f}, action == 1 ? 1 : -1, true, false),
                new float[] {-1});
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void eachCombinationLearnsTheValuesOfTheLastStep(Combination one) {
        Trainer trainer = new Trainer(one.config, ProbeTest::twoSteps, one.network, 0);
        trainer.run();
        float[] q = trainer.agent().qValues(new float[] {1});
        assertEquals(-1, q[0], 0.1);
        assertEquals(1, q[1], 0.1);
        // Two steps ahead the reward of a random action comes, 0 on average; one step ahead the value of the best.
        double before = one.config.nStep == 1 ? 0.5 : 0;
        assertEquals(before, trainer.agent().qValues(new float[] {-1})[0], 0.15);
    }

    @Test
    void noSwitchIsIgnoredInAnyCombination() {
        Set<List<Float>> different = new HashSet<>();
        for (Combination one : combinations()) {
            Trainer trainer = new Trainer(one.config.maxSteps(300), CartPole::v1, one.network, 0);
            trainer.run();
            float[] q = trainer.agent().qValues(new float[] {0.01f, 0.02f, 0.03f, 0.04f});
            different.add(List.of(q[0], q[1]));
        }
        assertEquals(16, different.size());
    }
}
