package deepq.notebook;

import deepq.policy.EpsilonGreedy;
import java.util.ArrayList;
import java.util.List;

/** The checks of notebook 08, the DQN algorithm. */
public final class Exercises08 {
    private Exercises08() {}

    /** Epsilon at a step, when it falls in a straight line. */
    public interface Epsilon {
        double at(int step, double from, double to, int steps);
    }

    public static void epsilon(Epsilon answer) {
        Exercise.<Epsilon>of(
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
                        "A Java trap: step / steps divides two ints, and gives 0 until the end.")
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
                .mistake(
                        "a-step-down",
                        (step, from, to, steps) -> step >= steps ? to : from,
                        "Begin and end are right. In between it should fall in a straight line.")
                .otherwise("At step 0 it is from, at the last step it is to, and halfway it is halfway.")
                .check(answer);
    }

    /** The targets of a batch, with Q of the next states row after row. */
    public interface Targets {
        float[] of(float[] rewards, float[] discounts, float[] nextQ, int actions);
    }

    public static void targets(Targets answer) {
        Exercise.<Targets>of(
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
                .check(answer);
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

    /** The gradient of a row's loss with respect to the outputs of the network. */
    public interface Gradient {
        double[] of(double[] q, int action, double target);
    }

    public static void gradient(Gradient answer) {
        Exercise.<Gradient>of("Which output is pushed", (q, action, target) -> {
                    double[] gradient = new double[q.length];
                    gradient[action] = q[action] - target;
                    return gradient;
                })
                .task("q {3, 5}, action 0, target 4", f -> f.of(new double[] {3, 5}, 0, 4))
                .task("q {3, 5}, action 1, target 4", f -> f.of(new double[] {3, 5}, 1, 4))
                .task("q {1, -2, 0.5}, action 2, target -1", f -> f.of(new double[] {1, -2, 0.5}, 2, -1))
                .mistake(
                        "all-outputs",
                        (q, action, target) -> {
                            double[] gradient = new double[q.length];
                            for (int a = 0; a < q.length; a++) {
                                gradient[a] = q[a] - target;
                            }
                            return gradient;
                        },
                        "The target speaks of the action that was taken. Of the others this transition knows nothing.")
                .mistake(
                        "sign",
                        (q, action, target) -> {
                            double[] gradient = new double[q.length];
                            gradient[action] = target - q[action];
                            return gradient;
                        },
                        "This is the error, the way to go. The gradient points uphill, the other way; the optimizer turns it round.")
                .mistake(
                        "twice",
                        (q, action, target) -> {
                            double[] gradient = new double[q.length];
                            gradient[action] = 2 * (q[action] - target);
                            return gradient;
                        },
                        "That is the slope of the whole square. Here the loss is half of it.")
                .mistake(
                        "best-action",
                        (q, action, target) -> {
                            double[] gradient = new double[q.length];
                            int best = EpsilonGreedy.argmax(q);
                            gradient[best] = q[best] - target;
                            return gradient;
                        },
                        "This pushes the best action. Which one was taken?")
                .mistake(
                        "loss",
                        (q, action, target) -> {
                            double[] gradient = new double[q.length];
                            gradient[action] = (q[action] - target) * (q[action] - target) / 2;
                            return gradient;
                        },
                        "This is the loss itself. How steep is it?")
                .otherwise("An array as long as q, with a single entry that is not 0.")
                .check(answer);
    }

    /** Whether the target network is copied after this update. */
    public interface Copy {
        boolean now(long steps, long updates, int period);
    }

    public static void copy(Copy answer) {
        Exercise.<Copy>of("When to copy", (steps, updates, period) -> updates % period == 0)
                .task(
                        "an update at each step from step 500 on, period 100 (the updates after which it copies)",
                        f -> copies(f, 499, 1, 350, 100))
                .task(
                        "an update at every 4th step, period 10 (the updates after which it copies)",
                        f -> copies(f, 0, 4, 35, 10))
                .task(
                        "an update at each step from step 8 on, period 1 (the updates after which it copies)",
                        f -> copies(f, 7, 1, 5, 1))
                .mistake(
                        "steps",
                        (steps, updates, period) -> steps % period == 0,
                        "This counts the steps in the game. C counts updates: before the first update there is nothing new to copy.")
                .mistake(
                        "one-late",
                        (steps, updates, period) -> updates % period == 1,
                        "Off by one: this copies after the first update, and with a period of 1 never.")
                .mistake(
                        "one-more",
                        (steps, updates, period) -> updates % (period + 1) == 0,
                        "Off by one: between two copies lie too many updates.")
                .mistake(
                        "once",
                        (steps, updates, period) -> updates == period,
                        "This copies a single time. After that the target network never learns anything new.")
                .mistake(
                        "from-then-on",
                        (steps, updates, period) -> updates >= period,
                        "From the first copy on this copies after every update: the target moves all the time again, as in 05.")
                .mistake(
                        "in-between",
                        (steps, updates, period) -> updates % period != 0,
                        "The other way round: this copies after all updates except those that are due.")
                .otherwise("With period 100 it copies after the updates 100, 200, 300, and after no other.")
                .check(answer);
    }

    private static List<Integer> copies(Copy answer, long before, int stepsPerUpdate, int updates, int period) {
        List<Integer> copies = new ArrayList<>();
        for (int update = 1; update <= updates; update++) {
            if (answer.now(before + (long) stepsPerUpdate * update, update, period)) {
                copies.add(update);
            }
        }
        return copies;
    }
}
