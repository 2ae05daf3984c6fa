package deepq.course.exercise;

import static deepq.course.exercise.Exercise.row;

import deepq.agent.TargetRule;
import deepq.network.DenseNetwork;
import deepq.network.QNetwork;
import deepq.policy.EpsilonGreedy;
import deepq.random.Pcg64;
import deepq.replay.Batch;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** The checks of notebook 10, Beyond DQN. */
public final class Exercises10 {
    private Exercises10() {}

    /** A network that is a table: in state i (a 1 at place i) its Q-values are q[i]. */
    private static QNetwork table(float[][] q) {
        int states = q.length;
        int actions = q[0].length;
        float[] parameters = new float[states * actions + actions];
        for (int s = 0; s < states; s++) {
            for (int a = 0; a < actions; a++) {
                parameters[a * states + s] = q[s][a];
            }
        }
        DenseNetwork network = DenseNetwork.of(new Pcg64(0), states, actions);
        network.setParameters(parameters);
        return network;
    }

    private static final float[][] ONLINE = {{1, 5, 2}, {-3, -1, -2}, {4, 0, 0}};
    private static final float[][] TARGET = {{7, 3, 6}, {-5, -4, -1}, {2, 9, 1}};

    /** From state i to state i + 1 by action i; the last one terminates. */
    private static float[] targets(TargetRule rule) {
        Batch batch = new Batch(3, 3);
        for (int i = 0; i < 3; i++) {
            batch.observations[3 * i + i] = 1;
            batch.nextObservations[3 * i + (i + 1) % 3] = 1;
            batch.actions[i] = i;
            batch.rewards[i] = 1 - i;
            batch.discounts[i] = i == 2 ? 0 : 0.9f;
        }
        return rule.targets(batch, table(ONLINE), table(TARGET));
    }

    /** A rule that takes row by row: what the next state is worth, by the online and the target network's Q-values. */
    private interface Next {
        double worth(float[] online, float[] target);
    }

    private static TargetRule rule(Next next) {
        return (batch, online, target) -> {
            float[] y = new float[batch.size()];
            float[] first = online.predict(batch.nextObservations);
            float[] second = target.predict(batch.nextObservations);
            int n = online.outputs();
            for (int i = 0; i < y.length; i++) {
                float[] p = Arrays.copyOfRange(first, i * n, (i + 1) * n);
                float[] q = Arrays.copyOfRange(second, i * n, (i + 1) * n);
                y[i] = (float) (batch.rewards[i] + batch.discounts[i] * next.worth(p, q));
            }
            return y;
        };
    }

    /** Van Hasselt, Guez and Silver 2016, equation 4. */
    public static TargetRule doubleDqn(TargetRule answer) {
        return Exercise.<TargetRule>of("Double DQN", TargetRule.doubleDqn())
                .task("three transitions, the last of them terminal", Exercises10::targets)
                .hint("That is plain DQN: the target network chooses and judges. Who should choose?")
                .when(rule((online, target) -> target[EpsilonGreedy.argmax(target)]))
                .hint("The roles are swapped: the network that learns chooses, the other judges.")
                .when(rule((online, target) -> online[EpsilonGreedy.argmax(target)]))
                .hint("The online network chooses and judges. Then what is the target network for?")
                .when(rule((online, target) -> online[EpsilonGreedy.argmax(online)]))
                .hint("Where the discount is 0 nothing comes after. What do you multiply by it?")
                .when((batch, online, target) -> {
                    float[] y = TargetRule.doubleDqn().targets(batch, online, target);
                    float[] next = target.predict(batch.nextObservations);
                    float[] chosen = online.predict(batch.nextObservations);
                    int last = y.length - 1;
                    y[last] = batch.rewards[last] + 0.9f * next[3 * last + EpsilonGreedy.argmax(chosen, 3 * last, 3)];
                    return y;
                })
                .hint("The reward is missing: it is the one part of the target that is true.")
                .when((batch, online, target) -> {
                    float[] y = TargetRule.doubleDqn().targets(batch, online, target);
                    for (int i = 0; i < y.length; i++) {
                        y[i] -= batch.rewards[i];
                    }
                    return y;
                })
                .otherwise(
                        "For each row: the online network's best action in the next state, the target network's value"
                                + " of it, discounted, and the reward. Row i of the Q-values begins at i times the number of actions.")
                .handBack(answer);
    }

    /** Value and advantages put together (Wang et al. 2016, equation 9). */
    public interface Dueling {
        double[] of(double value, double[] advantages);
    }

    public static void dueling(Dueling answer) {
        Exercise.<Dueling>of("A dueling end", (v, a) -> each(a, i -> v + a[i] - mean(a)))
                .with(5, row(1, -1, 3))
                .with(-2, row(4, 4))
                .hint("Add 100 to every advantage: your Q-values move. They should not.")
                .when((v, a) -> each(a, i -> v + a[i]))
                .hint(
                        "Subtracting the largest makes the best action's Q the value. The paper's network subtracts another number.")
                .when((v, a) -> each(a, i -> v + a[i] - Arrays.stream(a).max().orElseThrow()))
                .hint("Every Q-value still needs the value of the state.")
                .when((v, a) -> each(a, i -> a[i] - mean(a)))
                .hint("The sum grows with the number of actions. Which number of the advantages does not?")
                .when((v, a) -> each(a, i -> v + a[i] - Arrays.stream(a).sum()))
                .otherwise("The value, plus each advantage, minus something that all advantages share.")
                .check(answer);
    }

    private static double[] each(double[] values, IntToDoubleFunction f) {
        double[] result = new double[values.length];
        Arrays.setAll(result, f);
        return result;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    /** Importance weights of draws that were not uniform (Schaul et al. 2016, section 3.4). */
    public interface Weights {
        double[] of(double[] probabilities, int stored, double beta);
    }

    public static Weights importanceWeights(Weights answer) {
        return Exercise.<Weights>of("Importance weights", (p, n, beta) -> overLargest(weights(p, n, beta)))
                .with(row(0.5, 0.1, 0.02), 100, 1)
                .with(row(0.2, 0.4), 10, 0.5)
                .with(row(0.3, 0.1, 0.1), 50, 0)
                .hint("The largest weight should be 1, so that a weight only ever makes a step smaller.")
                .when((p, n, beta) -> weights(p, n, beta))
                .hint("What is drawn more often should count less.")
                .when((p, n, beta) -> overLargest(weights(p, n, -beta)))
                .hint("All of the bias is mended here, whatever beta is.")
                .when((p, n, beta) -> overLargest(weights(p, n, 1)))
                .hint("Divide by the largest weight, so that it becomes 1. Your weights add up to 1 instead.")
                .when((p, n, beta) -> {
                    double[] w = weights(p, n, beta);
                    return each(w, i -> w[i] / Arrays.stream(w).sum());
                })
                .otherwise("A power of the probability first, then all of them divided by the largest.")
                .handBack(answer);
    }

    private static double[] weights(double[] p, int stored, double beta) {
        return each(p, i -> Math.pow(stored * p[i], -beta));
    }

    private static double[] overLargest(double[] w) {
        return each(w, i -> w[i] / Arrays.stream(w).max().orElseThrow());
    }

    /** The soft maximum of Q-values. */
    public interface SoftValue {
        double of(float[] q, double temperature);
    }

    /** Vieillard, Pietquin and Geist 2020: tau log sum exp(q / tau). */
    public static SoftValue softValue(SoftValue answer) {
        return Exercise.<SoftValue>of("A soft maximum", Exercises10::soft)
                .with(row(1, 3, -2), 1.5)
                .with(row(-4, -4), 3)
                .with(row(5), 2)
                .task("Q-values of 2000 and 1990, temperature 1", f -> f.of(new float[] {2000, 1990}, 1))
                .hint("That is the hard maximum. At a temperature above 0 the other actions count a little too.")
                .when((q, t) -> max(q))
                .hint(
                        "The exponential of a large Q-value is infinite in Java. Take the largest out first, and add it again at the end.")
                .when((q, t) -> t
                        * Math.log(
                                Arrays.stream(wide(q)).map(x -> Math.exp(x / t)).sum()))
                .hint("Inside the exponential the temperature divides. In front of the logarithm it has to come back.")
                .when((q, t) -> max(q)
                        + Math.log(Arrays.stream(wide(q))
                                .map(x -> Math.exp((x - max(q)) / t))
                                .sum()))
                .hint(
                        "This is the mean that a soft policy earns, without its entropy: for equal Q-values it should be larger than each.")
                .when((q, t) -> {
                    double[] e = Arrays.stream(wide(q))
                            .map(x -> Math.exp((x - max(q)) / t))
                            .toArray();
                    double sum = Arrays.stream(e).sum();
                    double mean = 0;
                    for (int i = 0; i < q.length; i++) {
                        mean += e[i] / sum * q[i];
                    }
                    return mean;
                })
                .otherwise("Divide by the temperature, exponentials, their sum, its logarithm, times the temperature.")
                .handBack(answer);
    }

    private static double[] wide(float[] q) {
        return each(new double[q.length], i -> q[i]);
    }

    private static double max(float[] q) {
        return Arrays.stream(wide(q)).max().orElseThrow();
    }

    private static double soft(float[] q, double temperature) {
        double sum = 0;
        for (float value : q) {
            sum += StrictMath.exp((value - max(q)) / temperature);
        }
        return max(q) + temperature * StrictMath.log(sum);
    }

    /** The whole rule, with alpha 0.9, temperature 3 and a clip at -100. */
    public static TargetRule munchausen(TargetRule answer) {
        return Exercise.<TargetRule>of("Munchausen's target", TargetRule.munchausen(0.9, 3, -100))
                .task("three transitions, the last of them terminal", Exercises10::targets)
                .hint("That is the soft target alone. Where is the bonus for the action that was taken?")
                .when(TargetRule.munchausen(0, 3, -100))
                .hint("That is plain DQN's target. Which two parts of it change?")
                .when(TargetRule.max())
                .hint("The bonus belongs to the state in which the action was taken, not to the next one.")
                .when((batch, online, target) -> bonus(batch, online, target, batch.nextObservations, 0.9))
                .hint("The bonus is a part of the reward of this step: alpha weighs it, the discount does not.")
                .when((batch, online, target) -> {
                    float[] y = bonus(batch, online, target, batch.observations, 0);
                    float[] q = online.predict(batch.observations);
                    for (int i = 0; i < y.length; i++) {
                        double advantage =
                                q[3 * i + batch.actions[i]] - soft(Arrays.copyOfRange(q, 3 * i, 3 * i + 3), 3);
                        y[i] += (float) (0.9 * batch.discounts[i] * advantage);
                    }
                    return y;
                })
                .hint("The bonus counts in full here. How much of it should?")
                .when(TargetRule.munchausen(1, 3, -100))
                .hint("Which of the two networks is to say how sure it is of the action?")
                .when((batch, online, target) -> bonus(batch, target, target, batch.observations, 0.9))
                .hint("The sign of the bonus: an action that looks worse than the soft value should lose something.")
                .when((batch, online, target) -> bonus(batch, online, target, batch.observations, -0.9))
                .otherwise(
                        "The reward, 0.9 times how far Q of the action taken lies below the soft value of its state, both by"
                                + " the online network, and the discounted soft value of the next state, by the target network; all"
                                + " at temperature 3.")
                .handBack(answer);
    }

    /** The soft target with a bonus that is looked up in some observations. */
    private static float[] bonus(Batch batch, QNetwork asked, QNetwork target, float[] where, double alpha) {
        float[] y = TargetRule.munchausen(0, 3, -100).targets(batch, target, target);
        float[] q = asked.predict(where);
        for (int i = 0; i < y.length; i++) {
            double advantage = q[3 * i + batch.actions[i]] - soft(Arrays.copyOfRange(q, 3 * i, 3 * i + 3), 3);
            y[i] += (float) (alpha * advantage);
        }
        return y;
    }
}
