package deepq.agent;

import deepq.env.Saveable;
import deepq.random.Pcg64;
import deepq.replay.Batch;
import deepq.replay.NStep;
import deepq.replay.PrioritizedReplayBuffer;
import deepq.replay.ReplayBuffer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** The three kinds of {@link Replay} behind one face: takes finished transitions, gives batches. */
interface Memory extends NStep.Sink, Saveable {
    static Memory of(Replay replay, int environments, int observationSize) {
        if (replay instanceof Replay.Uniform uniform) {
            return new Uniform(new ReplayBuffer(uniform.capacity(), observationSize));
        }
        if (replay instanceof Replay.Prioritized prioritized) {
            return new Prioritized(
                    new PrioritizedReplayBuffer(prioritized.capacity(), observationSize, prioritized.alpha()),
                    prioritized);
        }
        return new Latest(new Batch(environments, observationSize));
    }

    boolean isEmpty();

    void sample(Batch out, long update, Pcg64 random);

    /** Tells which errors the batch had before the update. */
    default void learnt(Batch batch, float[] tdErrors) {}

    record Uniform(ReplayBuffer buffer) implements Memory {
        @Override
        public void add(
                float[] rows, int offset, int action, float reward, float[] nextRows, int nextOffset, float discount) {
            buffer.add(rows, offset, action, reward, nextRows, nextOffset, discount);
        }

        @Override
        public boolean isEmpty() {
            return buffer.size() == 0;
        }

        @Override
        public void sample(Batch out, long update, Pcg64 random) {
            buffer.sample(out, random);
        }

        @Override
        public void write(DataOutput out) throws IOException {
            buffer.write(out);
        }

        @Override
        public void read(DataInput in) throws IOException {
            buffer.read(in);
        }
    }

    record Prioritized(PrioritizedReplayBuffer buffer, Replay.Prioritized replay) implements Memory {
        @Override
        public void add(
                float[] rows, int offset, int action, float reward, float[] nextRows, int nextOffset, float discount) {
            buffer.add(rows, offset, action, reward, nextRows, nextOffset, discount);
        }

        @Override
        public boolean isEmpty() {
            return buffer.size() == 0;
        }

        @Override
        public void sample(Batch out, long update, Pcg64 random) {
            buffer.sample(out, replay.beta().at(update), random);
        }

        @Override
        public void learnt(Batch batch, float[] tdErrors) {
            buffer.updatePriorities(batch, tdErrors);
        }

        @Override
        public void write(DataOutput out) throws IOException {
            buffer.write(out);
        }

        @Override
        public void read(DataInput in) throws IOException {
            buffer.read(in);
        }
    }

    /** The transitions of the last step, one of each environment. All are replaced before the next update, so none is saved. */
    final class Latest implements Memory {
        private final Batch batch;
        private int row;
        private boolean empty = true;

        private Latest(Batch batch) {
            this.batch = batch;
        }

        @Override
        public void add(
                float[] rows, int offset, int action, float reward, float[] nextRows, int nextOffset, float discount) {
            int size = batch.observationSize();
            System.arraycopy(rows, offset, batch.observations, row * size, size);
            System.arraycopy(nextRows, nextOffset, batch.nextObservations, row * size, size);
            batch.actions[row] = action;
            batch.rewards[row] = reward;
            batch.discounts[row] = discount;
            row = (row + 1) % batch.size();
            empty = false;
        }

        @Override
        public boolean isEmpty() {
            return empty;
        }

        @Override
        public void sample(Batch out, long update, Pcg64 random) {
            System.arraycopy(batch.observations, 0, out.observations, 0, batch.observations.length);
            System.arraycopy(batch.nextObservations, 0, out.nextObservations, 0, batch.nextObservations.length);
            System.arraycopy(batch.actions, 0, out.actions, 0, batch.size());
            System.arraycopy(batch.rewards, 0, out.rewards, 0, batch.size());
            System.arraycopy(batch.discounts, 0, out.discounts, 0, batch.size());
            Arrays.fill(out.weights, 1);
        }

        @Override
        public void write(DataOutput out) {}

        @Override
        public void read(DataInput in) {}
    }
}
