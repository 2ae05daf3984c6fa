package deepq.network;

import deepq.random.Require;
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

    /** Refuses the weights of a network of another kind, and a share of them that is none. */
    static void requireAlike(QNetwork network, QNetwork online, double tau) {
        Require.that(tau >= 0 && tau <= 1, "tau must be in [0, 1], not %s", tau);
        boolean alike = online.toString().equals(network.toString());
        Require.that(alike, "a %s cannot take over the weights of a %s", network, online);
    }

    static void requireRows(QNetwork network, float[] observations, int rows, float[] qValues) {
        int inputs = network.inputs();
        if (rows < 1 || observations.length % inputs != 0 || observations.length / inputs < rows) {
            throw new IllegalArgumentException(observations.length + " numbers are not " + rows
                    + (rows == 1 ? " observation" : " observations") + " of " + inputs);
        }
        requireLength("qValues", qValues.length, (long) rows * network.outputs());
    }

    static void requireBatch(QNetwork network, Batch batch, float[] targets, double learningRate, float[] tdErrors) {
        int observed = batch.observations.length / batch.size();
        int inputs = network.inputs();
        Require.that(observed == inputs, "an observation has %s numbers, not %s as in this batch", inputs, observed);
        requireLength("targets", targets.length, batch.size());
        requireLength("tdErrors", tdErrors.length, batch.size());
        boolean positive = learningRate > 0 && learningRate < Double.POSITIVE_INFINITY;
        Require.that(positive, "the learning rate must be above 0, not %s", learningRate);
        int last = network.outputs() - 1;
        for (int row = 0; row < batch.size(); row++) { // with an if each, which costs no array of values
            int action = batch.actions[row];
            float weight = batch.weights[row];
            if (action < 0 || action > last) {
                throw new IllegalArgumentException(
                        "the action of row " + row + " is " + action + ", not one of 0 to " + last);
            }
            if (!Float.isFinite(targets[row])) {
                throw new IllegalArgumentException("the target of row " + row + " is " + targets[row]
                        + ": training has diverged; try a smaller learning rate");
            }
            if (!(weight >= 0 && weight < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("the weight of row " + row + " must be 0 or more, not " + weight);
            }
        }
    }

    private static void requireLength(String name, int length, long needed) {
        Require.that(length >= needed, "%s has room for %s numbers, not for %s", name, length, needed);
    }

    static void requireFinite(float[] parameters) {
        for (int i = 0; i < parameters.length; i++) {
            Require.that(Float.isFinite(parameters[i]), "parameter %s is %s, not a finite number", i, parameters[i]);
        }
    }
}
