package deepq.network;

/**
 * Adam (Kingma and Ba 2015, Algorithm 1) with beta 0.9 and 0.999. The two bias corrections are folded into the step size and
 * epsilon, as the paper proposes in section 2; epsilon keeps the meaning that it has in Algorithm 1 and in PyTorch.
 */
final class Adam {
    static final float BETA1 = 0.9f;
    static final float BETA2 = 0.999f;

    private final double epsilon;
    private final float[] mean;
    private final float[] variance;
    private long updates;

    Adam(int parameters, double epsilon) {
        this.epsilon = epsilon;
        this.mean = new float[parameters];
        this.variance = new float[parameters];
    }

    void step(float[] parameters, float[] gradient, double learningRate) {
        updates++;
        float rate = (float) correctedRate(learningRate, updates);
        step(parameters, gradient, mean, variance, rate, (float) correctedEpsilon(epsilon, updates));
    }

    static double correctedRate(double learningRate, long updates) {
        return correctedEpsilon(learningRate, updates) / (1 - StrictMath.pow(BETA1, updates));
    }

    static double correctedEpsilon(double epsilon, long updates) {
        return epsilon * Math.sqrt(1 - StrictMath.pow(BETA2, updates));
    }

    /**
     * Adding and subtracting a tiny number turns what is far smaller into zero. Without that the moments of a unit that gets no
     * gradient any more decay into denormal numbers, with which a processor is many times slower.
     */
    private static void step(float[] p, float[] g, float[] m, float[] v, float rate, float small) {
        for (int i = 0; i < p.length; i++) {
            m[i] = (BETA1 * m[i] + (1 - BETA1) * g[i] + 1e-20f) - 1e-20f;
            v[i] = (BETA2 * v[i] + (1 - BETA2) * (g[i] * g[i]) + 1e-25f) - 1e-25f;
            p[i] -= rate * m[i] / ((float) Math.sqrt(v[i]) + small);
        }
    }

    long updates() {
        return updates;
    }

    Snapshot snapshot(float[] parameters) {
        return new Snapshot(updates, parameters, mean, variance);
    }

    void restore(Snapshot snapshot) {
        updates = snapshot.updates();
        System.arraycopy(snapshot.mean(), 0, mean, 0, mean.length);
        System.arraycopy(snapshot.variance(), 0, variance, 0, variance.length);
    }
}
