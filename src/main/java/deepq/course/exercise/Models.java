package deepq.course.exercise;

import deepq.network.Dl4jNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The networks that readers build with deeplearning4j in several notebooks, and what is asked of them. */
final class Models {
    static final String FORGOTTEN =
            "A layer without .activation(...) is a sigmoid in deeplearning4j, and one with IDENTITY"
                    + " does not bend at all. What do the hidden layers need?";

    private Models() {}

    /** Hidden layers of so many ReLU units, two linear outputs and a squared loss; initialized. */
    static MultiLayerNetwork dense(long seed, double rate, int inputs, int... units) {
        NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                .seed(seed)
                .weightInit(WeightInit.RELU_UNIFORM)
                .updater(new Adam(rate))
                .list();
        int last = inputs;
        for (int next : units) {
            layers.layer(new DenseLayer.Builder()
                    .nIn(last)
                    .nOut(next)
                    .activation(Activation.RELU)
                    .build());
            last = next;
        }
        layers.layer(new OutputLayer.Builder(LossFunction.MSE)
                .nIn(last)
                .nOut(2)
                .activation(Activation.IDENTITY)
                .build());
        MultiLayerNetwork model = new MultiLayerNetwork(layers.build());
        model.init();
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

    /**
     * The hidden layers that do not bend, or are sigmoids, which is what deeplearning4j makes of a forgotten
     * activation: by what they put out.
     */
    static List<String> unbent(MultiLayerNetwork model) {
        List<String> unbent = new ArrayList<>();
        for (int i = 0; i < model.getnLayers() - 1; i++) {
            double below = output(model, i, -2);
            double zero = output(model, i, 0);
            double above = output(model, i, 2);
            boolean straight = Math.abs(above + below - 2 * zero) < 1e-6 && Math.abs(above - zero - 2) < 1e-6;
            boolean sigmoid = Math.abs(zero - 0.5) < 1e-6;
            if (straight || sigmoid) {
                unbent.add("layer " + i + ": " + (straight ? "straight" : "sigmoid"));
            }
        }
        return unbent;
    }

    /** What a unit of a layer makes of a sum: all weights are 0, and the biases are that sum. */
    private static double output(MultiLayerNetwork model, int layer, double sum) {
        MultiLayerNetwork known = model.clone();
        known.setParams(Nd4j.zeros(model.params().shape()));
        known.getLayer(layer).getParam("b").assign(sum);
        INDArray nothing = Nd4j.zeros(1, Dl4jNetwork.of(model).inputs());
        return known.feedForward(nothing).get(layer + 1).getDouble(0);
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
