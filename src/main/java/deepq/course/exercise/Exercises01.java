package deepq.course.exercise;

import deepq.agent.Evaluation;
import deepq.env.CartPole;
import deepq.env.Step;
import deepq.policy.Policy;
import java.util.Locale;

/** The checks of notebook 01, agents and environments. */
public final class Exercises01 {
    /** The bar of CartPole-v0 over 100 episodes, as Gymnasium's registry has it. */
    private static final double SOLVED = 195;

    private Exercises01() {}

    /** Whether two intervals, {low, high}, have no value in common. */
    public interface Different {
        boolean of(double[] a, double[] b);
    }

    /** Whether more reward could have followed after a step. */
    public interface Future {
        boolean of(Step<float[]> step);
    }

    public static Different different(Different answer) {
        return Exercise.<Different>of("May we say better?", (a, b) -> a[1] < b[0] || b[1] < a[0])
                .task("a = {20, 25} and b = {39, 43}", f -> f.of(interval(20, 25), interval(39, 43)))
                .task("a = {39, 43} and b = {20, 25}", f -> f.of(interval(39, 43), interval(20, 25)))
                .task("a = {30, 45} and b = {14, 37}", f -> f.of(interval(30, 45), interval(14, 37)))
                .task("a = {10, 50} and b = {20, 30}", f -> f.of(interval(10, 50), interval(20, 30)))
                .task("a = {20, 30} and b = {10, 50}", f -> f.of(interval(20, 30), interval(10, 50)))
                .hint("This sees a below b. What if b is the lower one?")
                .when((a, b) -> a[1] < b[0])
                .hint("This sees b below a. What if a is the lower one?")
                .when((a, b) -> b[1] < a[0])
                .hint("This is true where they do overlap. The question is the opposite one.")
                .when((a, b) -> !(a[1] < b[0] || b[1] < a[0]))
                .hint(
                        "Two lows that differ prove nothing: with {30, 45} and {14, 37} all numbers from 30 to 37 are in both.")
                .when((a, b) -> a[0] != b[0])
                .hint("a cannot be below b and above b at once. One of the two is enough.")
                .when((a, b) -> a[1] < b[0] && b[1] < a[0])
                .hint(
                        "One interval may be higher at both ends and still overlap the other. Compare the high end of the one with the low end of the other.")
                .when((a, b) -> a[0] < b[0] && a[1] < b[1] || b[0] < a[0] && b[1] < a[1])
                .otherwise("Two intervals are apart if one of them ends before the other begins.")
                .handBack(answer);
    }

    private static double[] interval(double low, double high) {
        return new double[] {low, high};
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
