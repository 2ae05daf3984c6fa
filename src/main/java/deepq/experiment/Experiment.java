package deepq.experiment;

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
import java.util.stream.LongStream;

/**
 * Named variants, each run with the same seeds, on all cores. A run depends on its variant and its seed alone, so the results
 * are the same with any number of threads. Immutable: each {@code variant} gives a larger experiment.
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
    private final int threads;

    private Experiment(long[] seeds, Map<String, LongFunction<R>> variants, int threads) {
        this.seeds = seeds;
        this.variants = variants;
        this.threads = threads;
    }

    /** With these seeds, each 0 or more. They are listed one by one: {@code seeds(0, 20)} are two seeds. */
    public static <R> Experiment<R> seeds(long... seeds) {
        if (seeds.length == 0 || LongStream.of(seeds).anyMatch(seed -> seed < 0)) {
            throw new IllegalArgumentException(
                    "an experiment needs one seed or more, each 0 or more: not " + Arrays.toString(seeds));
        }
        return new Experiment<>(seeds.clone(), Map.of(), Runtime.getRuntime().availableProcessors());
    }

    /** Adds a variant. It is called from several threads at once, so it makes all that it changes: trainer, environments. */
    public Experiment<R> variant(String name, LongFunction<R> run) {
        Map<String, LongFunction<R>> more = new LinkedHashMap<>(variants);
        if (more.putIfAbsent(name, run) != null) {
            throw new IllegalArgumentException("there is a variant '" + name + "' already");
        }
        return new Experiment<>(seeds, more, threads);
    }

    /** On so many threads, 1 or more, instead of one for each core. */
    public Experiment<R> threads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("an experiment needs 1 or more threads, not " + count);
        }
        return new Experiment<>(seeds, variants, count);
    }

    /** The results of each variant in the order of the seeds; the variants in the order of their addition. */
    public Map<String, List<R>> run() {
        return run((runs, ofRuns) -> {});
    }

    /**
     * @throws CancellationException if this thread is interrupted; the runs under way are interrupted too and waited for
     * @throws IllegalStateException naming variant and seed, if a run fails; the others are given up
     */
    public Map<String, List<R>> run(Progress progress) {
        List<Run<R>> runs = new ArrayList<>();
        variants.forEach((name, run) -> LongStream.of(seeds).forEach(seed -> runs.add(new Run<>(name, seed, run))));
        List<R> results = new ArrayList<>(Collections.nCopies(runs.size(), null));
        ExecutorService pool = Executors.newFixedThreadPool(threads, Experiment::daemon);
        try {
            ExecutorCompletionService<Integer> done = new ExecutorCompletionService<>(pool);
            for (int i = 0; i < runs.size(); i++) {
                int index = i;
                done.submit(() -> {
                    results.set(index, runs.get(index).result());
                    return index;
                });
            }
            for (int i = 0; i < runs.size(); i++) {
                take(done, i, runs.size());
                progress.done(i + 1, runs.size());
            }
        } finally {
            stop(pool);
        }
        Map<String, List<R>> byVariant = new LinkedHashMap<>();
        for (int i = 0; i < runs.size(); i++) {
            byVariant
                    .computeIfAbsent(runs.get(i).variant, name -> new ArrayList<>())
                    .add(results.get(i));
        }
        return byVariant;
    }

    private static void take(ExecutorCompletionService<Integer> done, int finished, int all) {
        try {
            done.take().get();
        } catch (InterruptedException e) {
            throw new CancellationException("interrupted after " + finished + " of " + all + " runs");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IllegalStateException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private record Run<R>(String variant, long seed, LongFunction<R> run) {
        R result() {
            try {
                return run.apply(seed);
            } catch (RuntimeException | Error e) {
                throw new IllegalStateException("variant '" + variant + "', seed " + seed + ": " + e, e);
            }
        }
    }

    /** A program that ends its main thread in the middle of an experiment ends. */
    private static Thread daemon(Runnable run) {
        Thread thread = new Thread(run, "experiment");
        thread.setDaemon(true);
        return thread;
    }

    /** A trainer notices the interrupt within a step; anything that does not is left behind on its daemon thread. */
    private static void stop(ExecutorService pool) {
        pool.shutdownNow();
        try {
            pool.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
