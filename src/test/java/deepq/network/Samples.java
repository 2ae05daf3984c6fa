package deepq.network;

import deepq.random.Pcg64;

/** A random batch to learn from. */
final class Samples {
    final int rows;
    final float[] observations;
    final int[] actions;
    final float[] targets;
    final float[] weights;

    Samples(Architecture architecture, int rows, Pcg64 random) {
        this.rows = rows;
        observations = new float[rows * architecture.inputs()];
        actions = new int[rows];
        targets = new float[rows];
        weights = new float[rows];
        for (int i = 0; i < observations.length; i++) {
            observations[i] = (float) random.gaussian();
        }
        for (int i = 0; i < rows; i++) {
            actions[i] = random.integers(architecture.outputs());
            targets[i] = (float) (2 * random.gaussian());
            weights[i] = (float) random.uniform(0.1, 1);
        }
    }

    double update(QNetwork network, double learningRate, float[] tdErrors) {
        return network.update(observations, actions, targets, weights, rows, learningRate, tdErrors);
    }
}
