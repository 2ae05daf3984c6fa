package deepq.extension;

import deepq.agent.TargetRule;
import deepq.network.QNetwork;
import deepq.replay.Batch;

/** Munchausen DQN (Vieillard, Pietquin and Geist 2020, equation 1) in one class, written from the paper: with the log of the policy. */
record MunchausenRule(double alpha, double temperature, double clip) implements TargetRule {
    @Override
    public float[] targets(Batch batch, QNetwork online, QNetwork target) {
        float[] y = new float[batch.size()];
        int actions = target.outputs();
        double[][] now = logPolicies(online.predict(batch.observations), actions);
        float[] nextQ = target.predict(batch.nextObservations);
        double[][] next = logPolicies(nextQ, actions);
        for (int row = 0; row < batch.size(); row++) {
            double value = 0;
            for (int a = 0; a < actions; a++) {
                value += Math.exp(next[row][a]) * (nextQ[row * actions + a] - temperature * next[row][a]);
            }
            double bonus = alpha * Math.max(clip, temperature * now[row][batch.actions[row]]);
            y[row] = (float) (batch.rewards[row] + bonus + batch.discounts[row] * value);
        }
        return y;
    }

    /** log softmax(Q / temperature), row by row. */
    private double[][] logPolicies(float[] q, int actions) {
        double[][] logs = new double[q.length / actions][actions];
        for (int row = 0; row < logs.length; row++) {
            double sum = 0;
            for (int a = 0; a < actions; a++) {
                sum += Math.exp(q[row * actions + a] / temperature);
            }
            for (int a = 0; a < actions; a++) {
                logs[row][a] = q[row * actions + a] / temperature - Math.log(sum);
            }
        }
        return logs;
    }
}
