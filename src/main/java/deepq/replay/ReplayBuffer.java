package deepq.replay;

import deepq.random.Pcg64;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Experience replay (Lin 1992; Mnih et al. 2015, "Human-level control through deep reinforcement learning"): the last
 * {@code capacity} transitions, sampled uniformly with replacement. Everything is copied, in and out.
 */
public final class ReplayBuffer {
    private final Transitions transitions;

    /** @throws IllegalArgumentException unless both numbers are at least 1 and their product fits one array */
    public ReplayBuffer(int capacity, int observationSize) {
        transitions = new Transitions(capacity, observationSize);
    }

    public int size() {
        return transitions.size();
    }

    public int capacity() {
        return transitions.capacity;
    }

    public int observationSize() {
        return transitions.observationSize;
    }

    /**
     * Copies one transition in; once the buffer is full, over the oldest.
     *
     * @param rows holds the observation at {@code offset}
     * @param reward what the step, or the n steps, earned
     * @param nextRows holds the observation that the action led to, at {@code nextOffset}; after an end the old episode's last
     * @param discount gamma to the power of the steps; 0 where the episode terminated
     */
    public void add(
            float[] rows, int offset, int action, float reward, float[] nextRows, int nextOffset, float discount) {
        transitions.add(rows, offset, action, reward, nextRows, nextOffset, discount);
    }

    /**
     * Fills every row of {@code out}: one {@code random.integers(size())} a row, from the first to the last. All weights are 1.
     *
     * @throws IllegalStateException if the buffer is empty
     */
    public void sample(Batch out, Pcg64 random) {
        transitions.check(out);
        for (int row = 0; row < out.size(); row++) {
            transitions.copy(random.integers(transitions.size()), out, row);
            out.weights[row] = 1;
        }
    }

    public void write(DataOutput out) throws IOException {
        transitions.write(out);
    }

    /** Replaces the contents. The stream must hold a buffer of this capacity and observation size; after a failure this one is empty. */
    public void read(DataInput in) throws IOException {
        transitions.read(in);
    }
}
