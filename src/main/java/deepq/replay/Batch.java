package deepq.replay;

import deepq.random.Require;
import java.util.Arrays;

/**
 * A minibatch: {@code size} transitions side by side, drawn again and again into the same arrays. Row i of a matrix
 * starts at {@code i * observationSize}. The target of a row is
 * {@code rewards[i] + discounts[i] * max Q(next observation i)}.
 */
public final class Batch {
    /** Where each row lies in its buffer. */
    public final int[] indices;

    public final float[] observations;
    public final int[] actions;
    /** The discounted sum of the n rewards of an n-step transition; with n = 1 simply the reward. */
    public final float[] rewards;

    public final float[] nextObservations;
    /** gamma to the power of the steps taken; 0 where the episode terminated, because nothing comes after it. */
    public final float[] discounts;
    /** How much each row counts in the loss: 1, or the importance weights in (0, 1] of prioritized replay. */
    public final float[] weights;

    /** Both numbers are 1 or more, and their product fits an array. */
    public Batch(int size, int observationSize) {
        String shape = size + " rows of " + observationSize + " numbers";
        Require.that(
                size >= 1 && observationSize >= 1, "a batch has one row or more of one number or more, not %s", shape);
        boolean fits = (long) size * observationSize <= Integer.MAX_VALUE - 8;
        Require.that(fits, "a batch of %s is too large for an array: take fewer rows", shape);
        indices = new int[size];
        observations = new float[size * observationSize];
        actions = new int[size];
        rewards = new float[size];
        nextObservations = new float[size * observationSize];
        discounts = new float[size];
        weights = new float[size];
        Arrays.fill(weights, 1);
    }

    public int size() {
        return actions.length;
    }

    int observationSize() {
        return observations.length / size();
    }
}
