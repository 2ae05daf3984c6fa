package deepq.experiment;

import static deepq.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.agent.DqnConfig;
import deepq.agent.StopRule;
import deepq.agent.Trainer;
import deepq.env.CartPole;
import deepq.network.DenseNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ExperimentTest {
    private static final Experiment.Progress QUIET = (runs, ofRuns) -> {};

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        DqnConfig config = DqnConfig.baseline().maxSteps(900).stop(StopRule.none());
        Experiment<Integer> experiment = Experiment.<Integer>seeds(0, 1, 2, 3)
                .variant("n = 1", seed -> fingerprint(config, seed))
                .variant("n = 3", seed -> fingerprint(config.nStep(3), seed));
        Map<String, List<Integer>> one = experiment.run(QUIET, 1);
        assertEquals(one, experiment.run(QUIET, 2));
        assertEquals(one, experiment.run(QUIET, 5));
        assertEquals(8, one.values().stream().flatMap(List::stream).distinct().count());
    }

    private static int fingerprint(DqnConfig config, long seed) {
        Trainer trainer = new Trainer(config, CartPole::v1, DenseNetwork.hidden(32, 32), seed);
        trainer.run();
        return Arrays.hashCode(((DenseNetwork) trainer.agent().network()).parameters());
    }

    @Test
    void resultsStandInTheOrderOfVariantsAndSeeds() {
        Map<String, List<Long>> results = Experiment.<Long>seeds(5, 6, 7)
                .variant("z", seed -> seed)
                .variant("a", seed -> -seed)
                .run();
        assertEquals(List.of("z", "a"), List.copyOf(results.keySet()));
        assertEquals(List.of(5L, 6L, 7L), results.get("z"));
        assertEquals(List.of(-5L, -6L, -7L), results.get("a"));
    }

    @Test
    void progressCountsEveryRunOnTheCallersThread() {
        List<String> heard = new ArrayList<>();
        Thread caller = Thread.currentThread();
        Experiment.<Long>seeds(0, 1, 2).variant("v", seed -> seed).run((runs, ofRuns) -> {
            assertEquals(caller, Thread.currentThread());
            heard.add(runs + "/" + ofRuns);
        });
        assertEquals(List.of("1/3", "2/3", "3/3"), heard);
    }

    @Test
    void aFailureNamesVariantAndSeed() {
        Experiment<Long> experiment = Experiment.<Long>seeds(0, 1, 2).variant("bad", seed -> seed / (seed - 1));
        IllegalStateException e = assertThrows(IllegalStateException.class, experiment::run);
        assertTrue(e.getMessage().contains("variant 'bad', seed 1"), e.getMessage());
        assertTrue(e.getCause() instanceof ArithmeticException);
    }

    @Test
    void anInterruptStopsTheRunsUnderWayAndSaysHowFarItCame() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        Experiment<Long> experiment = Experiment.<Long>seeds(
                        LongStream.range(0, 100).toArray())
                .variant("waits", seed -> {
                    begun.countDown();
                    trainUntilInterrupted();
                    ended.incrementAndGet();
                    return seed;
                });
        Cancelled cancelled = new Cancelled(experiment);
        cancelled.interrupt(begun);
        cancelled.thread.join();
        assertEquals("interrupted after 0 of 100 runs", cancelled.raised.getMessage());
        assertEquals(1, ended.get(), "the run under way was waited for, and no other one was started");
        assertTrue(cancelled.flag, "the caller's interrupt is still to be seen");
    }

    @Test
    void aVariantThatTrainsTwoAgentsIsStoppedInBothAndWaitedFor() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        Experiment<Long> experiment = Experiment.<Long>seeds(0, 1, 2).variant("two agents", seed -> {
            begun.countDown();
            trainUntilInterrupted();
            trainUntilInterrupted();
            second.countDown();
            return seed;
        });
        Cancelled cancelled = new Cancelled(experiment);
        cancelled.interrupt(begun);
        cancelled.thread.join();
        assertEquals(0, second.getCount(), "the experiment came back before its run");
    }

    @Test
    void aRunThatHearsNoInterruptIsLeftBehindAtTheSecondOne() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Experiment<Long> experiment = Experiment.<Long>seeds(0).variant("deaf", seed -> {
            begun.countDown();
            while (release.getCount() > 0) {
                trainUntilInterrupted();
                interrupted.countDown();
            }
            return seed;
        });
        Cancelled cancelled = new Cancelled(experiment);
        cancelled.interrupt(begun);
        cancelled.interrupt(interrupted);
        cancelled.thread.join();
        release.countDown();
        assertEquals("interrupted after 0 of 1 runs", cancelled.raised.getMessage());
        assertTrue(cancelled.flag);
    }

    /** What a trainer does with an interrupt: it comes back. */
    private static void trainUntilInterrupted() {
        try {
            Thread.sleep(600_000);
        } catch (InterruptedException e) {
            // used up
        }
    }

    /** An experiment on a thread of its own, to be interrupted. */
    private static final class Cancelled {
        final Thread thread;
        volatile CancellationException raised;
        volatile boolean flag;

        Cancelled(Experiment<?> experiment) {
            thread = new Thread(() -> {
                try {
                    experiment.run(QUIET, 1);
                } catch (CancellationException e) {
                    flag = Thread.currentThread().isInterrupted();
                    raised = e;
                }
            });
            thread.start();
        }

        void interrupt(CountDownLatch after) throws InterruptedException {
            after.await();
            thread.interrupt();
        }
    }

    @Test
    void anExperimentWithoutVariantsIsRefused() {
        refused(IllegalStateException.class, "variant", () -> Experiment.seeds(0, 1)
                .run());
    }

    @Test
    void nonsenseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Experiment.seeds(0, -1));
        assertThrows(IllegalArgumentException.class, () -> Experiment.seeds());
        assertThrows(
                IllegalArgumentException.class,
                () -> Experiment.<Long>seeds(0).variant("a", s -> s).variant("a", s -> s));
    }
}
