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
import deepq.network.Models;
import deepq.network.NetworkFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.learning.config.Adam;

/**
 * How often and how fast the recipes solve CartPole:
 * {@code mvn test-compile exec:exec@author -Dmain="deepq.bench.SolveBenchmark dense 100"}; also dl4j and stay. Solved
 * means that 100 fresh greedy episodes after the end of training have a mean return of at least 475.
 */
public final class SolveBenchmark {
    private static final int FIRST_SEED = 77_000; // on which nothing was chosen
    private static final DqnConfig RECIPE = DqnConfig.cartPole();
    private static final NetworkFactory DENSE = DenseNetwork.hidden(32, 32);
    private static final NetworkFactory DL4J = (inputs, actions, random) -> {
        int seed = random.integers(Integer.MAX_VALUE);
        return Dl4jNetwork.of(Models.dense(seed, WeightInit.RELU_UNIFORM, new Adam(3e-3), inputs, 32, 32, actions));
    };

    private SolveBenchmark() {}

    /** One training and the agent's 100 greedy episodes after it. */
    private record Outcome(TrainingLog log, double mean) {}

    public static void main(String[] arguments) {
        int seeds = Integer.parseInt(arguments[1]);
        switch (arguments[0]) {
            case "dense" -> solve(DENSE, seeds);
            case "dl4j" -> solve(DL4J, seeds);
            case "stay" -> stay(seeds);
            default -> throw new IllegalArgumentException("there is no benchmark '" + arguments[0] + "'");
        }
    }

    private static <R> Experiment<R> experiment(int seeds) {
        return Experiment.seeds(LongStream.range(FIRST_SEED, FIRST_SEED + seeds).toArray());
    }

    private static void solve(NetworkFactory network, int seeds) {
        List<Outcome> outcomes = SolveBenchmark.<Outcome>experiment(seeds)
                .variant("solve", seed -> {
                    Trainer trainer = new Trainer(RECIPE, CartPole::v1, network, seed);
                    return new Outcome(trainer.run(), trainer.evaluate(100).mean());
                })
                .run()
                .get("solve");
        long solved = outcomes.stream().filter(outcome -> outcome.mean >= 475).count();
        System.out.printf("%d of %d solved%n", solved, seeds);
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

    /**
     * Whether agents stay good: plain and Munchausen, stop rule off, 20 greedy episodes every 500 steps up to 50,000.
     * Which seeds pass when, and on how many no test from 20,000 steps on is below 475.
     */
    private static void stay(int seeds) {
        DqnConfig plain = RECIPE.maxSteps(50_000);
        Map<String, DqnConfig> recipes = new LinkedHashMap<>();
        recipes.put("cartPole", plain);
        recipes.put("munchausen", DqnConfig.munchausen());
        Experiment<List<TrainingLog.Test>> experiment = experiment(seeds);
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
