package deepq.bench;

import deepq.agent.Backend;
import deepq.agent.DqnConfig;
import deepq.agent.Replay;
import deepq.agent.StopRule;
import deepq.agent.TargetUpdate;
import deepq.agent.Trainer;
import deepq.agent.TrainingLog;
import deepq.course.view.LineChart;
import deepq.env.CartPole;
import deepq.env.Catch;
import deepq.env.Environment;
import deepq.experiment.Experiment;
import deepq.experiment.Interval;
import deepq.experiment.Statistics;
import deepq.policy.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * How often and how fast the recipes solve CartPole: {@code mvn test-compile exec:exec@solve -Dsolve="warm 100"};
 * also dl4j, cold, stay, curves (makes notebooks/images/learning-curves.png), variants, denormals, article, settings, catch
 * (makes deepq/course/notebook/catch.csv of notebook 12). Solved means
 * that 100 fresh greedy episodes after the end of training have a mean return of at least 475. Times are of one run at a
 * time, with all its tests; beside them stands the time of a fixed loop in the same process, which a busy machine lengthens.
 */
public final class SolveBenchmark {
    private static final int FIRST_SEED = 1_000;
    private static final DqnConfig RECIPE = DqnConfig.cartPole();

    private SolveBenchmark() {}

    /** One training and the agent's 100 greedy episodes after it. */
    private record Outcome(TrainingLog log, double best, double mean, double seconds) {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String what = arguments.length == 0 ? "warm" : arguments[0];
        int seeds = arguments.length < 2 ? 20 : Integer.parseInt(arguments[1]);
        switch (what) {
            case "warm" -> warm("DENSE", RECIPE, seeds);
            case "dl4j" -> warm("DL4J", RECIPE.with(c -> c.backend(Backend.DL4J)), seeds);
            case "cold" -> cold(seeds);
            case "coldrun" -> solve(RECIPE.with(c -> c.backend(Backend.valueOf(arguments[2]))), CartPole::v1, seeds);
            case "stay" -> stay(seeds);
            case "curves" -> curves(seeds);
            case "variants" -> variants(seeds);
            case "denormals" -> denormals();
            case "article" -> compare(Map.of("article", DqnConfig.article()), CartPole::v0, seeds);
            case "settings" -> compare(settings(), CartPole::v1, seeds);
            case "catch" -> catchScreen(seeds);
            default -> throw new IllegalArgumentException("there is no benchmark '" + what + "'");
        }
    }

    private static Outcome solve(DqnConfig config, Supplier<Environment<float[]>> make, long seed) {
        long start = System.nanoTime();
        Trainer trainer = new Trainer(config, make, seed);
        TrainingLog log = trainer.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Outcome(log, log.bestTest(), trainer.evaluate(100).mean(), seconds);
    }

    private static void warm(String name, DqnConfig config, int seeds) {
        for (int seed = 0; seed < 10; seed++) {
            solve(config, CartPole::v1, seed);
        }
        List<Outcome> outcomes = new ArrayList<>();
        List<Double> loop = new ArrayList<>();
        for (int i = 0; i < seeds; i++) {
            loop.add(calibrate());
            outcomes.add(solve(config, CartPole::v1, FIRST_SEED + i));
        }
        printOutcomes(name, outcomes);
        print(
                "  training, seconds",
                outcomes.stream().mapToDouble(Outcome::seconds).toArray(),
                3);
        print("  fixed loop, seconds", loop.stream().mapToDouble(x -> x).toArray(), 3);
    }

    private static void printOutcomes(String name, List<Outcome> outcomes) {
        long solved = outcomes.stream().filter(outcome -> outcome.mean >= 475).count();
        System.out.printf(Locale.ROOT, "%s: %d of %d solved%n", name, solved, outcomes.size());
        print(
                "  100 greedy episodes",
                outcomes.stream().mapToDouble(Outcome::mean).toArray(),
                1);
        print("  updates", outcomes.stream().mapToDouble(o -> o.log.updates()).toArray(), 0);
        print(
                "  environment steps",
                outcomes.stream().mapToDouble(o -> o.log.steps()).toArray(),
                0);
    }

    private static void print(String name, double[] values, int decimals) {
        System.out.printf(
                Locale.ROOT,
                ("%-24s median %.#f, 90%% %.#f, range %.#f to %.#f%n").replace("#", "" + decimals),
                name,
                Statistics.median(values),
                Statistics.quantile(values, 0.9),
                Statistics.quantile(values, 0),
                Statistics.quantile(values, 1));
    }

    /** Seconds of a loop that depends on nothing: what the machine has to give at the moment. */
    private static double calibrate() {
        long start = System.nanoTime();
        double sum = 1;
        for (int i = 1; i < 10_000_000; i++) {
            sum += 1 / (sum + i);
        }
        if (sum < 0) {
            throw new AssertionError();
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** A new JVM for each run, from its start to its end. */
    private static void cold(int seeds) throws IOException, InterruptedException {
        for (Backend backend : Backend.values()) {
            double[] seconds = new double[seeds];
            for (int i = 0; i < seeds; i++) {
                long start = System.nanoTime();
                int exit = new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                SolveBenchmark.class.getName(),
                                "coldrun",
                                "" + (FIRST_SEED + i),
                                backend.name())
                        .inheritIO()
                        .start()
                        .waitFor();
                seconds[i] = (System.nanoTime() - start) / 1e9;
                if (exit != 0) {
                    throw new IllegalStateException("the cold run ended with " + exit);
                }
            }
            System.out.println("cold process, " + backend);
            print("  seconds", seconds, 2);
            print("  fixed loop, seconds", new double[] {calibrate(), calibrate(), calibrate()}, 3);
        }
    }

    /** How often and how deep agents fall: the recipe until five times as long as it took to pass; a slow one once its rate is low. */
    private static void stay(int seeds) {
        DqnConfig slow = RECIPE.with(c -> c.learningRate(Schedule.linear(3e-3, 1e-5, 30_000))
                .target(TargetUpdate.every(100))
                .epsilon(Schedule.linear(1, 0.05, 5_000))
                .replay(Replay.uniform(50_000))
                .maxSteps(50_000));
        falls("cartPole, from passing to five times as long", seeds, seed -> {
            long passed = solve(RECIPE, CartPole::v1, seed).log.steps();
            return tests(RECIPE.with(c -> c.maxSteps(5 * passed)), seed, passed);
        });
        falls("slow, from 30,000 to 50,000 steps", seeds, seed -> tests(slow, seed, 30_000));
    }

    private static long[] first(int count) {
        return LongStream.range(FIRST_SEED, FIRST_SEED + count).toArray();
    }

    private static void falls(String name, int seeds, LongFunction<double[]> tests) {
        List<double[]> all = Experiment.<double[]>seeds(first(seeds))
                .variant(name, tests)
                .run()
                .get(name);
        double[] worst = all.stream()
                .mapToDouble(means -> Arrays.stream(means).min().orElseThrow())
                .toArray();
        double[] last =
                all.stream().mapToDouble(means -> means[means.length - 1]).toArray();
        System.out.printf(
                Locale.ROOT,
                "%s: %d of %d never under 475, %d never under 285, %d end at 475 or more%n",
                name,
                Arrays.stream(worst).filter(x -> x >= 475).count(),
                seeds,
                Arrays.stream(worst).filter(x -> x >= 285).count(),
                Arrays.stream(last).filter(x -> x >= 475).count());
        print("  worst test", worst, 1);
        print("  last test", last, 1);
    }

    /** Means of 20 greedy episodes every 250 steps from a step on, without stopping. */
    private static double[] tests(DqnConfig config, long seed, long from) {
        DqnConfig on = config.with(c -> c.stop(StopRule.onlyTest(250, 20)));
        return new Trainer(on, CartPole::v1, seed)
                .run().tests().stream()
                        .filter(test -> test.step() >= from)
                        .mapToDouble(TrainingLog.Test::mean)
                        .toArray();
    }

    /** All seeds trained on for 10,000 steps, whether they have passed or not, and tested every 250. */
    private static void curves(int seeds) throws IOException {
        DqnConfig on = RECIPE.with(c -> c.maxSteps(10_000).stop(StopRule.onlyTest(250, 20)));
        List<List<TrainingLog.Test>> curves = Experiment.<List<TrainingLog.Test>>seeds(first(seeds))
                .variant(
                        "cartPole",
                        seed -> new Trainer(on, CartPole::v1, seed).run().tests())
                .run()
                .get("cartPole");
        double[] steps =
                curves.get(0).stream().mapToDouble(TrainingLog.Test::step).toArray();
        double[][] means = new double[steps.length][];
        for (int i = 0; i < steps.length; i++) {
            int at = i;
            means[i] =
                    curves.stream().mapToDouble(tests -> tests.get(at).mean()).toArray();
        }
        double[] xs = Arrays.stream(steps)
                .flatMap(step -> DoubleStream.generate(() -> step).limit(seeds))
                .toArray();
        double[] ys = Arrays.stream(means).flatMapToDouble(Arrays::stream).toArray();
        LineChart chart = LineChart.titled(
                        "DqnConfig.cartPole(): every test of " + seeds + " seeds, trained on past passing")
                .x("environment steps")
                .y("mean return of 20 greedy episodes")
                .points("one seed", xs, ys)
                .line(
                        "median",
                        steps,
                        Arrays.stream(means).mapToDouble(Statistics::median).toArray())
                .level("solved: 475", 475)
                .yRange(0, 510);
        Path picture = Path.of("notebooks/images/learning-curves.png");
        Files.write(picture, chart.png());
        System.out.println("wrote " + picture);
    }

    /** Four variants of the article's network for 10,000 steps each, in one thread and in two: the same numbers, and the time. */
    private static void variants(int seeds) {
        DqnConfig article = DqnConfig.article().with(c -> c.maxSteps(10_000));
        Map<String, List<List<TrainingLog.Episode>>> before = null;
        for (int threads : new int[] {1, 2}) {
            Experiment<List<TrainingLog.Episode>> experiment =
                    Experiment.<List<TrainingLog.Episode>>seeds(first(seeds)).threads(threads);
            for (double rate : new double[] {1e-3, 2e-3, 5e-3, 1e-2}) {
                DqnConfig variant = article.with(c -> c.learningRate(Schedule.constant(rate)));
                experiment = experiment.variant(
                        "" + rate,
                        seed -> new Trainer(variant, CartPole::v0, seed).run().episodes());
            }
            double loop = calibrate();
            long start = System.nanoTime();
            Map<String, List<List<TrainingLog.Episode>>> episodes = experiment.run();
            System.out.printf(
                    Locale.ROOT,
                    "4 variants of 4-16-2, %d seeds, 10,000 steps, %d thread(s): %.1f s (fixed loop %.3f s)%n",
                    seeds,
                    threads,
                    (System.nanoTime() - start) / 1e9,
                    loop);
            if (before != null && !before.equals(episodes)) {
                throw new AssertionError("other numbers with " + threads + " threads");
            }
            before = episodes;
        }
        System.out.println("the same numbers with 1 and with 2 threads");
    }

    /** Microseconds of an update, early and late: Adam's moments of dead units must not have become denormal. */
    private static void denormals() {
        DqnConfig endless =
                DqnConfig.baseline().with(c -> c.hidden(64, 64).maxSteps(60_000).stop(StopRule.none()));
        Trainer trainer = new Trainer(endless, CartPole::v1, FIRST_SEED);
        solve(DqnConfig.baseline().with(c -> c.hidden(64, 64)), CartPole::v1, 0); // warms up
        for (int from : new int[] {1_000, 10_000, 20_000, 30_000, 40_000, 50_000}) {
            while (trainer.updates() < from) {
                trainer.step();
            }
            double[] micros = new double[20];
            for (int i = 0; i < micros.length; i++) {
                long start = System.nanoTime();
                for (int k = 0; k < 100; k++) {
                    trainer.step();
                }
                micros[i] = (System.nanoTime() - start) / 1e5;
            }
            print("after " + from + " updates, us", micros, 1);
        }
    }

    /** One line for each seed from 0: steps and updates of the training, and the share of 1,000 fresh balls caught after it. */
    private static void catchScreen(int seeds) {
        System.out.println("seed,steps,updates,caught");
        for (int seed = 0; seed < seeds; seed++) {
            Trainer trainer = new Trainer(DqnConfig.catchScreen(), Catch::create, seed);
            TrainingLog log = trainer.run();
            double caught = (1 + trainer.evaluate(1_000).mean()) / 2;
            System.out.printf(Locale.ROOT, "%d,%d,%d,%.3f%n", seed, log.steps(), log.updates(), caught);
        }
    }

    private static Map<String, DqnConfig> settings() {
        Map<String, DqnConfig> variants = new LinkedHashMap<>();
        DqnConfig base = DqnConfig.baseline();
        variants.put("baseline, C = 100", base);
        variants.put("no target", base.with(c -> c.target(TargetUpdate.none())));
        variants.put("C = 10", base.with(c -> c.target(TargetUpdate.every(10))));
        variants.put("C = 1000", base.with(c -> c.target(TargetUpdate.every(1000))));
        variants.put("tau = 0.02", base.with(c -> c.target(TargetUpdate.soft(0.02))));
        variants.put("n = 3", base.with(c -> c.nStep(3)));
        variants.put("n = 3, tau = 0.02, lr falls", base.with(c -> c.nStep(3)
                .target(TargetUpdate.soft(0.02))
                .learningRate(Schedule.linear(3e-3, 1e-4, 15_000))));
        return variants;
    }

    private static void compare(Map<String, DqnConfig> variants, Supplier<Environment<float[]>> make, int seeds) {
        Experiment<Outcome> experiment = Experiment.seeds(first(seeds));
        for (Map.Entry<String, DqnConfig> variant : variants.entrySet()) {
            experiment = experiment.variant(variant.getKey(), seed -> solve(variant.getValue(), make, seed));
        }
        experiment.run().forEach((name, outcomes) -> {
            double[] passedAt =
                    outcomes.stream().mapToDouble(o -> o.log.passedAt()).toArray();
            Interval last = Statistics.interval(
                    outcomes.stream().mapToDouble(Outcome::mean).toArray());
            System.out.printf(
                    Locale.ROOT,
                    "%-30s %3d of %d passed, median step %s; last network %s; Q over 200 on %d%n",
                    name,
                    Arrays.stream(passedAt).filter(Double::isFinite).count(),
                    seeds,
                    Statistics.interval(passedAt, Statistics::median),
                    last,
                    outcomes.stream().filter(o -> o.log.largestQ() > 200).count());
        });
    }
}
