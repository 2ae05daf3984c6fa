package deepq.course.exercise;

import deepq.network.Dl4jNetwork;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The networks that readers build with deeplearning4j in several notebooks, and what is asked of them. */
final class Models {
    private Models() {}

    /** Hidden layers of so many units, two linear outputs and a squared loss; initialized. */
    static MultiLayerNetwork dense(long seed, double rate, Activation hidden, int inputs, int... units) {
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
                    .activation(hidden)
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

    static boolean sameWeights(MultiLayerNetwork one, MultiLayerNetwork other) {
        return one.params().equals(other.params());
    }
}
