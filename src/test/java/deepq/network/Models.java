package deepq.network;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Models as a reader builds them with deeplearning4j. */
public final class Models {
    private Models() {}

    public static MultiLayerNetwork dense(IUpdater updater, int... sizes) {
        NeuralNetConfiguration.ListBuilder layers =
                new NeuralNetConfiguration.Builder().seed(1).updater(updater).list();
        int last = sizes.length - 1;
        for (int i = 1; i < last; i++) {
            layers.layer(new DenseLayer.Builder()
                    .nOut(sizes[i])
                    .activation(Activation.RELU)
                    .build());
        }
        layers.layer(new OutputLayer.Builder(LossFunction.MSE)
                .nOut(sizes[last])
                .activation(Activation.IDENTITY)
                .build());
        return initialized(layers.setInputType(InputType.feedForward(sizes[0])));
    }

    /** 5 x 4 pixels, 2 channels, two convolutions, 3 actions. */
    static MultiLayerNetwork convolution(IUpdater updater) {
        return initialized(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(updater)
                .list()
                .layer(new ConvolutionLayer.Builder(2, 2)
                        .nOut(3)
                        .activation(Activation.RELU)
                        .build())
                .layer(new ConvolutionLayer.Builder(2, 2)
                        .stride(2, 2)
                        .nOut(2)
                        .activation(Activation.RELU)
                        .build())
                .layer(new DenseLayer.Builder()
                        .nOut(5)
                        .activation(Activation.RELU)
                        .build())
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(3)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutionalFlat(5, 4, 2)));
    }

    private static MultiLayerNetwork initialized(NeuralNetConfiguration.ListBuilder layers) {
        MultiLayerNetwork model = new MultiLayerNetwork(layers.build());
        model.init();
        return model;
    }

    /**
     * Wang's two streams: 4 observed numbers, a shared layer of 8, a layer of 6 in each stream, 3 actions, Q = V + A
     * - mean(A).
     */
    static ComputationGraph dueling(IUpdater updater) {
        ComputationGraphConfiguration configuration = new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(updater)
                .activation(Activation.RELU)
                .graphBuilder()
                .addInputs("observation")
                .setInputTypes(InputType.feedForward(4))
                .addLayer("shared", new DenseLayer.Builder().nOut(8).build(), "observation")
                .addLayer("valueStream", new DenseLayer.Builder().nOut(6).build(), "shared")
                .addLayer("value", linear(1), "valueStream")
                .addLayer("advantageStream", new DenseLayer.Builder().nOut(6).build(), "shared")
                .addLayer("advantages", linear(3), "advantageStream")
                .addVertex("a0", new SubsetVertex(0, 0), "advantages")
                .addVertex("a1", new SubsetVertex(1, 1), "advantages")
                .addVertex("a2", new SubsetVertex(2, 2), "advantages")
                .addVertex("mean", new ElementWiseVertex(ElementWiseVertex.Op.Average), "a0", "a1", "a2")
                .addVertex("centered", new ElementWiseVertex(ElementWiseVertex.Op.Subtract), "advantages", "mean")
                .addVertex("combined", new ElementWiseVertex(ElementWiseVertex.Op.Add), "centered", "value")
                .addLayer(
                        "q",
                        new LossLayer.Builder(LossFunction.MSE)
                                .activation(Activation.IDENTITY)
                                .build(),
                        "combined")
                .setOutputs("q")
                .build();
        ComputationGraph graph = new ComputationGraph(configuration);
        graph.init();
        return graph;
    }

    private static DenseLayer linear(int outputs) {
        return new DenseLayer.Builder()
                .nOut(outputs)
                .activation(Activation.IDENTITY)
                .build();
    }

    /** Gives a model the weights of a dense network with the same layers. */
    static MultiLayerNetwork like(DenseNetwork network, MultiLayerNetwork model) {
        model.setParams(Nd4j.create(network.parameters()).reshape(1, -1));
        return model;
    }
}
