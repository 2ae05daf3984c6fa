package deepq.experiment;

import deepq.random.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Named variants, each run with the same seeds, on all cores. A run depends on its variant and its seed alone, so the
 * results are the same with any number of threads. Immutable: each {@code variant} gives a larger experiment.
 *
 * <pre>{@code
 * Map<String, List<Double>> best = Experiment.<Double>seeds(LongStream.range(0, 20).toArray())
 *         .variant("every 100", seed -> new Trainer(config, CartPole::v1, seed).run().bestTest())
 *         .variant("no target", seed -> new Trainer(other, CartPole::v1, seed).run().bestTest())
 *         .run();
 * }</pre>
 *
 * @param <R> what a run results in
 */
public final class Experiment<R> {
    /** Told on the caller's thread each time a run is done. */
    @FunctionalInterface
    public interface Progress {
        void done(int runs, int ofRuns);
    }

    private final long[] seeds;
    private final Map<String, LongFunction<R>> variants;

    private Experiment(long[] seeds, Map<String, LongFunction<R>> variants) {
        this.seeds = seeds;
        this.variants = variants;
    }

    /** With these seeds, each 0 or more. They are listed one by one: {@code seeds(0, 20)} are two seeds. */
    public static <R> Experiment<R> seeds(long... seeds) {
        boolean fine = seeds.length > 0 && LongStream.of(seeds).allMatch(seed -> seed >= 0);
        String given = Arrays.toString(seeds);
        Require.that(fine, "an experiment needs one seed or more, each 0 or more: not %s", given);
        return new Experiment<>(seeds.clone(), Map.of());
    }

    /**
     * Adds a variant. It is called from several threads at once, so it makes all that it changes: trainer,
     * environments.
     */
    public Experiment<R> variant(String name, LongFunction<R> run) {
        Map<String, LongFunction<R>> more = new LinkedHashMap<>(variants);
        Require.that(more.putIfAbsent(name, run) == null, "there is a variant '%s' already", name);
        return new Experiment<>(seeds, more);
    }

    /** The results of each variant in the order of the seeds; the variants in the order of their addition. */
    public Map<String, List<R>> run() {
        return run((runs, ofRuns) -> {});
    }

    /**
     * The same, telling how far it is. If a run fails, the others are given up, and an IllegalStateException names
     * variant and seed. If this thread is interrupted, the runs under way are too, again and again, and waited for; a
     * second interrupt ends the waiting. Then it throws a CancellationException, and the thread stays interrupted.
     */
    public Map<String, List<R>> run(Progress progress) {
        return run(progress, Runtime.getRuntime().availableProcessors());
    }

    Map<String, List<R>> run(Progress progress, int threads) {
        Require.state(
                !variants.isEmpty(), "an experiment without variants: add one with variant(name, seed -> result)");
        int runs = variants.size() * seeds.length;
        Map<String, List<R>> results = new LinkedHashMap<>();
        ExecutorService pool = Executors.newFixedThreadPool(threads, Experiment::daemon);
        ExecutorCompletionService<R> done = new ExecutorCompletionService<>(pool);
        boolean interrupted = false;
        int finished = 0;
        try {
            variants.forEach((name, run) -> {
                List<R> ofSeeds = new ArrayList<>(Collections.nCopies(seeds.length, null));
                results.put(name, ofSeeds);
                IntStream.range(0, seeds.length)
                        .forEach(i -> done.submit(() -> ofSeeds.set(i, result(name, seeds[i], run))));
            });
            while (finished < runs) {
                done.take().get();
                progress.done(++finished, runs);
            }
            return results;
        } catch (InterruptedException e) {
            interrupted = true;
            throw new CancellationException("interrupted after " + finished + " of " + runs + " runs");
        } catch (ExecutionException e) {
            throw (IllegalStateException) e.getCause();
        } finally {
            if (!stop(pool) || interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static <R> R result(String variant, long seed, LongFunction<R> run) {
        try {
            return run.apply(seed);
        } catch (Throwable e) {
            throw new IllegalStateException("variant '" + variant + "', seed " + seed + ": " + e, e);
        }
    }

    /** A program that ends its main thread in the middle of an experiment ends. */
    private static Thread daemon(Runnable run) {
        Thread thread = new Thread(run, "experiment");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Waits until no run is under way. A run that uses up an interrupt and begins something else, as training a
     * second agent, is interrupted again. False if this thread was interrupted meanwhile; a run may then be left
     * behind on its daemon thread.
     */
    private static boolean stop(ExecutorService pool) {
        try {
            do {
                pool.shutdownNow();
            } while (!pool.awaitTermination(100, TimeUnit.MILLISECONDS));
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
