package deepq.course.exercise;

import java.util.Arrays;

/** The checks of notebook 05, A network for Q. */
public final class Exercises05 {
    private Exercises05() {}

    /** What a ReLU unit puts out for its inputs. */
    public interface Unit {
        double of(double[] weights, double bias, double[] x);
    }

    public static Unit unit(Unit answer) {
        return Exercise.<Unit>of("One unit", (weights, bias, x) -> Math.max(0, bias + product(weights, x)))
                .task(
                        "weights {1, 0.5}, bias 0.5, x {0.5, -1}",
                        f -> f.of(new double[] {1, 0.5}, 0.5, new double[] {0.5, -1}))
                .task(
                        "weights {-1, 1}, bias 0.25, x {0.5, -1}",
                        f -> f.of(new double[] {-1, 1}, 0.25, new double[] {0.5, -1}))
                .task(
                        "weights {2, 3, -1}, bias -1, x {1, 2, 4}",
                        f -> f.of(new double[] {2, 3, -1}, -1, new double[] {1, 2, 4}))
                .task("weights {-2}, bias 3, x {1}", f -> f.of(new double[] {-2}, 3, new double[] {1}))
                .mistake(
                        "no-relu",
                        (weights, bias, x) -> bias + product(weights, x),
                        "The weighted sum is right. What does ReLU do with a sum below zero?")
                .mistake(
                        "no-bias",
                        (weights, bias, x) -> Math.max(0, product(weights, x)),
                        "The inputs are weighted, and ReLU is there. One number of the unit has not been used.")
                .mistake(
                        "bias-after-relu",
                        (weights, bias, x) -> bias + Math.max(0, product(weights, x)),
                        "The bias belongs to the sum: ReLU comes last of all.")
                .mistake(
                        "relu-of-each-part",
                        (weights, bias, x) -> {
                            double sum = Math.max(0, bias);
                            for (int i = 0; i < x.length; i++) {
                                sum += Math.max(0, weights[i] * x[i]);
                            }
                            return sum;
                        },
                        "ReLU is applied once, to the whole sum. Parts of it may be negative.")
                .mistake(
                        "absolute",
                        (weights, bias, x) -> Math.abs(bias + product(weights, x)),
                        "A sum below zero becomes zero; it does not change its sign.")
                .mistake(
                        "minimum",
                        (weights, bias, x) -> Math.min(0, bias + product(weights, x)),
                        "This lets through what is below zero. ReLU lets through what is above.")
                .otherwise("Start with the bias, add weight times input for each input, and end with ReLU.")
                .handBack(answer);
    }

    private static double product(double[] weights, double[] x) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += weights[i] * x[i];
        }
        return sum;
    }

    /** The gradient of half the squared error of one action, by each output of the network. */
    public interface OutputGradient {
        double[] of(double[] q, int action, double target);
    }

    public static OutputGradient outputGradient(OutputGradient answer) {
        return Exercise.<OutputGradient>of(
                        "The gradient at the outputs",
                        (q, action, target) -> only(q.length, action, q[action] - target))
                .task("q {1.5, 0.5}, action 0, target 2", f -> f.of(new double[] {1.5, 0.5}, 0, 2))
                .task("q {1, -2, 4}, action 2, target 1", f -> f.of(new double[] {1, -2, 4}, 2, 1))
                .task("q {0, 3}, action 1, target -1.5", f -> f.of(new double[] {0, 3}, 1, -1.5))
                .mistake(
                        "sign",
                        (q, action, target) -> only(q.length, action, target - q[action]),
                        "The size is right. If Q is too small, does the loss grow or shrink when Q grows?")
                .mistake(
                        "all-actions",
                        (q, action, target) ->
                                Arrays.stream(q).map(v -> v - target).toArray(),
                        "The agent took one action and saw what came of it. What does it know about the others?")
                .mistake(
                        "loss",
                        (q, action, target) -> only(q.length, action, (q[action] - target) * (q[action] - target) / 2),
                        "That is the loss itself. Wanted is how fast it changes: its derivative.")
                .mistake(
                        "factor-two",
                        (q, action, target) -> only(q.length, action, 2 * (q[action] - target)),
                        "The derivative of the square has a factor 2. What does the half in the loss do to it?")
                .mistake(
                        "divided-by-outputs",
                        (q, action, target) -> only(q.length, action, (q[action] - target) / q.length),
                        "Nothing is averaged over the actions: the loss has only one of them in it.")
                .otherwise("One number for each output: zero where the loss does not depend on that output.")
                .handBack(answer);
    }

    private static double[] only(int length, int index, double value) {
        double[] values = new double[length];
        values[index] = value;
        return values;
    }

    /** The weights after one step of gradient descent. */
    public interface GradientStep {
        double[] of(double[] weights, double[] gradient, double learningRate);
    }

    public static GradientStep gradientStep(GradientStep answer) {
        return Exercise.<GradientStep>of(
                        "One step down", (weights, gradient, learningRate) -> step(weights, gradient, -learningRate))
                .task(
                        "weights {1, -2}, gradient {0.5, 1}, learning rate 0.1",
                        f -> f.of(new double[] {1, -2}, new double[] {0.5, 1}, 0.1))
                .task(
                        "weights {3, 0, 1}, gradient {-4, 2, 0}, learning rate 0.5",
                        f -> f.of(new double[] {3, 0, 1}, new double[] {-4, 2, 0}, 0.5))
                .task("the weights {2, 2} that were handed in, afterwards (gradient {1, 1})", f -> {
                    double[] weights = {2, 2};
                    f.of(weights, new double[] {1, 1}, 0.1);
                    return weights;
                })
                .mistake(
                        "uphill",
                        (weights, gradient, learningRate) -> step(weights, gradient, learningRate),
                        "The gradient points to where the loss grows. Which way do you want to go?")
                .mistake(
                        "no-rate",
                        (weights, gradient, learningRate) -> step(weights, gradient, -1),
                        "The direction is right. How long is the step to be?")
                .mistake(
                        "only-the-change",
                        (weights, gradient, learningRate) -> step(new double[weights.length], gradient, -learningRate),
                        "This is the change. From where does each weight set out?")
                .mistake(
                        "sign-only",
                        (weights, gradient, learningRate) -> step(
                                weights,
                                Arrays.stream(gradient).map(Math::signum).toArray(),
                                -learningRate),
                        "All weights move equally far. With a plain step, a weight with a larger gradient moves further.")
                .mistake(
                        "in-place",
                        (weights, gradient, learningRate) -> {
                            for (int i = 0; i < weights.length; i++) {
                                weights[i] -= learningRate * gradient[i];
                            }
                            return weights;
                        },
                        "The numbers are right, but the weights that were handed in have changed. Return a new array.")
                .otherwise("Each weight for itself: against its gradient, by a part that the learning rate sets.")
                .handBack(answer);
    }

    private static double[] step(double[] weights, double[] gradient, double rate) {
        double[] moved = weights.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += rate * gradient[i];
        }
        return moved;
    }

    /** The targets of several transitions at once, from what the network says of the next states. */
    public interface Targets {
        double[] of(double[] rewards, double gamma, double[][] nextQ, boolean[] terminated);
    }

    public static Targets targets(Targets answer) {
        double[] rewards = {1, -1, 1, 0.5};
        double[][] nextQ = {{3, 5}, {-2, -4}, {50, 60}, {0, 0}};
        boolean[] terminated = {false, false, true, false};
        return Exercise.<Targets>of("The targets", (r, gamma, next, ended) -> targets(r, gamma, next, ended, true))
                .task("four transitions, gamma 0.9", f -> f.of(rewards, 0.9, nextQ, terminated))
                .task(
                        "one transition into nextQ {1, 4, 2}, reward 2, gamma 0.5",
                        f -> f.of(new double[] {2}, 0.5, new double[][] {{1, 4, 2}}, new boolean[] {false}))
                .task(
                        "one transition that ends the game, reward 1, gamma 0.99",
                        f -> f.of(new double[] {1}, 0.99, new double[][] {{7, 9}}, new boolean[] {true}))
                .mistake(
                        "terminal-future",
                        (r, gamma, next, ended) -> targets(r, gamma, next, new boolean[r.length], true),
                        "A network gives Q-values for any four numbers, also for a pole that has fallen. What is the future worth there?")
                .mistake(
                        "no-discount",
                        (r, gamma, next, ended) -> targets(r, 1, next, ended, true),
                        "What comes a step later counts a little less. Where is gamma?")
                .mistake(
                        "first-action",
                        (r, gamma, next, ended) -> targets(r, gamma, next, ended, false),
                        "The target assumes the best next action. Is that always action 0?")
                .mistake(
                        "zero-at-the-end",
                        (r, gamma, next, ended) -> {
                            double[] targets = targets(r, gamma, next, ended, true);
                            for (int i = 0; i < targets.length; i++) {
                                targets[i] = ended[i] ? 0 : targets[i];
                            }
                            return targets;
                        },
                        "After the end there is no future. But the last step has earned its reward.")
                .mistake(
                        "negative-lost",
                        (r, gamma, next, ended) -> {
                            double[] targets = r.clone();
                            for (int i = 0; i < targets.length; i++) {
                                targets[i] += ended[i]
                                        ? 0
                                        : gamma
                                                * Math.max(
                                                        0,
                                                        Arrays.stream(next[i])
                                                                .max()
                                                                .orElse(0));
                            }
                            return targets;
                        },
                        "Where all Q-values are negative, the largest is negative too: a maximum must not start from 0.")
                .otherwise("For each transition the line from 03, with the largest number of its row of nextQ.")
                .handBack(answer);
    }

    private static double[] targets(double[] rewards, double gamma, double[][] nextQ, boolean[] ended, boolean best) {
        double[] targets = rewards.clone();
        for (int i = 0; i < targets.length; i++) {
            double next = best ? Arrays.stream(nextQ[i]).max().orElse(0) : nextQ[i][0];
            targets[i] += ended[i] ? 0 : gamma * next;
        }
        return targets;
    }
}
