package deepq.course.exercise;

import deepq.network.Dl4jNetwork;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The networks that readers build with deeplearning4j in several notebooks, and what is asked of them. */
final class Models {
    static final String FORGOTTEN =
            "A layer without .activation(...) is a sigmoid in deeplearning4j, and one with IDENTITY"
                    + " does not bend at all. What do the hidden layers need?";

    private Models() {}

    /**
     * Gives deeplearning4j a single thread, as loading the library's adapter does: with networks as small as these a
     * second one only waits. Our kernel's environment says so from the start, IJava's and JJava's do not.
     */
    static void oneThread() {
        Dl4jNetwork.of(dense(1, 0.01, 1, 1));
    }

    /** These hidden layers, ReLU if they say nothing else, so many linear outputs and a squared loss; initialized. */
    static MultiLayerNetwork network(
            long seed, WeightInit weights, IUpdater updater, InputType input, int outputs, Layer... hidden) {
        NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                .seed(seed)
                .weightInit(weights)
                .activation(Activation.RELU)
                .updater(updater)
                .list();
        Stream.of(hidden).forEach(layers::layer);
        layers.layer(new OutputLayer.Builder(LossFunction.MSE)
                .nOut(outputs)
                .activation(Activation.IDENTITY)
                .build());
        MultiLayerNetwork model =
                new MultiLayerNetwork(layers.setInputType(input).build());
        model.init();
        return model;
    }

    /** Hidden layers of so many units, and two outputs. */
    static MultiLayerNetwork dense(long seed, double rate, int inputs, int... units) {
        Layer[] hidden = IntStream.of(units)
                .mapToObj(n -> new DenseLayer.Builder().nOut(n).build())
                .toArray(Layer[]::new);
        return network(seed, WeightInit.RELU_UNIFORM, new Adam(rate), InputType.feedForward(inputs), 2, hidden);
    }

    /** A network of one layer that does not bend: its weights, output after output, then its biases. */
    static MultiLayerNetwork linear(int inputs, int outputs, double... weights) {
        MultiLayerNetwork model = network(0, WeightInit.ZERO, new Sgd(0.1), InputType.feedForward(inputs), outputs);
        model.setParams(Nd4j.create(weights, new long[] {1, weights.length}));
        return model;
    }

    /** How many numbers go in, and how many come out. Refuses what cannot be trained, as the library does. */
    static List<Integer> sizes(MultiLayerNetwork model) {
        Dl4jNetwork network = Dl4jNetwork.of(model);
        return List.of(network.inputs(), network.outputs());
    }

    /** Whether the weights are the same when it is built twice from seed 1, and from seeds 1 and 2. */
    static List<Boolean> drawn(LongFunction<MultiLayerNetwork> build) {
        INDArray first = build.apply(1).params();
        return List.of(
                first.equals(build.apply(1).params()),
                first.equals(build.apply(2).params()));
    }

    /** The hidden layers that do not bend, or are sigmoids: what deeplearning4j makes of a forgotten activation. */
    static List<String> unbent(MultiLayerNetwork model) {
        return model.getnLayers() == 1
                ? List.of("no hidden layer")
                : IntStream.range(0, model.getnLayers() - 1)
                        .mapToObj(i -> "layer " + i + ": " + activation(model.getLayer(i)))
                        .filter(line -> line.matches(".*(identity|sigmoid)"))
                        .toList();
    }

    private static Object activation(org.deeplearning4j.nn.api.Layer layer) {
        return layer.conf().getLayer() instanceof BaseLayer plan ? plan.getActivationFn() : "none of its own";
    }

    /** The check of a network of hidden layers and two outputs; how large they are is left to the reader. */
    static Exercise<Exercises05.Builder> check(String name, Exercises05.Builder solution, String sizes) {
        return Exercise.of(name, solution)
                .task("seed 1 (how many numbers go in, and how many come out)", f -> sizes(f.of(1)))
                .says(sizes)
                .task("seed 1 (hidden layers that do not bend, or have no activation)", f -> unbent(f.of(1)))
                .says(FORGOTTEN)
                .task("seed 1 built twice, then seed 2 (whether the first weights are the same)", f -> drawn(f::of))
                .says("The weights do not come from the seed given: .seed(seed) belongs to the configuration.")
                .within(10);
    }

    /** What it predicts of two made-up inputs, with made-up weights that depend on nothing but their number. */
    static float[] predictions(MultiLayerNetwork model) {
        MultiLayerNetwork known = model.clone();
        INDArray weights = known.params().dup();
        for (int i = 0; i < weights.length(); i++) {
            weights.putScalar(i, (i * 37 % 101 - 50) / 200.0);
        }
        known.setParams(weights);
        int inputs = Dl4jNetwork.of(model).inputs();
        float[] rows = new float[2 * inputs];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (i * 29 % 31 - 15) / 10f;
        }
        return Dl4jNetwork.of(known).predict(rows);
    }
}
