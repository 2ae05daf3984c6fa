package deepq.course.exercise;

import static deepq.course.exercise.Exercise.row;

import deepq.agent.DqnConfig;
import deepq.agent.TargetUpdate;
import deepq.policy.Schedule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;

/** The checks of notebook 09, CartPole. */
public final class Exercises09 {
    private Exercises09() {}

    /** A recipe made out of another one. */
    public interface Change {
        DqnConfig of(DqnConfig recipe);
    }

    /** One remedy of the reader's own for the article's recipe: right is whatever changes exactly one setting and takes no more steps. */
    public static Change remedy(Change answer) {
        return Exercise.<Change>of("A remedy of your own", recipe -> recipe.batchSize(128))
                .task("the article's recipe (is exactly one setting changed, and not the number of steps)", f -> {
                    List<String> changed = changed(DqnConfig.article(), f.of(DqnConfig.article()));
                    return changed.size() == 1 ? !changed.contains("maxSteps") : changed.size();
                })
                .hint("This recipe is the article's, unchanged. What would you try?")
                .when(recipe -> recipe)
                .hint(
                        "More steps help, and the next cells measure by how much. Find something that costs no extra step.")
                .when(recipe -> recipe.maxSteps(50_000))
                .hint("Two changes at once: if it helps, which of them did? Choose one.")
                .when(recipe -> recipe.batchSize(64).gamma(0.9))
                .otherwise("Change one setting of the recipe that you are given, and return the changed copy.")
                .handBack(answer);
    }

    /** The recipe of which one line is broken: the target network is never copied while it trains. */
    public static DqnConfig broken() {
        return DqnConfig.cartPole().targetUpdate(TargetUpdate.every(10_000));
    }

    public static Change mend(Change answer) {
        return Exercise.<Change>of("The broken recipe", recipe -> recipe.targetUpdate(TargetUpdate.every(100)))
                .task(
                        "the broken recipe (which settings your answer changes, and whether the target network moves)",
                        f -> {
                            DqnConfig broken = broken();
                            DqnConfig mended = f.of(broken);
                            return List.of(changed(broken, mended), moves(mended));
                        })
                .hint("Nothing has changed yet. Read the recipe line by line beside the largest Q.")
                .when(recipe -> recipe)
                .hint(
                        "The network may change at a larger rate, but what does it learn toward? Look at where its targets come from.")
                .when(recipe -> recipe.learningRate(Schedule.constant(0.01)))
                .hint("Longer training would get there in the end. Which line makes it so slow?")
                .when(recipe -> recipe.maxSteps(100_000))
                .hint(
                        "Right place. Without a target network it learns too, as you saw in 06; keep one, and let it follow.")
                .when(recipe -> recipe.targetUpdate(TargetUpdate.none()))
                .hint(
                        "Right place. It still stands still for the whole of a training that passes after some 2,000 updates.")
                .when(recipe -> recipe.targetUpdate(TargetUpdate.every(5_000)))
                .otherwise("One line of the recipe is broken; the others are those of DqnConfig.cartPole().")
                .handBack(answer);
    }

    /** "yes" where the target network follows within 1,000 updates, else what is wrong with it. */
    private static String moves(DqnConfig config) {
        if (config.targetUpdate() instanceof TargetUpdate.Every every) {
            return every.updates() <= 1_000 ? "yes" : "after " + every.updates() + " updates";
        }
        return config.targetUpdate() instanceof TargetUpdate.Soft ? "yes" : "none";
    }

    private static List<String> changed(DqnConfig before, DqnConfig after) {
        List<String> old = before.toString().lines().toList();
        List<String> changed = after.toString().lines().toList();
        return IntStream.range(0, old.size())
                .filter(i -> !old.get(i).equals(changed.get(i)))
                .mapToObj(i -> old.get(i).substring(0, old.get(i).indexOf(' ')))
                .toList();
    }

    /** The target of three steps. */
    public interface ThreeSteps {
        double of(double[] rewards, double gamma, double maxNext, boolean terminated);
    }

    /** Sutton and Barto, equation 7.1 with n = 3 and Q-learning's maximum at its end; fewer rewards where the episode ended sooner. */
    public static ThreeSteps threeSteps(ThreeSteps answer) {
        return Exercise.<ThreeSteps>of("The target of three steps", (r, g, next, end) -> sum(r, g, end ? 0 : next))
                .with(row(1, 1, 1), 0.9, 10, false)
                .with(row(1, -2, 4), 0.5, 8, false)
                .with(row(1, 2, 3), 0.9, 10, true)
                .with(row(1, 2), 0.5, 8, true)
                .hint("The estimate at the end lies three steps ahead. How often is it discounted?")
                .when((r, g, next, end) -> sum(r, g, 0) + (end ? 0 : g * next))
                .hint("This adds the rewards up as if they all came at once.")
                .when((r, g, next, end) -> Arrays.stream(r).sum() + (end ? 0 : Math.pow(g, r.length) * next))
                .hint("After a terminal step nothing follows. What does terminated say?")
                .when((r, g, next, end) -> sum(r, g, next))
                .hint("The first reward comes at once: it counts in full.")
                .when((r, g, next, end) -> g * sum(r, g, end ? 0 : next))
                .hint("An episode that ended sooner gives fewer than three rewards. How many are in the array?")
                .when((r, g, next, end) -> r[0] + g * r[1] + g * g * (r[2] + (end ? 0 : g * next)))
                .hint("That is the target of one step. Two more rewards are known.")
                .when((r, g, next, end) -> r[0] + (end ? 0 : g * next))
                .otherwise(
                        "First reward in full, each later one discounted once more, the estimate once more than the last.")
                .handBack(answer);
    }

    private static double sum(double[] rewards, double gamma, double after) {
        double sum = after;
        for (int i = rewards.length - 1; i >= 0; i--) {
            sum = rewards[i] + gamma * sum;
        }
        return sum;
    }

    /** The discounted value of a reward of 1 in each of some steps. */
    public interface Worth {
        double of(double gamma, int steps);
    }

    public static Worth worth(Worth answer) {
        return Exercise.<Worth>of("What standing is worth", (gamma, steps) -> geometric(gamma, steps))
                .with(0.9, 3)
                .with(0.99, 500)
                .with(0.5, 1)
                .hint("This counts the rewards. What is a reward worth that comes a hundred steps later?")
                .when((gamma, steps) -> steps)
                .hint("This pole stands for ever. Yours falls after the given number of steps.")
                .when((gamma, steps) -> 1 / (1 - gamma))
                .hint("The first reward comes at once: it counts in full.")
                .when((gamma, steps) -> gamma * geometric(gamma, steps))
                .hint("That is one step too many.")
                .when((gamma, steps) -> geometric(gamma, steps + 1))
                .otherwise("Sum 1, gamma, gamma squared, ...: as many terms as there are steps.")
                .handBack(answer);
    }

    private static double geometric(double gamma, int steps) {
        return (1 - StrictMath.pow(gamma, steps)) / (1 - gamma);
    }

    /** Builds the network that is trained at the end. */
    public interface Builder {
        MultiLayerNetwork of(long seed);
    }

    /** Right is any initialized model with 4 inputs, 2 linear outputs, a squared loss and a hidden layer, whose weights come from the seed. */
    public static Builder network(Builder answer) {
        return Exercise.<Builder>of("Your network", seed -> model(seed, 32, 32))
                .task("seed 1 (how many numbers go in, and how many come out)", f -> Models.sizes(f.of(1)))
                .task("seed 1 (is there a hidden layer)", f -> f.of(1).getnLayers() >= 2)
                .task("seed 1, built twice (are the first weights the same)", f -> Models.sameWeights(f.of(1), f.of(1)))
                .task("seeds 1 and 2 (are the first weights the same)", f -> Models.sameWeights(f.of(1), f.of(2)))
                .hint("Without a hidden layer Q is a straight line in each number, and a pole falls to both sides.")
                .when(seed -> model(seed))
                .hint(
                        "The weights do not come from the seed that you were given: .seed(seed) belongs to the configuration.")
                .when(seed -> model(7, 32, 32))
                .otherwise("Hidden layers are DenseLayers; the last is an OutputLayer with LossFunction.MSE and"
                        + " Activation.IDENTITY. Then init().")
                .within(10)
                .handBack(answer);
    }

    private static MultiLayerNetwork model(long seed, int... units) {
        return Models.dense(seed, 1e-3, Activation.RELU, 4, units);
    }
}
