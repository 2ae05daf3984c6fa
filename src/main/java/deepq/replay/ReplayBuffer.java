package deepq.replay;

import deepq.random.Pcg64;
import deepq.random.Require;
import deepq.random.State;
import java.io.IOException;

/**
 * Experience replay (Lin 1992; Mnih et al. 2015, "Human-level control through deep reinforcement learning"): the last
 * {@code capacity} transitions, sampled uniformly with replacement. They lie in primitive arrays, a ring in which the
 * newest is written over the oldest; everything is copied, in and out.
 *
 * <p>A buffer that samples in another way overrides {@link #sample} and calls {@link #copy} for each row.
 */
public class ReplayBuffer {
    private final int observationSize;
    private final Batch slots; // a row for each transition
    private int size;
    private int position;

    /** Both numbers are 1 or more, and the arrays fit half of Java's memory. */
    public ReplayBuffer(int capacity, int observationSize) {
        Require.that(capacity >= 1, "a replay buffer holds 1 or more transitions, not %s", capacity);
        // Two observations, five numbers and a priority with its part of the sum tree.
        long megabytes = (long) capacity * (8L * observationSize + 52) >> 20;
        long most = Runtime.getRuntime().maxMemory() >> 21;
        boolean fits = megabytes <= most && (long) capacity * observationSize <= Integer.MAX_VALUE - 8;
        String tooLarge = "a replay buffer of capacity %s for observations of %s numbers takes %s MB; at most half of"
                + " Java's memory, %s MB, and 2^31 numbers are possible: choose a smaller capacity";
        Require.that(fits, tooLarge, capacity, observationSize, megabytes, most);
        this.observationSize = observationSize;
        slots = new Batch(capacity, observationSize);
    }

    /** How many transitions are in it, 0 to {@link #capacity()}. */
    public final int size() {
        return size;
    }

    /** The most that it holds. */
    public final int capacity() {
        return slots.size();
    }

    /**
     * Copies one transition in; once the buffer is full, over the oldest. Refuses observations of another length, a
     * negative action, and a reward or discount that is not a finite number.
     */
    public void add(Transition transition) {
        requireValid(transition);
        System.arraycopy(transition.observation(), 0, slots.observations, position * observationSize, observationSize);
        System.arraycopy(
                transition.nextObservation(), 0, slots.nextObservations, position * observationSize, observationSize);
        slots.actions[position] = transition.action();
        slots.rewards[position] = transition.reward();
        slots.discounts[position] = transition.discount();
        size = Math.max(size, position + 1);
        position = (position + 1) % capacity();
    }

    private void requireValid(Transition transition) {
        int length = transition.observation().length;
        int nextLength = transition.nextObservation().length;
        if (length != observationSize || nextLength != observationSize) {
            throw new IllegalArgumentException("the buffer's observations have " + observationSize
                    + " numbers; this transition's have " + length + " and " + nextLength);
        }
        if (transition.action() < 0 || !Float.isFinite(transition.reward()) || !Float.isFinite(transition.discount())) {
            throw new IllegalArgumentException("a transition has an action of 0 or more, a finite reward and a finite "
                    + "discount, not " + transition.action() + ", " + transition.reward() + " and "
                    + transition.discount());
        }
    }

    /** The slot that the next transition goes to. */
    protected final int position() {
        return position;
    }

    /**
     * Fills every row of {@code out}: one {@code random.integers(size())} a row, from the first to the last. All
     * weights are 1. Throws IllegalStateException if the buffer is empty.
     *
     * @param update updates made so far; here it makes no difference
     */
    public void sample(Batch out, long update, Pcg64 random) {
        requireFits(out);
        for (int row = 0; row < out.size(); row++) {
            copy(random.integers(size), out, row);
        }
    }

    /** Refuses a batch of another observation size, and sampling from an empty buffer. */
    protected final void requireFits(Batch batch) {
        Require.state(size > 0, "the replay buffer is empty: add a transition before you sample");
        int its = batch.observationSize();
        Require.that(its == observationSize, "observations of %s numbers in a batch, of %s here", its, observationSize);
    }

    /** Copies the transition of a slot into a row, with weight 1. */
    protected final void copy(int slot, Batch out, int row) {
        int from = slot * observationSize;
        int to = row * observationSize;
        out.indices[row] = slot;
        System.arraycopy(slots.observations, from, out.observations, to, observationSize);
        out.actions[row] = slots.actions[slot];
        out.rewards[row] = slots.rewards[slot];
        System.arraycopy(slots.nextObservations, from, out.nextObservations, to, observationSize);
        out.discounts[row] = slots.discounts[slot];
        out.weights[row] = 1;
    }

    /**
     * Told after each update which TD errors the rows had before it, of either sign. A uniform buffer does not care.
     */
    public void updatePriorities(Batch batch, float[] tdErrors) {}

    /** The contents, for a checkpoint. A class with fields of its own overrides it and calls this one first. */
    public void describe(State state) throws IOException {
        State.requireDescribed(this, ReplayBuffer.class, void.class);
        state.expect(
                "a replay buffer of capacity " + capacity() + " for observations of " + observationSize + " numbers");
        int count = state.value(size);
        int next = state.value(position);
        if (count < 0 || count > capacity() || next < 0 || next >= capacity() || count < capacity() && next != count) {
            throw new IOException("damaged replay buffer: size " + count + " and position " + next
                    + " do not fit capacity " + capacity());
        }
        state.values(slots.observations, count * observationSize);
        state.values(slots.nextObservations, count * observationSize);
        state.values(slots.rewards, count);
        state.values(slots.discounts, count);
        for (int slot = 0; slot < count; slot++) {
            slots.actions[slot] = state.value(slots.actions[slot]);
        }
        size = count;
        position = next;
    }
}
