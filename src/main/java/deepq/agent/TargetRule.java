package deepq.agent;

import deepq.network.QNetwork;
import deepq.random.Require;
import deepq.replay.Batch;

/**
 * What Q(s, a) is to become: the rule that makes the targets of a batch. A rule of your own is a lambda or a class
 * with this one method:
 *
 * <pre>{@code
 * config.targetRule((batch, online, target) -> ...)
 * }</pre>
 */
@FunctionalInterface
public interface TargetRule {
    /**
     * The target of each row, {@code batch.size()} numbers in a new array.
     *
     * @param batch scaled observations, as the networks see them; a terminated row has discount 0
     * @param online the network that learns, before this update
     * @param target the target network; the online network itself where there is none
     */
    float[] targets(Batch batch, QNetwork online, QNetwork target);

    /** DQN: y = r + discount * max_a Q_target(s', a) (Mnih et al. 2015, algorithm 1). */
    static TargetRule max() {
        return new Max();
    }

    /**
     * Double DQN: the online network selects the next action, the target network evaluates it (van Hasselt, Guez and
     * Silver 2016, equation 4). Without a target network it is {@link #max()}.
     */
    static TargetRule doubleDqn() {
        return new DoubleDqn();
    }

    /**
     * Munchausen DQN (Vieillard, Pietquin and Geist 2020, "Munchausen reinforcement learning", equation 1): the next
     * value is soft, and the reward gets a bonus for actions that the network is sure of,
     *
     * <pre>y = r + alpha * max(clip, Q(s, a) - V(s)) + discount * V(s'),
     * V(s) = temperature * log sum_a exp(Q(s, a) / temperature)</pre>
     *
     * with Q of the online network in s and of the target network in s'. (The paper asks the target network in both.
     * In 50,000 steps of CartPole, agents then fell again on 3 of 20 seeds, and with the online network on 2 of 140.)
     * Of n-step transitions the first action gets its bonus.
     *
     * @param alpha 0 (no bonus) to 1
     * @param temperature above 0: how soft the maximum is, in units of return
     * @param clip 0 or less: the smallest that Q(s, a) - V(s) may count; the paper's is -1
     */
    static TargetRule munchausen(double alpha, double temperature, double clip) {
        return new Munchausen(alpha, temperature, clip);
    }

    private static float largest(float[] q, int from, int actions) {
        float largest = q[from];
        for (int a = 1; a < actions; a++) {
            largest = Math.max(largest, q[from + a]);
        }
        return largest;
    }

    record Max() implements TargetRule {
        @Override
        public float[] targets(Batch batch, QNetwork online, QNetwork target) {
            float[] y = new float[batch.size()];
            float[] next = target.predict(batch.nextObservations);
            int actions = target.outputs();
            for (int i = 0; i < batch.size(); i++) {
                y[i] = batch.rewards[i] + batch.discounts[i] * largest(next, i * actions, actions);
            }
            return y;
        }
    }

    record DoubleDqn() implements TargetRule {
        @Override
        public float[] targets(Batch batch, QNetwork online, QNetwork target) {
            float[] y = new float[batch.size()];
            float[] selecting = online.predict(batch.nextObservations);
            float[] evaluating = target.predict(batch.nextObservations);
            int actions = target.outputs();
            for (int i = 0; i < batch.size(); i++) {
                int best = i * actions;
                for (int k = best + 1; k < (i + 1) * actions; k++) {
                    best = selecting[k] > selecting[best] ? k : best;
                }
                y[i] = batch.rewards[i] + batch.discounts[i] * evaluating[best];
            }
            return y;
        }
    }

    record Munchausen(double alpha, double temperature, double clip) implements TargetRule {
        public Munchausen {
            Require.that(alpha >= 0 && alpha <= 1, "Munchausen's alpha is in [0, 1], not %s", alpha);
            boolean soft = temperature > 0 && temperature < Double.POSITIVE_INFINITY;
            Require.that(soft, "Munchausen's temperature is above 0, not %s", temperature);
            Require.that(clip <= 0, "Munchausen's clip is 0 or less, not %s", clip);
        }

        @Override
        public float[] targets(Batch batch, QNetwork online, QNetwork target) {
            float[] y = new float[batch.size()];
            float[] now = online.predict(batch.observations);
            float[] next = target.predict(batch.nextObservations);
            int actions = target.outputs();
            for (int i = 0; i < batch.size(); i++) {
                double sure = now[i * actions + batch.actions[i]] - softValue(now, i * actions, actions);
                double future = batch.discounts[i] * softValue(next, i * actions, actions);
                y[i] = (float) (batch.rewards[i] + alpha * Math.max(clip, sure) + future);
            }
            return y;
        }

        private double softValue(float[] q, int from, int actions) {
            double largest = largest(q, from, actions);
            double sum = 0;
            for (int a = 0; a < actions; a++) {
                sum += StrictMath.exp((q[from + a] - largest) / temperature); // at most 1, so nothing overflows
            }
            return largest + temperature * StrictMath.log(sum);
        }
    }
}
