package deepq.network;

import deepq.replay.Batch;
import java.util.ConcurrentModificationException;
import java.util.concurrent.atomic.AtomicBoolean;

/** The door of a network: one thread at a time, and only with arrays and numbers that make sense. */
final class Access implements AutoCloseable {
    private final AtomicBoolean taken = new AtomicBoolean();

    /** For a try block: what is in it has the network for itself. */
    Access enter() {
        if (!taken.compareAndSet(false, true)) {
            throw new ConcurrentModificationException("this network is at work in another thread: give each thread its"
                    + " own copy(), or let one wait for the other");
        }
        return this;
    }

    @Override
    public void close() {
        taken.set(false);
    }

    static void requireRows(QNetwork network, float[] observations, int rows, float[] qValues) {
        int inputs = network.inputs();
        if (rows < 1 || observations.length % inputs != 0 || observations.length / inputs < rows) {
            throw new IllegalArgumentException("an observation has " + inputs + " numbers; " + observations.length
                    + " are not " + rows + (rows == 1 ? " observation" : " observations"));
        }
        requireLength("qValues", qValues.length, (long) rows * network.outputs());
    }

    static void requireBatch(QNetwork network, Batch batch, float[] targets, double learningRate, float[] tdErrors) {
        if (batch.observations.length / batch.size() != network.inputs()) {
            throw new IllegalArgumentException("an observation has " + network.inputs() + " numbers, not "
                    + batch.observations.length / batch.size() + " as in this batch");
        }
        requireLength("targets", targets.length, batch.size());
        requireLength("tdErrors", tdErrors.length, batch.size());
        requirePositive("the learning rate", learningRate);
        for (int row = 0; row < batch.size(); row++) {
            int action = batch.actions[row];
            if (action < 0 || action >= network.outputs()) {
                throw new IllegalArgumentException(
                        "the action of row " + row + " is " + action + ", not one of 0 to " + (network.outputs() - 1));
            }
            if (!Float.isFinite(targets[row])) {
                throw new IllegalArgumentException("the target of row " + row + " is " + targets[row]
                        + ": training has diverged; try a smaller learning rate");
            }
            if (!(batch.weights[row] >= 0 && batch.weights[row] < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "the weight of row " + row + " must be 0 or more, not " + batch.weights[row]);
            }
        }
    }

    private static void requireLength(String name, int length, long needed) {
        if (length < needed) {
            throw new IllegalArgumentException(name + " has room for " + length + " numbers, not for " + needed);
        }
    }

    static void requirePositive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be above 0, not " + value);
        }
    }

    static void requireTau(double tau) {
        if (!(tau >= 0 && tau <= 1)) {
            throw new IllegalArgumentException("tau must be in [0, 1], not " + tau);
        }
    }

    static void requireFinite(float[] parameters) {
        for (int i = 0; i < parameters.length; i++) {
            if (!Float.isFinite(parameters[i])) {
                throw new IllegalArgumentException("parameter " + i + " is " + parameters[i] + ", not a finite number");
            }
        }
    }
}
