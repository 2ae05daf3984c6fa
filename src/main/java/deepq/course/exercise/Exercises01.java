package deepq.course.exercise;

import deepq.agent.Evaluation;
import deepq.env.CartPole;
import deepq.env.Step;
import deepq.experiment.Statistics;
import deepq.policy.Policy;
import deepq.random.Pcg64;
import java.util.Arrays;
import java.util.Locale;

/** The checks of notebook 01, agents and environments. */
public final class Exercises01 {
    /** The bar of CartPole-v0 over 100 episodes, as Gymnasium's registry has it. */
    private static final double SOLVED = 195;

    private Exercises01() {}

    /** The mean of as many values as there are, drawn with repetition. */
    public interface Resample {
        double of(double[] values, Pcg64 random);
    }

    /** Whether more reward could have followed after a step. */
    public interface Future {
        boolean of(Step<float[]> step);
    }

    public static Resample resample(Resample answer) {
        return Exercise.<Resample>of("Draw again", Exercises01::resampledMean)
                .task("the values 1 to 10, the average of 4,000 means", f -> about(5.5, Statistics.mean(means(f))))
                .task(
                        "the values 1 to 10, the standard deviation of 4,000 means",
                        f -> about(0.908, Statistics.standardDeviation(means(f))))
                .task("the one value 7", f -> f.of(new double[] {7}, new Pcg64(0)))
                .hint(
                        "These means are all alike. Draw each value at random, so that some come twice and some not at all.")
                .when((values, random) -> Statistics.mean(values))
                .hint("This is one value drawn at random, not the mean of several.")
                .when((values, random) -> values[random.integers(values.length)])
                .hint("The draws are right, and this is their sum. What is asked is their mean.")
                .when((values, random) -> resampledMean(values, random) * values.length)
                .hint("One of the values, the last, is never drawn. Up to which number does random.integers(n) go?")
                .when((values, random) -> {
                    double sum = 0;
                    for (int i = 0; i < values.length; i++) {
                        sum += values[random.integers(Math.max(1, values.length - 1))];
                    }
                    return sum / values.length;
                })
                .hint("This adds up the places that were drawn. Which value stands at such a place?")
                .when((values, random) -> {
                    double sum = 0;
                    for (int i = 0; i < values.length; i++) {
                        sum += random.integers(values.length);
                    }
                    return sum / values.length;
                })
                .otherwise(
                        "How many values do you draw, where from, and what do you return of them? The exercise says all three.")
                .handBack(answer);
    }

    private static double resampledMean(double[] values, Pcg64 random) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[random.integers(values.length)];
        }
        return sum / values.length;
    }

    private static double[] means(Resample resample) {
        Pcg64 random = new Pcg64(1);
        double[] means = new double[4_000];
        Arrays.setAll(means, i -> resample.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, random));
        return means;
    }

    /** Draws in another order are right as well: their results differ a little. */
    private static double about(double expected, double value) {
        return Math.abs(value - expected) < 0.1 ? expected : value;
    }

    public static Policy<float[]> policy(Policy<float[]> answer) {
        return Exercise.<Policy<float[]>>of("Improve the rule", state -> state[2] + 0.5 * state[3] > 0 ? 1 : 0)
                .task("100 episodes of CartPole-v0", Exercises01::meanReturn)
                .hint(
                        "A mean return of 41. This rule knows where the pole is, but not where it goes. Which of the four numbers says that?")
                .when(state -> state[2] > 0 ? 1 : 0)
                .hint(
                        "A mean return of 183: close. This rule stops the movement of the pole, wherever the pole is. Let the angle count as well.")
                .when(state -> state[3] > 0 ? 1 : 0)
                .hint("The right idea with the sides exchanged: the pole falls at once. 0 pushes left, 1 pushes right.")
                .when(state -> state[2] + 0.5 * state[3] > 0 ? 0 : 1)
                .hint("This pushes the cart away from where the pole leans. 0 pushes left, 1 pushes right.")
                .when(state -> state[2] > 0 ? 0 : 1)
                .hint("A mean return of 9: whoever always pushes to one side tips the pole to the other.")
                .when(state -> 0)
                .when(state -> 1)
                .hint(
                        "Look at the sign: a pole that tips to the right (angular velocity above 0) needs a push to the right sooner, not later.")
                .when(state -> state[2] - 0.5 * state[3] > 0 ? 1 : 0)
                .otherwise(
                        "Where is the pole, and where is it going? Put angle and angular velocity together into one number, and push to the side of its sign.")
                .handBack(answer);
    }

    private static String meanReturn(Policy<float[]> policy) {
        double mean = Evaluation.of(policy, CartPole::v0, 100, 0).mean();
        return mean >= SOLVED ? "195 or more" : String.format(Locale.ROOT, "a mean return of %.1f", mean);
    }

    public static Future future(Future answer) {
        return Exercise.<Future>of("Is there a future?", step -> !step.terminated())
                .task("a step that ends nothing", f -> f.of(step(false, false)))
                .task("a pole that fell", f -> f.of(step(true, false)))
                .task("the time limit", f -> f.of(step(false, true)))
                .task("a pole that fell in the very step of the time limit", f -> f.of(step(true, true)))
                .hint(
                        "The time limit ends the episode, but the pole still stands. Had nobody stopped the clock, would there have been more reward?")
                .when(step -> !step.ended())
                .hint("Truncated means: stopped from outside. It is the other flag that says whether the game is over.")
                .when(step -> !step.truncated())
                .hint("A pole that has fallen earns nothing any more.")
                .when(step -> true)
                .hint("This is true where the game is over. The question is the opposite one.")
                .when(step -> step.terminated())
                .hint(
                        "There is also a future where nothing has ended at all; and a pole that fell in the last step has none.")
                .when(step -> step.truncated())
                .hint("A pole that falls in the very step in which the clock runs out has fallen all the same.")
                .when(step -> step.truncated() || !step.terminated())
                .otherwise("Only one of the two flags says that the game itself is over.")
                .handBack(answer);
    }

    private static Step<float[]> step(boolean terminated, boolean truncated) {
        return new Step<>(new float[4], 1, terminated, truncated);
    }
}
