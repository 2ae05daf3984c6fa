package deepq.bench;

import deepq.Photograph;
import deepq.agent.DqnConfig;
import deepq.agent.StopRule;
import deepq.agent.TargetUpdate;
import deepq.agent.Trainer;
import deepq.agent.TrainingLog;
import deepq.course.view.Plot;
import deepq.env.CartPole;
import deepq.env.Catch;
import deepq.env.Environment;
import deepq.experiment.Experiment;
import deepq.experiment.Interval;
import deepq.experiment.Statistics;
import deepq.network.DenseNetwork;
import deepq.network.Dl4jNetwork;
import deepq.network.NetworkFactory;
import deepq.policy.Schedule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How often and how fast the recipes solve CartPole: {@code mvn test-compile exec:exec@author -Dmain="deepq.bench.SolveBenchmark warm 100"};
 * also dl4j, cold, stay, curves (makes target/learning-curves.png), variants, denormals, article, settings, catch. Solved means
 * that 100 fresh greedy episodes after the end of training have a mean return of at least 475. Times are of one run at a
 * time, with all its tests; beside them stands the time of a fixed loop in the same process, which a busy machine lengthens.
 */
public final class SolveBenchmark {
    private static final int FIRST_SEED = 77_000; // on which nothing was chosen
    private static final DqnConfig RECIPE = DqnConfig.cartPole();
    private static final NetworkFactory DENSE = DenseNetwork.hidden(32, 32);
    private static final NetworkFactory DL4J = (inputs, actions, random) ->
            Dl4jNetwork.of(Models.dense(inputs, actions, random.integers(Integer.MAX_VALUE), 32, 32));
    private static final NetworkFactory ARTICLE =
            DenseNetwork.hidden(16).glorot().adamEpsilon(1e-7);

    private SolveBenchmark() {}

    /** One training and the agent's 100 greedy episodes after it. */
    private record Outcome(TrainingLog log, double best, double mean, double seconds) {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String what = arguments.length == 0 ? "warm" : arguments[0];
        int seeds = arguments.length < 2 ? 20 : Integer.parseInt(arguments[1]);
        switch (what) {
            case "warm" -> warm("DENSE", DENSE, seeds);
            case "dl4j" -> warm("DL4J", DL4J, seeds);
            case "cold" -> cold(seeds);
            case "coldrun" -> solve(RECIPE, CartPole::v1, arguments[2].equals("DL4J") ? DL4J : DENSE, seeds);
            case "stay" -> stay(seeds);
            case "curves" -> curves(seeds);
            case "variants" -> variants(seeds);
            case "denormals" -> denormals();
            case "article" -> compare(Map.of("article", DqnConfig.article()), CartPole::v0, ARTICLE, seeds);
            case "settings" -> compare(settings(), CartPole::v1, DENSE, seeds);
            case "catch" -> catchScreen(seeds);
            default -> throw new IllegalArgumentException("there is no benchmark '" + what + "'");
        }
    }

    private static Outcome solve(
            DqnConfig config, Supplier<Environment<float[]>> make, NetworkFactory network, long seed) {
        long start = System.nanoTime();
        Trainer trainer = new Trainer(config, make, network, seed);
        TrainingLog log = trainer.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Outcome(log, log.bestTest(), trainer.evaluate(100).mean(), seconds);
    }

    private static void warm(String name, NetworkFactory network, int seeds) {
        for (int seed = 0; seed < 10; seed++) {
            solve(RECIPE, CartPole::v1, network, seed);
        }
        List<Outcome> outcomes = new ArrayList<>();
        List<Double> loop = new ArrayList<>();
        for (int i = 0; i < seeds; i++) {
            loop.add(calibrate());
            outcomes.add(solve(RECIPE, CartPole::v1, network, FIRST_SEED + i));
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
        for (String network : List.of("DENSE", "DL4J")) {
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
                                network)
                        .inheritIO()
                        .start()
                        .waitFor();
                seconds[i] = (System.nanoTime() - start) / 1e9;
                if (exit != 0) {
                    throw new IllegalStateException("the cold run ended with " + exit);
                }
            }
            System.out.println("cold process, " + network);
            print("  seconds", seconds, 2);
            print("  fixed loop, seconds", new double[] {calibrate(), calibrate(), calibrate()}, 3);
        }
    }

    /**
     * Whether agents stay good: plain and Munchausen, stop rule off, 20 greedy episodes every 500 steps up to 50,000. Which seeds
     * pass when, and on how many no test from 20,000 steps on is below 475.
     */
    private static void stay(int seeds) {
        DqnConfig plain = RECIPE.maxSteps(50_000);
        Map<String, DqnConfig> recipes = new LinkedHashMap<>();
        recipes.put("cartPole", plain);
        recipes.put("munchausen", DqnConfig.munchausen());
        Experiment<List<TrainingLog.Test>> experiment = Experiment.seeds(first(seeds));
        for (Map.Entry<String, DqnConfig> recipe : recipes.entrySet()) {
            DqnConfig tested = recipe.getValue().stop(StopRule.onlyTest(500, 20));
            experiment = experiment.variant(
                    recipe.getKey(),
                    seed -> new Trainer(tested, CartPole::v1, DENSE, seed).run().tests());
        }
        experiment.run().forEach((name, all) -> {
            double[] passed = all.stream()
                    .mapToDouble(tests -> tests.stream()
                            .filter(test -> test.mean() >= 475)
                            .mapToDouble(TrainingLog.Test::step)
                            .findFirst()
                            .orElse(Double.POSITIVE_INFINITY))
                    .toArray();
            double[] worst = all.stream()
                    .mapToDouble(tests -> tests.stream()
                            .filter(test -> test.step() >= 20_000)
                            .mapToDouble(TrainingLog.Test::mean)
                            .min()
                            .orElseThrow())
                    .toArray();
            System.out.printf(
                    Locale.ROOT,
                    "%s: on %d of %d seeds no test from 20,000 steps on is below 475; falls on %s%n",
                    name,
                    Arrays.stream(worst).filter(mean -> mean >= 475).count(),
                    seeds,
                    IntStream.range(0, seeds)
                            .filter(i -> worst[i] < 475)
                            .mapToObj(i -> FIRST_SEED + i + " (" + worst[i] + ")")
                            .toList());
            print("  first test at 475", passed, 0);
            print("  worst test after 20,000", worst, 1);
        });
    }

    private static long[] first(int count) {
        return LongStream.range(FIRST_SEED, FIRST_SEED + count).toArray();
    }

    /** All seeds trained on for 10,000 steps, whether they have passed or not, and tested every 250. */
    private static void curves(int seeds) throws IOException {
        DqnConfig on = RECIPE.maxSteps(10_000).stop(StopRule.onlyTest(250, 20));
        List<List<TrainingLog.Test>> curves = Experiment.<List<TrainingLog.Test>>seeds(first(seeds))
                .variant(
                        "cartPole",
                        seed -> new Trainer(on, CartPole::v1, DENSE, seed).run().tests())
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
        Plot chart = Plot.titled("DqnConfig.cartPole(): every test of " + seeds + " seeds, trained on past passing")
                .x("environment steps")
                .y("mean return of 20 greedy episodes")
                .points("one seed", xs, ys)
                .line(
                        "median",
                        steps,
                        Arrays.stream(means).mapToDouble(Statistics::median).toArray())
                .level("solved: 475", 475)
                .yRange(0, 510);
        Path picture = Path.of("target/learning-curves.png");
        Photograph.save(chart, picture);
        System.out.println("wrote " + picture);
    }

    /** Four variants of the article's network for 10,000 steps each, in one thread and in two: the same numbers, and the time. */
    private static void variants(int seeds) {
        DqnConfig article = DqnConfig.article().maxSteps(10_000);
        Map<String, List<List<TrainingLog.Episode>>> before = null;
        for (int threads : new int[] {1, 2}) {
            Experiment<List<TrainingLog.Episode>> experiment =
                    Experiment.<List<TrainingLog.Episode>>seeds(first(seeds)).threads(threads);
            for (double rate : new double[] {1e-3, 2e-3, 5e-3, 1e-2}) {
                DqnConfig variant = article.learningRate(Schedule.constant(rate));
                experiment = experiment.variant("" + rate, seed -> new Trainer(variant, CartPole::v0, ARTICLE, seed)
                        .run()
                        .episodes());
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
        DqnConfig endless = DqnConfig.baseline().maxSteps(60_000).stop(StopRule.none());
        Trainer trainer = new Trainer(endless, CartPole::v1, DenseNetwork.hidden(64, 64), FIRST_SEED);
        solve(DqnConfig.baseline(), CartPole::v1, DenseNetwork.hidden(64, 64), 0); // warms up
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

    /** One line for each seed: steps and updates until it passes, and the share of 1,000 fresh balls caught after it. */
    private static void catchScreen(int seeds) {
        DqnConfig config = new DqnConfig()
                .nStep(3)
                .learningRate(Schedule.constant(1e-3))
                .epsilon(Schedule.linear(1, 0.1, 4_000))
                .maxSteps(40_000)
                .stop(StopRule.atMean(0.96, 1_000));
        System.out.println("seed,steps,updates,caught");
        for (long seed : first(seeds)) {
            Trainer trainer = new Trainer(config, Catch::create, DenseNetwork.hidden(32), seed);
            TrainingLog log = trainer.run();
            double caught = (1 + trainer.evaluate(1_000).mean()) / 2;
            System.out.printf(Locale.ROOT, "%d,%d,%d,%.3f%n", seed, log.steps(), log.updates(), caught);
        }
    }

    private static Map<String, DqnConfig> settings() {
        Map<String, DqnConfig> variants = new LinkedHashMap<>();
        DqnConfig base = DqnConfig.baseline();
        variants.put("baseline, C = 100", base);
        variants.put("no target", base.targetUpdate(TargetUpdate.none()));
        variants.put("C = 10", base.targetUpdate(TargetUpdate.every(10)));
        variants.put("C = 1000", base.targetUpdate(TargetUpdate.every(1000)));
        variants.put("tau = 0.02", base.targetUpdate(TargetUpdate.soft(0.02)));
        variants.put("n = 3", base.nStep(3));
        variants.put(
                "n = 3, tau = 0.02, lr falls",
                base.nStep(3).targetUpdate(TargetUpdate.soft(0.02)).learningRate(Schedule.linear(3e-3, 1e-4, 15_000)));
        return variants;
    }

    private static void compare(
            Map<String, DqnConfig> variants, Supplier<Environment<float[]>> make, NetworkFactory network, int seeds) {
        Experiment<Outcome> experiment = Experiment.seeds(first(seeds));
        for (Map.Entry<String, DqnConfig> variant : variants.entrySet()) {
            experiment = experiment.variant(variant.getKey(), seed -> solve(variant.getValue(), make, network, seed));
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
                    Statistics.median(passedAt),
                    last,
                    outcomes.stream().filter(o -> o.log.largestQ() > 200).count());
        });
    }
}
