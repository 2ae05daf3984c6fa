package deepq.bench;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The deeplearning4j models of the benchmarks, built as a user builds them. */
final class Models {
    private Models() {}

    static MultiLayerNetwork dense(int inputs, int actions, long seed, int... hidden) {
        NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                .seed(seed)
                .weightInit(WeightInit.RELU_UNIFORM)
                .updater(new Adam(3e-3))
                .list();
        int units = inputs;
        for (int next : hidden) {
            layers.layer(new DenseLayer.Builder()
                    .nIn(units)
                    .nOut(next)
                    .activation(Activation.RELU)
                    .build());
            units = next;
        }
        layers.layer(new OutputLayer.Builder(LossFunction.MSE)
                .nIn(units)
                .nOut(actions)
                .activation(Activation.IDENTITY)
                .build());
        MultiLayerNetwork model = new MultiLayerNetwork(layers.build());
        model.init();
        return model;
    }
}
