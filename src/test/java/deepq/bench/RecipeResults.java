package deepq.bench;

import deepq.agent.DqnConfig;
import deepq.agent.StopRule;
import deepq.agent.TargetRule;
import deepq.agent.TargetUpdate;
import deepq.agent.Trainer;
import deepq.agent.TrainingLog;
import deepq.env.CartPole;
import deepq.env.Environment;
import deepq.network.DenseNetwork;
import deepq.network.NetworkFactory;
import deepq.policy.Schedule;
import deepq.replay.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The saved results of notebooks 10 and 11:
 * {@code mvn test-compile exec:exec@author -Dmain="deepq.bench.RecipeResults article 90000 80"} trains the article's
 * recipe on CartPole-v0 with the seeds 90000 to 90079; {@code "ladder 90000 20"} trains each remedy alone and each
 * rung of the ladder on CartPole-v1, and {@code "again 0 20"} and {@code "again 90100 80"} two rungs of it on more
 * seeds; all add to recipes.csv. {@code "stay 90000 30"}, and {@code "rate"}, {@code "buffer"}, {@code "neither"} and
 * {@code "munchausen"}, train the ladder's falling rate for 50,000 steps and add to stay.csv.
 * {@code "rates 89000 10"} and then {@code "fair 90000 20"} train the five agents of notebook 11, first by three
 * learning rates each, then by the best of them, and add to fair.csv. Runs that are there already are left out.
 *
 * <p>The columns of recipes.csv: recipe, seed, the best of the last ten tests, and the mean of 100 greedy episodes
 * after training; of stay.csv: recipe, seed, and the mean of 20 greedy episodes after 1,000, 2,000, ... 50,000 steps.
 */
public final class RecipeResults {
    private static final Path FOLDER = Path.of("src/main/resources/deepq/course/notebook");
    private static final NetworkFactory SMALL = DenseNetwork.hidden(16).glorot().adamEpsilon(1e-7);
    private static final NetworkFactory WIDE = DenseNetwork.hidden(32, 32);

    private record Recipe(DqnConfig config, NetworkFactory network) {}

    private RecipeResults() {}

    public static void main(String[] arguments) throws IOException {
        long first = Long.parseLong(arguments[1]);
        long end = first + Long.parseLong(arguments[2]);
        for (long seed = first; seed < end; seed++) {
            switch (arguments[0]) {
                case "article" -> article(seed);
                case "ladder" -> recipes("", seed);
                case "again" -> recipes("again: ", seed);
                case "rates" -> fair(seed, 1e-4, 3e-4, 1e-3);
                case "fair" -> judged(seed);
                default -> stay(arguments[0], seed);
            }
        }
    }

    private static void article(long seed) throws IOException {
        for (int steps : new int[] {5_000, 50_000}) {
            Recipe recipe = new Recipe(DqnConfig.article().maxSteps(steps), SMALL);
            add("recipes.csv", "v0 " + steps, seed, () -> outcome(recipe, CartPole::v0, seed));
        }
    }

    /** All of them; again: the two that are to be compared on more seeds. */
    private static void recipes(String again, long seed) throws IOException {
        for (Map.Entry<String, Recipe> each : recipes().entrySet()) {
            String rung = each.getKey().replace("ladder: ", again);
            if (again.isEmpty() || rung.equals("again: 3 steps") || rung.equals("again: copies")) {
                add(
                        "recipes.csv",
                        again.isEmpty() ? each.getKey() : rung,
                        seed,
                        () -> outcome(each.getValue(), CartPole::v1, seed));
            }
        }
    }

    /** Each remedy alone, and each rung of the ladder, as the notebook has them. */
    private static Map<String, Recipe> recipes() {
        DqnConfig article = DqnConfig.article().stop(StopRule.onlyTest(500, 10));
        float[] scale = {1 / 2.4f, 1 / 2f, 1 / 0.2095f, 1 / 2f};
        Schedule large = Schedule.constant(3e-3);
        Schedule exploreFirst = Schedule.linear(1, 0.3, 8_000);
        DqnConfig end = article.timeLimitIsTerminal(false);
        DqnConfig larger = end.learningRate(large);
        DqnConfig scaled = larger.observationScale(scale);
        DqnConfig explored = scaled.epsilon(exploreFirst).learningStarts(500);
        DqnConfig copies = explored.nStep(3).targetUpdate(TargetUpdate.every(100));
        DqnConfig gently = copies.maxSteps(30_000).learningRate(Schedule.linear(5e-3, 1e-5, 20_000));
        Map<String, Recipe> recipes = new LinkedHashMap<>();
        recipes.put("article", new Recipe(article, SMALL));
        recipes.put("alone: bootstrap", new Recipe(end, SMALL));
        recipes.put("alone: larger steps", new Recipe(article.learningRate(large), SMALL));
        recipes.put("alone: wider", new Recipe(article, WIDE));
        recipes.put("alone: scaled", new Recipe(article.observationScale(scale), SMALL));
        recipes.put(
                "alone: explore first", new Recipe(article.epsilon(exploreFirst).learningStarts(500), SMALL));
        recipes.put("alone: 3 steps", new Recipe(article.nStep(3), SMALL));
        recipes.put("ladder: bootstrap", new Recipe(end, SMALL));
        recipes.put("ladder: larger steps", new Recipe(larger, SMALL));
        recipes.put("ladder: wider", new Recipe(larger, WIDE));
        recipes.put("ladder: scaled", new Recipe(scaled, WIDE));
        recipes.put("ladder: explore first", new Recipe(explored, WIDE));
        recipes.put("ladder: 3 steps", new Recipe(explored.nStep(3), WIDE));
        recipes.put("ladder: copies", new Recipe(copies, WIDE));
        recipes.put("ladder: falling rate", new Recipe(gently, WIDE));
        recipes.put("ladder: batch 128", new Recipe(gently.batchSize(128), WIDE));
        recipes.put("ladder: stop", new Recipe(gently.batchSize(128).stop(StopRule.atMean(490, 250)), WIDE));
        return recipes;
    }

    private static String outcome(Recipe recipe, Supplier<Environment<float[]>> game, long seed) {
        Trainer trainer = new Trainer(recipe.config(), game, recipe.network(), seed);
        List<TrainingLog.Test> tests = trainer.run().tests();
        double best = tests.stream()
                .skip(Math.max(0, tests.size() - 10))
                .mapToDouble(TrainingLog.Test::mean)
                .max()
                .orElse(Double.NaN);
        return best + "," + trainer.evaluate(100).mean();
    }

    private static void stay(String name, long seed) throws IOException {
        DqnConfig all = DqnConfig.cartPole().batchSize(32).maxSteps(50_000).stop(StopRule.onlyTest(1_000, 20));
        Schedule constant = Schedule.constant(3e-3);
        DqnConfig config =
                switch (name) {
                    case "stay" -> all;
                    case "rate" -> all.learningRate(constant);
                    case "buffer" -> all.replay(Replay.uniform(10_000));
                    case "neither" -> all.learningRate(constant).replay(Replay.uniform(10_000));
                    case "munchausen" -> all.targetRule(TargetRule.munchausen(0.9, 3, -100));
                    default -> throw new IllegalArgumentException("no recipe is called " + name);
                };
        add("stay.csv", name, seed, () -> new Trainer(config, CartPole::v1, WIDE, seed)
                .run().tests().stream()
                        .map(test -> String.format(Locale.ROOT, "%.2f", test.mean()))
                        .collect(Collectors.joining(",")));
    }

    /** Five agents on the pole, as notebook 11 has them: the mean of the tests after 4,000 of 8,000 steps. */
    private static Map<String, Recipe> agents() {
        DqnConfig pole = DqnConfig.baseline().maxSteps(8_000).stop(StopRule.onlyTest(500, 10));
        Map<String, Recipe> agents = new LinkedHashMap<>();
        agents.put("plain", new Recipe(pole, WIDE));
        agents.put("Double", new Recipe(pole.targetRule(TargetRule.doubleDqn()), WIDE));
        agents.put("dueling", new Recipe(pole, DenseNetwork.hidden(32, 32).dueling()));
        Replay pressing = Replay.prioritized(15_000, 0.6, Schedule.linear(0.4, 1, 8_000));
        agents.put("prioritized", new Recipe(pole.replay(pressing), WIDE));
        agents.put("3 steps", new Recipe(pole.nStep(3), WIDE));
        return agents;
    }

    private static void fair(long seed, double... rates) throws IOException {
        for (String agent : agents().keySet()) {
            for (double rate : rates) {
                fair(agent, rate, seed);
            }
        }
    }

    private static void fair(String agent, double rate, long seed) throws IOException {
        Recipe recipe = agents().get(agent);
        DqnConfig config = recipe.config().learningRate(Schedule.constant(rate));
        add(
                "fair.csv",
                agent + "," + rate,
                seed,
                () -> ""
                        + new Trainer(config, CartPole::v1, recipe.network(), seed)
                                .run().tests().stream()
                                        .filter(test -> test.step() > 4_000)
                                        .mapToDouble(TrainingLog.Test::mean)
                                        .average()
                                        .orElseThrow());
    }

    /** Each agent by the rate that is the best of those of the tuning seeds, all below 90000. */
    private static void judged(long seed) throws IOException {
        for (String agent : agents().keySet()) {
            Map<String, Double> sums = Files.readAllLines(FOLDER.resolve("fair.csv")).stream()
                    .map(line -> line.split(","))
                    .filter(row -> row[0].equals(agent) && Long.parseLong(row[2]) < 90_000)
                    .collect(Collectors.groupingBy(
                            row -> row[1], Collectors.summingDouble(row -> Double.parseDouble(row[3]))));
            String best = sums.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .orElseThrow()
                    .getKey();
            fair(agent, Double.parseDouble(best), seed);
        }
    }

    private static void add(String file, String recipe, long seed, Supplier<String> run) throws IOException {
        Path table = FOLDER.resolve(file);
        if (!Files.exists(table)) {
            String tests =
                    IntStream.rangeClosed(1, 50).mapToObj(k -> "," + 1_000 * k).collect(Collectors.joining());
            String head =
                    switch (file) {
                        case "recipes.csv" -> "recipe,seed,best,last";
                        case "fair.csv" -> "agent,rate,seed,tests";
                        default -> "recipe,seed" + tests;
                    };
            Files.writeString(table, head + "\n");
        }
        String start = recipe + "," + seed + ",";
        if (!Files.readString(table).contains("\n" + start)) {
            Files.writeString(table, start + run.get() + "\n", StandardOpenOption.APPEND);
        }
    }
}
