package deepq.course.exercise;

import static deepq.course.exercise.Exercise.row;

import deepq.agent.DqnConfig;
import deepq.agent.TargetUpdate;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

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
                .task("the article's recipe (whether the number of steps stays)", f -> !changes(f)
                        .contains("maxSteps"))
                .says(
                        "More steps help, and the next cells measure by how much. Find something that costs no extra step.")
                .task("the article's recipe (whether anything changes)", f -> !changes(f)
                        .isEmpty())
                .says(
                        "Unchanged. What would you try? (Each method of a recipe returns a changed copy and leaves the recipe"
                                + " itself as it is: return what it returns.)")
                .task("the article's recipe (how many settings change)", f -> changes(f)
                        .size())
                .says("Two changes at once: if it helps, which of them did? Choose one.")
                .otherwise("Change one setting of the recipe that you are given, and return the changed copy.")
                .handBack(answer);
    }

    private static List<String> changes(Change answer) {
        return changed(DqnConfig.article(), answer.of(DqnConfig.article()));
    }

    /** The recipe of which one line is broken: the target network is never copied while it trains. */
    public static DqnConfig broken() {
        return DqnConfig.cartPole().targetUpdate(TargetUpdate.every(10_000));
    }

    public static Change mend(Change answer) {
        return Exercise.<Change>of("The broken recipe", recipe -> recipe.targetUpdate(TargetUpdate.every(100)))
                .task("the broken recipe (whether anything changes)", f -> !changed(broken(), f.of(broken()))
                        .isEmpty())
                .says(
                        "Nothing has changed yet. Read the recipe line by line beside the largest Q. (Each method returns a changed"
                                + " copy: return that.)")
                .task(
                        "the broken recipe (whether the line that is broken changes)",
                        f -> changed(broken(), f.of(broken())).contains("targetUpdate"))
                .says(
                        "Another line makes it so slow, however long it trains. What does it learn toward, and where do its"
                                + " targets come from?")
                .task("the broken recipe (how many lines change)", f -> changed(broken(), f.of(broken()))
                        .size())
                .says("One line of the recipe is broken; the others are those of DqnConfig.cartPole().")
                .task(
                        "the broken recipe (after how many updates the target network has followed)",
                        f -> follows(f.of(broken())))
                .says(
                        "The right place. It has to follow within a training that passes after some 2,000 updates; and without"
                                + " a target network it learns too, as you saw in 06, but keep one.")
                .handBack(answer);
    }

    private static String follows(DqnConfig config) {
        boolean soon = config.targetUpdate() instanceof TargetUpdate.Every every && every.updates() <= 1_000;
        return soon || config.targetUpdate() instanceof TargetUpdate.Soft
                ? "1,000 or fewer"
                : config.targetUpdate() + "";
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
                .fixed("gamma")
                .with(row(5), 0.9, 10, true)
                .says(
                        "After a terminal step nothing follows. And the only reward comes at once: it counts in full. (How many"
                                + " rewards are in the array?)")
                .with(row(0, 0, 4), 0.5, 8, true)
                .says("Each later reward is discounted once more.")
                .with(row(0, 0, 0), 0.5, 8, false)
                .says("The estimate at the end lies three steps ahead. How often is it discounted?")
                .with(row(1, 2), 0.5, 8, false)
                .says("Time was up after two steps, and the estimate lies only two ahead.")
                .with(row(1, -2, 4, -16, 32), 0.5, 80, false)
                .with(row(1, 2, 3), 0.9, 10, true)
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
        return Exercise.<Worth>of(
                        "What standing is worth", (gamma, steps) -> (1 - StrictMath.pow(gamma, steps)) / (1 - gamma))
                .fixed("gamma")
                .with(0.5, 1)
                .says("A single step: its reward comes at once and counts in full.")
                .with(0.9, 3)
                .says("As many terms as there are steps, each worth a little less than the one before.")
                .with(0.99, 500)
                .says("What is a reward worth that comes a hundred steps later? And this pole does not stand forever.")
                .handBack(answer);
    }

    /** Builds the network that is trained at the end. */
    public interface Builder {
        MultiLayerNetwork of(long seed);
    }

    /** Right is any initialized model with 4 inputs, 2 linear outputs, a squared loss and hidden layers that bend, whose weights come from the seed. */
    public static Builder network(Builder answer) {
        return Exercise.<Builder>of("Your network", seed -> Models.dense(seed, 1e-3, 4, 32, 32))
                .task("seed 1 (how many numbers go in, and how many come out)", f -> Models.sizes(f.of(1)))
                .says("The four numbers of a state go in, and a Q-value for each of two actions comes out.")
                .task("seed 1 (whether there is a hidden layer)", f -> f.of(1).getnLayers() >= 2)
                .says("Without a hidden layer Q is a straight line in each number, and a pole falls to both sides.")
                .task(
                        "seed 1 (hidden layers that do not bend, or whose activation was forgotten)",
                        f -> Models.unbent(f.of(1)))
                .says(Models.FORGOTTEN)
                .task(
                        "seed 1 built twice, then seed 2 (whether the first weights are the same)",
                        f -> Models.drawn(f::of))
                .says("The weights do not come from the seed that you were given: .seed(seed) belongs to the"
                        + " configuration.")
                .otherwise("Hidden layers are DenseLayers; the last is an OutputLayer with LossFunction.MSE and"
                        + " Activation.IDENTITY. Then init().")
                .within(10)
                .handBack(answer);
    }
}
