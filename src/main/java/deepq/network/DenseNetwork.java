package deepq.network;

import deepq.random.Pcg64;
import deepq.random.Require;
import deepq.random.State;
import deepq.replay.Batch;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The glass model: layers of ReLU units and a linear output for each action, backpropagation (Rumelhart, Hinton and
 * Williams 1986) and Adam (Kingma and Ba 2015, Algorithm 1, with beta 0.9 and 0.999), on plain arrays. Nothing is
 * allocated once the largest batch was seen.
 *
 * <p>Its speed comes from one loop, {@link #addWeighted}. A block of activations is kept unit by unit,
 * {@code x[unit][row]}, so that the loop runs over the rows of the batch: the compiler turns it into vector
 * instructions, because all its arrays are read and written at the same place and nothing in it branches. No fused
 * multiply-add is used, and each sum has a fixed order, so the numbers are the same on every machine and whatever the
 * size of the batch.
 */
public final class DenseNetwork implements QNetwork {
    private static final int MOST_PARAMETERS = 1 << 24;
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final double RATE = 1e-3;

    private final Factory built;
    private final String name;
    private final int inputs;
    private final int actions;
    private final Layer[] layers; // each after the one below it
    private final Layer output; // of the Q-values; of the advantages in a dueling network
    private final Layer value; // null where there is no dueling
    private final float[] parameters;
    final float[] gradient; // of the last update
    private final float[] mean; // Adam's m
    private final float[] variance; // Adam's v
    private long updates;

    private final Access access = new Access();
    private float[][] observed; // observed[input][row]
    private float[] qValues = new float[0];

    /** A layer's place in the flat parameters, and its blocks. */
    private static final class Layer {
        final Layer below; // null where the observation comes in
        final boolean hidden;
        final int inputs;
        final int outputs;
        final int weights; // where W[output][input] begins in the flat parameters
        final int biases;
        float[][] x; // what came in, x[input][row]
        float[][] byRow; // its transpose, byRow[row][input]
        float[][] z; // what went out, z[output][row]
        float[][] d; // the gradient of the loss with respect to z
        final float[] sum;

        Layer(Layer below, int inputs, int outputs, int weights, boolean hidden) {
            this.below = below;
            this.inputs = inputs;
            this.outputs = outputs;
            this.weights = weights;
            this.biases = weights + inputs * outputs;
            this.hidden = hidden;
            this.sum = new float[inputs];
        }
    }

    enum Start {
        HE,
        GLOROT,
        PYTORCH
    }

    /** How a DenseNetwork is built, but for its inputs and actions: each method gives a changed copy. */
    public record Factory(List<Integer> hidden, Start start, boolean twoStreams, double epsilon)
            implements NetworkFactory {
        public Factory {
            boolean positive = epsilon > 0 && epsilon < Double.POSITIVE_INFINITY;
            Require.that(positive, "Adam's epsilon must be above 0, not %s", epsilon);
        }

        /**
         * First weights uniform in +-sqrt(6 / (inputs + outputs)) of the layer: Glorot and Bengio 2010, Keras'
         * default.
         */
        public Factory glorot() {
            return new Factory(hidden, Start.GLOROT, twoStreams, epsilon);
        }

        /** First weights and biases uniform in +-1 / sqrt(inputs of the layer): PyTorch's default. */
        public Factory pytorch() {
            return new Factory(hidden, Start.PYTORCH, twoStreams, epsilon);
        }

        /**
         * Two streams (Wang et al. 2016, equation 9): the last hidden layer is there twice, once below the state's
         * value V and once below the advantages A of the actions, and Q_a = V + A_a - mean(A).
         */
        public Factory dueling() {
            return new Factory(hidden, start, true, epsilon);
        }

        /** Adam's epsilon, above 0: added to sqrt(v) after the bias correction, as in Algorithm 1. */
        public Factory adamEpsilon(double epsilon) {
            return new Factory(hidden, start, twoStreams, epsilon);
        }

        @Override
        public DenseNetwork create(int inputs, int actions, Pcg64 random) {
            DenseNetwork network = new DenseNetwork(this, inputs, actions);
            for (Layer layer : network.layers) {
                double limit =
                        switch (start) {
                            case HE -> Math.sqrt(6.0 / layer.inputs);
                            case GLOROT -> Math.sqrt(6.0 / (layer.inputs + layer.outputs));
                            case PYTORCH -> Math.sqrt(1.0 / layer.inputs);
                        };
                int end = start == Start.PYTORCH ? layer.biases + layer.outputs : layer.biases;
                for (int i = layer.weights; i < end; i++) {
                    network.parameters[i] = (float) random.uniform(-limit, limit);
                }
            }
            return network;
        }
    }

    /**
     * With He-uniform first weights (He et al. 2015, made for ReLU), half the squared error, Adam's rate 1e-3 and
     * epsilon 1e-8.
     */
    public static Factory hidden(int... units) {
        return new Factory(Arrays.stream(units).boxed().toList(), Start.HE, false, 1e-8);
    }

    /**
     * A network of these layers, built as {@link #hidden} says.
     *
     * @param sizes numbers in an observation, units of each hidden layer, actions: {@code of(random, 4, 32, 32, 2)}
     */
    public static DenseNetwork of(Pcg64 random, int... sizes) {
        String given = Arrays.toString(sizes);
        Require.that(sizes.length >= 2, "a network has inputs and outputs, so two sizes or more, not %s", given);
        int last = sizes.length - 1;
        return hidden(Arrays.copyOfRange(sizes, 1, last)).create(sizes[0], sizes[last], random);
    }

    private DenseNetwork(Factory built, int inputs, int actions) {
        this.built = built;
        this.inputs = inputs;
        this.actions = actions;
        String units = built.hidden.stream().map(n -> n + "-").collect(Collectors.joining());
        this.name = "DenseNetwork " + inputs + "-" + units + actions + (built.twoStreams ? " dueling " : " ")
                + built.epsilon;
        int most = built.hidden.size();
        int parting = built.twoStreams ? Math.max(0, most - 1) : most; // each stream has the rest
        List<Integer> rest = built.hidden.subList(parting, most);
        List<Layer> all = new ArrayList<>();
        Layer shared = hidden(all, null, built.hidden.subList(0, parting));
        value = built.twoStreams ? add(all, hidden(all, shared, rest), 1, false) : null;
        output = add(all, hidden(all, shared, rest), actions, false);
        layers = all.toArray(Layer[]::new);
        parameters = new float[output.biases + actions];
        gradient = new float[parameters.length];
        mean = new float[parameters.length];
        variance = new float[parameters.length];
        reserve(1);
    }

    private Layer hidden(List<Layer> all, Layer below, List<Integer> units) {
        Layer top = below;
        for (int n : units) {
            top = add(all, top, n, true);
        }
        return top;
    }

    /** Puts another layer above one, or above the observation, behind all others in the flat parameters. */
    private Layer add(List<Layer> all, Layer below, int units, boolean hidden) {
        int from = below == null ? inputs : below.outputs;
        Layer before = all.isEmpty() ? null : all.get(all.size() - 1);
        int start = before == null ? 0 : before.biases + before.outputs;
        boolean fits = from >= 1 && units >= 1 && start + (from + 1L) * units <= MOST_PARAMETERS;
        String wanted = "a layer has one unit or more, and all of them %s weights at most: not %s";
        Require.that(fits, wanted, MOST_PARAMETERS, name);
        Layer layer = new Layer(below, from, units, start, hidden);
        all.add(layer);
        return layer;
    }

    @Override
    public int inputs() {
        return inputs;
    }

    @Override
    public int outputs() {
        return actions;
    }

    @Override
    public double learningRate() {
        return RATE;
    }

    @Override
    public void predict(float[] observations, int rows, float[] qValues) {
        Access.requireRows(this, observations, rows, qValues);
        try (Access alone = access.enter()) {
            forward(observations, rows);
            System.arraycopy(this.qValues, 0, qValues, 0, rows * actions);
        }
    }

    @Override
    public double update(Batch batch, float[] targets, double learningRate, float[] tdErrors) {
        Access.requireBatch(this, batch, targets, learningRate, tdErrors);
        try (Access alone = access.enter()) {
            forward(batch.observations, batch.size());
            double loss = loss(batch, targets, tdErrors);
            backward(batch.size());
            adam(parameters, gradient, mean, variance, learningRate, built.epsilon, ++updates);
            return loss;
        }
    }

    /** z = W x + b, layer by layer, with ReLU(z) as the next layer's x. */
    private void forward(float[] observations, int rows) {
        reserve(rows);
        for (int i = 0; i < inputs; i++) {
            for (int k = 0; k < rows; k++) {
                observed[i][k] = observations[k * inputs + i];
            }
        }
        for (Layer layer : layers) {
            for (int j = 0; j < layer.outputs; j++) {
                float[] z = layer.z[j];
                Arrays.fill(z, 0, rows, parameters[layer.biases + j]);
                addWeighted(z, rows, layer.x, layer.inputs, parameters, layer.weights + j * layer.inputs, 1);
                if (layer.hidden) {
                    rectify(z, rows);
                }
            }
        }
        for (int k = 0; k < rows; k++) {
            float sum = 0; // of the advantages
            for (int a = 0; a < actions; a++) {
                sum += output.z[a][k];
            }
            for (int a = 0; a < actions; a++) {
                float z = output.z[a][k];
                qValues[k * actions + a] = value == null ? z : value.z[0][k] + z - sum / actions;
            }
        }
    }

    /** The mean loss; fills in the TD errors, and the loss's gradient with respect to the outputs. */
    private double loss(Batch batch, float[] targets, float[] tdErrors) {
        int rows = batch.size();
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            int action = batch.actions[row];
            float error = qValues[row * actions + action] - targets[row];
            tdErrors[row] = -error;
            sum += batch.weights[row] * ((double) error * error / 2);
            float slope = batch.weights[row] * error / rows;
            for (int a = 0; a < actions; a++) {
                output.d[a][row] = value == null ? 0 : -slope / actions; // of mean(A)
            }
            output.d[action][row] += slope;
            if (value != null) {
                value.d[0][row] = slope;
            }
        }
        return sum / rows;
    }

    /** From the gradient of the outputs back to that of every parameter: dW = d x', db = sum of d, and dx = W' d. */
    private void backward(int rows) {
        for (Layer layer : layers) {
            for (int j = 0; layer.hidden && j < layer.outputs; j++) {
                Arrays.fill(layer.d[j], 0, rows, 0);
            }
        }
        for (int l = layers.length - 1; l >= 0; l--) {
            Layer layer = layers[l];
            transpose(layer.x, layer.inputs, rows, layer.byRow);
            for (int j = 0; j < layer.outputs; j++) {
                if (layer.hidden) {
                    passWhereActive(layer.d[j], layer.z[j], rows);
                }
                Arrays.fill(layer.sum, 0);
                addWeighted(layer.sum, layer.inputs, layer.byRow, rows, layer.d[j], 0, 1);
                System.arraycopy(layer.sum, 0, gradient, layer.weights + j * layer.inputs, layer.inputs);
                gradient[layer.biases + j] = sum(layer.d[j], rows);
            }
            for (int i = 0; layer.below != null && i < layer.inputs; i++) {
                float[] dx = layer.below.d[i]; // where two streams part, both add to it
                addWeighted(dx, rows, layer.d, layer.outputs, parameters, layer.weights + i, layer.inputs);
            }
        }
    }

    /**
     * sum[k] += factors[from] * terms[0][k] + factors[from + stride] * terms[1][k] + ..., for all k below
     * {@code length}.
     */
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

    /** d *= 1 where z > 0, 0 where z = 0. Not with an if, which the processor would guess wrong half of the time. */
    private static void passWhereActive(float[] d, float[] z, int rows) {
        for (int k = 0; k < rows; k++) {
            d[k] *= Math.min(1f, z[k] * 1e38f * 1e38f);
        }
    }

    private static float sum(float[] values, int rows) {
        float sum = 0;
        for (int k = 0; k < rows; k++) {
            sum += values[k];
        }
        return sum;
    }

    private static void transpose(float[][] byUnit, int units, int rows, float[][] byRow) {
        for (int u = 0; u < units; u++) {
            for (int k = 0; k < rows; k++) {
                byRow[k][u] = byUnit[u][k];
            }
        }
    }

    /** Makes room for a batch larger than any before. */
    private void reserve(int rows) {
        if (qValues.length >= rows * actions) {
            return;
        }
        qValues = new float[rows * actions];
        observed = new float[inputs][rows];
        for (Layer layer : layers) {
            layer.x = layer.below == null ? observed : layer.below.z;
            layer.byRow = new float[rows][layer.inputs];
            layer.z = new float[layer.outputs][rows];
            layer.d = new float[layer.outputs][rows];
        }
    }

    /**
     * Adam's step, with the two bias corrections folded into the step size and epsilon, as the paper proposes in
     * section 2. Adding and subtracting a tiny number turns what is far smaller into zero: without that the moments
     * of a unit that gets no gradient any more decay into denormal numbers, with which a processor is many times
     * slower.
     */
    private static void adam(
            float[] p, float[] g, float[] m, float[] v, double learningRate, double epsilon, long updates) {
        double correction = Math.sqrt(1 - StrictMath.pow(BETA2, updates));
        float rate = (float) (learningRate * correction / (1 - StrictMath.pow(BETA1, updates)));
        float small = (float) (epsilon * correction);
        for (int i = 0; i < p.length; i++) {
            m[i] = (BETA1 * m[i] + (1 - BETA1) * g[i] + 1e-20f) - 1e-20f;
            v[i] = (BETA2 * v[i] + (1 - BETA2) * (g[i] * g[i]) + 1e-25f) - 1e-25f;
            p[i] -= rate * m[i] / ((float) Math.sqrt(v[i]) + small);
        }
    }

    /**
     * A copy of all weights and biases, layer by layer: the weights of unit 0, of unit 1, ..., then the biases. (A
     * dueling network: the shared layers, the stream of the value, that of the advantages.)
     *
     * <p>It is the order of deeplearning4j's dense layers, too. For equally large networks
     * {@code model.setParams(Nd4j.create(dense.parameters()).reshape(1, -1))} and
     * {@code dense.setParameters(model.params().toFloatVector())} make them the same.
     */
    public float[] parameters() {
        return parameters.clone();
    }

    /** Replaces all weights and biases, by as many finite numbers; the state of Adam stays. */
    public void setParameters(float[] parameters) {
        int count = this.parameters.length;
        Require.that(parameters.length == count, "%s parameters for a network that has %s", parameters.length, count);
        Access.requireFinite(parameters);
        System.arraycopy(parameters, 0, this.parameters, 0, parameters.length);
    }

    @Override
    public List<LayerWeights> layers() {
        if (value != null) {
            return QNetwork.super.layers(); // which refuses two streams
        }
        return Arrays.stream(layers)
                .map(layer -> new LayerWeights(
                        layer.inputs,
                        Arrays.copyOfRange(parameters, layer.weights, layer.biases),
                        Arrays.copyOfRange(parameters, layer.biases, layer.biases + layer.outputs),
                        layer.hidden ? "relu" : "identity"))
                .toList();
    }

    @Override
    public void blendFrom(QNetwork online, double tau) {
        Access.requireAlike(this, online, tau);
        DenseNetwork other = (DenseNetwork) online;
        if (other == this) {
            return;
        }
        float share = (float) tau;
        float rest = (float) (1 - tau);
        try (Access mine = access.enter();
                Access its = other.access.enter()) {
            for (int i = 0; i < parameters.length; i++) {
                parameters[i] = tau == 1 ? other.parameters[i] : rest * parameters[i] + share * other.parameters[i];
            }
        }
    }

    @Override
    public DenseNetwork copy() {
        DenseNetwork copy = new DenseNetwork(built, inputs, actions);
        copy.takeOver(this);
        return copy;
    }

    private void takeOver(DenseNetwork other) {
        try (Access mine = access.enter();
                Access its = other.access.enter()) {
            System.arraycopy(other.parameters, 0, parameters, 0, parameters.length);
            System.arraycopy(other.mean, 0, mean, 0, mean.length);
            System.arraycopy(other.variance, 0, variance, 0, variance.length);
            updates = other.updates;
        }
    }

    @Override
    public void write(OutputStream out) throws IOException {
        try (Access alone = access.enter()) {
            DataOutputStream data = new DataOutputStream(out);
            described(State.writing(data), this);
            data.flush();
        }
    }

    /** How it is built, and all that learning changes: that of the network, or of the one that is read. */
    private static DenseNetwork described(State state, DenseNetwork network) throws IOException {
        state.expect("a DenseNetwork");
        List<Integer> units = new ArrayList<>(network.built.hidden);
        state.all(units, 0, state::value);
        boolean twoStreams = state.value(network.built.twoStreams);
        Factory built = new Factory(units, Start.HE, twoStreams, state.value(network.built.epsilon));
        int inputs = state.value(network.inputs);
        int actions = state.value(network.actions);
        DenseNetwork described = state.reads() ? new DenseNetwork(built, inputs, actions) : network;
        described.updates = state.value(network.updates);
        for (float[] numbers : List.of(described.parameters, described.mean, described.variance)) {
            Access.requireFinite(state.values(numbers, numbers.length));
        }
        return described;
    }

    @Override
    public void read(InputStream in) throws IOException {
        DenseNetwork other = load(in);
        if (!other.name.equals(name)) {
            throw new IOException("this is a " + this + "; the file holds a " + other);
        }
        takeOver(other);
    }

    /** The network that {@link #write} wrote. Throws IOException for anything else. */
    public static DenseNetwork load(InputStream in) throws IOException {
        try {
            return described(State.reading(new DataInputStream(in)), hidden().create(1, 1, new Pcg64(0)));
        } catch (IllegalArgumentException e) {
            throw new IOException("damaged or of another version: " + e.getMessage(), e);
        }
    }

    /** Sizes, options, and Adam's epsilon: {@code DenseNetwork 4-32-32-2 dueling 1.0E-8}. */
    @Override
    public String toString() {
        return name;
    }
}
