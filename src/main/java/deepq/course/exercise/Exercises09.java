package deepq.course.exercise;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;

/** The checks of notebook 09, CartPole. */
public final class Exercises09 {
    private Exercises09() {}

    /** The target of DQN where an episode may end. */
    public interface TargetAtEnd {
        double of(double reward, double gamma, double maxNext, boolean terminated, boolean truncated);
    }

    /** Termination ends the future; the time limit only ends our watching (Pardo et al. 2018, "Time limits in reinforcement learning"). */
    public static TargetAtEnd targetAtEnd(TargetAtEnd answer) {
        return Exercise.<TargetAtEnd>of(
                        "The target at the end", (r, gamma, next, fell, capped) -> fell ? r : r + gamma * next)
                .task(
                        "reward 1, gamma 0.9, maxNext 10 in the middle of an episode",
                        f -> f.of(1, 0.9, 10, false, false))
                .task("reward 1, gamma 0.9, maxNext 10 and the pole fallen", f -> f.of(1, 0.9, 10, true, false))
                .task("reward 1, gamma 0.9, maxNext 10 and the time limit reached", f -> f.of(1, 0.9, 10, false, true))
                .task(
                        "reward 1, gamma 0.5, maxNext 4, the pole fallen in the last step allowed",
                        f -> f.of(1, 0.5, 4, true, true))
                .mistake(
                        "limit-as-end",
                        (r, gamma, next, fell, capped) -> fell || capped ? r : r + gamma * next,
                        "When the time limit stops the episode the pole still stands. Would no more reward have come?")
                .mistake(
                        "never-ends",
                        (r, gamma, next, fell, capped) -> r + gamma * next,
                        "After the pole has fallen, how much reward is still to come?")
                .mistake(
                        "limit-wins",
                        (r, gamma, next, fell, capped) -> fell && !capped ? r : r + gamma * next,
                        "Both can be true at once: the pole falls in the last step allowed. Which of the two decides?")
                .mistake(
                        "nothing-at-end",
                        (r, gamma, next, fell, capped) -> fell ? 0 : r + gamma * next,
                        "The reward of the last step was still received.")
                .otherwise("Ask of each ending: is there a future after it?")
                .handBack(answer);
    }

    /** Brings the numbers of an observation to one size. */
    public interface Scale {
        double[] of(double[] observation, double[] range);
    }

    public static Scale scale(Scale answer) {
        return Exercise.<Scale>of("Scaled observations", (observation, range) -> divided(observation, range, range))
                .task("observation [1.2, -0.1], range [2.4, 0.2]", f -> untouched(f, 1.2, -0.1, 2.4, 0.2))
                .task("observation [-3, 0.05], range [2, 0.2]", f -> untouched(f, -3, 0.05, 2, 0.2))
                .mistake(
                        "multiplied",
                        (observation, range) -> divided(
                                observation,
                                Arrays.stream(range).map(width -> 1 / width).toArray(),
                                range),
                        "This makes large numbers larger still. A number at the end of its range should become 1.")
                .mistake(
                        "in-place",
                        (observation, range) -> {
                            for (int i = 0; i < observation.length; i++) {
                                observation[i] /= range[i];
                            }
                            return observation;
                        },
                        "The observation you were given must stay as it is: somebody else may still read it.")
                .mistake(
                        "one-range",
                        (observation, range) -> divided(observation, new double[] {range[0], range[0]}, range),
                        "Each number has its own range, the angle a much smaller one than the place.")
                .mistake(
                        "unsigned",
                        (observation, range) -> Arrays.stream(divided(observation, range, range))
                                .map(Math::abs)
                                .toArray(),
                        "Left and right look the same now. What happened to the sign?")
                .otherwise("Each number by its own range, in a new array of the same length.")
                .handBack(answer);
    }

    private static double[] divided(double[] observation, double[] by, double[] range) {
        double[] scaled = new double[range.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = observation[i] / by[i];
        }
        return scaled;
    }

    /** The answer, and what became of the array that it was given. */
    private static List<double[]> untouched(Scale answer, double a, double b, double rangeA, double rangeB) {
        double[] observation = {a, b};
        double[] scaled = answer.of(observation, new double[] {rangeA, rangeB});
        return List.of(scaled, observation);
    }

    /** When a training has passed its test. */
    public interface Passes {
        boolean of(double test, DoubleSupplier confirmation, double threshold);
    }

    public static Passes passes(Passes answer) {
        return Exercise.<Passes>of(
                        "The stop rule",
                        (test, confirmation, threshold) -> test >= threshold && confirmation.getAsDouble() >= threshold)
                .task("test 500, confirmation 495, threshold 490", f -> played(f, 500, 495))
                .task("test 500, confirmation 480, threshold 490", f -> played(f, 500, 480))
                .task("test 300, confirmation 495, threshold 490", f -> played(f, 300, 495))
                .task("test 490, confirmation 490, threshold 490", f -> played(f, 490, 490))
                .mistake(
                        "no-confirmation",
                        (test, confirmation, threshold) -> test >= threshold,
                        "Among many tests of 20 episodes one may be passed by luck. Who looks again?")
                .mistake(
                        "always-plays",
                        (test, confirmation, threshold) -> confirmation.getAsDouble() >= threshold & test >= threshold,
                        "Right, but slow: play the 100 episodes only when they can change the answer.")
                .mistake(
                        "either",
                        (test, confirmation, threshold) -> test >= threshold || confirmation.getAsDouble() >= threshold,
                        "Is one of the two enough, or must both be passed?")
                .mistake(
                        "above",
                        (test, confirmation, threshold) -> test > threshold && confirmation.getAsDouble() > threshold,
                        "A mean of exactly the threshold reaches it.")
                .otherwise("Two means, one threshold. Which of them is needed first?")
                .handBack(answer);
    }

    /** The answer with threshold 490, and whether the confirmation was played. */
    private static List<Boolean> played(Passes answer, double test, double confirmation) {
        boolean[] played = {false};
        boolean passes = answer.of(
                test,
                () -> {
                    played[0] = true;
                    return confirmation;
                },
                490);
        return List.of(passes, played[0]);
    }

    /** The discounted value of a reward of 1 in each of some steps. */
    public interface Worth {
        double of(double gamma, int steps);
    }

    public static Worth worth(Worth answer) {
        return Exercise.<Worth>of(
                        "What standing is worth", (gamma, steps) -> (1 - StrictMath.pow(gamma, steps)) / (1 - gamma))
                .task("gamma 0.9 and 3 steps", f -> f.of(0.9, 3))
                .task("gamma 0.99 and 500 steps", f -> f.of(0.99, 500))
                .task("gamma 0.5 and 1 step", f -> f.of(0.5, 1))
                .mistake(
                        "undiscounted",
                        (gamma, steps) -> steps,
                        "This counts the rewards. What is a reward worth that comes a hundred steps later?")
                .mistake(
                        "endless",
                        (gamma, steps) -> 1 / (1 - gamma),
                        "This pole stands for ever. Yours falls after the given number of steps.")
                .mistake(
                        "late",
                        (gamma, steps) -> gamma * (1 - StrictMath.pow(gamma, steps)) / (1 - gamma),
                        "The first reward comes at once: it counts in full.")
                .mistake(
                        "one-more",
                        (gamma, steps) -> (1 - StrictMath.pow(gamma, steps + 1)) / (1 - gamma),
                        "That is one step too many.")
                .otherwise("Sum 1, gamma, gamma squared, ...: as many terms as there are steps.")
                .handBack(answer);
    }
}
