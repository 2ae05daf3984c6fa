package deepq.bench;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
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

    /**
     * Notebook 13's network for screens of 10 x 10: 16 filters of 3 x 3, and 64 units that see all of their answers.
     */
    static MultiLayerNetwork convolution(int frames, int actions, long seed) {
        MultiLayerNetwork model = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(seed)
                .weightInit(WeightInit.RELU_UNIFORM)
                .updater(new Adam(1e-3))
                .list()
                .layer(new ConvolutionLayer.Builder(3, 3)
                        .nOut(16)
                        .activation(Activation.RELU)
                        .build())
                .layer(new DenseLayer.Builder()
                        .nOut(64)
                        .activation(Activation.RELU)
                        .build())
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(actions)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutionalFlat(10, 10, frames))
                .build());
        model.init();
        return model;
    }
}
