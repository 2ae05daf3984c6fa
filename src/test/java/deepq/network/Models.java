package deepq.network;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Models as a reader builds them with deeplearning4j. */
public final class Models {
    private Models() {}

    public static MultiLayerNetwork dense(IUpdater updater, int... sizes) {
        return dense(1, WeightInit.XAVIER, updater, sizes);
    }

    /** @param sizes numbers in an observation, units of each hidden layer, actions */
    public static MultiLayerNetwork dense(long seed, WeightInit start, IUpdater updater, int... sizes) {
        int last = sizes.length - 1;
        Layer[] layers = new Layer[last];
        for (int i = 1; i <= last; i++) {
            layers[i - 1] = i == last ? output(sizes[i]) : relu(sizes[i]);
        }
        return model(seed, start, updater, InputType.feedForward(sizes[0]), layers);
    }

    /** 5 x 4 pixels, 2 channels, two convolutions, 3 actions. */
    static MultiLayerNetwork convolution(IUpdater updater) {
        InputType pixels = InputType.convolutionalFlat(5, 4, 2);
        return model(1, WeightInit.XAVIER, updater, pixels, filters(3, 2, 1), filters(2, 2, 2), relu(5), output(3));
    }

    public static MultiLayerNetwork model(
            long seed, WeightInit start, IUpdater updater, InputType input, Layer... layers) {
        NeuralNetConfiguration.ListBuilder list = new NeuralNetConfiguration.Builder()
                .seed(seed)
                .weightInit(start)
                .updater(updater)
                .list(layers);
        MultiLayerNetwork model = new MultiLayerNetwork(list.setInputType(input).build());
        model.init();
        return model;
    }

    public static DenseLayer relu(int units) {
        return new DenseLayer.Builder().nOut(units).activation(Activation.RELU).build();
    }

    public static ConvolutionLayer filters(int count, int size, int stride) {
        return new ConvolutionLayer.Builder(size, size)
                .stride(stride, stride)
                .nOut(count)
                .activation(Activation.RELU)
                .build();
    }

    /** What a Q-network ends in. */
    public static OutputLayer output(int actions) {
        return new OutputLayer.Builder(LossFunction.MSE)
                .nOut(actions)
                .activation(Activation.IDENTITY)
                .build();
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
