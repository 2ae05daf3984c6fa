package deepq.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import deepq.random.Pcg64;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/** Each network is the other's test oracle: plain loops here, deeplearning4j's own output and fit there. */
class TwoNetworksTest {
    private static int[] sizes(String text) {
        return java.util.Arrays.stream(text.split("-"))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4-16-2", "4-32-32-2", "3-7-1-9-5", "5-3", "2-8-1"})
    void agreeOnPredictionsLossErrorsAndUpToAFactorOnTheGradient(String layers) {
        DenseNetwork dense = DenseNetwork.of(new Pcg64(1), sizes(layers));
        // One step of plain gradient descent at rate 1 is the gradient itself.
        MultiLayerNetwork model = Models.like(dense, Models.dense(new Sgd(1), sizes(layers)));
        QNetwork dl4j = Dl4jNetwork.of(model);
        assertEquals(dense.inputs(), dl4j.inputs());
        assertEquals(dense.outputs(), dl4j.outputs());
        Pcg64 random = new Pcg64(2);
        for (int rows : List.of(32, 7, 1, 40, 32)) {
            Models.like(dense, model);
            Samples batch = new Samples(dense, rows, random);
            assertArrayEquals(dense.predict(batch.batch.observations), dl4j.predict(batch.batch.observations), 1e-5f);
            float[] before = dense.parameters();
            double loss = batch.update(dense, 0.003);
            float[] errors = batch.tdErrors.clone();
            assertEquals(loss, batch.update(dl4j, 1), 2e-6 * (1 + loss));
            assertArrayEquals(errors, batch.tdErrors, 1e-5f);
            float[] after = model.params().toFloatVector();
            float[] gradient = dense.gradient.clone();
            for (int i = 0; i < before.length; i++) {
                assertEquals(gradient[i] * 2 / dense.outputs(), before[i] - after[i], 2e-6);
            }
        }
    }

    /**
     * ND4J's Adam adds its epsilon before the bias correction, the paper's Algorithm 1 after it: here the model's is
     * corrected from update to update. It is 1e-4, because a smaller one makes full steps of rounding errors where a
     * gradient is all but zero.
     */
    @Test
    void agreeOnWeightsOverAThousandUpdates() {
        DenseNetwork dense = DenseNetwork.hidden(32, 32).adamEpsilon(1e-4).create(4, 2, new Pcg64(1));
        QNetwork teacher = DenseNetwork.of(new Pcg64(3), 4, 16, 2);
        MultiLayerNetwork model = Models.like(dense, Models.dense(new Adam(1e-3), 4, 32, 32, 2));
        QNetwork dl4j = Dl4jNetwork.of(model);
        Pcg64 random = new Pcg64(2);
        for (int update = 1; update <= 1000; update++) {
            Samples batch = new Samples(dense, 32, random);
            float[] q = teacher.predict(batch.batch.observations);
            for (int i = 0; i < 32; i++) {
                batch.targets[i] = q[2 * i + batch.batch.actions[i]];
            }
            batch.update(dense, 1e-3);
            double epsilon = 1e-4 * Math.sqrt(1 - Math.pow(0.999, update));
            ((BaseMultiLayerUpdater<?>) model.getUpdater())
                    .getUpdaterBlocks()
                    .forEach(block -> ((Adam) block.getGradientUpdater().getConfig()).setEpsilon(epsilon));
            batch.update(dl4j, 1e-3);
        }
        assertArrayEquals(dense.parameters(), model.params().toFloatVector(), 2e-5f);
    }

    @Test
    void agreeOnADuelingGraph() {
        DenseNetwork dense = DenseNetwork.hidden(8, 6).dueling().create(4, 3, new Pcg64(1));
        ComputationGraph graph = Models.dueling(new Sgd(1));
        QNetwork dl4j = Dl4jNetwork.of(graph);
        assertEquals(4, dl4j.inputs());
        assertEquals(3, dl4j.outputs());
        take(graph, dense.parameters());
        Samples batch = new Samples(dense, 16, new Pcg64(2));
        assertArrayEquals(dense.predict(batch.batch.observations), dl4j.predict(batch.batch.observations), 1e-5f);
        float[] expected = dense.parameters();
        double loss = batch.update(dense, 0.003);
        assertEquals(loss, batch.update(dl4j, 1), 2e-6 * (1 + loss));
        float[] gradient = dense.gradient.clone();
        for (int i = 0; i < expected.length; i++) {
            expected[i] -= gradient[i] * 2 / 3;
        }
        Map<String, INDArray> stepped = graph.paramTable();
        ComputationGraph other = Models.dueling(new Sgd(1));
        take(other, expected);
        other.paramTable()
                .forEach((name, array) -> assertArrayEquals(
                        array.ravel().toFloatVector(), stepped.get(name).ravel().toFloatVector(), 2e-6f, name));
    }

    /** The flat parameters of a dueling DenseNetwork, layer by layer, into those of the same name. */
    private static void take(ComputationGraph graph, float[] parameters) {
        int at = 0;
        for (String layer : List.of("shared", "valueStream", "value", "advantageStream", "advantages")) {
            for (String kind : List.of("_W", "_b")) {
                INDArray array = graph.paramTable().get(layer + kind);
                int length = (int) array.length();
                float[] part = java.util.Arrays.copyOfRange(parameters, at, at + length);
                array.assign(Nd4j.create(part, array.shape(), 'f'));
                at += length;
            }
        }
        assertEquals(parameters.length, at);
    }
}
