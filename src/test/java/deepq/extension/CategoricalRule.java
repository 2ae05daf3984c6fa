package deepq.extension;

import deepq.agent.TargetRule;
import deepq.network.QNetwork;
import deepq.replay.Batch;

/** The target of C51 (Bellemare, Dabney and Munos 2017, algorithm 1): the target network's distribution, shrunk, moved and projected. */
final class CategoricalRule implements TargetRule {
    @Override
    public float[] targets(Batch batch, QNetwork online, QNetwork target) {
        float[] y = new float[batch.size()];
        CategoricalNetwork network = (CategoricalNetwork) target;
        float[] q = target.predict(batch.nextObservations);
        double[] p = network.probabilities(batch.nextObservations);
        double[] projected = new double[batch.size() * network.atoms];
        for (int row = 0; row < batch.size(); row++) {
            int best = row * target.outputs();
            for (int k = best + 1; k < (row + 1) * target.outputs(); k++) {
                best = q[k] > q[best] ? k : best;
            }
            for (int i = 0; i < network.atoms; i++) {
                double moved = batch.rewards[row] + batch.discounts[row] * network.atom(i);
                double at = (Math.min(Math.max(moved, network.low), network.high) - network.low)
                        / (network.atom(1) - network.atom(0));
                int below = Math.min((int) at, network.atoms - 2);
                double mass = p[best * network.atoms + i];
                projected[row * network.atoms + below] += mass * (below + 1 - at);
                projected[row * network.atoms + below + 1] += mass * (at - below);
                y[row] += (float) (mass * moved);
            }
        }
        ((CategoricalNetwork) online).projected = projected;
        return y;
    }
}
