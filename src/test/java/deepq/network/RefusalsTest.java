package deepq.network;

import static deepq.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.random.Pcg64;
import deepq.replay.Batch;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.learning.config.Adam;

/** What makes no sense is refused in a sentence that names it, and changes nothing. */
class RefusalsTest {
    static Stream<Supplier<QNetwork>> networks() {
        return Stream.of(
                () -> DenseNetwork.of(new Pcg64(1), 4, 8, 2),
                () -> Dl4jNetwork.of(Models.dense(new Adam(1e-3), 4, 8, 2)),
                () -> Dl4jNetwork.of(Models.dense(new Adam(1e-3), 4, 2)).copy());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void whatCannotBePredicted(Supplier<QNetwork> kind) {
        QNetwork network = kind.get();
        refused("5 numbers are not whole observations of 4", () -> network.predict(new float[5]));
        refused("0 numbers are not whole observations of 4", () -> network.predict(new float[0]));
        refused("5 numbers are not 1 observation of 4", () -> network.predict(new float[5], 1, new float[2]));
        refused("8 numbers are not 3 observations of 4", () -> network.predict(new float[8], 3, new float[6]));
        refused("4 numbers are not 0 observations of 4", () -> network.predict(new float[4], 0, new float[2]));
        refused("qValues has room for 3 numbers, not for 4", () -> network.predict(new float[8], 2, new float[3]));
        assertDoesNotThrow(() -> network.predict(new float[8], 1, new float[9]));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void whatCannotBeLearntFrom(Supplier<QNetwork> kind) {
        QNetwork network = kind.get();
        Samples samples = new Samples(network, 8, new Pcg64(5));
        float[] q = network.predict(samples.batch.observations);
        for (double rate : new double[] {Double.NaN, 0, -1, Double.POSITIVE_INFINITY}) {
            refused("the learning rate must be above 0, not " + rate, () -> samples.update(network, rate));
        }
        float[] targets = samples.targets;
        refused(
                "targets has room for 7 numbers, not for 8",
                () -> network.update(samples.batch, new float[7], 0.1, new float[8]));
        refused(
                "tdErrors has room for 7 numbers, not for 8",
                () -> network.update(samples.batch, targets, 0.1, new float[7]));
        refused(
                "an observation has 4 numbers, not 3 as in this batch",
                () -> network.update(new Batch(8, 3), targets, 0.1, new float[8]));
        for (int action : new int[] {2, -1}) {
            samples.batch.actions[3] = action;
            refused("the action of row 3 is " + action + ", not one of 0 to 1", () -> samples.update(network, 0.1));
        }
        samples.batch.actions[3] = 1;
        for (float target : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            samples.targets[7] = target;
            refused("the target of row 7 is " + target, () -> samples.update(network, 0.1));
        }
        samples.targets[7] = 1;
        samples.batch.weights[0] = Float.NaN;
        refused("the weight of row 0 must be 0 or more, not NaN", () -> samples.update(network, 0.1));
        assertArrayEquals(q, network.predict(samples.batch.observations));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void weightsThatDoNotFit(Supplier<QNetwork> kind) {
        QNetwork network = kind.get();
        QNetwork other = DenseNetwork.of(new Pcg64(1), 4, 9, 2);
        refused("tau must be in [0, 1], not 1.5", () -> network.blendFrom(network.copy(), 1.5));
        refused("tau must be in [0, 1], not NaN", () -> network.blendFrom(network.copy(), Double.NaN));
        refused("cannot take over the weights of a DenseNetwork 4-9-2", () -> network.copyFrom(other));
        refused("cannot take over the weights of a " + network, () -> other.copyFrom(network));
    }

    @Test
    void parametersAndLayersThatCannotBe() {
        DenseNetwork network = DenseNetwork.of(new Pcg64(1), 4, 2);
        refused("3 parameters for a network that has 10", () -> network.setParameters(new float[3]));
        float[] broken = network.parameters();
        broken[5] = Float.NaN;
        refused("parameter 5 is NaN", () -> network.setParameters(broken));
        refused("not [4]", () -> DenseNetwork.of(new Pcg64(1), 4));
        refused("4-0-2", () -> DenseNetwork.of(new Pcg64(1), 4, 0, 2));
        refused("65536-65536-2", () -> DenseNetwork.hidden(65536).create(65536, 2, new Pcg64(1)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aForeignOrDamagedFile(Supplier<QNetwork> kind) throws IOException {
        QNetwork network = kind.get();
        float[] observation = {1, 2, 3, 4};
        float[] q = network.predict(observation);
        byte[] file = LearningTest.written(network);
        byte[] cut = Arrays.copyOf(file, file.length / 2);
        byte[] foreign = file.clone();
        foreign[0] ^= 1;
        foreign[3] ^= 1;
        byte[] others = LearningTest.written(DenseNetwork.of(new Pcg64(1), 4, 9, 2));
        byte[] othersModel = LearningTest.written(Dl4jNetwork.of(Models.dense(new Adam(1e-3), 4, 9, 2)));
        for (byte[] bytes : List.of(cut, foreign, others, othersModel, new byte[0], new byte[500])) {
            assertThrows(IOException.class, () -> network.read(LearningTest.stream(bytes)));
            assertArrayEquals(q, network.predict(observation));
        }
    }

    @Test
    void aFileWithAWeightThatIsNoNumber() throws IOException {
        DenseNetwork dense = DenseNetwork.of(new Pcg64(1), 4, 2);
        byte[] file = LearningTest.written(dense);
        java.nio.ByteBuffer.wrap(file).putFloat(file.length - Float.BYTES, Float.NaN);
        refused(IOException.class, "NaN", () -> dense.read(LearningTest.stream(file)));
        Dl4jNetwork dl4j = Dl4jNetwork.of(Models.dense(new Adam(1e-3), 4, 2));
        dl4j.model().params().putScalar(3, Float.NaN);
        refused("parameter 3 is NaN", () -> Dl4jNetwork.of((MultiLayerNetwork) dl4j.model()));
        byte[] broken = LearningTest.written(dl4j);
        refused(IOException.class, "parameter 3 is NaN", () -> dl4j.read(LearningTest.stream(broken)));
    }

    /** A second thread comes in where the first one surely is: in the stream that it writes to. */
    @ParameterizedTest
    @MethodSource("networks")
    void aSecondThreadIsToldSoAtOnce(Supplier<QNetwork> kind) throws Exception {
        QNetwork network = kind.get();
        QNetwork copy = network.copy();
        Samples samples = new Samples(network, 8, new Pcg64(5));
        List<Executable> calls = List.of(
                () -> network.predict(new float[4]),
                () -> samples.update(network, 0.1),
                () -> network.copyFrom(copy),
                () -> copy.copyFrom(network),
                network::copy);
        int[] refusals = new int[1];
        network.write(new OutputStream() {
            @Override
            public void write(int b) {
                if (refusals[0] == 0) {
                    for (Executable call : calls) {
                        assertTrue(assertThrows(ConcurrentModificationException.class, call)
                                .getMessage()
                                .contains("another thread"));
                        refusals[0]++;
                    }
                }
            }
        });
        assertTrue(refusals[0] == calls.size());
        for (Executable call : calls) {
            assertDoesNotThrow(call);
        }
    }
}
