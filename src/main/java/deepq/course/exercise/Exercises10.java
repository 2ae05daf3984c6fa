package deepq.course.exercise;

import static deepq.course.exercise.Exercise.row;

import deepq.agent.DqnConfig;
import deepq.agent.TargetUpdate;
import deepq.agent.Trainer;
import deepq.env.CartPole;
import deepq.network.DenseNetwork;
import java.util.List;
import java.util.stream.IntStream;

/** The checks of notebook 10, What makes it learn. */
public final class Exercises10 {
    private Exercises10() {}

    /** The target of three steps. */
    public interface ThreeSteps {
        double of(double[] rewards, double gamma, double maxNext, boolean terminated);
    }

    /**
     * Sutton and Barto, equation 7.1 with n = 3 and Q-learning's maximum at its end; fewer rewards where the episode
     * ended sooner.
     */
    public static ThreeSteps threeSteps(ThreeSteps answer) {
        return Exercise.<ThreeSteps>of("The target of three steps", (r, g, next, end) -> sum(r, g, end ? 0 : next))
                .fixed("gamma")
                .with(row(5), 0.9, 10, true)
                .says("After a terminal step nothing follows. And the only reward comes at once: it counts in full. "
                        + "(How many rewards are in the array?)")
                .with(row(0, 0, 4), 0.5, 8, true)
                .says("Each later reward is discounted once more.")
                .with(row(0, 0, 0), 0.5, 8, false)
                .says("The estimate at the end lies three steps ahead. How often is it discounted?")
                .with(row(1, 2), 0.5, 8, false)
                .says("Time was up after two steps, and the estimate lies only two ahead.")
                .with(row(1, -2, 4, -16, 32), 0.5, 80, false)
                .with(row(1, 2, 3), 0.9, 10, true)
                .otherwise("The first reward in full, each later one discounted once more, and so the estimate.")
                .handBack(answer);
    }

    private static double sum(double[] rewards, double gamma, double after) {
        double sum = after;
        for (int i = rewards.length - 1; i >= 0; i--) {
            sum = rewards[i] + gamma * sum;
        }
        return sum;
    }

    /** A recipe made out of another one. */
    public interface Change {
        DqnConfig of(DqnConfig recipe);
    }

    /**
     * One remedy of the reader's own for the article's recipe: right is whatever changes exactly one setting, takes
     * no more steps, and can be trained.
     */
    public static Change remedy(Change answer) {
        DqnConfig article = DqnConfig.article();
        return Exercise.<Change>of("A remedy of your own", recipe -> recipe.batchSize(128))
                .task("the article's recipe (whether the number of steps stays)", f -> !changed(f, article)
                        .contains("maxSteps"))
                .says("Section 1 has measured what more steps do. Find something that costs no extra step.")
                .task("the article's recipe (how many settings change)", f -> changed(f, article)
                        .size())
                .says("Choose one: where two change and it helps, which of them did? (Each method of a recipe returns "
                        + "a changed copy and leaves the recipe itself as it is: return what it returns.)")
                .task(
                        "the article's recipe (whether it can be trained)",
                        f -> new Trainer(f.of(article), CartPole::v1, DenseNetwork.hidden(16), 0).steps())
                .says("What would it learn in 5,000 steps?")
                .handBack(answer);
    }

    /** The recipe of which one line is broken: the target network is never copied while it trains. */
    public static DqnConfig broken() {
        return DqnConfig.cartPole().targetUpdate(TargetUpdate.every(10_000));
    }

    public static Change repair(Change answer) {
        return Exercise.<Change>of("The broken recipe", recipe -> recipe.targetUpdate(TargetUpdate.every(100)))
                .task("the broken recipe (how many lines change)", f -> changed(f, broken())
                        .size())
                .says("One line of the recipe is broken; the others are those of DqnConfig.cartPole(). Read it line by "
                        + "line beside the largest Q. (Each method returns a changed copy: return that.)")
                .task("the broken recipe (whether the line that is broken changes)", f -> changed(f, broken())
                        .contains("targetUpdate"))
                .says("Another line is to blame. What does the network learn toward? Where do its targets come from?")
                .task("the broken recipe (updates until the target network follows)", f -> follows(f.of(broken())))
                .says("The right line. A training that passes has made some 2,000 updates by then: how often should "
                        + "the target network have followed? (Without a target network it learns too, as you saw in "
                        + "06, but keep one.)")
                .handBack(answer);
    }

    private static String follows(DqnConfig config) {
        boolean soon = config.targetUpdate() instanceof TargetUpdate.Every every && every.updates() <= 1_000;
        return soon || config.targetUpdate() instanceof TargetUpdate.Soft
                ? "1,000 or fewer"
                : config.targetUpdate() + "";
    }

    private static List<String> changed(Change change, DqnConfig recipe) {
        List<String> old = recipe.toString().lines().toList();
        List<String> changed = change.of(recipe).toString().lines().toList();
        return IntStream.range(0, old.size())
                .filter(i -> !old.get(i).equals(changed.get(i)))
                .mapToObj(i -> old.get(i).substring(0, old.get(i).indexOf(' ')))
                .toList();
    }

    /** Whether a good agent was lost. */
    public interface Fell {
        boolean of(double[] tests, int from);
    }

    /** Good at the test number {@code from}, 475 or more, and not good at a later one. */
    public static Fell fell(Fell answer) {
        return Exercise.<Fell>of(
                        "A good agent is lost",
                        (tests, from) -> tests[from] >= 475
                                && IntStream.range(from, tests.length).anyMatch(i -> tests[i] < 475))
                .with(row(300, 500, 500, 420, 500), 1)
                .says("It was good at tests[1], and is not at tests[3]. That it recovers changes nothing: it fell.")
                .with(row(500, 500, 500, 500), 1)
                .says("It was good and stayed good.")
                .with(row(500, 351, 400, 500, 500), 1)
                .says("Can an agent lose what it did not have? Was this one good at tests[1]?")
                .with(row(500, 500, 300, 500, 500), 3)
                .says("What happened before tests[from] does not count.")
                .with(row(475, 475), 0)
                .says("475 is good.")
                .with(row(475, 474.9), 0)
                .says("475 is good, 474.9 is not.")
                .handBack(answer);
    }
}
