package deepq.course.exercise;

import deepq.policy.EpsilonGreedy;
import java.util.Arrays;

/** The checks of notebook 10, beyond DQN. */
public final class Exercises10 {
    private Exercises10() {}

    /** The mean of the largest of some guesses, each 1 too high or 1 too low by the toss of a coin. */
    public interface MeanOfMaximum {
        double of(int actions);
    }

    public static MeanOfMaximum meanOfMaximum(MeanOfMaximum answer) {
        return Exercise.<MeanOfMaximum>of("The largest of some coins", actions -> 1 - 2 * StrictMath.pow(0.5, actions))
                .task("1 action", f -> f.of(1))
                .task("2 actions", f -> f.of(2))
                .task("3 actions", f -> f.of(3))
                .task("16 actions", f -> f.of(16))
                .mistake(
                        "mean-of-the-coins",
                        actions -> 0,
                        "Each single guess is 0 on average. The largest of them is not.")
                .mistake("always-one", actions -> 1, "Now and then all guesses are too low together. How often?")
                .mistake(
                        "chance-only",
                        actions -> 1 - StrictMath.pow(0.5, actions),
                        "That is how often the largest is +1. In the other cases it is -1, not 0.")
                .mistake(
                        "only-two",
                        actions -> 0.5,
                        "Right for two actions. With more of them a guess that is too high is found more often.")
                .mistake(
                        "all-equal",
                        actions -> 1 - 4 * StrictMath.pow(0.5, actions),
                        "All guesses too high is one case in 2 to the power of the actions, and there the largest is +1. Count the -1 again.")
                .otherwise("The largest is -1 only if all coins say -1. Weigh +1 and -1 with how often each comes.")
                .handBack(answer);
    }

    /** The target of Double DQN: van Hasselt et al. 2016, "Deep reinforcement learning with double Q-learning", equation 4. */
    public interface DoubleTarget {
        double of(double reward, double gamma, double[] online, double[] target, boolean terminated);
    }

    public static DoubleTarget doubleTarget(DoubleTarget answer) {
        return Exercise.<DoubleTarget>of(
                        "The target of Double DQN",
                        (r, gamma, online, target, end) -> end ? r : r + gamma * target[EpsilonGreedy.argmax(online)])
                .task(
                        "reward 1, gamma 0.5, online [2, 6], target [8, 4], not terminated",
                        f -> f.of(1, 0.5, new double[] {2, 6}, new double[] {8, 4}, false))
                .task(
                        "reward 0, gamma 0.9, online [3, -1, 2], target [-2, 5, 7], not terminated",
                        f -> f.of(0, 0.9, new double[] {3, -1, 2}, new double[] {-2, 5, 7}, false))
                .task(
                        "reward 0, gamma 0.5, online [9, 2], target [1, 4], not terminated",
                        f -> f.of(0, 0.5, new double[] {9, 2}, new double[] {1, 4}, false))
                .task(
                        "reward -1, gamma 0.9, online [2, 6], target [8, 4], terminated",
                        f -> f.of(-1, 0.9, new double[] {2, 6}, new double[] {8, 4}, true))
                .mistake(
                        "single",
                        (r, gamma, online, target, end) -> end ? r : r + gamma * max(target),
                        "This is the target of plain DQN: the same network chooses and judges.")
                .mistake(
                        "online-only",
                        (r, gamma, online, target, end) -> end ? r : r + gamma * max(online),
                        "Here the online network judges its own choice. Who else could say what the chosen action is worth?")
                .mistake(
                        "roles-swapped",
                        (r, gamma, online, target, end) -> end ? r : r + gamma * online[EpsilonGreedy.argmax(target)],
                        "The two have swapped roles: let the online network choose.")
                .mistake(
                        "smaller",
                        (r, gamma, online, target, end) -> end ? r : r + gamma * Math.min(max(online), max(target)),
                        "The smaller of two maxima is another method. Here one network names an action, the other its value.")
                .mistake(
                        "index",
                        (r, gamma, online, target, end) -> end ? r : r + gamma * EpsilonGreedy.argmax(online),
                        "argmax gives the number of an action, not what the action is worth.")
                .mistake(
                        "never-ends",
                        (r, gamma, online, target, end) -> r + gamma * target[EpsilonGreedy.argmax(online)],
                        "After a terminal step nothing follows. What does terminated say?")
                .otherwise("First the number of an action, from one array; then its value, from the other.")
                .handBack(answer);
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }

    /** The Q-values of a dueling network: Wang et al. 2016, "Dueling network architectures", equation 9. */
    public interface Dueling {
        double[] of(double value, double[] advantages);
    }

    public static Dueling dueling(Dueling answer) {
        return Exercise.<Dueling>of("Value and advantages", (value, a) -> shifted(a, value - mean(a)))
                .task("value 10, advantages [1, -1]", f -> f.of(10, new double[] {1, -1}))
                .task("value 10, advantages [101, 99]", f -> f.of(10, new double[] {101, 99}))
                .task("value -2, advantages [0, 3, 6]", f -> f.of(-2, new double[] {0, 3, 6}))
                .mistake(
                        "not-centered",
                        (value, a) -> shifted(a, value),
                        "If all advantages grow by 100, Q should stay as it is. What must be taken off?")
                .mistake(
                        "maximum",
                        (value, a) -> shifted(a, value - max(a)),
                        "That is the other form, with the largest taken off. Here it is the mean.")
                .mistake(
                        "sum",
                        (value, a) -> shifted(a, value - Arrays.stream(a).sum()),
                        "The sum grows with the number of actions. Which number stands for all of them?")
                .mistake(
                        "value-forgotten",
                        (value, a) -> shifted(a, -mean(a)),
                        "These are the advantages alone. What is the state itself worth?")
                .mistake(
                        "minus-value",
                        (value, a) -> shifted(a, -value),
                        "Advantage is Q minus value. So how does one get Q back?")
                .otherwise("One number for each action: value plus its advantage, minus what all advantages share.")
                .handBack(answer);
    }

    private static double[] shifted(double[] values, double by) {
        return Arrays.stream(values).map(x -> x + by).toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    /** The importance weights of a batch: Schaul et al. 2016, "Prioritized experience replay", section 3.4. */
    public interface ImportanceWeights {
        double[] of(double[] probabilities, int stored, double beta);
    }

    public static ImportanceWeights importanceWeights(ImportanceWeights answer) {
        return Exercise.<ImportanceWeights>of(
                        "Importance weights", (p, stored, beta) -> overLargest(raw(p, stored, beta)))
                .task("probabilities [0.5, 0.125], 4 stored, beta 1", f -> f.of(new double[] {0.5, 0.125}, 4, 1))
                .task(
                        "probabilities [0.01, 0.04, 0.09], 100 stored, beta 0.5",
                        f -> f.of(new double[] {0.01, 0.04, 0.09}, 100, 0.5))
                .task("probabilities [0.5, 0.25], 4 stored, beta 0", f -> f.of(new double[] {0.5, 0.25}, 4, 0))
                .mistake(
                        "not-scaled",
                        (p, stored, beta) -> raw(p, stored, beta),
                        "The shape is right. Now divide by the largest, so that no weight exceeds 1.")
                .mistake(
                        "wrong-sign",
                        (p, stored, beta) -> overLargest(raw(p, stored, -beta)),
                        "What is drawn often should count less, not more. Look at the sign of the exponent.")
                .mistake(
                        "no-beta",
                        (p, stored, beta) -> overLargest(raw(p, stored, 1)),
                        "This mends all of the bias at once. With beta 0 every weight should be 1.")
                .mistake(
                        "sum-to-one",
                        (p, stored, beta) -> {
                            double[] w = raw(p, stored, beta);
                            double sum = Arrays.stream(w).sum();
                            return Arrays.stream(w).map(x -> x / sum).toArray();
                        },
                        "They need not add up to 1: the largest of them should be 1.")
                .mistake(
                        "linear",
                        (p, stored, beta) -> overLargest(
                                Arrays.stream(p).map(x -> 1 - beta * x).toArray()),
                        "Something drawn twice as often should count half as much when beta is 1. Beta is an exponent.")
                .otherwise(
                        "For each probability (stored times P) to the power of minus beta; then all divided by the largest.")
                .handBack(answer);
    }

    private static double[] raw(double[] probabilities, int stored, double beta) {
        return Arrays.stream(probabilities)
                .map(p -> StrictMath.pow(stored * p, -beta))
                .toArray();
    }

    private static double[] overLargest(double[] weights) {
        double largest = max(weights);
        return Arrays.stream(weights).map(w -> w / largest).toArray();
    }

    /** The n-step target: Sutton and Barto, section 7.1, with the maximum of Q-learning at its end. */
    public interface NStepTarget {
        double of(double[] rewards, double gamma, double maxLast, boolean terminated);
    }

    public static NStepTarget nStepTarget(NStepTarget answer) {
        return Exercise.<NStepTarget>of(
                        "The n-step target",
                        (r, gamma, last, end) ->
                                discounted(r, gamma) + (end ? 0 : StrictMath.pow(gamma, r.length) * last))
                .task(
                        "rewards [1, 2, 4], gamma 0.5, maxLast 16, not terminated",
                        f -> f.of(new double[] {1, 2, 4}, 0.5, 16, false))
                .task("rewards [3], gamma 0.9, maxLast 10, not terminated", f -> f.of(new double[] {3}, 0.9, 10, false))
                .task(
                        "rewards [0, 0, 5, 1], gamma 0.9, maxLast -2, not terminated",
                        f -> f.of(new double[] {0, 0, 5, 1}, 0.9, -2, false))
                .task(
                        "rewards [1, 1], gamma 0.9, maxLast 10, terminated after the second",
                        f -> f.of(new double[] {1, 1}, 0.9, 10, true))
                .mistake(
                        "discounted-once",
                        (r, gamma, last, end) -> discounted(r, gamma) + (end ? 0 : gamma * last),
                        "The estimate lies as many steps ahead as there are rewards. How often is it discounted?")
                .mistake(
                        "one-power-less",
                        (r, gamma, last, end) ->
                                discounted(r, gamma) + (end ? 0 : StrictMath.pow(gamma, r.length - 1) * last),
                        "The last reward and the estimate do not lie equally far away: one more step is between them.")
                .mistake(
                        "rewards-not-discounted",
                        (r, gamma, last, end) ->
                                Arrays.stream(r).sum() + (end ? 0 : StrictMath.pow(gamma, r.length) * last),
                        "The second reward comes one step later than the first. What does it count?")
                .mistake(
                        "first-discounted",
                        (r, gamma, last, end) ->
                                gamma * discounted(r, gamma) + (end ? 0 : StrictMath.pow(gamma, r.length) * last),
                        "The first reward comes at once: it counts in full.")
                .mistake(
                        "never-ends",
                        (r, gamma, last, end) -> discounted(r, gamma) + StrictMath.pow(gamma, r.length) * last,
                        "When the episode terminated within these steps, is there anything left to estimate?")
                .mistake(
                        "one-step",
                        (r, gamma, last, end) -> r[0] + (end ? 0 : gamma * last),
                        "This uses one reward of several. The others were received as well.")
                .otherwise(
                        "Each reward times gamma once more than the one before it; then the estimate, if anything follows.")
                .handBack(answer);
    }

    private static double discounted(double[] rewards, double gamma) {
        double sum = 0;
        for (int i = rewards.length - 1; i >= 0; i--) {
            sum = rewards[i] + gamma * sum;
        }
        return sum;
    }
}
