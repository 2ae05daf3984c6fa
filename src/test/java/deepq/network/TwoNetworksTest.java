package deepq.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import deepq.random.Pcg64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each network is the other's test oracle. */
class TwoNetworksTest {
    static Stream<Architecture> architectures() {
        return Stream.of(
                Architecture.of(4, 2, 16),
                Architecture.of(4, 2, 64, 64),
                Architecture.of(3, 5, 7, 1, 9).with(Loss.HUBER),
                Architecture.of(6, 3, 10).withDueling(),
                Architecture.of(2, 4, 8, 8).withDueling().with(Loss.HUBER).with(Initialization.PYTORCH),
                Architecture.of(5, 3).with(Initialization.GLOROT_UNIFORM),
                Architecture.of(4, 2, 16).withAdamEpsilon(0.1));
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void agreeOnPredictionsLossErrorsGradientAndWeightsOverSeveralUpdates(Architecture architecture) {
        QNetwork dense = QNetwork.dense(architecture, new Pcg64(1));
        QNetwork dl4j = QNetwork.dl4j(architecture, new Pcg64(1));
        assertArrayEquals(dense.parameters(), dl4j.parameters());
        Pcg64 random = new Pcg64(2);
        for (int rows : List.of(32, 7, 1, 40, 32, 32, 32, 32)) {
            Samples batch = new Samples(architecture, rows, random);
            float[] errors = new float[rows];
            float[] otherErrors = new float[rows];
            double loss = batch.update(dense, 0.003, errors);
            assertEquals(loss, batch.update(dl4j, 0.003, otherErrors), 2e-6 * (1 + loss));
            assertArrayEquals(errors, otherErrors, 1e-5f);
            assertArrayEquals(dense.gradient(), dl4j.gradient(), 2e-6f);
            assertArrayEquals(dense.parameters(), dl4j.parameters(), 1e-5f);
            float[] q = new float[rows * architecture.outputs()];
            float[] otherQ = new float[rows * architecture.outputs()];
            dense.predict(batch.observations, rows, q);
            dl4j.predict(batch.observations, rows, otherQ);
            assertArrayEquals(q, otherQ, 1e-5f);
        }
    }
}
