package deepq.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.agent.DqnConfig;
import deepq.agent.StopRule;
import deepq.agent.Trainer;
import deepq.env.CartPole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ExperimentTest {
    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        DqnConfig config = DqnConfig.baseline().with(c -> c.maxSteps(900).stop(StopRule.none()));
        Experiment<Integer> experiment = Experiment.<Integer>seeds(0, 1, 2, 3)
                .variant("n = 1", seed -> fingerprint(config, seed))
                .variant("n = 3", seed -> fingerprint(config.with(c -> c.nStep(3)), seed));
        Map<String, List<Integer>> one = experiment.threads(1).run();
        assertEquals(one, experiment.threads(2).run());
        assertEquals(one, experiment.threads(5).run());
        assertEquals(8, one.values().stream().flatMap(List::stream).distinct().count());
    }

    private static int fingerprint(DqnConfig config, long seed) {
        Trainer trainer = new Trainer(config, CartPole::v1, seed);
        trainer.run();
        return Arrays.hashCode(trainer.agent().online().parameters());
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
        Experiment<Long> experiment = Experiment.<Long>seeds(0, 1, 2)
                .variant("bad", seed -> seed / (seed - 1))
                .threads(1);
        IllegalStateException e = assertThrows(IllegalStateException.class, experiment::run);
        assertTrue(e.getMessage().contains("variant 'bad', seed 1"), e.getMessage());
        assertTrue(e.getCause() instanceof ArithmeticException);
    }

    @Test
    void anInterruptStopsTheRunsUnderWayAndSaysHowFarItCame() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Experiment<Long> experiment = Experiment.<Long>seeds(
                        LongStream.range(0, 100).toArray())
                .variant("waits", seed -> {
                    begun.countDown();
                    try {
                        Thread.sleep(60_000);
                    } catch (InterruptedException e) {
                        stopped.countDown();
                    }
                    return seed;
                })
                .threads(1);
        List<Throwable> raised = new ArrayList<>();
        Thread caller = new Thread(() -> {
            try {
                experiment.run();
            } catch (CancellationException e) {
                raised.add(e);
            }
        });
        caller.start();
        begun.await();
        caller.interrupt();
        caller.join();
        stopped.await();
        assertEquals("interrupted after 0 of 100 runs", raised.get(0).getMessage());
    }

    @Test
    void nonsenseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Experiment.seeds(0, -1));
        assertThrows(IllegalArgumentException.class, () -> Experiment.seeds());
        assertThrows(IllegalArgumentException.class, () -> Experiment.seeds(0).threads(0));
        assertThrows(
                IllegalArgumentException.class,
                () -> Experiment.<Long>seeds(0).variant("a", s -> s).variant("a", s -> s));
    }
}
