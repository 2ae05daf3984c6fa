package deepq.replay;

import java.util.Arrays;

/**
 * A minibatch: {@code size} transitions side by side, drawn again and again into the same arrays. Row i of a matrix starts
 * at {@code i * observationSize}. The target of a row is {@code rewards[i] + discounts[i] * max Q(next observation i)}.
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

    private final int observationSize;

    /** @throws IllegalArgumentException unless both numbers are at least 1 */
    public Batch(int size, int observationSize) {
        if (size < 1 || observationSize < 1) {
            throw new IllegalArgumentException("a batch needs at least one row and one observed number, not size "
                    + size + " and observationSize " + observationSize);
        }
        if ((long) size * observationSize > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a batch of " + size + " rows of " + observationSize
                    + " numbers is too large for an array: take fewer rows");
        }
        this.observationSize = observationSize;
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
        return observationSize;
    }
}
