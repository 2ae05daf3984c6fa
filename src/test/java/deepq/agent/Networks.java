package deepq.agent;

import deepq.network.DenseNetwork;
import deepq.network.Models;
import deepq.network.NetworkFactory;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.learning.config.Adam;

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

    static MultiLayerNetwork dl4jModel() {
        return Models.dense(new Adam(3e-3), 4, 16, 2);
    }
}
