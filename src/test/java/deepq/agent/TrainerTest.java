package deepq.agent;

import static deepq.Refused.refused;
import static deepq.agent.Networks.NETWORK;
import static deepq.agent.Networks.online;
import static deepq.agent.Networks.target;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import deepq.OwnProcess;
import deepq.agent.TrainingLog.End;
import deepq.env.CartPole;
import deepq.env.Environment;
import deepq.env.MountainCar;
import deepq.env.Step;
import deepq.env.TimeLimit;
import deepq.network.DenseNetwork;
import deepq.network.Dl4jNetwork;
import deepq.network.QNetwork;
import deepq.policy.EpsilonGreedy;
import deepq.policy.Schedule;
import deepq.random.Pcg64;
import deepq.random.Require;
import deepq.random.SeedStreams;
import deepq.replay.Batch;
import deepq.replay.Replay;
import deepq.replay.ReplayBuffer;
import deepq.replay.Transition;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TrainerTest {
    private static final DqnConfig SHORT = DqnConfig.baseline()
            .maxSteps(900)
            .learningStarts(100)
            .stop(StopRule.none())
            .targetUpdate(TargetUpdate.every(30));

    private static Trainer trained(DqnConfig config, long seed) {
        Trainer trainer = new Trainer(config, CartPole::v1, NETWORK, seed);
        trainer.run();
        return trainer;
    }

    /** Notebook 08 assembles the same loop. */
    @Test
    void aLoopWrittenByHandGivesTheSameWeightsBitForBit() {
        SeedStreams streams = new SeedStreams(7);
        Environment<float[]> environment = CartPole.v1();
        EpsilonGreedy exploration = new EpsilonGreedy(streams.stream("exploration"));
        Pcg64 replay = streams.stream("replay");
        DenseNetwork online = DenseNetwork.of(streams.stream("weights"), 4, 32, 32, 2);
        DenseNetwork target = online.copy();
        ReplayBuffer buffer = new ReplayBuffer(15_000, 4);
        Batch batch = new Batch(32, 4);
        float[] q = new float[2];
        float[] next = new float[64];
        float[] targets = new float[32];
        float[] errors = new float[32];
        int updates = 0;
        float[] observation = scaled(environment.reset(streams.seed("environment")));
        for (int step = 1; step <= 900; step++) {
            online.predict(observation, 1, q);
            int action = exploration.action(q, SHORT.epsilon.at(step - 1));
            Step<float[]> result = environment.step(action);
            float[] after = scaled(result.observation());
            buffer.add(new Transition(
                    observation, action, (float) result.reward(), after, result.terminated() ? 0 : 0.99f));
            observation = result.ended() ? scaled(environment.reset()) : after;
            if (step >= 100) {
                buffer.sample(batch, updates, replay);
                target.predict(batch.nextObservations, 32, next);
                for (int i = 0; i < 32; i++) {
                    targets[i] = batch.rewards[i] + batch.discounts[i] * Math.max(next[2 * i], next[2 * i + 1]);
                }
                online.update(batch, targets, 3e-3, errors);
                updates++;
                if (updates % 30 == 0) {
                    target.copyFrom(online);
                }
            }
        }

        Trainer trainer = trained(SHORT, 7);
        assertEquals(updates, trainer.updates());
        assertArrayEquals(online.parameters(), online(trainer));
        assertArrayEquals(target.parameters(), target(trainer));
    }

    private static float[] scaled(float[] observation) {
        float[] factors = SHORT.observationScale;
        for (int i = 0; i < 4; i++) {
            observation[i] *= factors[i];
        }
        return observation;
    }

    /** The transition itself and the Q-values of a target rule, some hundred bytes a step; no batch and no buffer. */
    @ParameterizedTest
    @ValueSource(strings = {"uniform", "prioritized"})
    void aStepAllocatesNextToNothingOnceItIsCompiled(String replay) throws IOException, InterruptedException {
        long bytes = Long.parseLong(OwnProcess.output(Compiled.class, replay));
        assertTrue(bytes < 1_500_000, bytes + " bytes in 1,000 steps");
    }

    /** Prints how many bytes the last thousand of many steps allocate. */
    static final class Compiled {
        public static void main(String[] replay) {
            Replay kind = replay[0].equals("uniform")
                    ? Replay.uniform(5_000)
                    : Replay.prioritized(5_000, 0.6, Schedule.constant(0.4));
            Trainer trainer = new Trainer(SHORT.replay(kind).maxSteps(100_000), CartPole::v1, NETWORK, 0);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = 0;
            while (trainer.steps() < 40_000) {
                if (trainer.steps() == 39_000) {
                    before = threads.getThreadAllocatedBytes(
                            Thread.currentThread().getId());
                }
                trainer.step();
            }
            System.out.println(
                    threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
        }
    }

    @Test
    void evaluationLeavesTrainingAsItWas() {
        Trainer watched = new Trainer(SHORT.stop(StopRule.onlyTest(100, 3)), CartPole::v1, NETWORK, 3);
        watched.run(trainer -> {
            if (trainer.steps() % 50 == 0) {
                trainer.evaluate(2);
            }
        });
        Trainer alone = trained(SHORT, 3);
        assertArrayEquals(online(alone), online(watched));
        assertEquals(alone.log().episodes(), watched.log().episodes());
        assertEquals(9, watched.log().tests().size());
    }

    @Test
    void aPeriodOfOneIsNoTargetNetwork() {
        Trainer none = trained(SHORT.targetUpdate(TargetUpdate.none()), 4);
        assertSame(none.agent().network(), none.targetNetwork());
        assertArrayEquals(online(none), online(trained(SHORT.targetUpdate(TargetUpdate.every(1)), 4)));
    }

    @Test
    void aSoftTargetMovesByTau() {
        Trainer trainer =
                new Trainer(SHORT.targetUpdate(TargetUpdate.soft(0.25)).learningStarts(1), CartPole::v1, NETWORK, 0);
        float[] before = target(trainer);
        trainer.step();
        float[] online = online(trainer);
        float[] after = target(trainer);
        for (int i = 0; i < before.length; i++) {
            assertEquals(0.75 * before[i] + 0.25 * online[i], after[i], 1e-6);
        }
    }

    @Test
    void afterAnEndTheOldEpisodesLastObservationIsLearnedFrom() {
        DqnConfig online =
                new DqnConfig().replay(Replay.none()).learningStarts(0).observationScale(0.5f);
        Trainer trainer = new Trainer(
                online,
                () -> new TimeLimit<>(
                        new Probe(1, (t, o, a) -> new Step<>(new float[] {t + 1}, 1, false, false), new float[] {0}),
                        2),
                DenseNetwork.hidden(4),
                0);
        trainer.step();
        trainer.step();
        assertEquals(0.5f, trainer.batch.observations[0]);
        assertEquals(1f, trainer.batch.nextObservations[0]);
        assertEquals(0.99f, trainer.batch.discounts[0]);
        trainer.step();
        assertEquals(0f, trainer.batch.observations[0]);
        assertEquals(0.5f, trainer.batch.nextObservations[0]);
        assertEquals(new TrainingLog.Episode(2, 2, 2), trainer.log().episodes().get(0));
    }

    @ParameterizedTest
    @CsvSource({"1, 100, 801", "4, 100, 201", "4, 102, 200"})
    void updatesComeWhenStepsPassAMultiple(int stepsPerUpdate, int starts, int updates) {
        Trainer trainer = trained(SHORT.stepsPerUpdate(stepsPerUpdate).learningStarts(starts), 0);
        assertEquals(updates, trainer.updates());
    }

    @Test
    void anInterruptEndsTheRunAndTheNextRunGoesOnAsIfThereHadBeenNone() {
        Trainer trainer = new Trainer(SHORT, CartPole::v1, NETWORK, 5);
        trainer.run(t -> {
            if (t.steps() == 400) {
                Thread.currentThread().interrupt();
            }
        });
        assertEquals(End.INTERRUPTED, trainer.log().end());
        assertEquals(400, trainer.steps());
        assertFalse(Thread.currentThread().isInterrupted());
        trainer.run();
        assertEquals(End.MAX_STEPS, trainer.log().end());
        assertArrayEquals(online(trained(SHORT, 5)), online(trainer));
    }

    @Test
    void theStopRuleEndsTrainingOncePassedAndConfirmed() {
        StopRule easy = new StopRule(200, 5, 5, 7);
        Trainer trainer = trained(SHORT.stop(easy), 0);
        assertEquals(End.PASSED, trainer.log().end());
        assertEquals(200, trainer.steps());
        assertEquals(2, trainer.log().tests().size());
        assertEquals(7, trainer.log().tests().get(1).episodes());
        assertThrows(IllegalStateException.class, trainer::step);
    }

    @Test
    void valuesThatAreNoLongerNumbersEndTheTraining() {
        DqnConfig wild = SHORT.learningRate(Schedule.constant(1e30));
        assertEquals(End.DIVERGED, trained(wild, 0).log().end());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        untrainable("2 factors", SHORT.observationScale(1, 1), CartPole::v1);
        refused("seed -1 is negative", () -> new Trainer(SHORT, CartPole::v1, NETWORK, -1));
        QNetwork other = DenseNetwork.of(new Pcg64(0), 4, 8, 3);
        refused("2 actions; the network has 4 inputs and 3 outputs", () -> new Trainer(SHORT, CartPole::v1, other, 0));
        refused("MountainCar", () -> new Trainer(SHORT, CartPole::v1, MountainCar::v0, NETWORK, 4));
    }

    @Test
    void aListenerSeesTheLossAndTheValuesOfEachUpdate() {
        Trainer trainer = new Trainer(SHORT.maxSteps(110), CartPole::v1, NETWORK, 1);
        trainer.run(now -> {
            boolean learned = now.updates() > 0;
            assertEquals(learned, now.log().loss() > 0);
            assertEquals(learned, Math.abs(now.log().meanQ()) <= now.log().largestQ());
        });
        assertEquals(11, trainer.updates());
    }

    @Test
    void aModelBuiltWithDeeplearning4jIsTrainedItself() {
        MultiLayerNetwork model = Networks.dl4jModel();
        INDArray before = model.params().dup();
        DqnConfig config = new DqnConfig().maxSteps(200).learningStarts(100);
        Trainer trainer = new Trainer(config, CartPole::v1, Dl4jNetwork.of(model), 1);
        trainer.run();
        assertEquals(101, model.getIterationCount());
        assertNotEquals(before, model.params());
        float[] observation = {0.1f, 0.2f, 0.03f, 0.4f};
        assertArrayEquals(
                model.output(Nd4j.create(new float[][] {observation})).toFloatVector(),
                trainer.agent().qValues(observation));
    }

    @Test
    void anEnvironmentThatThrowsEndsTheTrainingAsFailedAndTheListenerIsTold() {
        Trainer trainer = Probe.training((t, o, a) -> {
            Require.state(t < 3, "the game is broken");
            return new Step<>(new float[] {t}, 1, false, false);
        });
        End[] told = new End[1];
        TrainingListener listener = new TrainingListener() {
            @Override
            public void stepped(Trainer now) {}

            @Override
            public void finished(Trainer now) {
                told[0] = now.log().end();
            }
        };
        refused(IllegalStateException.class, "the game is broken", () -> trainer.run(listener));
        assertEquals(End.FAILED, told[0]);
        refused(IllegalStateException.class, "FAILED", trainer::step);
        assertEquals(End.FAILED, trainer.run().end());
    }

    @Test
    void anInterruptInTheMiddleOfATestEndsTheRunAndTheTestIsMadeAgain() {
        DqnConfig tested = SHORT.stop(StopRule.onlyTest(200, 3));
        int[] made = new int[1];
        Thread training = Thread.currentThread();
        // The first environment is the training's, the second shows what a test's is like; those after it are the
        // tests'.
        Supplier<Environment<float[]>> interrupting = () -> {
            if (made[0]++ == 3) {
                training.interrupt();
            }
            return CartPole.v1();
        };
        Trainer trainer = new Trainer(tested, interrupting, NETWORK, 5);
        trainer.run();
        assertEquals(End.INTERRUPTED, trainer.log().end());
        assertEquals(List.of(), trainer.log().tests());
        assertEquals(200, trainer.steps());
        trainer.run();
        Trainer whole = trained(tested, 5);
        assertEquals(whole.log().tests(), trainer.log().tests());
        assertArrayEquals(online(whole), online(trainer));
    }

    private static void untrainable(String expected, DqnConfig config, Supplier<Environment<float[]>> game) {
        refused(expected, () -> new Trainer(config, game, NETWORK, 0));
    }

    @Test
    void oneEnvironmentForTrainingAndTestsIsRefusedAtOnce() {
        Environment<float[]> one = CartPole.v1();
        untrainable("the same TimeLimit(500) around CartPole twice", SHORT, () -> one);
        untrainable("TimeLimit(9) around TimeLimit(500) around CartPole twice", SHORT, () -> new TimeLimit<>(one, 9));
    }

    @Test
    void aScheduleOfYourOwnThatLeavesItsRangeIsRefusedWithTheStep() {
        String late = "epsilon is in [0.0, 1.0], not -0.9990000000000001 as this schedule says at step 1999";
        untrainable(late, SHORT.maxSteps(2_000).epsilon(t -> 1 - t / 1_000.0), CartPole::v1);
        untrainable(
                "not 0.0 as this schedule says at step 800", SHORT.learningRate(t -> t < 800 ? 1 : 0), CartPole::v1);
        trained(SHORT.epsilon(t -> 1 - t / 1_000.0).learningRate(t -> 1e-3 / (1 + t)), 0);
        Trainer between = new Trainer(SHORT.epsilon(t -> t == 600 ? 2 : 1), CartPole::v1, NETWORK, 0);
        refused("not 2.0 as this schedule says at step 600", between::run);
    }

    @Test
    void anEnvironmentsOwnCancellationIsNoStopButton() {
        Trainer trainer = Probe.training((t, o, a) -> {
            throw new CancellationException("the game's own");
        });
        assertThrows(CancellationException.class, trainer::run);
        assertEquals(End.FAILED, trainer.log().end());
    }

    /** It practices where an episode has 9 steps, and is tested where it may have 100. */
    @Test
    void aTrainingIsTestedInAGameOfItsOwn() {
        Trainer trainer = new Trainer(
                SHORT.stop(StopRule.onlyTest(300, 3)),
                () -> new TimeLimit<>(CartPole.v1(), 9),
                () -> new TimeLimit<>(CartPole.v1(), 100),
                NETWORK,
                4);
        trainer.run();
        assertTrue(trainer.log().episodes().stream().allMatch(episode -> episode.length() <= 9));
        assertTrue(trainer.log().bestTest() > 9, trainer.log().tests().toString());
        assertTrue(trainer.evaluate(5).mean() > 9);
        assertEquals("TimeLimit(100)", trainer.newEnvironment().name());
    }

    @Test
    void aRuleThatMakesTooFewTargetsIsTold() {
        DqnConfig few = SHORT.targetRule((batch, online, target) -> new float[3]);
        Trainer trainer = new Trainer(few, CartPole::v1, NETWORK, 0);
        refused(IllegalStateException.class, "the rule made 3 targets, not 32", trainer::run);
    }

    @Test
    void withoutANamedRateTheNetworksOwnHolds() {
        DqnConfig unnamed = new DqnConfig().maxSteps(300).learningStarts(100);
        Trainer own = new Trainer(unnamed, CartPole::v1, DenseNetwork.hidden(8), 1);
        own.run();
        Trainer named =
                new Trainer(unnamed.learningRate(Schedule.constant(1e-3)), CartPole::v1, DenseNetwork.hidden(8), 1);
        named.run();
        assertArrayEquals(online(own), online(named));
    }

    @Test
    void aLoadedAgentIsTrainedOn(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("agent");
        trained(SHORT, 2).agent().save(file);
        DqnAgent agent = DqnAgent.load(file);
        DqnConfig further = SHORT.learningRate(Schedule.linear(1e-2, 1e-3, 800))
                .maxSteps(6_000)
                .further();
        Trainer trainer = new Trainer(further, CartPole::v1, agent.network(), 3);
        assertEquals(SHORT.epsilon.at(6_000), trainer.epsilon());
        assertEquals(1e-3, further.learningRate(agent.network(), 0));
        trainer.run();
        assertEquals(1_001, trainer.updates());
        assertEquals(End.MAX_STEPS, trainer.log().end());
        assertSame(agent.network(), trainer.agent().network());
    }
}
