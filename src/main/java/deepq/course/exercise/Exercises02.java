package deepq.course.exercise;

import deepq.env.Outcome;
import java.util.Arrays;
import java.util.List;

/** The checks of notebook 02, the Bellman equation. */
public final class Exercises02 {
    private Exercises02() {}

    /** G at the start of an episode with these rewards (Sutton and Barto, equation 3.8). */
    public interface DiscountedReturn {
        double of(double[] rewards, double gamma);
    }

    /** Q(S, A) from one step and the Q-values of the next state (Sutton and Barto, equation 3.20, for a certain outcome). */
    public interface Bellman {
        double of(double reward, double gamma, double[] nextQ, boolean terminated);
    }

    /** Q(S, A) from all that may happen and the values of the states (Sutton and Barto, equation 3.20). */
    public interface Expected {
        double of(List<Outcome> outcomes, double gamma, double[] values);
    }

    public static DiscountedReturn discountedReturn(DiscountedReturn answer) {
        return Exercise.<DiscountedReturn>of("The discounted return", Exercises02::discounted)
                .task("rewards 0, 0, 1 and gamma 0.9", f -> f.of(new double[] {0, 0, 1}, 0.9))
                .task("rewards 1, 2, 4 and gamma 0.5", f -> f.of(new double[] {1, 2, 4}, 0.5))
                .task("rewards 3, -1 and gamma 1", f -> f.of(new double[] {3, -1}, 1))
                .task("one reward, 5, and gamma 0.9", f -> f.of(new double[] {5}, 0.9))
                .mistake(
                        "no-discount",
                        (rewards, gamma) -> Arrays.stream(rewards).sum(),
                        "This is the plain sum. A reward that comes later must count less.")
                .mistake(
                        "first-discounted",
                        (rewards, gamma) -> gamma * discounted(rewards, gamma),
                        "One gamma too many: the first reward counts in full.")
                .mistake(
                        "wrong-end",
                        (rewards, gamma) -> {
                            double g = 0;
                            for (double reward : rewards) {
                                g = reward + gamma * g;
                            }
                            return g;
                        },
                        "Here the last reward counts in full and the first the least. From which end does the loop have to come?")
                .mistake(
                        "same-discount",
                        (rewards, gamma) ->
                                rewards[0] + gamma * (Arrays.stream(rewards).sum() - rewards[0]),
                        "All later rewards get one gamma, however late they are. Each step multiplies once more.")
                .mistake(
                        "times-k",
                        (rewards, gamma) -> {
                            double g = rewards[0];
                            for (int k = 1; k < rewards.length; k++) {
                                g += k * gamma * rewards[k];
                            }
                            return g;
                        },
                        "Here gamma is multiplied by the number of steps. It must be raised to that power.")
                .mistake(
                        "last-only",
                        (rewards, gamma) -> Math.pow(gamma, rewards.length - 1) * rewards[rewards.length - 1],
                        "Only the last reward is counted. There may be others on the way.")
                .otherwise("G is the reward now, plus gamma times the return from the next step on.")
                .handBack(answer);
    }

    private static double discounted(double[] rewards, double gamma) {
        double g = 0;
        for (int k = rewards.length - 1; k >= 0; k--) {
            g = rewards[k] + gamma * g;
        }
        return g;
    }

    public static Bellman bellman(Bellman answer) {
        return Exercise.<Bellman>of(
                        "The Bellman equation",
                        (reward, gamma, nextQ, terminated) -> reward + (terminated ? 0 : gamma * max(nextQ)))
                .task(
                        "reward 0, gamma 0.9, next Q-values 0.1, 0.5, 0.3, 0.2, not over",
                        f -> f.of(0, 0.9, new double[] {0.1, 0.5, 0.3, 0.2}, false))
                .task(
                        "reward 1, gamma 0.5, next Q-values -4, -3, -2, -1, not over",
                        f -> f.of(1, 0.5, new double[] {-4, -3, -2, -1}, false))
                .task(
                        "reward 1, gamma 0.9, next Q-values 0.7, 0.4, 0, 0, over",
                        f -> f.of(1, 0.9, new double[] {0.7, 0.4, 0, 0}, true))
                .mistake(
                        "terminal-future",
                        (reward, gamma, nextQ, terminated) -> reward + gamma * max(nextQ),
                        "Right as long as the game goes on. If it is over, what can still be earned?")
                .mistake(
                        "no-discount",
                        (reward, gamma, nextQ, terminated) -> reward + (terminated ? 0 : max(nextQ)),
                        "What comes a step later counts less. Where is gamma?")
                .mistake(
                        "no-discount-terminal-future",
                        (reward, gamma, nextQ, terminated) -> reward + max(nextQ),
                        "Two things are missing: what comes a step later counts less, and nothing comes after the end.")
                .mistake(
                        "discounted-reward",
                        (reward, gamma, nextQ, terminated) -> gamma * (reward + (terminated ? 0 : max(nextQ))),
                        "The reward of this step arrives now and counts in full. Only the future is discounted.")
                .mistake(
                        "mean",
                        (reward, gamma, nextQ, terminated) -> reward
                                + (terminated
                                        ? 0
                                        : gamma * Arrays.stream(nextQ).average().orElse(0)),
                        "This is the average of the four actions. From S' on the best action is taken.")
                .mistake(
                        "sum",
                        (reward, gamma, nextQ, terminated) -> reward
                                + (terminated ? 0 : gamma * Arrays.stream(nextQ).sum()),
                        "This adds up all four actions. Only one of them can be taken: the best.")
                .mistake(
                        "first",
                        (reward, gamma, nextQ, terminated) -> reward + (terminated ? 0 : gamma * nextQ[0]),
                        "This takes the first action, whatever it is worth. From S' on the best action is taken.")
                .mistake(
                        "reward-only",
                        (reward, gamma, nextQ, terminated) -> reward,
                        "This is the reward of the step alone. What is the next state worth?")
                .mistake(
                        "terminal-zero",
                        (reward, gamma, nextQ, terminated) -> terminated ? 0 : reward + gamma * max(nextQ),
                        "Where the game is over the future is worth nothing. But the reward of this last step was received.")
                .mistake(
                        "no-reward",
                        (reward, gamma, nextQ, terminated) -> terminated ? 0 : gamma * max(nextQ),
                        "This is the future alone. What does the step itself bring?")
                .otherwise(
                        "Q(S, A) is the reward now, plus gamma times the best that the next state offers, if there is one.")
                .handBack(answer);
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }

    public static Expected expected(Expected answer) {
        List<Outcome> ice =
                List.of(new Outcome(0.5, 0, 0, false), new Outcome(0.3, 1, 1, false), new Outcome(0.2, 2, 1, true));
        List<Outcome> certain = List.of(new Outcome(1, 1, -1, false));
        double[] values = {4, 2, 9};
        return Exercise.<Expected>of("The average over what may happen", Exercises02::average)
                .task(
                        "three outcomes (p 0.5 to state 0, p 0.3 to state 1 with reward 1, p 0.2 to state 2 with reward 1 and over), gamma 0.9, values 4, 2, 9",
                        f -> f.of(ice, 0.9, values))
                .task(
                        "one certain outcome (to state 1 with reward -1), gamma 0.5, values 4, 2, 9",
                        f -> f.of(certain, 0.5, values))
                .mistake(
                        "unweighted",
                        (outcomes, gamma, v) -> outcomes.stream()
                                .mapToDouble(o -> target(o, gamma, v))
                                .average()
                                .orElse(0),
                        "Here each outcome counts alike. A likely one must count more than an unlikely one.")
                .mistake(
                        "sum",
                        (outcomes, gamma, v) -> outcomes.stream()
                                .mapToDouble(o -> target(o, gamma, v))
                                .sum(),
                        "The outcomes are added up as if all of them happened. Only one of them does: weight each with its probability.")
                .mistake(
                        "best",
                        (outcomes, gamma, v) -> outcomes.stream()
                                .mapToDouble(o -> target(o, gamma, v))
                                .max()
                                .orElse(0),
                        "This takes the best outcome. The agent chooses the action, but the ice chooses the outcome.")
                .mistake(
                        "terminal-future",
                        (outcomes, gamma, v) -> outcomes.stream()
                                .mapToDouble(o -> o.probability() * (o.reward() + gamma * v[o.next()]))
                                .sum(),
                        "One of the outcomes ends the game. What can still be earned after it?")
                .mistake(
                        "no-reward",
                        (outcomes, gamma, v) -> outcomes.stream()
                                .mapToDouble(o -> o.probability() * (o.terminated() ? 0 : gamma * v[o.next()]))
                                .sum(),
                        "These are the futures. Each outcome also brings a reward.")
                .mistake(
                        "reward-unweighted",
                        (outcomes, gamma, v) -> outcomes.stream()
                                .mapToDouble(
                                        o -> o.reward() + o.probability() * (o.terminated() ? 0 : gamma * v[o.next()]))
                                .sum(),
                        "The future is weighted with the probability, the reward is not. Mind the brackets.")
                .mistake(
                        "no-discount",
                        (outcomes, gamma, v) -> average(outcomes, 1, v),
                        "What comes a step later counts less. Where is gamma?")
                .otherwise(
                        "For each outcome: its probability, times the reward plus the discounted value of what follows. Then the sum.")
                .handBack(answer);
    }

    private static double average(List<Outcome> outcomes, double gamma, double[] values) {
        return outcomes.stream()
                .mapToDouble(o -> o.probability() * target(o, gamma, values))
                .sum();
    }

    private static double target(Outcome outcome, double gamma, double[] values) {
        return outcome.reward() + (outcome.terminated() ? 0 : gamma * values[outcome.next()]);
    }
}
