package deepq.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.random.Pcg64;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
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
            float[] gradient = dense.gradient();
            for (int i = 0; i < before.length; i++) {
                assertEquals(gradient[i] * 2 / dense.outputs(), before[i] - after[i], 2e-6);
            }
        }
    }

    @Test
    void agreeOnWeightsOverAThousandUpdates() {
        DenseNetwork dense = DenseNetwork.of(new Pcg64(1), 4, 32, 32, 2);
        QNetwork teacher = DenseNetwork.of(new Pcg64(3), 4, 16, 2);
        MultiLayerNetwork model = Models.like(dense, Models.dense(new Adam(1e-3), 4, 32, 32, 2));
        QNetwork dl4j = Dl4jNetwork.of(model);
        Pcg64 random = new Pcg64(2);
        float largest = 0;
        for (int update = 1; update <= 1000; update++) {
            Samples batch = new Samples(dense, 32, random);
            float[] q = teacher.predict(batch.batch.observations);
            for (int i = 0; i < 32; i++) {
                batch.targets[i] = q[2 * i + batch.batch.actions[i]];
            }
            batch.update(dense, 1e-3);
            batch.update(dl4j, 1e-3);
            float[] a = dense.parameters();
            float[] b = model.params().toFloatVector();
            for (int i = 0; i < a.length; i++) {
                largest = Math.max(largest, Math.abs(a[i] - b[i]));
            }
            if (update == 1 || update == 10 || update == 100 || update == 1000)
                System.out.println(update + " " + largest);
        }
        assertTrue(largest < 2e-5, "the weights differ by " + largest);
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
        float[] gradient = dense.gradient();
        for (int i = 0; i < expected.length; i++) {
            expected[i] -= gradient[i] * 2 / 3;
        }
        Map<String, INDArray> stepped = graph.paramTable();
        ComputationGraph other = Models.dueling(new Sgd(1));
        take(other, expected);
        other.paramTable()
                .forEach((name, array) -> assertArrayEquals(
                        array.dup('f').reshape('f', -1).toFloatVector(),
                        stepped.get(name).dup('f').reshape('f', -1).toFloatVector(),
                        2e-6f,
                        name));
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
