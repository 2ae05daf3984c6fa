package deepq.network;

import deepq.replay.Batch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * A model that you built with deeplearning4j, as a Q-network. Its predictions are deeplearning4j's own {@code output}, its step is
 * deeplearning4j's own {@code fit}, and its file is ModelSerializer's, updater included.
 *
 * <p>Of a row only the chosen action's output learns: a label mask of 0 and 1 says which. A row's weight w goes into its label,
 * y' = q + w (y - q), because deeplearning4j multiplies the output by the mask as well as the gradient. LossMSE has 2 / actions
 * times the gradient of half the squared error, which is the loss that {@link #update} returns; to Adam the factor hardly matters.
 */
public final class Dl4jNetwork implements QNetwork {
    static {
        // A second thread makes arrays as small as ours slower, many times so on a busy machine, and may add in another
        // order.
        Nd4j.getEnvironment().setMaxMasterThreads(1);
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
        Nd4j.factory().blas().setMaxThreads(1);
    }

    private final Model model; // one of the next two
    private final MultiLayerNetwork layers;
    private final ComputationGraph graph;
    private final String shapes;
    private final int inputs;
    private final int outputs;
    private final Access access = new Access();
    private INDArray observed; // of as many rows as last time

    /**
     * The model itself, not a copy: what it learns here, it has learnt.
     *
     * @param model initialized, with a row of numbers as input (pictures by {@code InputType.convolutionalFlat}) and a last layer of
     *     one linear output for each action, with squared loss
     * @throws IllegalArgumentException for any other, with what is wrong
     */
    public static Dl4jNetwork of(MultiLayerNetwork model) {
        return new Dl4jNetwork(model, model, null);
    }

    /** As {@link #of(MultiLayerNetwork)}, for a graph with one input and one output. */
    public static Dl4jNetwork of(ComputationGraph model) {
        return new Dl4jNetwork(model, null, model);
    }

    private Dl4jNetwork(Model model, MultiLayerNetwork layers, ComputationGraph graph) {
        this.model = model;
        this.layers = layers;
        this.graph = graph;
        require(model.params() != null, "the model is not initialized: call its init() first");
        if (graph != null) {
            List<String> in = graph.getConfiguration().getNetworkInputs();
            List<String> out = graph.getConfiguration().getNetworkOutputs();
            require(
                    in.size() == 1 && out.size() == 1,
                    "a Q-network has one input and one output, not " + in + " and " + out);
        }
        DataType type = model.params().dataType();
        require(type == DataType.FLOAT, "the model computes with " + type + ": build it with DataType.FLOAT");
        requireSquaredLoss(outputLayer());
        this.shapes = shapes(model);
        this.inputs = inputsOfModel();
        this.outputs = outputsOfModel();
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    private Layer outputLayer() {
        return (graph == null ? layers.getOutputLayer() : graph.getOutputLayer(0))
                .conf()
                .getLayer();
    }

    private static void requireSquaredLoss(Layer last) {
        ILossFunction loss = null;
        if (last instanceof BaseOutputLayer layer) {
            loss = layer.getLossFn();
        } else if (last instanceof LossLayer layer) {
            loss = layer.getLossFn();
        }
        String name = last.getClass().getSimpleName();
        require(loss != null, "the last layer is a " + name + ", which has no loss: make it an OutputLayer");
        require(
                loss instanceof LossL2, // and LossMSE, its subclass
                "the loss is " + loss + "; a Q-network learns by LossFunction.MSE");
        Object activation = ((BaseLayer) last).getActivationFn();
        require(
                activation instanceof ActivationIdentity,
                "the last layer's activation is " + activation + "; Q-values need Activation.IDENTITY");
    }

    private int inputsOfModel() {
        Layer first = null;
        InputPreProcessor before = null;
        if (graph == null) {
            first = layers.getLayer(0).conf().getLayer();
            before = layers.getLayerWiseConfigurations().getInputPreProcess(0);
        } else {
            String input = graph.getConfiguration().getNetworkInputs().get(0);
            for (var vertex : graph.getConfiguration().getVertexInputs().entrySet()) {
                GraphVertex above = graph.getConfiguration().getVertices().get(vertex.getKey());
                if (vertex.getValue().contains(input) && above instanceof LayerVertex layer) {
                    first = layer.getLayerConf().getLayer();
                    before = layer.getPreProcessor();
                }
            }
        }
        if (before instanceof FeedForwardToCnnPreProcessor picture) {
            return Math.toIntExact(picture.getInputHeight() * picture.getInputWidth() * picture.getNumChannels());
        }
        require(
                !(first instanceof ConvolutionLayer),
                "the model takes pictures: give it setInputType(InputType.convolutionalFlat(height, width, depth))");
        require(
                first instanceof FeedForwardLayer,
                "the first layer must say how many numbers come in, with nIn or setInputType");
        return Math.toIntExact(((FeedForwardLayer) first).getNIn());
    }

    private int outputsOfModel() {
        INDArray q;
        try {
            q = output(Nd4j.zeros(1, inputs));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "the model cannot take a row of " + inputs + " numbers: " + e.getMessage(), e);
        }
        require(q.rank() == 2, "the model's output has " + q.rank() + " dimensions, not rows and actions");
        return Math.toIntExact(q.size(1));
    }

    /** The model itself, a MultiLayerNetwork or a ComputationGraph: for its summary, or after {@link #load}. */
    public Model model() {
        return model;
    }

    @Override
    public int inputs() {
        return inputs;
    }

    @Override
    public int outputs() {
        return outputs;
    }

    @Override
    public void predict(float[] observations, int rows, float[] qValues) {
        Access.requireRows(this, observations, rows, qValues);
        try (Access alone = access.enter()) {
            copy(output(observed(observations, rows)), qValues);
        }
    }

    @Override
    public double update(Batch batch, float[] targets, double learningRate, float[] tdErrors) {
        Access.requireBatch(this, batch, targets, learningRate, tdErrors);
        try (Access alone = access.enter()) {
            int rows = batch.size();
            INDArray observations = observed(batch.observations, rows);
            float[] qValues = new float[rows * outputs];
            copy(output(observations), qValues);
            float[] labels = new float[rows * outputs];
            float[] mask = new float[rows * outputs];
            double loss = 0;
            for (int row = 0; row < rows; row++) {
                int at = row * outputs + batch.actions[row];
                float weight = batch.weights[row];
                tdErrors[row] = targets[row] - qValues[at];
                loss += weight * (double) tdErrors[row] * tdErrors[row] / 2;
                labels[at] = weight == 1 ? targets[row] : qValues[at] + weight * tdErrors[row];
                mask[at] = 1;
            }
            if (learningRate != learningRate()) {
                setLearningRate(learningRate);
            }
            fit(observations, Nd4j.create(labels, rows, outputs), Nd4j.create(mask, rows, outputs));
            return loss / rows;
        }
    }

    private INDArray output(INDArray observations) {
        return graph == null ? layers.output(observations) : graph.outputSingle(observations);
    }

    private void fit(INDArray observations, INDArray labels, INDArray mask) {
        if (graph == null) {
            layers.fit(observations, labels, null, mask);
        } else {
            graph.fit(new INDArray[] {observations}, new INDArray[] {labels}, null, new INDArray[] {mask});
        }
    }

    /** One native array for all batches of the same number of rows. */
    private INDArray observed(float[] observations, int rows) {
        if (observed == null || observed.size(0) != rows) {
            observed = Nd4j.create(rows, inputs);
        }
        observed.data().asNioFloat().put(0, observations, 0, rows * inputs);
        return observed;
    }

    private static void copy(INDArray from, float[] to) {
        from.dup('c').data().asNioFloat().get(0, to, 0, (int) from.length());
    }

    private BaseMultiLayerUpdater<?> updater() {
        return graph == null ? (BaseMultiLayerUpdater<?>) layers.getUpdater() : graph.getUpdater();
    }

    private List<IUpdater> rates() {
        return updater().getUpdaterBlocks().stream()
                .map(block -> block.getGradientUpdater().getConfig())
                .filter(IUpdater::hasLearningRate)
                .toList();
    }

    /** The rate of the model's updater (of its first layer's, where layers differ) at this iteration; 1 for one that has none. */
    @Override
    public double learningRate() {
        List<IUpdater> rates = rates();
        return rates.isEmpty() ? 1 : rates.get(0).getLearningRate(iterations(), epochs());
    }

    /** As the model's own setLearningRate, which replaces a schedule too; but that one reads the whole configuration each time. */
    private void setLearningRate(double rate) {
        List<IUpdater> rates = rates();
        require(!rates.isEmpty(), "the model's updater has no learning rate that could be set to " + rate);
        rates.forEach(updater -> updater.setLrAndSchedule(rate, null));
    }

    private int iterations() {
        return graph == null
                ? layers.getLayerWiseConfigurations().getIterationCount()
                : graph.getConfiguration().getIterationCount();
    }

    private int epochs() {
        return graph == null
                ? layers.getLayerWiseConfigurations().getEpochCount()
                : graph.getConfiguration().getEpochCount();
    }

    @Override
    public void copyFrom(QNetwork online) {
        blendFrom(online, 1);
    }

    @Override
    public void blendFrom(QNetwork online, double tau) {
        Access.requireTau(tau);
        if (!(online instanceof Dl4jNetwork other) || !other.toString().equals(toString())) {
            throw new IllegalArgumentException("a " + this + " cannot take over the weights of a " + online);
        }
        if (other == this) {
            return;
        }
        try (Access mine = access.enter();
                Access its = other.access.enter()) {
            INDArray blended = other.model.params();
            model.setParams(
                    tau == 1 ? blended : blended.mul(tau).addi(model.params().mul(1 - tau)));
        }
    }

    @Override
    public Dl4jNetwork copy() {
        try (Access alone = access.enter()) {
            return graph == null ? of(layers.clone()) : of(graph.clone());
        }
    }

    /** As deeplearning4j's ModelSerializer does it, with the state of the updater. */
    @Override
    public void write(OutputStream out) throws IOException {
        try (Access alone = access.enter()) {
            ModelSerializer.writeModel(model, out, true);
        }
    }

    @Override
    public void read(InputStream in) throws IOException {
        Dl4jNetwork other = load(in);
        INDArray state = updater().getStateViewArray();
        INDArray itsState = other.updater().getStateViewArray();
        if (!other.toString().equals(toString()) || length(state) != length(itsState)) {
            throw new IOException("this is a " + this + " with " + length(state)
                    + " numbers in its updater; the file holds a " + other + " with " + length(itsState));
        }
        try (Access alone = access.enter()) {
            model.setParams(other.model.params());
            if (state != null) {
                state.assign(itsState);
            }
            if (graph == null) {
                layers.getLayerWiseConfigurations().setIterationCount(other.iterations());
                layers.getLayerWiseConfigurations().setEpochCount(other.epochs());
            } else {
                graph.getConfiguration().setIterationCount(other.iterations());
                graph.getConfiguration().setEpochCount(other.epochs());
            }
        }
    }

    private static long length(INDArray array) {
        return array == null ? 0 : array.length();
    }

    /**
     * The network whose model {@link #write}, or ModelSerializer itself, wrote. Reads the stream to its end, and leaves it open.
     *
     * @throws IOException for anything else, with what is wrong
     */
    public static Dl4jNetwork load(InputStream in) throws IOException {
        byte[] file = in.readAllBytes();
        boolean graph = configuration(file).contains("\"networkInputs\"");
        try {
            Dl4jNetwork network = graph
                    ? of(ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(file), true))
                    : of(ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(file), true));
            Access.requireFinite(network.model.params().toFloatVector());
            return network;
        } catch (IOException | RuntimeException e) {
            throw new IOException("damaged model of deeplearning4j's: " + e.getMessage(), e);
        }
    }

    private static String configuration(byte[] file) throws IOException {
        ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file));
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().equals(ModelSerializer.CONFIGURATION_JSON)) {
                return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
        throw new IOException("not a model of deeplearning4j's: it has no " + ModelSerializer.CONFIGURATION_JSON);
    }

    private static String shapes(Model model) {
        return model.paramTable().entrySet().stream()
                .map(entry ->
                        entry.getKey() + " " + Arrays.toString(entry.getValue().shape()))
                .collect(Collectors.joining(", "));
    }

    /** The shapes of its weights: {@code Dl4jNetwork of 0_W [4, 32], 0_b [1, 32], ...}. */
    @Override
    public String toString() {
        return "Dl4jNetwork of " + shapes;
    }
}
