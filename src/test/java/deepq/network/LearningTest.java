package deepq.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.network.GoldenNetworkTest.Kind;
import deepq.random.Pcg64;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LearningTest {
    private static final Screen SCREEN =
            new Screen(5, 4, 2, List.of(new Screen.Filters(3, 2, 1), new Screen.Filters(2, 2, 2)));

    static Stream<Arguments> networks() {
        List<Architecture> dense = List.of(
                Architecture.of(4, 3, 9, 6),
                Architecture.of(4, 3, 9, 6).with(Loss.HUBER),
                Architecture.of(4, 3, 9).withDueling(),
                Architecture.of(4, 3).withDueling().with(Loss.HUBER));
        Stream<Arguments> both = dense.stream()
                .flatMap(architecture -> Stream.of(Kind.values()).map(kind -> Arguments.of(kind, architecture)));
        return Stream.concat(
                both,
                Stream.of(Arguments.of(Kind.DL4J, Architecture.of(SCREEN, 3, 5).withDueling())));
    }

    /** The loss in double, from the network's own float predictions. */
    private static double loss(QNetwork network, Samples batch) {
        float[] q = new float[batch.rows * network.outputs()];
        network.predict(batch.observations, batch.rows, q);
        double sum = 0;
        for (int i = 0; i < batch.rows; i++) {
            double x = (double) q[i * network.outputs() + batch.actions[i]] - batch.targets[i];
            boolean linear = network.architecture().loss() == Loss.HUBER && Math.abs(x) > 1;
            sum += batch.weights[i] * (linear ? Math.abs(x) - 0.5 : x * x / 2);
        }
        return sum / batch.rows;
    }

    @ParameterizedTest
    @MethodSource("networks")
    void theGradientIsThatOfFiniteDifferences(Kind kind, Architecture architecture) {
        QNetwork network = kind.create(architecture.with(Initialization.PYTORCH));
        Samples batch = new Samples(architecture, 16, new Pcg64(3));
        double loss = loss(network, batch);
        assertEquals(loss, batch.update(network.copy(), 0.01, new float[16]), 1e-5);
        batch.update(network, 0, new float[16]);
        float[] gradient = network.gradient();
        float[] parameters = network.parameters();
        int kinks = 0;
        for (int i = 0; i < parameters.length; i++) {
            float step = 1e-2f;
            float[] moved = parameters.clone();
            moved[i] += step;
            network.load(moved);
            double above = loss(network, batch);
            moved[i] = parameters[i] - step;
            network.load(moved);
            double slope = (above - loss(network, batch)) / (2 * step);
            kinks += Math.abs(slope - gradient[i]) > 2e-3 ? 1 : 0; // ReLU or Huber bends within the step
            assertEquals(slope, gradient[i], 0.05);
        }
        assertTrue(kinks <= parameters.length / 10, kinks + " of " + parameters.length);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void onlyTheChosenActionsOutputGetsAGradient(Kind kind) {
        Architecture architecture = Architecture.of(4, 3, 8);
        QNetwork network = kind.create(architecture);
        Samples batch = new Samples(architecture, 20, new Pcg64(4));
        Arrays.fill(batch.actions, 1);
        batch.update(network, 0.01, new float[20]);
        float[] gradient = network.gradient();
        int last = gradient.length - 3 * 9;
        for (int unit = 0; unit < 3; unit++) {
            for (int i = 0; i < 8; i++) {
                assertEquals(unit == 1, gradient[last + unit * 8 + i] != 0);
            }
            assertEquals(unit == 1, gradient[last + 24 + unit] != 0);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void duelingLeavesQUnchangedWhereAllAdvantagesGrowAlike(Kind kind) {
        Architecture architecture = Architecture.of(2, 3).withDueling();
        QNetwork network = kind.create(architecture);
        float[] before = new float[3];
        network.predict(new float[] {1, -2}, 1, before);
        float[] parameters = network.parameters();
        for (int i = 9; i < 12; i++) {
            parameters[i] += 5; // the biases of the advantages
        }
        network.load(parameters);
        float[] after = new float[3];
        network.predict(new float[] {1, -2}, 1, after);
        assertArrayEquals(before, after, 2e-6f);
        parameters[8] += 5; // the bias of the value
        network.load(parameters);
        network.predict(new float[] {1, -2}, 1, after);
        assertEquals(before[0] + 5, after[0], 2e-6f);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aCopiedNetworkIsEqualAndIndependent(Kind kind) {
        Architecture architecture = Architecture.of(4, 2, 8);
        QNetwork online = kind.create(architecture);
        QNetwork target = online.copy();
        Samples batch = new Samples(architecture, 8, new Pcg64(5));
        float[] first = online.parameters();
        batch.update(online, 0.01, new float[8]);
        assertArrayEquals(first, target.parameters());
        target.copyFrom(online);
        assertArrayEquals(online.parameters(), target.parameters());
        float[] q = new float[16];
        float[] same = new float[16];
        online.predict(batch.observations, 8, q);
        target.predict(batch.observations, 8, same);
        assertArrayEquals(q, same);
        batch.update(online, 0.01, new float[8]);
        assertNotEquals(online.parameters()[0], target.parameters()[0]);
        online.predict(batch.observations, 8, same);
        assertNotEquals(q[0], same[0]);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void resumedEqualsUninterruptedBitForBit(Kind kind, Architecture architecture) throws IOException {
        QNetwork network = kind.create(architecture);
        Samples batch = new Samples(architecture, 16, new Pcg64(6));
        for (int i = 0; i < 5; i++) {
            batch.update(network, 0.01, new float[16]);
        }
        QNetwork resumed = kind.create(architecture);
        resumed.read(new DataInputStream(new ByteArrayInputStream(written(network))));
        QNetwork copy = network.copy();
        for (int i = 0; i < 5; i++) {
            batch.update(network, 0.01, new float[16]);
            batch.update(resumed, 0.01, new float[16]);
            batch.update(copy, 0.01, new float[16]);
        }
        assertArrayEquals(written(network), written(resumed));
        assertArrayEquals(written(network), written(copy));
        assertEquals(10, resumed.updates());
    }

    private static byte[] written(QNetwork network) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        network.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aForeignOrDamagedStreamIsRefusedAndChangesNothing(Kind kind) throws IOException {
        Architecture architecture = Architecture.of(4, 2, 8);
        QNetwork network = kind.create(architecture);
        byte[] before = written(network);
        byte[] others = written(kind.create(Architecture.of(4, 2, 9)));
        byte[] shorter = Arrays.copyOf(before, before.length - 1);
        byte[] foreign = before.clone();
        foreign[0] = 'P';
        byte[] newer = before.clone();
        newer[7] = 2;
        for (byte[] bytes : List.of(others, shorter, foreign, newer, new byte[0])) {
            assertThrows(IOException.class, () -> network.read(new DataInputStream(new ByteArrayInputStream(bytes))));
            assertArrayEquals(before, written(network));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatCannotBeLearntFromIsRefusedAndChangesNothing(Kind kind) throws IOException {
        Architecture architecture = Architecture.of(4, 2, 8);
        QNetwork network = kind.create(architecture);
        byte[] before = written(network);
        Samples batch = new Samples(architecture, 8, new Pcg64(5));
        batch.actions[3] = 2;
        assertThrows(IllegalArgumentException.class, () -> batch.update(network, 0.01, new float[8]));
        batch.actions[3] = 1;
        batch.targets[7] = Float.NaN;
        assertThrows(IllegalArgumentException.class, () -> batch.update(network, 0.01, new float[8]));
        assertThrows(IllegalArgumentException.class, () -> network.load(new float[3]));
        assertThrows(IllegalArgumentException.class, () -> network.blendFrom(network.copy(), 1.5));
        assertThrows(IllegalArgumentException.class, () -> network.copyFrom(kind.create(Architecture.of(4, 2, 9))));
        assertArrayEquals(before, written(network));
    }

    @Test
    void aDenseNetworkGivesARowTheSameNumbersAloneAndInABatch() {
        Architecture architecture = Architecture.of(4, 2, 33, 17);
        QNetwork network = QNetwork.dense(architecture, new Pcg64(1));
        Samples batch = new Samples(architecture, 50, new Pcg64(2));
        float[] all = new float[100];
        network.predict(batch.observations, 50, all);
        for (int row = 0; row < 50; row++) {
            float[] one = new float[2];
            network.predict(Arrays.copyOfRange(batch.observations, row * 4, row * 4 + 4), 1, one);
            assertArrayEquals(Arrays.copyOfRange(all, row * 2, row * 2 + 2), one);
        }
    }

    @Test
    void aDenseNetworkShowsItsLayers() {
        DenseNetwork network = (DenseNetwork) QNetwork.dense(Architecture.of(2, 3, 4), new Pcg64(1));
        float[] q = new float[6];
        network.predict(new float[] {1, 2, -1, 0.5f}, 2, q);
        assertEquals(2, network.layers());
        float[] hidden = network.activations(0, 1);
        for (int j = 0; j < 4; j++) {
            float z = network.biases(0)[j] - network.weights(0)[2 * j] + 0.5f * network.weights(0)[2 * j + 1];
            assertEquals(Math.max(0, z), hidden[j], 1e-6f);
        }
        assertArrayEquals(Arrays.copyOfRange(q, 3, 6), network.activations(1, 1));
    }

    @Test
    void momentsThatNothingFeedsDoNotDecayIntoDenormalNumbers() throws IOException {
        float[] parameters = {1};
        Adam adam = new Adam(1, 1e-8);
        adam.step(parameters, new float[] {1}, 0.001);
        for (int i = 0; i < 100_000; i++) {
            adam.step(parameters, new float[] {0}, 0.001);
        }
        Snapshot snapshot = adam.snapshot(parameters);
        for (float moment : new float[] {snapshot.mean()[0], snapshot.variance()[0]}) {
            assertTrue(moment == 0 || Math.abs(moment) >= Float.MIN_NORMAL, "denormal: " + moment);
            assertEquals(0, moment, 1e-24f);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void adamsEpsilonIsAddedAfterTheBiasCorrection(Kind kind) {
        for (double epsilon : new double[] {1e-8, 1e-3, 0.1, 1}) {
            QNetwork network = kind.create(Architecture.of(1, 1).withAdamEpsilon(epsilon));
            double bias = network.parameters()[1];
            double m = 0;
            double v = 0;
            for (int t = 1; t <= 30; t++) {
                // Observation 0: Q is the bias alone, and the gradient of the bias is the error.
                float[] errors = new float[1];
                float[] target = {(float) Math.sin(t)};
                network.update(new float[1], new int[1], target, new float[] {1}, 1, 0.05, errors);
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
    void aMissingNativeLibraryIsNamed() {
        assertTrue(NativeBackend.missing().contains("nd4j-native"));
        assertTrue(NativeBackend.missing().matches(".*(linux|macosx|windows)-(x86_64|arm64).*"));
    }

    @Test
    void aDenseNetworkHasNoConvolutions() {
        assertThrows(IllegalArgumentException.class, () -> QNetwork.dense(Architecture.of(SCREEN, 3), new Pcg64(0)));
    }
}
