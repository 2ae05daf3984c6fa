package deepq.replay;

import deepq.policy.Schedule;
import deepq.random.Pcg64;
import deepq.random.State;
import java.io.IOException;
import java.util.function.DoubleSupplier;

/**
 * Prioritized experience replay, proportional variant (Schaul et al. 2016): transition i is drawn with probability
 * P(i) = p_i^alpha / sum_k p_k^alpha, where p_i = |TD error| + 1e-6 as last seen. A new transition gets the largest
 * priority that there ever was (at first 1), so that each is soon seen once. Importance weights w_i = (N P(i))^-beta
 * mend the bias; they are divided by the largest of the batch, so that they only ever make a step smaller.
 */
final class PrioritizedReplayBuffer extends ReplayBuffer {
    private static final double EPSILON = 1e-6;

    private final double alpha;
    private final Schedule beta;
    final SumTree priorities; // of p^alpha
    private double largest = 1; // p^alpha of a new transition

    /** @param beta how much of the bias the weights mend, by update: 0 (nothing) to 1 (all of it) */
    PrioritizedReplayBuffer(int capacity, int observationSize, double alpha, Schedule beta) {
        super(capacity, observationSize);
        this.alpha = alpha;
        this.beta = beta;
        this.priorities = new SumTree(capacity);
    }

    @Override
    public void add(Transition transition) {
        int slot = position();
        super.add(transition);
        priorities.set(slot, largest);
    }

    /**
     * Fills every row of {@code out}. The total priority is cut into as many equal strata as there are rows, and row
     * i is drawn from stratum i with one {@code random.random()}. Beta is that of the update.
     */
    @Override
    public void sample(Batch out, long update, Pcg64 random) {
        sample(out, beta.at(update, "beta", 0, 1), random::random);
    }

    void sample(Batch out, double beta, DoubleSupplier uniform) {
        requireFits(out);
        double stratum = priorities.total() / out.size();
        double rarest = Double.POSITIVE_INFINITY;
        for (int row = 0; row < out.size(); row++) {
            int slot = priorities.find((row + uniform.getAsDouble()) * stratum);
            copy(slot, out, row);
            rarest = Math.min(rarest, priorities.get(slot));
        }
        // (N P(i))^-beta over its largest: N and the total cancel, and what is left is (rarest / p_i)^beta.
        for (int row = 0; row < out.size(); row++) {
            out.weights[row] = (float) power(rarest / priorities.get(out.indices[row]), beta);
        }
    }

    /** Sets the priorities of the batch that was sampled last. Do this before adding: a slot may be overwritten. */
    @Override
    public void updatePriorities(Batch batch, float[] tdErrors) {
        for (int row = 0; row < batch.size(); row++) {
            if (!Float.isFinite(tdErrors[row])) {
                throw new IllegalArgumentException("the TD error of row " + row + " is " + tdErrors[row]
                        + ": training has diverged; try a smaller learning rate");
            }
            double priority = power(Math.abs(tdErrors[row]) + EPSILON, alpha);
            priorities.set(batch.indices[row], priority);
            largest = Math.max(largest, priority);
        }
    }

    /** Of a positive base; StrictMath.pow would make three small arrays. */
    private static double power(double base, double exponent) {
        return StrictMath.exp(exponent * StrictMath.log(base));
    }

    @Override
    public void describe(State state) throws IOException {
        super.describe(state);
        state.expect("priorities of alpha " + alpha);
        largest = positive(state.value(largest));
        for (int i = 0; i < capacity(); i++) {
            priorities.set(i, i < size() ? positive(state.value(priorities.get(i))) : 0);
        }
    }

    private static double positive(double priority) throws IOException {
        if (!(priority > 0 && priority < Double.POSITIVE_INFINITY)) {
            throw new IOException("damaged prioritized replay buffer: a priority of " + priority);
        }
        return priority;
    }
}
