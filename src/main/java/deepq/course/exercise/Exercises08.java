package deepq.course.exercise;

import deepq.policy.EpsilonGreedy;

/** The checks of notebook 08, the DQN algorithm. */
public final class Exercises08 {
    private Exercises08() {}

    /** Epsilon at a step, when it falls in a straight line. */
    public interface Epsilon {
        double at(int step, double from, double to, int steps);
    }

    public static Epsilon epsilon(Epsilon answer) {
        return Exercise.<Epsilon>of(
                        "Epsilon falls",
                        (step, from, to, steps) -> step >= steps ? to : from + (to - from) * step / steps)
                .task("step 0 of 8000, from 1 to 0.3", f -> f.at(0, 1, 0.3, 8_000))
                .task("step 4000 of 8000, from 1 to 0.3", f -> f.at(4_000, 1, 0.3, 8_000))
                .task("step 8000 of 8000, from 1 to 0.3", f -> f.at(8_000, 1, 0.3, 8_000))
                .task("step 20,000 of 8000, from 1 to 0.3", f -> f.at(20_000, 1, 0.3, 8_000))
                .task("step 30 of 100, from 0.5 to 0.1", f -> f.at(30, 0.5, 0.1, 100))
                .mistake(
                        "whole-numbers",
                        (step, from, to, steps) -> step >= steps ? to : from + (to - from) * (step / steps),
                        "Begin and end are right; in between it should fall in a straight line. A Java trap: step / steps divides two ints, and gives 0 until the end.")
                .mistake(
                        "no-end",
                        (step, from, to, steps) -> from + (to - from) * step / steps,
                        "Right up to the last of these steps. But training goes on, and a probability below 0 there is not.")
                .mistake(
                        "back-to-zero",
                        (step, from, to, steps) -> Math.max(0, from + (to - from) * step / steps),
                        "Right up to the last of these steps. After them epsilon stays where it is, at to.")
                .mistake(
                        "to-zero",
                        (step, from, to, steps) -> Math.max(to, from - from * step / steps),
                        "The line is too steep: it aims at 0. It should arrive at to exactly when the steps are over.")
                .mistake(
                        "swapped",
                        (step, from, to, steps) -> step >= steps ? from : to + (from - to) * step / steps,
                        "This agent begins greedy and ends at random. Which value belongs to step 0?")
                .otherwise("At step 0 it is from, at the last step it is to, and halfway it is halfway.")
                .handBack(answer);
    }

    /** The targets of a batch, with Q of the next states row after row. */
    public interface Targets {
        float[] of(float[] rewards, float[] discounts, float[] nextQ, int actions);
    }

    public static Targets targets(Targets answer) {
        return Exercise.<Targets>of(
                        "The targets of a batch",
                        (rewards, discounts, nextQ, actions) -> targets(rewards, discounts, nextQ, actions, true))
                .task(
                        "rewards {1, 1, 1}, discounts {0.9, 0.9, 0}, nextQ {5, 7, 9, 8, 6, 4} and 2 actions",
                        f -> f.of(
                                new float[] {1, 1, 1}, new float[] {0.9f, 0.9f, 0}, new float[] {5, 7, 9, 8, 6, 4}, 2))
                .task(
                        "rewards {0, -1}, discounts {0.5, 0.99}, nextQ {-3, -1, -2, -4, -6, -5} and 3 actions",
                        f -> f.of(
                                new float[] {0, -1},
                                new float[] {0.5f, 0.99f},
                                new float[] {-3, -1, -2, -4, -6, -5},
                                3))
                .task(
                        "rewards {2}, discounts {0}, nextQ {10, 20} and 2 actions",
                        f -> f.of(new float[] {2}, new float[] {0}, new float[] {10, 20}, 2))
                .mistake(
                        "whole-batch",
                        (rewards, discounts, nextQ, actions) -> {
                            float[] y = new float[rewards.length];
                            for (int i = 0; i < y.length; i++) {
                                y[i] = rewards[i] + discounts[i] * nextQ[EpsilonGreedy.argmax(nextQ)];
                            }
                            return y;
                        },
                        "This is the largest value of the whole batch. Each row has its own next state.")
                .mistake(
                        "first-row",
                        (rewards, discounts, nextQ, actions) -> {
                            float[] y = new float[rewards.length];
                            for (int i = 0; i < y.length; i++) {
                                y[i] = rewards[i] + discounts[i] * nextQ[EpsilonGreedy.argmax(nextQ, 0, actions)];
                            }
                            return y;
                        },
                        "Each of your rows looks at the next state of row 0. Where does row i begin in nextQ?")
                .mistake(
                        "overlapping-rows",
                        (rewards, discounts, nextQ, actions) -> {
                            float[] y = new float[rewards.length];
                            for (int i = 0; i < y.length; i++) {
                                y[i] = rewards[i] + discounts[i] * nextQ[i + EpsilonGreedy.argmax(nextQ, i, actions)];
                            }
                            return y;
                        },
                        "Row i does not begin at place i of nextQ: the rows before it take more than one place each.")
                .mistake(
                        "no-discount",
                        (rewards, discounts, nextQ, actions) -> {
                            float[] ones = discounts.clone();
                            for (int i = 0; i < ones.length; i++) {
                                ones[i] = ones[i] > 0 ? 1 : 0;
                            }
                            return targets(rewards, ones, nextQ, actions, true);
                        },
                        "The future counts a little less. The array discounts says how much.")
                .mistake(
                        "no-end",
                        (rewards, discounts, nextQ, actions) -> {
                            float[] ones = discounts.clone();
                            java.util.Arrays.fill(ones, 1);
                            return targets(rewards, ones, nextQ, actions, true);
                        },
                        "Where do the discounts come in? They also say where an episode has ended: there they are 0.")
                .mistake(
                        "smallest",
                        (rewards, discounts, nextQ, actions) -> targets(rewards, discounts, nextQ, actions, false),
                        "This is the worst next action. The agent will choose the best one.")
                .mistake(
                        "zero-start",
                        (rewards, discounts, nextQ, actions) -> {
                            float[] raised = nextQ.clone();
                            for (int i = 0; i < raised.length; i++) {
                                raised[i] = Math.max(0, raised[i]);
                            }
                            return targets(rewards, discounts, raised, actions, true);
                        },
                        "Q-values may all be negative. A maximum that starts from 0 then finds none of them.")
                .mistake(
                        "action-as-value",
                        (rewards, discounts, nextQ, actions) -> {
                            float[] y = new float[rewards.length];
                            for (int i = 0; i < y.length; i++) {
                                y[i] = rewards[i] + discounts[i] * EpsilonGreedy.argmax(nextQ, i * actions, actions);
                            }
                            return y;
                        },
                        "argmax gives the number of an action. Its value stands in nextQ.")
                .mistake(
                        "discounted-reward",
                        (rewards, discounts, nextQ, actions) -> {
                            float[] none = new float[rewards.length];
                            float[] y = targets(none, discounts, nextQ, actions, true);
                            for (int i = 0; i < y.length; i++) {
                                y[i] += discounts[i] * rewards[i];
                            }
                            return y;
                        },
                        "The reward arrives now, at its full worth, also in the last step. Only what comes later is discounted.")
                .mistake(
                        "no-reward",
                        (rewards, discounts, nextQ, actions) ->
                                targets(new float[rewards.length], discounts, nextQ, actions, true),
                        "This is what may still come. What did the agent receive in this very step?")
                .otherwise("Row i of nextQ begins at i * actions and has as many values as there are actions.")
                .handBack(answer);
    }

    private static float[] targets(float[] rewards, float[] discounts, float[] nextQ, int actions, boolean largest) {
        float[] y = new float[rewards.length];
        for (int i = 0; i < y.length; i++) {
            float best = nextQ[i * actions];
            for (int a = 1; a < actions; a++) {
                float other = nextQ[i * actions + a];
                best = largest ? Math.max(best, other) : Math.min(best, other);
            }
            y[i] = rewards[i] + discounts[i] * best;
        }
        return y;
    }

    /** The loss of a batch, with Q of its states row after row. */
    public interface BatchLoss {
        double of(float[] q, int actions, int[] taken, float[] targets);
    }

    public static BatchLoss loss(BatchLoss answer) {
        return Exercise.<BatchLoss>of(
                        "The loss of a batch", (q, actions, taken, targets) -> half(q, actions, taken, targets))
                .task(
                        "q {3, 5, 2, 1}, 2 actions, taken {1, 0}, targets {4, 5}",
                        f -> f.of(new float[] {3, 5, 2, 1}, 2, new int[] {1, 0}, new float[] {4, 5}))
                .task(
                        "q {1, -2, 0.5, 4, 3, -1}, 3 actions, taken {2, 1}, targets {-1, 3.5}",
                        f -> f.of(new float[] {1, -2, 0.5f, 4, 3, -1}, 3, new int[] {2, 1}, new float[] {-1, 3.5f}))
                .task(
                        "q {1, 2, 3, 4, 5, 6}, 2 actions, taken {0, 0, 1}, targets {1, 3, 9}",
                        f -> f.of(new float[] {1, 2, 3, 4, 5, 6}, 2, new int[] {0, 0, 1}, new float[] {1, 3, 9}))
                .mistake(
                        "no-half",
                        (q, actions, taken, targets) -> 2 * half(q, actions, taken, targets),
                        "Twice too large: the formula has a half in it.")
                .mistake(
                        "sum",
                        (q, actions, taken, targets) -> targets.length * half(q, actions, taken, targets),
                        "This is the sum over the batch. Then a larger batch would take larger steps. The mean is wanted.")
                .mistake(
                        "sum-no-half",
                        (q, actions, taken, targets) -> 2 * targets.length * half(q, actions, taken, targets),
                        "This is the sum of the squares. The formula has a half, and it is a mean.")
                .mistake(
                        "best-action",
                        (q, actions, taken, targets) -> {
                            int[] best = new int[taken.length];
                            for (int i = 0; i < best.length; i++) {
                                best[i] = EpsilonGreedy.argmax(q, i * actions, actions);
                            }
                            return half(q, actions, best, targets);
                        },
                        "This takes the largest Q-value of each row. The target speaks of the action that was taken.")
                .mistake(
                        "first-row",
                        (q, actions, taken, targets) -> {
                            double sum = 0;
                            for (int i = 0; i < taken.length; i++) {
                                sum += (q[taken[i]] - targets[i]) * (q[taken[i]] - targets[i]) / 2;
                            }
                            return sum / taken.length;
                        },
                        "Each of your rows looks at the Q-values of row 0. Where does row i begin?")
                .mistake(
                        "overlapping-rows",
                        (q, actions, taken, targets) -> {
                            double sum = 0;
                            for (int i = 0; i < taken.length; i++) {
                                double error = q[i + taken[i]] - targets[i];
                                sum += error * error / 2;
                            }
                            return sum / taken.length;
                        },
                        "Row i does not begin at place i: the rows before it take more than one place each.")
                .mistake(
                        "not-squared",
                        (q, actions, taken, targets) -> {
                            double sum = 0;
                            for (int i = 0; i < taken.length; i++) {
                                sum += Math.abs(q[i * actions + taken[i]] - targets[i]) / 2;
                            }
                            return sum / taken.length;
                        },
                        "These errors are not squared.")
                .mistake(
                        "square-of-the-mean",
                        (q, actions, taken, targets) -> {
                            double sum = 0;
                            for (int i = 0; i < taken.length; i++) {
                                sum += q[i * actions + taken[i]] - targets[i];
                            }
                            return sum * sum / taken.length / taken.length / 2;
                        },
                        "Errors of both signs cancel here. Square each of them, then take the mean.")
                .otherwise("For each row: Q of the action taken, minus its target, squared and halved. Then the mean.")
                .handBack(answer);
    }

    private static double half(float[] q, int actions, int[] taken, float[] targets) {
        double sum = 0;
        for (int i = 0; i < taken.length; i++) {
            double error = q[i * actions + taken[i]] - targets[i];
            sum += error * error / 2;
        }
        return sum / taken.length;
    }

    /** In which step of the game the target network is copied for the k-th time. */
    public interface CopyStep {
        long of(long learningStarts, long period, long k);
    }

    public static CopyStep copyStep(CopyStep answer) {
        return Exercise.<CopyStep>of(
                        "When is it copied?", (learningStarts, period, k) -> learningStarts + k * period - 1)
                .task("learning from step 500 on, period 100, first copy", f -> f.of(500, 100, 1))
                .task("learning from step 500 on, period 100, third copy", f -> f.of(500, 100, 3))
                .task("learning from step 1 on, period 1, first copy", f -> f.of(1, 1, 1))
                .task("learning from step 32 on, period 10, second copy", f -> f.of(32, 10, 2))
                .mistake(
                        "off-by-one",
                        (learningStarts, period, k) -> learningStarts + k * period,
                        "Off by one. The first update is made in the very step in which learning starts: count with a period of 1.")
                .mistake(
                        "no-warm-up",
                        (learningStarts, period, k) -> k * period,
                        "This counts as if every step were an update. How many steps pass before the first one?")
                .mistake(
                        "next-multiple",
                        (learningStarts, period, k) -> (learningStarts / period + k) * period,
                        "Multiples of the period in steps. C counts updates, and these begin later.")
                .mistake(
                        "copy-at-once",
                        (learningStarts, period, k) -> learningStarts + (k - 1) * period,
                        "No copy at the first update: the target was a copy from the beginning. It is due when a full period of updates has been made.")
                .mistake(
                        "one-early",
                        (learningStarts, period, k) -> learningStarts + k * period - 2,
                        "Off by one, on the early side. Count with a period of 1: the first update is followed by a copy.")
                .mistake(
                        "first-only",
                        (learningStarts, period, k) -> learningStarts + period - 1,
                        "Right for the first copy. When is the second?")
                .otherwise(
                        "Update number 1 is made in step learningStarts, number 2 one step later. And number k * period?")
                .handBack(answer);
    }
}
