package deepq.extension;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.agent.Checkpoint;
import deepq.agent.DqnConfig;
import deepq.agent.TargetRule;
import deepq.agent.TargetUpdate;
import deepq.agent.Trainer;
import deepq.env.CartPole;
import deepq.env.Environment;
import deepq.env.EnvironmentCheck;
import deepq.env.Simulation;
import deepq.env.Step;
import deepq.env.Wrapper;
import deepq.network.DenseNetwork;
import deepq.policy.Schedule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader may want to add is one new class, C51 two, and the library stays as it is. This package sees only what is public. */
class ExtensionsTest {
    private static final DqnConfig QUICK = new DqnConfig()
            .learningStarts(50)
            .maxSteps(3_000)
            .epsilon(Schedule.constant(1))
            .learningRate(Schedule.linear(1e-2, 1e-4, 2_900));

    private static final Supplier<Environment<float[]>> LOTTERY = () -> new Simulation(new Lottery());

    @Test
    void aStochasticGameKeepsToTheRules() {
        assertEquals(List.of(), EnvironmentCheck.problems(LOTTERY));
    }

    @Test
    void aStochasticGameIsTrainedOn() {
        Trainer trainer = new Trainer(QUICK, LOTTERY, DenseNetwork.hidden(8), 1);
        trainer.run();
        assertArrayEquals(new float[] {0.5f, 0.7f}, trainer.agent().qValues(new float[] {0}), 0.05f);
    }

    @Test
    void aStochasticGameGoesOnFromACheckpoint(@TempDir Path folder) throws IOException {
        Trainer whole = new Trainer(QUICK.maxSteps(200), LOTTERY, DenseNetwork.hidden(8), 1);
        whole.run(trainer -> {
            if (trainer.steps() == 90) {
                save(trainer, folder.resolve("checkpoint"));
            }
        });
        Trainer resumed = new Trainer(QUICK.maxSteps(200), LOTTERY, DenseNetwork.hidden(8), 1);
        Checkpoint.restore(resumed, folder.resolve("checkpoint"));
        resumed.run();
        assertEquals(whole.log().episodes(), resumed.log().episodes());
        assertArrayEquals(
                whole.agent().qValues(new float[] {0}), resumed.agent().qValues(new float[] {0}));
    }

    private static void save(Trainer trainer, Path file) {
        try {
            Checkpoint.save(trainer, file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aListenerSeesTheLossAndTheValuesOfEachUpdate() {
        Trainer trainer = new Trainer(QUICK.maxSteps(60), LOTTERY, DenseNetwork.hidden(8), 1);
        trainer.run(now -> {
            boolean learned = now.updates() > 0;
            assertEquals(learned, now.log().loss() > 0);
            assertEquals(learned, Math.abs(now.log().meanQ()) <= now.log().largestQ());
        });
        assertEquals(11, trainer.updates());
    }

    private record Doubled(Environment<float[]> inner) implements Wrapper<float[]> {
        @Override
        public Step<float[]> step(int action) {
            Step<float[]> step = inner.step(action);
            return new Step<>(step.observation(), 2 * step.reward(), step.terminated(), step.truncated());
        }
    }

    @Test
    void aWrapperThatChangesTheRewardIsTrainedOn() {
        Trainer trainer = new Trainer(QUICK, () -> new Doubled(LOTTERY.get()), DenseNetwork.hidden(8), 1);
        trainer.run();
        assertArrayEquals(new float[] {1, 1.4f}, trainer.agent().qValues(new float[] {0}), 0.1f);
    }

    @Test
    void munchausensRuleIsOneClassAndTrainsAsTheLibrarysOwn() {
        DqnConfig config = QUICK.epsilon(Schedule.constant(0.1)).maxSteps(400).nStep(3);
        Trainer library = new Trainer(
                config.targetRule(TargetRule.munchausen(0.9, 3, -10)), CartPole::v1, DenseNetwork.hidden(16), 2);
        Trainer own = new Trainer(
                config.targetRule(new MunchausenRule(0.9, 3, -10)), CartPole::v1, DenseNetwork.hidden(16), 2);
        float[] observation = {0.01f, 0.02f, 0.03f, 0.04f};
        library.run();
        own.run();
        assertArrayEquals(library.agent().qValues(observation), own.agent().qValues(observation), 1e-2f);
    }

    @Test
    void c51IsTwoClassesAndLearnsTheDistribution() {
        Trainer trainer = new Trainer(
                QUICK.targetRule(new CategoricalRule()),
                LOTTERY,
                (inputs, actions, random) -> new CategoricalNetwork(inputs, actions, -1, 2, 13, random),
                1);
        trainer.run();
        assertArrayEquals(new float[] {0.5f, 0.7f}, trainer.agent().qValues(new float[] {0}), 0.07f);
        CategoricalNetwork network = (CategoricalNetwork) trainer.agent().network();
        double[] p = network.probabilities(new float[] {0});
        assertEquals(1, p[6], 0.05, "action 0 pays 0.5 for sure, the seventh of the atoms -1, -0.75, ... 2");
        assertEquals(0.3, p[13 + 4], 0.07, "action 1 pays nothing in three of ten cases");
        assertEquals(0.7, p[13 + 8], 0.07, "and 1 in the others");
    }

    @Test
    void c51BootstrapsFromTheNextState() {
        DqnConfig config = QUICK.targetRule(new CategoricalRule()).targetUpdate(TargetUpdate.every(10));
        Trainer trainer = new Trainer(
                config.gamma(0.5),
                CartPole::v1,
                (inputs, actions, random) -> new CategoricalNetwork(inputs, actions, 0, 2, 21, random),
                1);
        trainer.run();
        float[] upright = trainer.agent().qValues(new float[4]);
        assertTrue(upright[0] > 1.9 && upright[1] > 1.9, "1 + 0.5 + 0.25 ... is 2: " + upright[0] + ", " + upright[1]);
    }
}
