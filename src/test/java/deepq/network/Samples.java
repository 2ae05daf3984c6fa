package deepq.network;

import deepq.random.Pcg64;
import deepq.replay.Batch;

/** A random batch to learn from, and the targets of its rows. */
final class Samples {
    final Batch batch;
    final float[] targets;
    final float[] tdErrors;

    Samples(QNetwork network, int rows, Pcg64 random) {
        batch = new Batch(rows, network.inputs());
        targets = new float[rows];
        tdErrors = new float[rows];
        for (int i = 0; i < batch.observations.length; i++) {
            batch.observations[i] = (float) random.gaussian();
        }
        for (int i = 0; i < rows; i++) {
            batch.actions[i] = random.integers(network.outputs());
            targets[i] = (float) (2 * random.gaussian());
            batch.weights[i] = (float) random.uniform(0.1, 1);
        }
    }

    double update(QNetwork network, double learningRate) {
        return network.update(batch, targets, learningRate, tdErrors);
    }
}
