package deepq.extension;

import deepq.network.DenseNetwork;
import deepq.network.QNetwork;
import deepq.random.Pcg64;
import deepq.replay.Batch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * The network of C51 (Bellemare, Dabney and Munos 2017): for each action a distribution of the return over evenly spaced atoms;
 * Q is its mean. {@link CategoricalRule} is the other half. The logits are the outputs of a DenseNetwork; the gradient of the
 * cross-entropy by a logit is p - m, which is that of half the squared error against the target logit - (p - m).
 */
final class CategoricalNetwork implements QNetwork {
    final double low;
    final double high;
    final int atoms;
    /** The target distributions of the next update's batch, row after row. */
    double[] projected;

    private final DenseNetwork logits;

    CategoricalNetwork(int inputs, int actions, double low, double high, int atoms, Pcg64 random) {
        this(DenseNetwork.of(random, inputs, 16, actions * atoms), low, high, atoms);
    }

    private CategoricalNetwork(DenseNetwork logits, double low, double high, int atoms) {
        this.logits = logits;
        this.low = low;
        this.high = high;
        this.atoms = atoms;
    }

    double atom(int i) {
        return low + i * (high - low) / (atoms - 1);
    }

    /** P(return = atom), of all rows, actions and atoms. */
    double[] probabilities(float[] observations) {
        float[] raw = logits.predict(observations);
        double[] p = new double[raw.length];
        for (int from = 0; from < raw.length; from += atoms) {
            double sum = 0;
            for (int i = from; i < from + atoms; i++) {
                sum += Math.exp(raw[i]);
            }
            for (int i = from; i < from + atoms; i++) {
                p[i] = Math.exp(raw[i]) / sum;
            }
        }
        return p;
    }

    @Override
    public int inputs() {
        return logits.inputs();
    }

    @Override
    public int outputs() {
        return logits.outputs() / atoms;
    }

    @Override
    public void predict(float[] observations, int rows, float[] qValues) {
        double[] p = probabilities(Arrays.copyOf(observations, rows * inputs()));
        for (int k = 0; k < rows * outputs(); k++) {
            double mean = 0;
            for (int i = 0; i < atoms; i++) {
                mean += p[k * atoms + i] * atom(i);
            }
            qValues[k] = (float) mean;
        }
    }

    @Override
    public double update(Batch batch, float[] targets, double learningRate, float[] tdErrors) {
        float[] q = predict(batch.observations);
        double[] p = probabilities(batch.observations);
        float[] raw = logits.predict(batch.observations);
        Batch wide = new Batch(batch.size() * atoms, inputs());
        float[] wideTargets = new float[wide.size()];
        double loss = 0;
        for (int row = 0; row < batch.size(); row++) {
            tdErrors[row] = targets[row] - q[row * outputs() + batch.actions[row]];
            for (int i = 0; i < atoms; i++) {
                int to = row * atoms + i;
                int logit = (row * outputs() + batch.actions[row]) * atoms + i;
                System.arraycopy(batch.observations, row * inputs(), wide.observations, to * inputs(), inputs());
                wide.actions[to] = batch.actions[row] * atoms + i;
                wide.weights[to] = atoms * batch.weights[row]; // DenseNetwork takes the mean over all of these rows
                wideTargets[to] = (float) (raw[logit] - (p[logit] - projected[to]));
                loss -= batch.weights[row] * projected[to] * Math.log(p[logit]) / batch.size();
            }
        }
        logits.update(wide, wideTargets, learningRate, new float[wide.size()]);
        return loss;
    }

    @Override
    public double learningRate() {
        return logits.learningRate();
    }

    @Override
    public QNetwork copy() {
        return new CategoricalNetwork(logits.copy(), low, high, atoms);
    }

    @Override
    public void blendFrom(QNetwork online, double tau) {
        logits.blendFrom(((CategoricalNetwork) online).logits, tau);
    }

    @Override
    public void write(OutputStream out) throws IOException {
        logits.write(out);
    }

    @Override
    public void read(InputStream in) throws IOException {
        logits.read(in);
    }
}
