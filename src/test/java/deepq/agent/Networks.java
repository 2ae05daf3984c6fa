package deepq.agent;

import deepq.network.DenseNetwork;
import deepq.network.NetworkFactory;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What the tests of this package train, and how they look inside. */
final class Networks {
    static final NetworkFactory NETWORK = DenseNetwork.hidden(32, 32);

    private Networks() {}

    static float[] online(Trainer trainer) {
        return ((DenseNetwork) trainer.agent().network()).parameters();
    }

    static float[] target(Trainer trainer) {
        return ((DenseNetwork) trainer.targetNetwork()).parameters();
    }

    /** 4-16-2, as somebody would build it. */
    static MultiLayerNetwork dl4jModel() {
        MultiLayerNetwork model = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(7)
                .updater(new Adam(3e-3))
                .list()
                .layer(new DenseLayer.Builder()
                        .nIn(4)
                        .nOut(16)
                        .activation(Activation.RELU)
                        .build())
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(16)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
        model.init();
        return model;
    }
}
