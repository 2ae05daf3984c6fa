package deepq.network;

import deepq.random.Require;
import deepq.replay.Batch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * A model that you built with deeplearning4j, as a Q-network.
 *
 * <pre>{@code
 * MultiLayerNetwork model = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
 *         .seed(1)
 *         .updater(new Adam(3e-3))
 *         .list()
 *         .layer(new DenseLayer.Builder().nOut(32).activation(Activation.RELU).build())
 *         .layer(new OutputLayer.Builder(LossFunction.MSE).nOut(2).activation(Activation.IDENTITY).build())
 *         .setInputType(InputType.feedForward(4))
 *         .build());
 * model.init();
 * QNetwork network = Dl4jNetwork.of(model);
 * }</pre>
 *
 * <p>Predictions are the model's own {@code output}, a step is its own {@code fit}, and the file is
 * ModelSerializer's, updater included. Of a row only the chosen action's output learns: a label mask of 0 and 1 says
 * which. A row's weight w goes into its label, y' = q + w (y - q), because deeplearning4j multiplies the output by
 * the mask as well as the gradient. LossMSE has 2 / actions times the gradient of half the squared error, which is
 * the loss that {@link #update} returns; to Adam the factor hardly matters. On one machine the same model gives the
 * same numbers; on another the last digits may differ. (Its own seed must not be 0: for 0 deeplearning4j draws the
 * weights by the clock.)
 *
 * <p>Loading this class sets ND4J to one thread, for the whole program.
 */
public final class Dl4jNetwork implements QNetwork {
    static {
        // A second thread makes arrays as small as ours slower, and may add in another order.
        Nd4j.getEnvironment().setMaxMasterThreads(1);
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
        Nd4j.factory().blas().setMaxThreads(1);
    }

    private final Model model; // one of the next two
    private final MultiLayerNetwork layers;
    private final ComputationGraph graph;
    private final String name;
    private final int inputs;
    private final int outputs;
    private final Access access = new Access();
    private INDArray observed; // of as many rows as last time

    /**
     * The model itself, not a copy: what it learns here, it has learned, and where it begins is where it stands.
     *
     * @param model initialized, with a row of numbers as input (pictures by {@code InputType.convolutionalFlat}) and
     *     a last layer of one linear output for each action, with squared loss. Any other is refused with what is
     *     wrong; so are weights that are not finite, dropout and weight noise, by which two trainings of one seed
     *     would differ, and batch normalization, whose weights depend on more than the batch's targets and which
     *     crashes ND4J now and then
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
        Object[] built = graph == null ? layers.getLayers() : graph.getLayers();
        Require.that(built != null, "the model is not initialized: call its init() first");
        DataType type = model.params().dataType();
        Require.that(type == DataType.FLOAT, "the model computes with %s: build it with DataType.FLOAT", type);
        if (graph != null) {
            List<String> in = graph.getConfiguration().getNetworkInputs();
            List<String> out = graph.getConfiguration().getNetworkOutputs();
            boolean single = in.size() == 1 && out.size() == 1;
            Require.that(single, "a Q-network has one input and one output, not %s, %s", in, out);
            boolean ends = graph.getVertex(out.get(0)).hasLayer();
            Require.that(ends, "the graph ends in %s, which is not a layer: put a LossLayer behind it", out.get(0));
        }
        List<Layer> parts = Arrays.stream(built)
                .map(part -> ((org.deeplearning4j.nn.api.Layer) part).conf().getLayer())
                .toList();
        parts.forEach(Dl4jNetwork::requirePlain);
        Access.requireFinite(model.params().toFloatVector());
        requireSquaredLoss((graph == null ? layers.getOutputLayer() : graph.getOutputLayer(0))
                .conf()
                .getLayer());
        inputs = graph == null
                ? inputs(parts, layers.getLayerWiseConfigurations().getInputPreProcess(0))
                : inputs(graph);
        INDArray q = firstOutput();
        Require.that(q.rank() == 2, "the model's output has %s dimensions, not rows and actions", q.rank());
        outputs = Math.toIntExact(q.size(1));
        Stream<String> shapes = model.paramTable().entrySet().stream()
                .map(part ->
                        part.getKey() + " " + Arrays.toString(part.getValue().shape()));
        Stream<String> activations = parts.stream()
                .filter(BaseLayer.class::isInstance)
                .map(part -> ((BaseLayer) part).getActivationFn().toString());
        name = "Dl4jNetwork of " + Stream.concat(shapes, activations).collect(Collectors.joining(", "));
    }

    private INDArray firstOutput() {
        try {
            return output(Nd4j.zeros(1, inputs));
        } catch (RuntimeException e) {
            String message = "the model does not take rows of " + inputs + " numbers: " + e.getMessage();
            throw new IllegalArgumentException(message, e);
        }
    }

    private static void requirePlain(Layer layer) {
        boolean draws = layer.getIDropout() != null || layer instanceof BaseLayer base && base.getWeightNoise() != null;
        String random =
                "%s draws random numbers (dropout, weight noise): two trainings of one seed would differ. Leave it out";
        Require.that(!draws, random, layer);
        boolean normalizes = layer instanceof BatchNormalization;
        Require.that(!normalizes, "%s is batch normalization, which does not go with Q-learning: leave it out", layer);
        boolean rows = !(layer instanceof BaseRecurrentLayer || layer instanceof Convolution1DLayer);
        Require.that(rows, "%s reads sequences, but an observation is one row: stack some with FrameStack", layer);
    }

    private static void requireSquaredLoss(Layer last) {
        ILossFunction loss = last instanceof BaseOutputLayer output
                ? output.getLossFn()
                : last instanceof LossLayer output ? output.getLossFn() : null;
        String name = last.getClass().getSimpleName();
        Require.that(loss != null, "the last layer is a %s, which has no loss: make it an OutputLayer", name);
        boolean squared = loss instanceof LossL2; // and its subclass LossMSE
        Require.that(squared, "the loss is %s; a Q-network learns by LossFunction.MSE", loss);
        IActivation activation = ((BaseLayer) last).getActivationFn();
        boolean linear = activation instanceof ActivationIdentity;
        Require.that(linear, "the last layer's activation is %s; Q-values need Activation.IDENTITY", activation);
    }

    private static int inputs(ComputationGraph graph) {
        String input = graph.getConfiguration().getNetworkInputs().get(0);
        return graph.getConfiguration().getVertexInputs().entrySet().stream()
                .filter(vertex -> vertex.getValue().contains(input))
                .map(vertex -> graph.getConfiguration().getVertices().get(vertex.getKey()))
                .filter(LayerVertex.class::isInstance)
                .map(LayerVertex.class::cast)
                .mapToInt(vertex -> inputs(List.of(vertex.getLayerConf().getLayer()), vertex.getPreProcessor()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no layer reads the graph's input " + input
                        + " itself: put a layer first, which says how many numbers come in"));
    }

    /** Of the first layer that says how many numbers come in: one that only applies a function does not. */
    private static int inputs(List<Layer> layers, InputPreProcessor before) {
        if (before instanceof FeedForwardToCnnPreProcessor picture) {
            return Math.toIntExact(picture.getInputHeight() * picture.getInputWidth() * picture.getNumChannels());
        }
        boolean flat = !(layers.get(0) instanceof ConvolutionLayer);
        Require.that(flat, "the model takes pictures: setInputType(InputType.convolutionalFlat(height, width, depth))");
        return layers.stream()
                .mapToInt(layer -> layer instanceof FeedForwardLayer counts ? Math.toIntExact(counts.getNIn()) : 0)
                .filter(numbers -> numbers > 0)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no layer says how many numbers come in: give the"
                        + " first one that has weights its nIn, or use setInputType"));
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
            setLearningRate(learningRate);
            INDArray wanted = Nd4j.create(labels, rows, outputs);
            ((NeuralNetwork) model).fit(new DataSet(observations, wanted, null, Nd4j.create(mask, rows, outputs)));
            return loss / rows;
        }
    }

    private INDArray output(INDArray observations) {
        return graph == null ? layers.output(observations) : graph.outputSingle(observations);
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
        INDArray rows = from.dup('c');
        rows.data().asNioFloat().get(0, to, 0, (int) rows.length());
        Reference.reachabilityFence(rows); // or its memory might be given back while it is read
    }

    /** The updaters of all weights and biases: each layer has its own, where all were built alike, too. */
    private List<IUpdater> updaters() {
        BaseMultiLayerUpdater<?> all =
                graph == null ? (BaseMultiLayerUpdater<?>) layers.getUpdater() : graph.getUpdater();
        return all.getUpdaterBlocks().stream()
                .flatMap(block -> block.getLayersAndVariablesInBlock().stream())
                .map(part -> part.getLayer().getConfig().getUpdaterByParam(part.getParamName()))
                .filter(IUpdater::hasLearningRate)
                .toList();
    }

    /**
     * The rate of the model's updater at this iteration; 1 for one that has none. Where layers differ it is the first
     * one's, and an update at that rate leaves each its own, while any other rate is set for all. A schedule by
     * epochs stays at its beginning.
     */
    @Override
    public double learningRate() {
        List<IUpdater> updaters = updaters();
        int iteration = graph == null ? layers.getIterationCount() : graph.getIterationCount();
        int epoch = graph == null ? layers.getEpochCount() : graph.getEpochCount();
        return updaters.isEmpty() ? 1 : updaters.get(0).getLearningRate(iteration, epoch);
    }

    /** As the model's own setLearningRate, which replaces a schedule too, but builds all updaters again each time. */
    private void setLearningRate(double rate) {
        if (rate != learningRate()) {
            boolean none = updaters().isEmpty();
            Require.that(!none, "the model's updater has no learning rate that could be set to %s", rate);
            updaters().forEach(updater -> updater.setLrAndSchedule(rate, null));
        }
    }

    @Override
    public List<LayerWeights> layers() {
        if (graph != null) {
            return QNetwork.super.layers(); // which refuses it
        }
        return Arrays.stream(layers.getLayers()).map(Dl4jNetwork::dense).toList();
    }

    private static LayerWeights dense(org.deeplearning4j.nn.api.Layer layer) {
        Layer built = layer.conf().getLayer();
        boolean plain = (built instanceof org.deeplearning4j.nn.conf.layers.DenseLayer || built instanceof OutputLayer)
                && Set.of("W", "b").containsAll(layer.paramTable().keySet());
        if (!plain) {
            throw new UnsupportedOperationException("only a stack of dense layers can be computed elsewhere, not a "
                    + built.getClass().getSimpleName());
        }
        INDArray weights = layer.getParam("W"); // inputs x units
        INDArray biases = layer.getParam("b");
        float[] none = new float[Math.toIntExact(weights.size(1))];
        String activation = ((BaseLayer) built).getActivationFn().toString().toLowerCase(Locale.ROOT);
        return new LayerWeights(
                Math.toIntExact(weights.size(0)),
                weights.transpose().dup('c').data().asFloat(),
                biases == null ? none : biases.dup().data().asFloat(),
                activation.replaceFirst("^(leakyrelu)\\(a=0\\.01\\)|^(elu)\\(alpha=1\\.0\\)", "$1$2"));
    }

    @Override
    public void blendFrom(QNetwork online, double tau) {
        Access.requireAlike(this, online, tau);
        Dl4jNetwork other = (Dl4jNetwork) online;
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
            Dl4jNetwork copy = graph == null ? of(layers.clone()) : of(graph.clone());
            copy.takeOver(this); // a graph's clone forgets how many iterations there were
            return copy;
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
        long mine = updaterState().length();
        long its = other.updaterState().length();
        if (!other.toString().equals(toString()) || mine != its) {
            throw new IOException("this is a " + this + " with " + mine + " numbers in its updater; the file holds a "
                    + other + " with " + its);
        }
        try (Access alone = access.enter()) {
            takeOver(other);
        }
    }

    private void takeOver(Dl4jNetwork other) {
        model.setParams(other.model.params());
        if (!updaterState().isEmpty()) {
            updaterState().assign(other.updaterState());
        }
        if (graph == null) {
            layers.setIterationCount(other.layers.getIterationCount());
            layers.setEpochCount(other.layers.getEpochCount());
        } else {
            graph.getConfiguration().setIterationCount(other.graph.getIterationCount());
            graph.getConfiguration().setEpochCount(other.graph.getEpochCount());
        }
    }

    /** What the updater remembers: empty for plain gradient descent. */
    private INDArray updaterState() {
        INDArray state = ((NeuralNetwork) model).updaterState();
        return state == null ? Nd4j.empty() : state;
    }

    /**
     * The network whose model {@link #write}, or ModelSerializer itself, wrote. Reads the stream to its end, and
     * leaves it open. Throws IOException for anything else.
     */
    public static Dl4jNetwork load(InputStream in) throws IOException {
        byte[] file = in.readAllBytes();
        boolean graph = configuration(file).contains("\"networkInputs\"");
        try {
            return graph
                    ? of(ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(file), true))
                    : of(ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(file), true));
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

    /**
     * The shapes of its weights, and its activations:
     * {@code Dl4jNetwork of 0_W [4, 32], 0_b [1, 32], ..., relu, identity}.
     */
    @Override
    public String toString() {
        return name;
    }
}
