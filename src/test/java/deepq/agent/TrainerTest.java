package deepq.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import deepq.OwnProcess;
import deepq.agent.TrainingLog.End;
import deepq.env.CartPole;
import deepq.env.Environment;
import deepq.env.Step;
import deepq.env.TimeLimit;
import deepq.network.QNetwork;
import deepq.policy.EpsilonGreedy;
import deepq.policy.Policy;
import deepq.policy.Schedule;
import deepq.random.Pcg64;
import deepq.random.SeedStreams;
import deepq.replay.Batch;
import deepq.replay.ReplayBuffer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
    private static final DqnConfig SHORT = DqnConfig.baseline()
            .with(c -> c.maxSteps(900).learningStarts(100).stop(StopRule.none()).target(TargetUpdate.every(30)));

    private static Trainer trained(DqnConfig config, long seed) {
        Trainer trainer = new Trainer(config, CartPole::v1, seed);
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
        QNetwork online = QNetwork.dense(SHORT.architecture(4, 2), streams.stream("weights"));
        QNetwork target = online.copy();
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
            int action = exploration.action(q, SHORT.epsilon().at(step - 1));
            Step<float[]> result = environment.step(action);
            float[] after = scaled(result.observation());
            buffer.add(observation, 0, action, (float) result.reward(), after, 0, result.terminated() ? 0 : 0.99f);
            observation = result.ended() ? scaled(environment.reset()) : after;
            if (step >= 100) {
                buffer.sample(batch, replay);
                target.predict(batch.nextObservations, 32, next);
                for (int i = 0; i < 32; i++) {
                    targets[i] = batch.rewards[i] + batch.discounts[i] * Math.max(next[2 * i], next[2 * i + 1]);
                }
                online.update(batch.observations, batch.actions, targets, batch.weights, 32, 3e-3, errors);
                updates++;
                if (updates % 30 == 0) {
                    target.copyFrom(online);
                }
            }
        }

        Trainer trainer = trained(SHORT, 7);
        assertEquals(updates, trainer.updates());
        assertArrayEquals(online.parameters(), trainer.agent().online().parameters());
        assertArrayEquals(target.parameters(), trainer.agent().target().parameters());
    }

    private static float[] scaled(float[] observation) {
        float[] factors = SHORT.observationScale();
        for (int i = 0; i < 4; i++) {
            observation[i] *= factors[i];
        }
        return observation;
    }

    @Test
    void theSameSeedGivesTheSameTrainingAndAnotherSeedAnother() {
        float[] first = trained(SHORT, 0).agent().online().parameters();
        assertArrayEquals(first, trained(SHORT, 0).agent().online().parameters());
        assertFalse(Arrays.equals(first, trained(SHORT, 1).agent().online().parameters()));
    }

    /** A hundred bytes at a time for the log's records, and no more. */
    @ParameterizedTest
    @ValueSource(strings = {"uniform", "prioritized"})
    void aStepAllocatesNextToNothingOnceItIsCompiled(String replay) throws IOException, InterruptedException {
        long bytes = Long.parseLong(OwnProcess.output(Compiled.class, replay));
        assertTrue(bytes < 64_000, bytes + " bytes in 1,000 steps");
    }

    /** Prints how many bytes the last thousand of many steps allocate. */
    static final class Compiled {
        public static void main(String[] replay) {
            Replay kind = replay[0].equals("uniform")
                    ? Replay.uniform(5_000)
                    : Replay.prioritized(5_000, 0.6, Schedule.constant(0.4));
            Trainer trainer = new Trainer(SHORT.with(c -> c.replay(kind).maxSteps(100_000)), CartPole::v1, 0);
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
        Trainer watched = new Trainer(SHORT.with(c -> c.stop(StopRule.onlyTest(100, 3))), CartPole::v1, 3);
        watched.run(trainer -> {
            if (trainer.steps() % 50 == 0) {
                trainer.evaluate(2);
            }
        });
        Trainer alone = trained(SHORT, 3);
        assertArrayEquals(
                alone.agent().online().parameters(), watched.agent().online().parameters());
        assertEquals(alone.log().episodes(), watched.log().episodes());
        assertEquals(9, watched.log().tests().size());
    }

    @Test
    void anAgentPlaysTheSameEpisodesInLockstepAndOneByOne() {
        DqnAgent agent = trained(SHORT, 2).agent();
        Policy<float[]> oneByOne = agent::action;
        assertArrayEquals(
                Evaluation.of(oneByOne, CartPole::v1, 12, 5).returns(),
                Evaluation.of(agent, CartPole::v1, 12, 5).returns());
    }

    @Test
    void theTargetStartsAsACopyOfTheOnlineNetwork() {
        Trainer trainer = new Trainer(SHORT, CartPole::v1, 0);
        assertNotSame(trainer.agent().online(), trainer.agent().target());
        assertArrayEquals(
                trainer.agent().online().parameters(), trainer.agent().target().parameters());
    }

    @Test
    void theTargetIsCopiedAfterEveryPeriodAndStandsStillBetween() {
        Trainer trainer =
                new Trainer(SHORT.with(c -> c.target(TargetUpdate.every(3)).learningStarts(1)), CartPole::v1, 0);
        float[] still = trainer.agent().target().parameters();
        for (int update = 1; update <= 9; update++) {
            trainer.step();
            float[] online = trainer.agent().online().parameters();
            if (update % 3 == 0) {
                still = online;
            } else {
                assertFalse(Arrays.equals(online, still));
            }
            assertArrayEquals(still, trainer.agent().target().parameters());
        }
    }

    @Test
    void aPeriodOfOneIsNoTargetNetwork() {
        Trainer none = trained(SHORT.with(c -> c.target(TargetUpdate.none())), 4);
        assertSame(none.agent().online(), none.agent().target());
        assertArrayEquals(
                none.agent().online().parameters(),
                trained(SHORT.with(c -> c.target(TargetUpdate.every(1))), 4)
                        .agent()
                        .online()
                        .parameters());
    }

    @Test
    void aSoftTargetMovesByTau() {
        Trainer trainer =
                new Trainer(SHORT.with(c -> c.target(TargetUpdate.soft(0.25)).learningStarts(1)), CartPole::v1, 0);
        float[] before = trainer.agent().target().parameters();
        trainer.step();
        float[] online = trainer.agent().online().parameters();
        float[] after = trainer.agent().target().parameters();
        for (int i = 0; i < before.length; i++) {
            assertEquals(0.75 * before[i] + 0.25 * online[i], after[i], 1e-6);
        }
    }

    @Test
    void afterAnEndTheOldEpisodesLastObservationIsLearntFrom() {
        DqnConfig online = DqnConfig.builder()
                .replay(Replay.none())
                .learningStarts(0)
                .observationScale(0.5f)
                .build();
        Trainer trainer = new Trainer(
                online,
                () -> new TimeLimit<>(
                        new Probe(1, (t, o, a) -> new Step<>(new float[] {t + 1}, 1, false, false), new float[] {0}),
                        2),
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
    @CsvSource({
        "1, 1, 100, 801",
        "1, 4, 100, 201",
        "1, 4, 102, 200",
        "8, 8, 100, 101",
        "8, 4, 100, 202",
        "8, 32, 100, 25"
    })
    void updatesComeWhenStepsPassAMultiple(int environments, int stepsPerUpdate, int starts, int updates) {
        Trainer trainer = trained(
                SHORT.with(c -> c.environments(environments)
                        .stepsPerUpdate(stepsPerUpdate)
                        .learningStarts(starts)),
                0);
        assertEquals(updates, trainer.updates());
    }

    @Test
    void anInterruptEndsTheRunAndTheNextRunGoesOnAsIfThereHadBeenNone() {
        Trainer trainer = new Trainer(SHORT, CartPole::v1, 5);
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
        assertArrayEquals(
                trained(SHORT, 5).agent().online().parameters(),
                trainer.agent().online().parameters());
    }

    @Test
    void theStopRuleEndsTrainingOncePassedAndConfirmed() {
        StopRule easy = new StopRule(200, 5, 5, 7);
        Trainer trainer = trained(SHORT.with(c -> c.stop(easy)), 0);
        assertEquals(End.PASSED, trainer.log().end());
        assertEquals(200, trainer.log().passedAt());
        assertEquals(2, trainer.log().tests().size());
        assertEquals(7, trainer.log().tests().get(1).episodes());
        assertThrows(IllegalStateException.class, trainer::step);
    }

    @Test
    void valuesThatAreNoLongerNumbersEndTheTraining() {
        DqnConfig wild = SHORT.with(c -> c.learningRate(Schedule.constant(1e30)));
        assertEquals(End.DIVERGED, trained(wild, 0).log().end());
    }

    @Test
    void aScaleOfTheWrongLengthIsRefused() {
        DqnConfig config = SHORT.with(c -> c.observationScale(1, 1));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new Trainer(config, CartPole::v1, 0));
        assertTrue(e.getMessage().contains("2 factors"), e.getMessage());
    }

    @Test
    void aNegativeSeedIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Trainer(SHORT, CartPole::v1, -1));
    }

    @Test
    void theLogSaysWhatHappened() {
        TrainingLog log = trained(SHORT.with(c -> c.recordEvery(20)), 0).log();
        assertEquals(900, log.steps());
        assertEquals(801, log.updates());
        assertEquals(40, log.samples().size());
        double played =
                log.episodes().stream().mapToDouble(TrainingLog.Episode::length).sum();
        assertTrue(played <= 900 && played > 600, "steps in finished episodes: " + played);
        TrainingLog.Sample sample = log.samples().get(0);
        assertEquals(20, sample.update());
        assertEquals(119, sample.step());
        assertEquals(SHORT.epsilon().at(118), sample.epsilon());
        assertTrue(sample.largestQ() >= Math.abs(sample.meanQ()) && log.largestQ() >= sample.largestQ());
        assertNotEquals(0, sample.loss());
    }

    @Test
    void bothNetworksTakeNearlyTheSameFirstUpdates() {
        DqnConfig config = SHORT.with(c -> c.maxSteps(130).doubleDqn(true));
        float[] dense = trained(config, 1).agent().online().parameters();
        float[] dl4j = trained(config.with(c -> c.backend(Backend.DL4J)), 1)
                .agent()
                .online()
                .parameters();
        assertArrayEquals(dense, dl4j, 1e-4f);
    }
}
