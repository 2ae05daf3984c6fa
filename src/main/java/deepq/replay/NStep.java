package deepq.replay;

import deepq.env.Saveable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * n-step returns (Sutton and Barto, section 7.1): collects the last n steps of each environment and emits transitions that
 * reach n steps ahead, with reward r_1 + gamma r_2 + ... + gamma^(n-1) r_n and discount gamma^n. At an episode's end the steps
 * still open are emitted with what they have: discount 0 after a termination, gamma^steps after a truncation, because the
 * last observation of an episode that was only cut off still has a value.
 */
public final class NStep implements Saveable {
    private final int n;
    private final double gamma;
    private final int observationSize;
    // Environment e owns the slots e * n to e * n + n - 1, a ring that starts at first[e].
    private final float[][] observations;
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
        observations = new float[environments * n][];
        actions = new int[environments * n];
        rewards = new double[environments * n];
        first = new int[environments];
        length = new int[environments];
    }

    /**
     * Takes one step of one environment and emits every transition that it completes, oldest first: none while the window
     * fills, then one a step, and at an end all that are open.
     *
     * @param observation the observation before the action, kept until it is emitted: do not change it
     * @param nextObservation what the action led to; after an end the ended episode's last observation
     * @param terminated wins where both are true
     * @param sink takes the transitions, for example {@code buffer::add}
     */
    public void add(
            int environment,
            float[] observation,
            int action,
            double reward,
            float[] nextObservation,
            boolean terminated,
            boolean truncated,
            Consumer<Transition> sink) {
        int slot = slot(environment, length[environment]++);
        observations[slot] = observation;
        actions[slot] = action;
        rewards[slot] = reward;
        boolean ended = terminated || truncated;
        while (length[environment] == n || ended && length[environment] > 0) {
            emit(environment, nextObservation, terminated, sink);
        }
    }

    private void emit(int environment, float[] nextObservation, boolean terminated, Consumer<Transition> sink) {
        double discounted = 0;
        double power = 1;
        for (int k = 0; k < length[environment]; k++) {
            discounted += power * rewards[slot(environment, k)];
            power *= gamma;
        }
        int oldest = slot(environment, 0);
        sink.accept(new Transition(
                observations[oldest],
                actions[oldest],
                (float) discounted,
                nextObservation,
                terminated ? 0 : (float) power));
        first[environment] = (first[environment] + 1) % n;
        length[environment]--;
    }

    private int slot(int environment, int k) {
        return environment * n + (first[environment] + k) % n;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeInt(n);
        out.writeDouble(gamma);
        out.writeInt(first.length);
        out.writeInt(observationSize);
        for (int environment = 0; environment < first.length; environment++) {
            out.writeInt(length[environment]);
            for (int k = 0; k < length[environment]; k++) {
                int slot = slot(environment, k);
                for (float number : observations[slot]) {
                    out.writeFloat(number);
                }
                out.writeInt(actions[slot]);
                out.writeDouble(rewards[slot]);
            }
        }
    }

    /** Replaces the open steps. The stream must hold those of the same n, gamma, environments and observation size. */
    @Override
    public void read(DataInput in) throws IOException {
        Arrays.fill(length, 0);
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
                observations[slot] = new float[observationSize];
                for (int i = 0; i < observationSize; i++) {
                    observations[slot][i] = in.readFloat();
                }
                actions[slot] = in.readInt();
                rewards[slot] = in.readDouble();
            }
            length[environment] = open;
        }
    }
}
