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

    public static Resample resample(Resample answer) {
        return Exercise.<Resample>of("Draw again", Exercises01::resampledMean)
                .task("the one value -7", f -> f.of(new double[] {-7}, new Pcg64(0)))
                .says("Only one value can be drawn, and the mean is that value: not its place, and not a sum.")
                .task("the values 1 to 10, the average of 4,000 means", f -> about(5.5, Statistics.mean(means(f))))
                .says("Asked for is the mean of the values that were drawn, not their sum and not their places; and"
                        + " each of them should be as likely. Up to which number does random.integers(n) go?")
                .task(
                        "the values 1 to 10, the standard deviation of 4,000 means",
                        f -> about(0.908, Statistics.standardDeviation(means(f))))
                .says("The means scatter too little or too much. Draw as many values as there are, each at random, so"
                        + " that some come twice and some not at all.")
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

    /** Right is every policy that reaches the bar. */
    public static Policy<float[]> policy(Policy<float[]> answer) {
        return Exercise.<Policy<float[]>>of("Improve the rule", state -> state[2] + 0.5 * state[3] > 0 ? 1 : 0)
                .task("a pole that leans and tips to the right", f -> f.action(new float[] {0, 0, 0.1f, 1}))
                .says("The pole falls to the right. 0 pushes left, 1 pushes right.")
                .task("a pole that leans and tips to the left", f -> f.action(new float[] {0, 0, -0.1f, -1}))
                .says("Whoever always pushes to one side tips the pole to the other.")
                .task("100 episodes of CartPole-v0", Exercises01::meanReturn)
                .says(
                        "Where is the pole, and where is it going? The angle alone comes to 41, the angular velocity alone"
                                + " to 183. Put both into one number, and mind the signs.")
                .handBack(answer);
    }

    private static String meanReturn(Policy<float[]> policy) {
        double mean = Evaluation.of(policy, CartPole::v0, 100, 0).mean();
        return mean >= SOLVED ? "195 or more" : String.format(Locale.ROOT, "a mean return of %.1f", mean);
    }

    /** Whether more reward could have followed after a step. */
    public interface Future {
        boolean of(Step<float[]> step);
    }

    public static Future future(Future answer) {
        return Exercise.<Future>of("Is there a future?", step -> !step.terminated())
                .task("a step that ends nothing", f -> f.of(step(false, false)))
                .says("The game goes on, and more reward can come. The question is whether there is a future.")
                .task("a pole that fell", f -> f.of(step(true, false)))
                .says("A pole that has fallen earns nothing any more.")
                .task("the time limit", f -> f.of(step(false, true)))
                .says("The time limit ends the episode, but the pole still stands. Had nobody stopped the clock, would"
                        + " there have been more reward?")
                .task("a pole that fell in the very step of the time limit", f -> f.of(step(true, true)))
                .says("A pole that falls in the very step in which the clock runs out has fallen all the same.")
                .handBack(answer);
    }

    private static Step<float[]> step(boolean terminated, boolean truncated) {
        return new Step<>(new float[4], 1, terminated, truncated);
    }
}
