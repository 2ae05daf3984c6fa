package deepq.course.exercise;

import static deepq.course.exercise.Exercise.row;

import deepq.agent.TargetRule;
import deepq.network.DenseNetwork;
import deepq.network.QNetwork;
import deepq.policy.EpsilonGreedy;
import deepq.random.Pcg64;
import deepq.replay.Batch;
import java.util.Arrays;

/** The checks of notebook 11, Beyond DQN. */
public final class Exercises11 {
    private static final float[][] ONLINE = {{1, 5, 2}, {-3, -1, -2}, {0, 0, 4}, {-300, 3, 2}};
    private static final float[][] TARGET = {{7, 3, 6}, {-5, -4, -1}, {2, 9, 1}, {8, -6, 11}};

    private Exercises11() {}

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

    /**
     * A batch of some of four transitions: from state s by action s % 3 to state s + 1, with reward 2 s; the second
     * is terminal.
     */
    private static float[] targets(TargetRule rule, int... states) {
        Batch batch = new Batch(states.length, 4);
        for (int i = 0; i < states.length; i++) {
            int s = states[i];
            batch.observations[4 * i + s] = 1;
            batch.nextObservations[4 * i + (s + 1) % 4] = 1;
            batch.actions[i] = s % 3;
            batch.rewards[i] = 2 * s;
            batch.discounts[i] = s == 1 ? 0 : 0.9f;
        }
        return rule.targets(batch, table(ONLINE), table(TARGET));
    }

    /** Van Hasselt, Guez and Silver 2016, equation 4. */
    public static TargetRule doubleDqn(TargetRule answer) {
        return Exercise.<TargetRule>of("Double DQN", TargetRule.doubleDqn())
                .task("one terminal transition with reward 2", f -> targets(f, 1))
                .says("Where the discount is 0 nothing comes after. What is left is the reward, the one part of the "
                        + "target that is true.")
                .task("reward 0, discount 0.9, then Q {-3, -1, -2} online and {-5, -4, -1} target", f -> targets(f, 0))
                .says("One network chooses the next action, the other judges it. Who should choose, and who should "
                        + "judge? And the future is discounted.")
                .task("four transitions and three actions", f -> targets(f, 0, 1, 2, 3))
                .says("A single transition is right. Row i of the Q-values begins at i times the number of actions: 2 "
                        + "* i is right for two actions only.")
                .task("the same in another order", f -> targets(f, 3, 2, 1, 0, 2))
                .otherwise("For each row: the online network's best action in the next state, the target network's "
                        + "value of it, discounted, and the reward.")
                .handBack(answer);
    }

    /** The weights of drawn transitions (Schaul et al. 2016, section 3.4), divided by the largest. */
    public interface Weights {
        double[] of(double[] probabilities, int stored, double beta);
    }

    public static Weights importanceWeights(Weights answer) {
        return Exercise.<Weights>of("Importance weights", (probabilities, stored, beta) -> {
                    double[] weights = Arrays.stream(probabilities)
                            .map(p -> StrictMath.pow(stored * p, -beta))
                            .toArray();
                    double largest = Arrays.stream(weights).max().orElseThrow();
                    return Arrays.stream(weights).map(w -> w / largest).toArray();
                })
                .fixed("beta")
                .with(row(0.2, 0.4), 10, 0)
                .says("With beta 0 nothing is corrected: all weights are 1, the largest too.")
                .with(row(0.01, 0.04), 100, 1)
                .says("What is drawn more often should count less; and the largest weight should be 1, so that a "
                        + "weight only ever makes a step smaller.")
                .with(row(0.3, 0.1, 0.1, 0.2), 50, 0.5)
                .says("How much of the bias is corrected? Beta says.")
                .otherwise("A power of the probability first, then all of them divided by the largest.")
                .handBack(answer);
    }

    /** The soft maximum of Q-values. */
    public interface SoftValue {
        double of(float[] q, double temperature);
    }

    /** Vieillard, Pietquin and Geist 2020: tau log sum exp(q / tau). */
    public static SoftValue softValue(SoftValue answer) {
        return Exercise.<SoftValue>of("A soft maximum", (q, temperature) -> {
                    float largest = q[EpsilonGreedy.argmax(q)];
                    double sum = 0;
                    for (float value : q) {
                        sum += StrictMath.exp((value - largest) / temperature);
                    }
                    return largest + temperature * StrictMath.log(sum);
                })
                .fixed("temperature")
                .with(row(5), 2)
                .says("One action only: nothing is softened. Inside the exponential the temperature divides; in front "
                        + "of the logarithm it has to come back.")
                .with(row(-4, -4), 3)
                .says("For equal Q-values it is larger than each: at a temperature above 0 the other actions count a "
                        + "little too. (The mean that a soft policy earns has no entropy in it.)")
                .with(row(2000, 1990), 1)
                .says("The exponential of a large Q is infinite. Take the largest out first, add it again at the end.")
                .with(row(1, 3, -2, 2.5), 1.5)
                .otherwise("Divide by the temperature, exponentials, their sum, its logarithm, times the temperature.")
                .handBack(answer);
    }

    /** The whole rule, with alpha 0.9, temperature 3 and a clip at -100. */
    public static TargetRule munchausen(TargetRule answer) {
        return Exercise.<TargetRule>of("Munchausen's target", TargetRule.munchausen(0.9, 3, -100))
                .task("one terminal transition with reward 2, action 1 and Q {-3, -1, -2} online", f -> targets(f, 1))
                .says("Nothing comes after. What is left is the reward and the bonus: 0.9 times how far Q of the "
                        + "action taken lies below the soft value of its own state (not of the next one), both by the "
                        + "online network. Is the sign right, and is it the discount that weighs it?")
                .task("reward 0, discount 0.9, then Q {-5, -4, -1} by the target network", f -> targets(f, 0))
                .says("The soft value of the next state, by the target network, discounted.")
                .task("a transition whose action has Q -300, the others 3 and 2", f -> targets(f, 3))
                .says("A bonus below -100 counts as -100: otherwise one hopeless action makes the target explode.")
                .task("four transitions and three actions", f -> targets(f, 0, 1, 2, 3))
                .says("A single transition is right. Row i of the Q-values begins at i times the number of actions.")
                .task("the same in another order", f -> targets(f, 3, 2, 1, 0, 2))
                .otherwise("The reward, the bonus and the discounted soft value; all at temperature 3.")
                .handBack(answer);
    }
}
