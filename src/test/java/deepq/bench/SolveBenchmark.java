package deepq.bench;

import deepq.agent.DqnConfig;
import deepq.agent.StopRule;
import deepq.agent.Trainer;
import deepq.agent.TrainingLog;
import deepq.env.CartPole;
import deepq.experiment.Experiment;
import deepq.experiment.Statistics;
import deepq.network.DenseNetwork;
import deepq.network.Dl4jNetwork;
import deepq.network.NetworkFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How often and how fast the recipes solve CartPole:
 * {@code mvn test-compile exec:exec@author -Dmain="deepq.bench.SolveBenchmark warm 100"}; also dl4j and stay. Solved
 * means that 100 fresh greedy episodes after the end of training have a mean return of at least 475. Times are of one
 * run at a time, with all its tests; beside them stands the time of a fixed loop in the same process, which a busy
 * machine lengthens.
 */
public final class SolveBenchmark {
    private static final int FIRST_SEED = 77_000; // on which nothing was chosen
    private static final DqnConfig RECIPE = DqnConfig.cartPole();
    private static final NetworkFactory DENSE = DenseNetwork.hidden(32, 32);
    private static final NetworkFactory DL4J = (inputs, actions, random) ->
            Dl4jNetwork.of(Models.dense(inputs, actions, random.integers(Integer.MAX_VALUE), 32, 32));

    private SolveBenchmark() {}

    /** One training and the agent's 100 greedy episodes after it. */
    private record Outcome(TrainingLog log, double mean, double seconds) {}

    public static void main(String[] arguments) {
        String what = arguments.length == 0 ? "warm" : arguments[0];
        int seeds = arguments.length < 2 ? 20 : Integer.parseInt(arguments[1]);
        switch (what) {
            case "warm" -> warm("DENSE", DENSE, seeds);
            case "dl4j" -> warm("DL4J", DL4J, seeds);
            case "stay" -> stay(seeds);
            default -> throw new IllegalArgumentException("there is no benchmark '" + what + "'");
        }
    }

    private static Outcome solve(NetworkFactory network, long seed) {
        long start = System.nanoTime();
        Trainer trainer = new Trainer(RECIPE, CartPole::v1, network, seed);
        TrainingLog log = trainer.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Outcome(log, trainer.evaluate(100).mean(), seconds);
    }

    private static void warm(String name, NetworkFactory network, int seeds) {
        for (int seed = 0; seed < 10; seed++) {
            solve(network, seed);
        }
        List<Outcome> outcomes = new ArrayList<>();
        List<Double> loop = new ArrayList<>();
        for (int i = 0; i < seeds; i++) {
            loop.add(calibrate());
            outcomes.add(solve(network, FIRST_SEED + i));
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

    /**
     * Whether agents stay good: plain and Munchausen, stop rule off, 20 greedy episodes every 500 steps up to 50,000.
     * Which seeds pass when, and on how many no test from 20,000 steps on is below 475.
     */
    private static void stay(int seeds) {
        DqnConfig plain = RECIPE.maxSteps(50_000);
        Map<String, DqnConfig> recipes = new LinkedHashMap<>();
        recipes.put("cartPole", plain);
        recipes.put("munchausen", DqnConfig.munchausen());
        Experiment<List<TrainingLog.Test>> experiment = Experiment.seeds(
                LongStream.range(FIRST_SEED, FIRST_SEED + seeds).toArray());
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
}
