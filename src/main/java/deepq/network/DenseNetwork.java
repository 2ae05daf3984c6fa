package deepq.network;

import deepq.random.Pcg64;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The glass model: a multilayer perceptron with ReLU, backpropagation (Rumelhart, Hinton and Williams 1986) and Adam, on plain
 * arrays. Nothing is allocated once the largest batch was seen.
 *
 * <p>Its speed comes from one loop, {@link #addWeighted}. A block of activations is kept unit by unit, {@code x[unit][row]},
 * so that the loop runs over the rows of the batch: the compiler turns it into vector instructions, because all its arrays are
 * read and written at the same place and nothing in it branches. No fused multiply-add is used, and each sum has a fixed order,
 * so the numbers are the same on every machine and whatever the size of the batch.
 */
public final class DenseNetwork implements QNetwork {
    private final Architecture architecture;
    private final Head head;
    private final Layer[] layers;
    private final float[] parameters;
    private final float[] gradient;
    private final Adam adam;

    private float[] raw = new float[0]; // the last layer's outputs, row by row
    private float[] rawGradient = new float[0];

    /** A layer's place in the flat parameters, and its blocks. */
    private static final class Layer {
        final int inputs;
        final int outputs;
        final int weights; // where W[output][input] begins in the flat parameters
        final int biases;
        float[][] x; // what came in, x[input][row]
        float[][] byRow; // the same turned, byRow[row][input]
        float[][] z; // what went out, z[output][row]
        float[][] d; // the gradient of the loss with respect to z
        final float[] sum;

        Layer(int inputs, int outputs, int weights) {
            this.inputs = inputs;
            this.outputs = outputs;
            this.weights = weights;
            this.biases = weights + inputs * outputs;
            this.sum = new float[inputs];
        }
    }

    DenseNetwork(Architecture architecture, Pcg64 random) {
        this(architecture, architecture.initialParameters(random));
    }

    DenseNetwork(Architecture architecture, float[] parameters) {
        if (architecture.screen().isPresent()) {
            throw new IllegalArgumentException(
                    "a DenseNetwork has no convolutions: use QNetwork.dl4j for " + architecture);
        }
        this.architecture = architecture;
        this.head = new Head(architecture);
        this.parameters = parameters;
        this.gradient = new float[parameters.length];
        this.adam = new Adam(parameters.length, architecture.adamEpsilon());
        int[] sizes = architecture.denseSizes();
        layers = new Layer[sizes.length - 1];
        int at = 0;
        for (int i = 0; i < layers.length; i++) {
            layers[i] = new Layer(sizes[i], sizes[i + 1], at);
            at = layers[i].biases + layers[i].outputs;
        }
        reserve(1);
    }

    @Override
    public Architecture architecture() {
        return architecture;
    }

    @Override
    public void predict(float[] observations, int rows, float[] qValues) {
        forward(observations, rows);
        head.qValues(raw, rows, qValues);
    }

    @Override
    public double update(
            float[] observations,
            int[] actions,
            float[] targets,
            float[] weights,
            int rows,
            double learningRate,
            float[] tdErrors) {
        forward(observations, rows);
        double loss = head.gradient(raw, actions, targets, weights, rows, rawGradient, tdErrors);
        backward(rows);
        adam.step(parameters, gradient, learningRate);
        return loss;
    }

    /** z = W x + b, layer by layer, with ReLU(z) as the next layer's x. */
    private void forward(float[] observations, int rows) {
        reserve(rows);
        turn(observations, rows, layers[0].x);
        for (Layer layer : layers) {
            boolean hidden = layer != layers[layers.length - 1];
            for (int j = 0; j < layer.outputs; j++) {
                float[] z = layer.z[j];
                Arrays.fill(z, 0, rows, parameters[layer.biases + j]);
                addWeighted(z, rows, layer.x, layer.inputs, parameters, layer.weights + j * layer.inputs, 1);
                if (hidden) {
                    rectify(z, rows);
                }
            }
        }
        turnBack(layers[layers.length - 1].z, rows, raw);
    }

    /** From the gradient of the raw outputs back to that of every parameter: dW = d x', db = sum of d, and dx = W' d. */
    private void backward(int rows) {
        turn(rawGradient, rows, layers[layers.length - 1].d);
        for (int l = layers.length - 1; l >= 0; l--) {
            Layer layer = layers[l];
            turn(layer.x, layer.inputs, rows, layer.byRow);
            for (int j = 0; j < layer.outputs; j++) {
                Arrays.fill(layer.sum, 0);
                addWeighted(layer.sum, layer.inputs, layer.byRow, rows, layer.d[j], 0, 1);
                System.arraycopy(layer.sum, 0, gradient, layer.weights + j * layer.inputs, layer.inputs);
                gradient[layer.biases + j] = sum(layer.d[j], rows);
            }
            for (int i = 0; l > 0 && i < layer.inputs; i++) {
                float[] dx = layers[l - 1].d[i];
                Arrays.fill(dx, 0, rows, 0);
                addWeighted(dx, rows, layer.d, layer.outputs, parameters, layer.weights + i, layer.inputs);
                passWhereActive(dx, layer.x[i], rows);
            }
        }
    }

    /** sum[k] += factors[from] * terms[0][k] + factors[from + stride] * terms[1][k] + ..., for all k below {@code length}. */
    private static void addWeighted(
            float[] sum, int length, float[][] terms, int count, float[] factors, int from, int stride) {
        int t = 0;
        for (; t + 3 < count; t += 4, from += 4 * stride) {
            float fa = factors[from];
            float fb = factors[from + stride];
            float fc = factors[from + 2 * stride];
            float fd = factors[from + 3 * stride];
            float[] a = terms[t];
            float[] b = terms[t + 1];
            float[] c = terms[t + 2];
            float[] d = terms[t + 3];
            for (int k = 0; k < length; k++) {
                sum[k] += (fa * a[k] + fb * b[k]) + (fc * c[k] + fd * d[k]);
            }
        }
        for (; t < count; t++, from += stride) {
            float factor = factors[from];
            float[] term = terms[t];
            for (int k = 0; k < length; k++) {
                sum[k] += factor * term[k];
            }
        }
    }

    private static void rectify(float[] z, int rows) {
        for (int k = 0; k < rows; k++) {
            z[k] = Math.max(0f, z[k]);
        }
    }

    /** dx *= 1 where x > 0, 0 where x = 0. Not with an if, which the processor would guess wrong half of the time. */
    private static void passWhereActive(float[] dx, float[] x, int rows) {
        for (int k = 0; k < rows; k++) {
            dx[k] *= Math.min(1f, x[k] * 1e38f * 1e38f);
        }
    }

    private static float sum(float[] values, int rows) {
        float sum = 0;
        for (int k = 0; k < rows; k++) {
            sum += values[k];
        }
        return sum;
    }

    private static void turn(float[] byRow, int rows, float[][] byUnit) {
        int units = byUnit.length;
        for (int u = 0; u < units; u++) {
            for (int k = 0; k < rows; k++) {
                byUnit[u][k] = byRow[k * units + u];
            }
        }
    }

    private static void turnBack(float[][] byUnit, int rows, float[] byRow) {
        int units = byUnit.length;
        for (int u = 0; u < units; u++) {
            for (int k = 0; k < rows; k++) {
                byRow[k * units + u] = byUnit[u][k];
            }
        }
    }

    private static void turn(float[][] byUnit, int units, int rows, float[][] byRow) {
        for (int u = 0; u < units; u++) {
            for (int k = 0; k < rows; k++) {
                byRow[k][u] = byUnit[u][k];
            }
        }
    }

    /** Makes room for a batch larger than any before. */
    private void reserve(int rows) {
        if (raw.length >= rows * head.rawOutputs()) {
            return;
        }
        raw = new float[rows * head.rawOutputs()];
        rawGradient = new float[raw.length];
        float[][] x = new float[layers[0].inputs][rows];
        for (Layer layer : layers) {
            layer.x = x;
            layer.byRow = new float[rows][layer.inputs];
            layer.z = new float[layer.outputs][rows];
            layer.d = new float[layer.outputs][rows];
            x = layer.z;
        }
    }

    @Override
    public long updates() {
        return adam.updates();
    }

    @Override
    public float[] parameters() {
        return parameters.clone();
    }

    @Override
    public void load(float[] other) {
        if (other.length != parameters.length) {
            throw new IllegalArgumentException(
                    other.length + " parameters for a network that has " + parameters.length);
        }
        System.arraycopy(other, 0, parameters, 0, parameters.length);
    }

    @Override
    public float[] gradient() {
        return gradient.clone();
    }

    @Override
    public void copyFrom(QNetwork online) {
        load(online instanceof DenseNetwork dense ? dense.parameters : online.parameters());
    }

    @Override
    public void blendFrom(QNetwork online, double tau) {
        blend(parameters, online instanceof DenseNetwork dense ? dense.parameters : online.parameters(), tau);
    }

    static void blend(float[] parameters, float[] online, double tau) {
        if (!(tau >= 0 && tau <= 1)) {
            throw new IllegalArgumentException("tau must be in [0, 1], not " + tau);
        }
        if (online.length != parameters.length) {
            throw new IllegalArgumentException(
                    online.length + " parameters for a network that has " + parameters.length);
        }
        float share = (float) tau;
        float rest = (float) (1 - tau);
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = rest * parameters[i] + share * online[i];
        }
    }

    @Override
    public QNetwork copy() {
        DenseNetwork copy = new DenseNetwork(architecture, parameters());
        copy.adam.restore(adam.snapshot(parameters()));
        return copy;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        adam.snapshot(parameters).write(out);
    }

    @Override
    public void read(DataInput in) throws IOException {
        Snapshot snapshot = Snapshot.read(in, parameters.length);
        load(snapshot.parameters());
        adam.restore(snapshot);
    }

    /** Layers with weights: the hidden ones and the last. */
    public int layers() {
        return layers.length;
    }

    /** A copy of W of a layer (0 is the first), row by row: the weights of unit j begin at {@code j * inputs of the layer}. */
    public float[] weights(int layer) {
        return Arrays.copyOfRange(parameters, layers[layer].weights, layers[layer].biases);
    }

    /** A copy of b of a layer. */
    public float[] biases(int layer) {
        return Arrays.copyOfRange(parameters, layers[layer].biases, layers[layer].biases + layers[layer].outputs);
    }

    /** What the units of a layer put out for one row of the batch last seen: after ReLU, except in the last layer. */
    public float[] activations(int layer, int row) {
        float[] activations = new float[layers[layer].outputs];
        for (int j = 0; j < activations.length; j++) {
            activations[j] = layers[layer].z[j][row];
        }
        return activations;
    }
}
