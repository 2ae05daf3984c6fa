package deepq.replay;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * n-step returns (Sutton and Barto, section 7.1): collects the last n steps of each environment and hands on transitions that
 * reach n steps ahead, with reward r_1 + gamma r_2 + ... + gamma^(n-1) r_n and discount gamma^n. At an episode's end the steps
 * still open are handed on with what they have: discount 0 after a termination, gamma^steps after a truncation, because the
 * last observation of an episode that was only cut off still has a value.
 */
public final class NStep {
    /** Takes a finished transition and copies what it needs; {@link ReplayBuffer#add} is one. */
    @FunctionalInterface
    public interface Sink {
        void add(float[] rows, int offset, int action, float reward, float[] nextRows, int nextOffset, float discount);
    }

    private final int n;
    private final double gamma;
    private final int observationSize;
    // Environment e owns the slots e * n to e * n + n - 1, a ring that starts at first[e].
    private final float[] observations;
    private final int[] actions;
    private final double[] rewards;
    private final int[] first;
    private final int[] length;

    /** @throws IllegalArgumentException unless gamma is in [0, 1] and the whole numbers are at least 1 */
    public NStep(int n, double gamma, int environments, int observationSize) {
        if (n < 1 || environments < 1 || observationSize < 1 || !(gamma >= 0 && gamma <= 1)) {
            throw new IllegalArgumentException(
                    "n, environments and observationSize must be at least 1 and gamma in [0, 1], not " + n + ", "
                            + environments + ", " + observationSize + " and " + gamma);
        }
        this.n = n;
        this.gamma = gamma;
        this.observationSize = observationSize;
        observations = new float[environments * n * observationSize];
        actions = new int[environments * n];
        rewards = new double[environments * n];
        first = new int[environments];
        length = new int[environments];
    }

    /**
     * Takes one step of one environment and hands every transition that it completes to {@code sink}, oldest first: none
     * while the window fills, then one a step, and at an end all that are open.
     *
     * @param rows holds the observation before the action, at {@code offset}
     * @param nextRows holds what the action led to, at {@code nextOffset}; after an end the ended episode's last observation
     * @param terminated wins where both are true
     */
    public void add(
            int environment,
            float[] rows,
            int offset,
            int action,
            double reward,
            float[] nextRows,
            int nextOffset,
            boolean terminated,
            boolean truncated,
            Sink sink) {
        int slot = slot(environment, length[environment]++);
        System.arraycopy(rows, offset, observations, slot * observationSize, observationSize);
        actions[slot] = action;
        rewards[slot] = reward;
        boolean ended = terminated || truncated;
        while (length[environment] == n || ended && length[environment] > 0) {
            handOn(environment, nextRows, nextOffset, terminated, sink);
        }
    }

    /** Drops all open steps, as before the first one: for environments that were reset in the middle of an episode. */
    public void clear() {
        Arrays.fill(length, 0);
    }

    private void handOn(int environment, float[] nextRows, int nextOffset, boolean terminated, Sink sink) {
        double discounted = 0;
        double power = 1;
        for (int k = 0; k < length[environment]; k++) {
            discounted += power * rewards[slot(environment, k)];
            power *= gamma;
        }
        int oldest = slot(environment, 0);
        sink.add(
                observations,
                oldest * observationSize,
                actions[oldest],
                (float) discounted,
                nextRows,
                nextOffset,
                terminated ? 0 : (float) power);
        first[environment] = (first[environment] + 1) % n;
        length[environment]--;
    }

    private int slot(int environment, int k) {
        return environment * n + (first[environment] + k) % n;
    }

    public void write(DataOutput out) throws IOException {
        out.writeInt(n);
        out.writeDouble(gamma);
        out.writeInt(first.length);
        out.writeInt(observationSize);
        for (int environment = 0; environment < first.length; environment++) {
            out.writeInt(length[environment]);
            for (int k = 0; k < length[environment]; k++) {
                int slot = slot(environment, k);
                for (int i = 0; i < observationSize; i++) {
                    out.writeFloat(observations[slot * observationSize + i]);
                }
                out.writeInt(actions[slot]);
                out.writeDouble(rewards[slot]);
            }
        }
    }

    /** Replaces the open steps. The stream must hold those of the same n, gamma, environments and observation size. */
    public void read(DataInput in) throws IOException {
        clear();
        if (in.readInt() != n
                || in.readDouble() != gamma
                || in.readInt() != first.length
                || in.readInt() != observationSize) {
            throw new IOException(
                    "the file holds n-step windows of another n, gamma, number of environments or observationSize than "
                            + n + ", " + gamma + ", " + first.length + " and " + observationSize);
        }
        for (int environment = 0; environment < first.length; environment++) {
            int open = in.readInt();
            if (open < 0 || open >= n) {
                throw new IOException("damaged n-step window: " + open + " open steps of n = " + n);
            }
            first[environment] = 0;
            for (int k = 0; k < open; k++) {
                int slot = slot(environment, k);
                for (int i = 0; i < observationSize; i++) {
                    observations[slot * observationSize + i] = in.readFloat();
                }
                actions[slot] = in.readInt();
                rewards[slot] = in.readDouble();
            }
            length[environment] = open;
        }
    }
}
