package deepq.network;

import static deepq.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.random.Pcg64;
import deepq.replay.Batch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** The model is the reader's own, and what happens to it is deeplearning4j's doing. */
class Dl4jNetworkTest {
    private static final InputType FOUR = InputType.feedForward(4);

    private static float[] parameters(MultiLayerNetwork model) {
        return model.params().toFloatVector();
    }

    @Test
    void predictionsAreTheModelsOwnWhateverItsLayersAre() {
        MultiLayerNetwork model = Models.dense(new Adam(1e-3), 4, 8, 2);
        Dl4jNetwork network = Dl4jNetwork.of(model);
        float[] observation = {1, -2, 0.5f, 3};
        float[] before = network.predict(observation);
        ((BaseLayer) model.getLayer(0).conf().getLayer()).setActivationFn(new ActivationTanH());
        float[] after = network.predict(observation);
        assertNotEquals(before[0], after[0]);
        assertArrayEquals(model.output(Nd4j.create(new float[][] {observation})).toFloatVector(), after);
        assertSame(model, network.model());
    }

    @Test
    void anUpdateIsTheModelsOwnFitWithAMask() {
        MultiLayerNetwork model = Models.dense(new Adam(0.01), 3, 8, 4);
        MultiLayerNetwork byHand = model.clone();
        Dl4jNetwork network = Dl4jNetwork.of(model);
        Pcg64 random = new Pcg64(1);
        for (int update = 0; update < 5; update++) {
            Samples samples = new Samples(network, 6, random);
            java.util.Arrays.fill(samples.batch.weights, 1);
            INDArray labels = Nd4j.zeros(6, 4);
            INDArray mask = Nd4j.zeros(6, 4);
            for (int row = 0; row < 6; row++) {
                labels.putScalar(row, samples.batch.actions[row], samples.targets[row]);
                mask.putScalar(row, samples.batch.actions[row], 1);
            }
            byHand.fit(Nd4j.create(samples.batch.observations, 6, 3), labels, null, mask);
            samples.update(network, network.learningRate());
            assertArrayEquals(parameters(byHand), parameters(model));
        }
        assertEquals(5, model.getIterationCount());
    }

    @Test
    void aRateNamedIsSetAsTheModelsOwnMethodSetsItAndStays() throws Exception {
        MultiLayerNetwork model = Models.dense(new Adam(0.01), 3, 8, 8, 2);
        MultiLayerNetwork byHand = model.clone();
        Dl4jNetwork network = Dl4jNetwork.of(model);
        Dl4jNetwork other = Dl4jNetwork.of(byHand);
        Samples samples = new Samples(network, 6, new Pcg64(1));
        for (double rate : new double[] {0.01, 0.003, 0.001}) {
            byHand.setLearningRate(rate);
            samples.update(other, rate);
            samples.update(network, rate);
            assertEquals(rate, network.learningRate());
            assertArrayEquals(parameters(byHand), parameters(model));
        }
        byte[] file = LearningTest.written(network);
        MultiLayerNetwork restored = ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(file), true);
        for (int layer = 0; layer < 3; layer++) {
            assertEquals(0.001, restored.getLearningRate(layer));
        }
    }

    @Test
    void aScheduleOfTheModelsHoldsUntilAnotherRateIsNamed() {
        MapSchedule schedule = new MapSchedule(ScheduleType.ITERATION, Map.of(0, 0.1, 2, 0.05, 4, 0.025));
        Dl4jNetwork network = Dl4jNetwork.of(Models.dense(new Sgd(schedule), 3, 2));
        Samples samples = new Samples(network, 6, new Pcg64(1));
        for (double rate : new double[] {0.1, 0.1, 0.05, 0.05, 0.025}) {
            assertEquals(rate, network.learningRate());
            samples.update(network, network.learningRate());
        }
        samples.update(network, 0.3);
        assertEquals(0.3, network.learningRate());
        Dl4jNetwork none = Dl4jNetwork.of(Models.dense(new AdaDelta(), 3, 2));
        samples.update(none, none.learningRate());
        refused("no learning rate", () -> samples.update(none, 0.3));
    }

    @Test
    void itsFileIsModelSerializersOwn() throws Exception {
        Dl4jNetwork network = Dl4jNetwork.of(Models.dense(new Adam(0.01), 3, 8, 2));
        Samples samples = new Samples(network, 6, new Pcg64(1));
        samples.update(network, 0.01);
        byte[] file = LearningTest.written(network);
        MultiLayerNetwork model = ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(file), true);
        assertArrayEquals(
                network.predict(samples.batch.observations),
                Dl4jNetwork.of(model).predict(samples.batch.observations));
        assertEquals(1, model.getIterationCount());
        Dl4jNetwork graph = Dl4jNetwork.of(Models.dueling(new Adam(0.01)));
        assertTrue(
                Dl4jNetwork.load(LearningTest.stream(LearningTest.written(graph)))
                                .model()
                        instanceof ComputationGraph);
    }

    private static MultiLayerNetwork model(InputType input, Layer... layers) {
        return Models.model(1, WeightInit.XAVIER, new Sgd(0.1), input, layers);
    }

    private static OutputLayer output(LossFunction loss, Activation activation) {
        return new OutputLayer.Builder(loss).nOut(2).activation(activation).build();
    }

    @Test
    void aModelThatIsNotReadyIsRefusedInOneSentence() {
        NeuralNetConfiguration.ListBuilder layers =
                new NeuralNetConfiguration.Builder().list(Models.output(2)).setInputType(FOUR);
        refused("not initialized: call its init() first", () -> Dl4jNetwork.of(new MultiLayerNetwork(layers.build())));
        MultiLayerNetwork exact = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .list(Models.output(2))
                .setInputType(FOUR)
                .build());
        exact.init();
        refused("DOUBLE", () -> Dl4jNetwork.of(exact));
    }

    private static void refusedModel(String expected, InputType input, Layer... layers) {
        refused(expected, () -> Dl4jNetwork.of(model(input, layers)));
    }

    @Test
    void layersThatAQNetworkCannotHaveAreRefusedByName() {
        DenseLayer.Builder dense = new DenseLayer.Builder().nOut(3);
        refusedModel("dropout", FOUR, dense.dropOut(0.5).build(), Models.output(2));
        refusedModel("dropout", FOUR, new DropoutLayer(0.5), Models.output(2));
        DenseLayer.Builder noisy = new DenseLayer.Builder().nOut(3).weightNoise(new DropConnect(0.5));
        refusedModel("weight noise", FOUR, noisy.build(), Models.output(2));
        refusedModel("batch normalization", FOUR, new BatchNormalization(), Models.output(2));
        LSTM memory = new LSTM.Builder().nOut(3).build();
        RnnOutputLayer.Builder last = new RnnOutputLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY);
        refusedModel(
                "reads sequences", InputType.recurrent(4), memory, last.nOut(2).build());
        Convolution1DLayer row = new Convolution1DLayer.Builder(2).nOut(3).build();
        refusedModel("reads sequences", InputType.recurrent(4, 8), row, new GlobalPoolingLayer(), Models.output(2));
        ConvolutionLayer picture = Models.filters(2, 2, 1);
        refusedModel("convolutionalFlat", InputType.convolutional(5, 5, 1), picture, Models.output(2));
        refusedModel("the last layer is a DenseLayer, which has no loss: make it an OutputLayer", FOUR, Models.relu(2));
        OutputLayer shares = output(LossFunction.MSE, Activation.SOFTMAX);
        refusedModel("the last layer's activation is softmax; Q-values need Activation.IDENTITY", FOUR, shares);
        refusedModel("the loss is LossMAE", FOUR, output(LossFunction.MEAN_ABSOLUTE_ERROR, Activation.IDENTITY));
        Dl4jNetwork.of(model(FOUR, output(LossFunction.L2, Activation.IDENTITY)));
    }

    @Test
    void aFirstLayerWithoutWeightsIsNoHindrance() {
        MultiLayerNetwork model =
                model(InputType.feedForward(4), new ActivationLayer(Activation.TANH), Models.output(2));
        assertEquals(4, Dl4jNetwork.of(model).inputs());
    }

    private static GraphBuilder graph() {
        return new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(FOUR);
    }

    @Test
    void aGraphMustBeginAndEndWithALayer() {
        ScaleVertex half = new ScaleVertex(0.5);
        GraphBuilder first = graph().addVertex("scaled", half, "in").addLayer("q", Models.output(2), "scaled");
        refused("no layer reads the graph's input in itself", () -> Dl4jNetwork.of(initialized(first.setOutputs("q"))));
        GraphBuilder last = graph().addLayer("q", Models.output(2), "in").addVertex("scaled", half, "q");
        refused(
                "the graph ends in scaled, which is not a layer",
                () -> Dl4jNetwork.of(initialized(last.setOutputs("scaled"))));
    }

    private static ComputationGraph initialized(GraphBuilder layers) {
        ComputationGraph graph = new ComputationGraph(layers.build());
        graph.init();
        return graph;
    }

    @Test
    void weightsOfOtherActivationsAreNotTakenOver() throws Exception {
        DenseLayer.Builder dense = new DenseLayer.Builder().nOut(3);
        Dl4jNetwork tanh =
                Dl4jNetwork.of(model(FOUR, dense.activation(Activation.TANH).build(), Models.output(2)));
        Dl4jNetwork relu =
                Dl4jNetwork.of(model(FOUR, dense.activation(Activation.RELU).build(), Models.output(2)));
        refused("cannot take over the weights", () -> relu.copyFrom(tanh));
        byte[] file = LearningTest.written(tanh);
        assertThrows(java.io.IOException.class, () -> relu.read(LearningTest.stream(file)));
    }

    @Test
    void lossL2HasTwiceTheGradientWhateverTheNumberOfActions() {
        MultiLayerNetwork model = model(InputType.feedForward(1), output(LossFunction.L2, Activation.IDENTITY));
        Dl4jNetwork.of(model).update(new Batch(1, 1), new float[] {3}, 0.1, new float[1]);
        assertEquals(0.6, parameters(model)[2], 1e-6); // the bias: 0.1 * 2 * 3
    }

    @Test
    @EnabledOnOs(OS.LINUX) // the resident size is read from /proc
    void networksThatAreDroppedGiveTheirNativeMemoryBack() throws IOException {
        create(40);
        long before = residentMegabytes();
        create(200); // 256-256: each has 1.3 MB of parameters, gradient and moments outside the heap
        long grown = residentMegabytes() - before;
        assertTrue(grown < 150, "200 networks of 1.3 MB: the process grew by " + grown + " MB");
    }

    private static void create(int networks) {
        for (int i = 0; i < networks; i++) {
            QNetwork network = Dl4jNetwork.of(Models.dense(new Adam(1e-3), 4, 256, 256, 2));
            new Samples(network, 32, new Pcg64(1)).update(network, 1e-3);
            if (i % 20 == 19) {
                System.gc();
            }
        }
    }

    private static long residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
