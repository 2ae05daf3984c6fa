package deepq.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.random.Pcg64;
import deepq.replay.Batch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

class LearningTest {
    /** One of each kind, freshly built. */
    static Stream<Named<Supplier<QNetwork>>> networks() {
        return Stream.concat(
                dense().map(factory -> Named.of(text(factory), () -> factory.create(4, 3, new Pcg64(1)))),
                Stream.of(
                        Named.of("model", () -> Dl4jNetwork.of(Models.dense(new Adam(1e-3), 4, 9, 3))),
                        Named.of("convolution", () -> Dl4jNetwork.of(Models.convolution(new Adam(1e-3)))),
                        Named.of("graph", () -> Dl4jNetwork.of(Models.dueling(new Adam(1e-3))))));
    }

    private static String text(DenseNetwork.Factory factory) {
        return factory.create(4, 3, new Pcg64(1)).toString();
    }

    static Stream<DenseNetwork.Factory> dense() {
        return Stream.of(
                DenseNetwork.hidden(9, 6),
                DenseNetwork.hidden(9, 6).pytorch(),
                DenseNetwork.hidden(7, 9).dueling().adamEpsilon(1e-3),
                DenseNetwork.hidden(9).dueling(),
                DenseNetwork.hidden().dueling().glorot());
    }

    static byte[] written(QNetwork network) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        network.write(bytes);
        return bytes.toByteArray();
    }

    static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    /** Everything that learning changes. Two files of one model differ in bytes, so of a model it is taken apart. */
    private static List<Object> state(QNetwork network) throws IOException {
        if (network instanceof DenseNetwork) {
            return List.of(ByteBuffer.wrap(written(network)));
        }
        Model model = ((Dl4jNetwork) network).model();
        INDArray updater = ((NeuralNetwork) model).updaterState();
        return List.of(Arrays.toString(model.params().toFloatVector()), Arrays.toString(updater.toFloatVector()));
    }

    /** The loss in double, from the network's own float predictions. */
    private static double loss(DenseNetwork network, Samples samples) {
        float[] q = network.predict(samples.batch.observations);
        double sum = 0;
        for (int i = 0; i < samples.targets.length; i++) {
            double x = (double) q[i * network.outputs() + samples.batch.actions[i]] - samples.targets[i];
            sum += samples.batch.weights[i] * x * x / 2;
        }
        return sum / samples.targets.length;
    }

    @ParameterizedTest
    @MethodSource("dense")
    void theGradientIsThatOfFiniteDifferences(DenseNetwork.Factory factory) {
        DenseNetwork network = factory.pytorch().create(4, 3, new Pcg64(1));
        Samples samples = new Samples(network, 16, new Pcg64(3));
        float[] parameters = network.parameters();
        assertEquals(loss(network, samples), samples.update(network, 0.01), 1e-5);
        float[] gradient = network.gradient.clone();
        int kinks = 0;
        for (int i = 0; i < parameters.length; i++) {
            float step = 1e-2f;
            float[] moved = parameters.clone();
            moved[i] += step;
            network.setParameters(moved);
            double above = loss(network, samples);
            moved[i] = parameters[i] - step;
            network.setParameters(moved);
            double slope = (above - loss(network, samples)) / (2 * step);
            kinks += Math.abs(slope - gradient[i]) > 2e-3 ? 1 : 0; // ReLU or Huber bends within the step
            assertEquals(slope, gradient[i], 0.05);
        }
        assertTrue(kinks <= parameters.length / 10, kinks + " of " + parameters.length);
    }

    @Test
    void aDenseNetworkLearnsTheSameBitsAsEver() {
        assertEquals(
                2032893268L, crc(DenseNetwork.of(new Pcg64(7), 4, 32, 32, 2).parameters()));
        assertEquals(2771156783L, trained(DenseNetwork.hidden(32, 32), 4, 2));
        assertEquals(295812333L, trained(DenseNetwork.hidden(7, 1, 9), 3, 5));
        assertEquals(754027956L, trained(DenseNetwork.hidden(16).glorot(), 4, 2));
        assertEquals(1317886858L, trained(DenseNetwork.hidden(8, 8).pytorch().adamEpsilon(1e-3), 2, 3));
    }

    private static long trained(DenseNetwork.Factory factory, int inputs, int actions) {
        DenseNetwork network = factory.create(inputs, actions, new Pcg64(7));
        Pcg64 random = new Pcg64(8);
        for (int update = 0; update < 500; update++) {
            new Samples(network, 32, random).update(network, 0.003);
        }
        return crc(network.parameters());
    }

    private static long crc(float[] parameters) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * parameters.length);
        bytes.asFloatBuffer().put(parameters);
        CRC32 crc = new CRC32();
        crc.update(bytes.array());
        return crc.getValue();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void itLearnsWhatItIsToldAndOnlyTheChosenActionsOutputLearns(Supplier<QNetwork> kind) {
        QNetwork network = kind.get();
        Samples samples = new Samples(network, 8, new Pcg64(4));
        float[] told = samples.targets.clone();
        float[] q = network.predict(samples.batch.observations);
        // Where the chosen actions are right already, and the others would be wrong, nothing changes.
        for (int i = 0; i < 8; i++) {
            samples.targets[i] = q[i * network.outputs() + samples.batch.actions[i]];
        }
        assertEquals(0, samples.update(network, 0.01));
        assertArrayEquals(q, network.predict(samples.batch.observations));
        System.arraycopy(told, 0, samples.targets, 0, 8);
        double before = samples.update(network, 0.01);
        for (int i = 0; i < 100; i++) {
            samples.update(network, 0.01);
        }
        double after = samples.update(network, 0.01);
        assertTrue(after < before / 2, before + " became " + after);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aCopyIsEqualAndIndependent(Supplier<QNetwork> kind) throws IOException {
        QNetwork online = kind.get();
        Samples samples = new Samples(online, 8, new Pcg64(5));
        samples.update(online, 0.01);
        QNetwork target = online.copy();
        assertEquals(state(online), state(target));
        float[] q = online.predict(samples.batch.observations);
        samples.update(online, 0.01);
        assertArrayEquals(q, target.predict(samples.batch.observations));
        assertNotEquals(q[0], online.predict(samples.batch.observations)[0]);
        target.copyFrom(online);
        assertArrayEquals(online.predict(samples.batch.observations), target.predict(samples.batch.observations));
        target.blendFrom(online.copy(), 0.5);
        target.copyFrom(target);
        assertArrayEquals(
                online.predict(samples.batch.observations), target.predict(samples.batch.observations), 1e-5f);
        samples.update(target, 0.01); // a target network may learn on, too
    }

    @ParameterizedTest
    @MethodSource("networks")
    void resumedEqualsUninterruptedBitForBit(Supplier<QNetwork> kind) throws IOException {
        QNetwork network = kind.get();
        Samples samples = new Samples(network, 16, new Pcg64(6));
        for (int i = 0; i < 5; i++) {
            samples.update(network, 0.01);
        }
        byte[] file = written(network);
        QNetwork resumed = kind.get();
        samples.update(resumed, 0.5);
        resumed.read(stream(file));
        QNetwork loaded =
                network instanceof DenseNetwork ? DenseNetwork.load(stream(file)) : Dl4jNetwork.load(stream(file));
        QNetwork copy = network.copy();
        assertEquals(network.toString(), loaded.toString());
        for (int i = 0; i < 5; i++) {
            for (QNetwork each : List.of(network, resumed, loaded, copy)) {
                samples.update(each, 0.01);
            }
        }
        assertEquals(state(network), state(resumed));
        assertEquals(state(network), state(loaded));
        assertEquals(state(network), state(copy));
    }

    @Test
    void writingLeavesTheStreamOpenAndADenseNetworkReadsOnlyWhatIsItsOwn() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream() {
            @Override
            public void close() {
                throw new AssertionError("closed");
            }
        };
        DenseNetwork network = DenseNetwork.of(new Pcg64(1), 4, 8, 2);
        network.write(bytes);
        bytes.write(42);
        Dl4jNetwork.of(Models.dense(new Sgd(1), 4, 2)).write(bytes);
        InputStream in = stream(bytes.toByteArray());
        DenseNetwork.load(in);
        assertEquals(42, in.read());
        assertEquals(2, Dl4jNetwork.load(in).outputs());
    }

    @Test
    void aDenseNetworkGivesARowTheSameNumbersAloneAndInABatch() {
        QNetwork network = DenseNetwork.of(new Pcg64(1), 4, 33, 17, 2);
        Samples samples = new Samples(network, 50, new Pcg64(2));
        float[] all = network.predict(samples.batch.observations);
        for (int row = 0; row < 50; row++) {
            float[] one = network.predict(Arrays.copyOfRange(samples.batch.observations, row * 4, row * 4 + 4));
            assertArrayEquals(Arrays.copyOfRange(all, row * 2, row * 2 + 2), one);
        }
    }

    @Test
    void momentsThatNothingFeedsDoNotDecayIntoDenormalNumbers() throws IOException {
        DenseNetwork network = DenseNetwork.of(new Pcg64(1), 1, 1);
        Batch batch = new Batch(1, 1); // observation 0: only the bias learns
        network.update(batch, new float[] {1}, 0.001, new float[1]);
        batch.weights[0] = 0;
        for (int i = 0; i < 100_000; i++) {
            network.update(batch, new float[] {1}, 0.001, new float[1]);
        }
        byte[] file = written(network);
        ByteBuffer moments = ByteBuffer.wrap(file, file.length - 4 * Float.BYTES, 4 * Float.BYTES);
        while (moments.hasRemaining()) {
            float moment = moments.getFloat();
            assertTrue(moment == 0 || Math.abs(moment) >= Float.MIN_NORMAL, "denormal: " + moment);
            assertEquals(0, moment, 1e-24f);
        }
    }

    @Test
    void adamsEpsilonIsAddedAfterTheBiasCorrection() {
        for (double epsilon : new double[] {1e-8, 1e-3, 0.1, 1}) {
            DenseNetwork network = DenseNetwork.hidden().adamEpsilon(epsilon).create(1, 1, new Pcg64(1));
            double bias = network.parameters()[1];
            double m = 0;
            double v = 0;
            for (int t = 1; t <= 30; t++) {
                // Observation 0: Q is the bias alone, and the gradient of the bias is the error.
                float[] errors = new float[1];
                network.update(new Batch(1, 1), new float[] {(float) Math.sin(t)}, 0.05, errors);
                double gradient = -errors[0];
                m = 0.9 * m + 0.1 * gradient;
                v = 0.999 * v + 0.001 * gradient * gradient;
                double mean = m / (1 - Math.pow(0.9, t));
                double variance = v / (1 - Math.pow(0.999, t));
                bias -= 0.05 * mean / (Math.sqrt(variance) + epsilon);
                assertEquals(bias, network.parameters()[1], 3e-6);
            }
        }
    }

    @Test
    void aFactorysMethodsGiveChangedCopies() {
        DenseNetwork.Factory plain = DenseNetwork.hidden(3);
        assertEquals(
                "DenseNetwork 4-3-2 1.0E-8", plain.create(4, 2, new Pcg64(0)).toString());
        assertEquals(
                "DenseNetwork 4-3-2 dueling 0.1",
                plain.dueling().adamEpsilon(0.1).create(4, 2, new Pcg64(0)).toString());
        assertThrows(IllegalArgumentException.class, () -> plain.adamEpsilon(0));
    }
}
