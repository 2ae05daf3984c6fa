package deepq.network;

import deepq.random.Pcg64;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * A Q-network on deeplearning4j's MultiLayerNetwork and ND4J's native arrays. DL4J runs forward, and backward from the gradient
 * of the outputs that we hand it: so only the chosen action's output gets a gradient, its loss classes (LossMSE divides by the
 * number of outputs, and there is no Huber loss) do not matter, and no label matrix is built.
 *
 * <p>Each call into native code costs some ten microseconds, so {@link #predict} of a network without convolutions runs on a
 * mirror: a {@link DenseNetwork} that takes over the weights after they changed. The same numbers on the same machine.
 */
public final class Dl4jNetwork implements QNetwork {
    static {
        NativeBackend.start();
    }

    private final Architecture architecture;
    private final Head head;
    private final MultiLayerNetwork network;
    private final float[] parameters; // scratch: the network's own lie outside the heap
    private final DenseNetwork mirror; // null where there are convolutions
    private boolean mirrored;

    private final INDArray mean;
    private final INDArray variance;
    private final INDArray step;
    private long updates;

    private INDArray input;
    private float[] raw = new float[0];

    Dl4jNetwork(Architecture architecture, Pcg64 random) {
        this(architecture, architecture.initialParameters(random));
    }

    private Dl4jNetwork(Architecture architecture, float[] parameters) {
        this.architecture = architecture;
        this.head = new Head(architecture);
        this.parameters = parameters;
        this.mirror = architecture.screen().isPresent() ? null : new DenseNetwork(architecture, parameters.clone());
        this.network = new MultiLayerNetwork(configuration(architecture));
        network.init(row(parameters), false);
        network.initGradientsView();
        mean = Nd4j.zeros(1, parameters.length);
        variance = Nd4j.zeros(1, parameters.length);
        step = Nd4j.zeros(1, parameters.length);
    }

    private static MultiLayerConfiguration configuration(Architecture architecture) {
        NeuralNetConfiguration.ListBuilder layers =
                new NeuralNetConfiguration.Builder().updater(new NoOp()).list(); // Adam is applied in update
        architecture.screen().ifPresent(screen -> {
            layers.setInputType(InputType.convolutional(screen.rows(), screen.columns(), screen.channels()));
            for (Screen.Filters filters : screen.filters()) {
                layers.layer(new ConvolutionLayer.Builder(filters.size(), filters.size())
                        .stride(filters.stride(), filters.stride())
                        .nOut(filters.count())
                        .activation(Activation.RELU)
                        .build());
            }
        });
        int[] sizes = architecture.denseSizes();
        for (int i = 1; i < sizes.length; i++) {
            layers.layer(new DenseLayer.Builder()
                    .nIn(sizes[i - 1])
                    .nOut(sizes[i])
                    .activation(i < sizes.length - 1 ? Activation.RELU : Activation.IDENTITY)
                    .build());
        }
        return layers.build();
    }

    @Override
    public Architecture architecture() {
        return architecture;
    }

    @Override
    public void predict(float[] observations, int rows, float[] qValues) {
        if (mirror == null) {
            copyOut(network.output(input(observations, rows)), rows);
            head.qValues(raw, rows, qValues);
            return;
        }
        if (!mirrored) {
            mirror.load(current());
            mirrored = true;
        }
        mirror.predict(observations, rows, qValues);
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
        network.setInput(input(observations, rows));
        List<INDArray> activations = network.feedForward(true, false);
        copyOut(activations.get(activations.size() - 1), rows);
        float[] rawGradient = new float[raw.length];
        double loss = head.gradient(raw, actions, targets, weights, rows, rawGradient, tdErrors);
        INDArray errors = Nd4j.create(rawGradient, new int[] {rows, head.rawOutputs()});
        network.backpropGradient(errors, LayerWorkspaceMgr.noWorkspaces());
        updates++;
        adam(learningRate);
        mirrored = false;
        return loss;
    }

    /**
     * ND4J's Adam adds its epsilon to sqrt(v) before the bias correction. With rate and epsilon corrected beforehand, and its own
     * correction switched off by a step number so large that beta^t is 0, it is Algorithm 1 of the paper, as in {@link Adam}.
     */
    private void adam(double learningRate) {
        double rate = Adam.correctedRate(learningRate, updates);
        double epsilon = Adam.correctedEpsilon(architecture.adamEpsilon(), updates);
        INDArray gradient = network.getFlattenedGradients();
        Nd4j.exec(new AdamUpdater(
                gradient,
                variance,
                mean,
                step,
                variance,
                mean,
                rate,
                Adam.BETA1,
                Adam.BETA2,
                epsilon,
                Integer.MAX_VALUE - 1));
        network.params().subi(step.reshape(parameters.length));
    }

    /** One native array for all batches of the same number of rows. */
    private INDArray input(float[] observations, int rows) {
        if (input == null || input.size(0) != rows) {
            input = Nd4j.create(architecture
                    .screen()
                    .map(screen -> new int[] {rows, screen.channels(), screen.rows(), screen.columns()})
                    .orElse(new int[] {rows, inputs()}));
        }
        input.data().asNioFloat().put(0, observations, 0, rows * inputs());
        return input;
    }

    private void copyOut(INDArray outputs, int rows) {
        if (raw.length != rows * head.rawOutputs()) {
            raw = new float[rows * head.rawOutputs()];
        }
        outputs.dup('c').data().asNioFloat().get(0, raw);
    }

    private static INDArray row(float[] values) {
        return Nd4j.create(values, new int[] {1, values.length});
    }

    /** The parameters as they are now, in a scratch array that must not be handed out. */
    private float[] current() {
        network.params().data().asNioFloat().get(0, parameters);
        return parameters;
    }

    @Override
    public long updates() {
        return updates;
    }

    @Override
    public float[] parameters() {
        return current().clone();
    }

    @Override
    public void load(float[] other) {
        if (other.length != parameters.length) {
            throw new IllegalArgumentException(
                    other.length + " parameters for a network that has " + parameters.length);
        }
        network.params().data().asNioFloat().put(0, other);
        mirrored = false;
    }

    @Override
    public float[] gradient() {
        return floats(network.getFlattenedGradients());
    }

    private static float[] floats(INDArray array) {
        float[] values = new float[(int) array.length()];
        array.data().asNioFloat().get(0, values);
        return values;
    }

    @Override
    public void copyFrom(QNetwork online) {
        load(online instanceof Dl4jNetwork other ? other.current() : online.parameters());
    }

    @Override
    public void blendFrom(QNetwork online, double tau) {
        float[] blended = current();
        DenseNetwork.blend(blended, online.parameters(), tau);
        load(blended);
    }

    @Override
    public QNetwork copy() {
        Dl4jNetwork copy = new Dl4jNetwork(architecture, parameters());
        copy.restore(snapshot());
        return copy;
    }

    private Snapshot snapshot() {
        return new Snapshot(updates, current(), floats(mean), floats(variance));
    }

    private void restore(Snapshot snapshot) {
        updates = snapshot.updates();
        load(snapshot.parameters());
        mean.assign(row(snapshot.mean()));
        variance.assign(row(snapshot.variance()));
    }

    @Override
    public void write(DataOutput out) throws IOException {
        snapshot().write(out);
    }

    @Override
    public void read(DataInput in) throws IOException {
        restore(Snapshot.read(in, parameters.length));
    }

    /** DL4J's own table of the layers. */
    public String summary() {
        return network.summary();
    }
}
