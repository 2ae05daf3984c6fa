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
 * A Q-network on deeplearning4j's MultiLayerNetwork, with ND4J's native arrays. The loss lies outside, so DL4J only runs
 * forward, and backward from the gradient of its outputs.
 */
public final class Dl4jNetwork implements QNetwork {
    private final Architecture architecture;
    private final Head head;
    private final MultiLayerNetwork network;
    private final INDArray mean;
    private final INDArray variance;
    private long updates;

    Dl4jNetwork(Architecture architecture, Pcg64 random) {
        this(architecture, architecture.initialParameters(random));
    }

    private Dl4jNetwork(Architecture architecture, float[] parameters) {
        this.architecture = architecture;
        this.head = new Head(architecture);
        this.network = new MultiLayerNetwork(configuration(architecture));
        network.init();
        network.initGradientsView();
        load(parameters);
        mean = Nd4j.zeros(parameters.length);
        variance = Nd4j.zeros(parameters.length);
    }

    private static MultiLayerConfiguration configuration(Architecture architecture) {
        NeuralNetConfiguration.ListBuilder list =
                new NeuralNetConfiguration.Builder().updater(new NoOp()).list();
        architecture.screen().ifPresent(screen -> {
            list.setInputType(InputType.convolutional(screen.rows(), screen.columns(), screen.channels()));
            for (Screen.Filters filters : screen.filters()) {
                list.layer(new ConvolutionLayer.Builder(filters.size(), filters.size())
                        .stride(filters.stride(), filters.stride())
                        .nOut(filters.count())
                        .activation(Activation.RELU)
                        .build());
            }
        });
        int[] sizes = architecture.denseSizes();
        for (int i = 1; i < sizes.length; i++) {
            list.layer(new DenseLayer.Builder()
                    .nIn(sizes[i - 1])
                    .nOut(sizes[i])
                    .activation(i < sizes.length - 1 ? Activation.RELU : Activation.IDENTITY)
                    .build());
        }
        return list.build();
    }

    @Override
    public Architecture architecture() {
        return architecture;
    }

    @Override
    public void predict(float[] observations, int rows, float[] qValues) {
        head.qValues(network.output(input(observations, rows)).data().asFloat(), rows, qValues);
    }

    private INDArray input(float[] observations, int rows) {
        float[] exact = java.util.Arrays.copyOf(observations, rows * inputs());
        return architecture.screen().isPresent()
                ? Nd4j.create(exact, new int[] {
                    rows,
                    architecture.screen().get().channels(),
                    architecture.screen().get().rows(),
                    architecture.screen().get().columns()
                })
                : Nd4j.create(exact, new int[] {rows, inputs()});
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
        float[] raw = activations.get(activations.size() - 1).dup('c').data().asFloat();
        float[] rawGradient = new float[rows * head.rawOutputs()];
        double loss = head.gradient(raw, actions, targets, weights, rows, rawGradient, tdErrors);
        INDArray errors = Nd4j.create(rawGradient, new int[] {rows, head.rawOutputs()});
        network.backpropGradient(errors, LayerWorkspaceMgr.noWorkspaces());
        updates++;
        double root = Adam.rootOfCorrection2(updates);
        INDArray step = network.getFlattenedGradients().dup().reshape(network.numParams());
        Nd4j.exec(new AdamUpdater(
                step,
                variance,
                mean,
                learningRate * root / (1 - StrictMath.pow(Adam.BETA1, updates)),
                Adam.BETA1,
                Adam.BETA2,
                architecture.adamEpsilon() * root,
                Integer.MAX_VALUE - 1));
        network.params().subi(step);
        return loss;
    }

    @Override
    public long updates() {
        return updates;
    }

    @Override
    public float[] parameters() {
        return network.params().dup().data().asFloat();
    }

    @Override
    public void load(float[] parameters) {
        if (parameters.length != network.numParams()) {
            throw new IllegalArgumentException(
                    parameters.length + " parameters for a network that has " + network.numParams());
        }
        network.setParams(Nd4j.create(parameters, new int[] {1, parameters.length}));
    }

    @Override
    public float[] gradient() {
        return network.getFlattenedGradients().dup().data().asFloat();
    }

    @Override
    public void copyFrom(QNetwork online) {
        load(online.parameters());
    }

    @Override
    public void blendFrom(QNetwork online, double tau) {
        float[] blended = parameters();
        float[] other = online.parameters();
        for (int i = 0; i < blended.length; i++) {
            blended[i] = (float) (1 - tau) * blended[i] + (float) tau * other[i];
        }
        load(blended);
    }

    @Override
    public QNetwork copy() {
        Dl4jNetwork copy = new Dl4jNetwork(architecture, parameters());
        copy.restore(snapshot());
        return copy;
    }

    private Snapshot snapshot() {
        return new Snapshot(
                updates,
                parameters(),
                mean.dup().data().asFloat(),
                variance.dup().data().asFloat());
    }

    private void restore(Snapshot snapshot) {
        updates = snapshot.updates();
        load(snapshot.parameters());
        mean.assign(Nd4j.create(snapshot.mean(), new int[] {snapshot.mean().length}));
        variance.assign(Nd4j.create(snapshot.variance(), new int[] {snapshot.variance().length}));
    }

    @Override
    public void write(DataOutput out) throws IOException {
        snapshot().write(out);
    }

    @Override
    public void read(DataInput in) throws IOException {
        restore(Snapshot.read(in, architecture.parameterCount()));
    }
}
