package deepq.replay;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The ring that both buffers keep: transitions in primitive arrays, the newest over the oldest once it is full. */
final class Transitions {
    final int capacity;
    final int observationSize;
    private final float[] observations;
    private final int[] actions;
    private final float[] rewards;
    private final float[] nextObservations;
    private final float[] discounts;
    private int size;
    private int position;

    Transitions(int capacity, int observationSize) {
        if (capacity < 1 || observationSize < 1) {
            throw new IllegalArgumentException(
                    "a replay buffer needs a capacity and an observationSize of at least 1, not " + capacity + " and "
                            + observationSize);
        }
        // Two observations, three numbers and a priority with its part of the sum tree.
        long megabytes = (long) capacity * (8L * observationSize + 44) >> 20;
        long most = Runtime.getRuntime().maxMemory() >> 21;
        if (megabytes > most || (long) capacity * observationSize > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a replay buffer of capacity " + capacity + " for observations of "
                    + observationSize + " numbers takes " + megabytes + " MB; at most half of Java's memory, " + most
                    + " MB, and 2^31 numbers are possible: choose a smaller capacity");
        }
        this.capacity = capacity;
        this.observationSize = observationSize;
        observations = new float[capacity * observationSize];
        actions = new int[capacity];
        rewards = new float[capacity];
        nextObservations = new float[capacity * observationSize];
        discounts = new float[capacity];
    }

    int size() {
        return size;
    }

    /** Copies one transition in; returns its slot. */
    int add(float[] rows, int offset, int action, float reward, float[] nextRows, int nextOffset, float discount) {
        int slot = position;
        System.arraycopy(rows, offset, observations, slot * observationSize, observationSize);
        System.arraycopy(nextRows, nextOffset, nextObservations, slot * observationSize, observationSize);
        actions[slot] = action;
        rewards[slot] = reward;
        discounts[slot] = discount;
        position = (slot + 1) % capacity;
        size = Math.max(size, slot + 1);
        return slot;
    }

    void check(Batch batch) {
        if (size == 0) {
            throw new IllegalStateException("the replay buffer is empty: add a transition before you sample");
        }
        if (batch.observationSize() != observationSize) {
            throw new IllegalArgumentException("the batch holds observations of " + batch.observationSize()
                    + " numbers, the buffer of " + observationSize);
        }
    }

    void copy(int slot, Batch out, int row) {
        out.indices[row] = slot;
        System.arraycopy(
                observations, slot * observationSize, out.observations, row * observationSize, observationSize);
        out.actions[row] = actions[slot];
        out.rewards[row] = rewards[slot];
        System.arraycopy(
                nextObservations, slot * observationSize, out.nextObservations, row * observationSize, observationSize);
        out.discounts[row] = discounts[slot];
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(capacity);
        out.writeInt(observationSize);
        out.writeInt(size);
        out.writeInt(position);
        for (int i = 0; i < size; i++) {
            writeRow(out, observations, i);
            writeRow(out, nextObservations, i);
            out.writeInt(actions[i]);
            out.writeFloat(rewards[i]);
            out.writeFloat(discounts[i]);
        }
    }

    /** Reads into this ring. When that fails, the ring is left empty. */
    void read(DataInput in) throws IOException {
        size = 0;
        position = 0;
        int[] header = {in.readInt(), in.readInt(), in.readInt(), in.readInt()};
        if (header[0] != capacity || header[1] != observationSize) {
            throw new IOException("the file holds a replay buffer of capacity " + header[0] + " and observationSize "
                    + header[1] + ", not " + capacity + " and " + observationSize);
        }
        int count = header[2];
        int next = header[3];
        if (count < 0
                || count > capacity
                || next != (count < capacity ? count : next)
                || next < 0
                || next >= capacity) {
            throw new IOException("damaged replay buffer: size " + count + " and position " + next
                    + " do not fit capacity " + capacity);
        }
        for (int i = 0; i < count; i++) {
            readRow(in, observations, i);
            readRow(in, nextObservations, i);
            actions[i] = in.readInt();
            rewards[i] = in.readFloat();
            discounts[i] = in.readFloat();
        }
        size = count;
        position = next;
    }

    private void writeRow(DataOutput out, float[] rows, int row) throws IOException {
        for (int i = row * observationSize; i < (row + 1) * observationSize; i++) {
            out.writeFloat(rows[i]);
        }
    }

    private void readRow(DataInput in, float[] rows, int row) throws IOException {
        for (int i = row * observationSize; i < (row + 1) * observationSize; i++) {
            rows[i] = in.readFloat();
        }
    }
}
