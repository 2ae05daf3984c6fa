package deepq.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import deepq.Golden;
import deepq.random.Pcg64;
import deepq.replay.Batch;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/** Both networks against what PyTorch computed in double precision. */
class GoldenNetworkTest {
    enum Kind {
        DENSE,
        DL4J
    }

    private static final JsonNode SETUP = golden("mlp_setup").findFirst().orElseThrow();

    private static Stream<JsonNode> golden(String kind) {
        return Golden.records("learning_math", kind);
    }

    /** All numbers below a node, in order. */
    private static float[] flat(JsonNode... nodes) {
        List<Float> numbers =
                Stream.of(nodes).flatMap(GoldenNetworkTest::numbers).toList();
        float[] flat = new float[numbers.size()];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = numbers.get(i);
        }
        return flat;
    }

    private static Stream<Float> numbers(JsonNode node) {
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false).flatMap(GoldenNetworkTest::numbers)
                : Stream.of((float) Golden.number(node));
    }

    private static float[] parameters(JsonNode node) {
        return flat(node.get("W1"), node.get("b1"), node.get("W2"), node.get("b2"));
    }

    /**
     * The first unit's sum for the first sample is 3e-17 in double and -2e-8 in float: a little more bias, and it is
     * active in both.
     */
    private static float[] justActive() {
        float[] parameters = parameters(SETUP);
        parameters[4] += 1e-7f;
        return parameters;
    }

    private static Batch batch(int rows, float[] observations) {
        Batch batch = new Batch(rows, observations.length / rows);
        System.arraycopy(observations, 0, batch.observations, 0, observations.length);
        return batch;
    }

    private static final Batch FOUR = batch(4, flat(SETUP.get("X")));

    /** A network with two inputs, two hidden units, one action and these parameters; what gives its parameters back. */
    private record Small(QNetwork network, java.util.function.Supplier<float[]> parameters) {
        static Small of(Kind kind, float[] parameters) {
            DenseNetwork dense = DenseNetwork.of(new Pcg64(1), 2, 2, 1);
            dense.setParameters(parameters);
            if (kind == Kind.DENSE) {
                return new Small(dense, dense::parameters);
            }
            MultiLayerNetwork model = Models.like(dense, Models.dense(new Adam(0.01), 2, 2, 1));
            return new Small(Dl4jNetwork.of(model), () -> model.params().toFloatVector());
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theForwardPass(Kind kind) {
        QNetwork network = Small.of(kind, parameters(SETUP)).network();
        assertArrayEquals(flat(SETUP.get("forward")), network.predict(flat(SETUP.get("X"))), 3e-7f);
    }

    /**
     * The golden loss is the mean of (q - target)^2: ours is half of it, and deeplearning4j's gradient, of one
     * action, that of all of it.
     */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void lossesGradientAndWeightsOverFiveStepsOfAdam(Kind kind) {
        JsonNode golden = golden("optimizer")
                .filter(row -> row.get("optimizer").asText().equals("adam lr=0.01 betas=0.9,0.999 eps=1e-8"))
                .findFirst()
                .orElseThrow();
        Small small = Small.of(kind, justActive());
        for (JsonNode step : golden.get("steps")) {
            double loss = small.network().update(FOUR, flat(SETUP.get("Y")), 0.01, new float[4]);
            assertEquals(step.get("loss").asDouble(), 2 * loss, 2e-6);
            if (step.has("grad") && small.network() instanceof DenseNetwork dense) {
                float[] expected = parameters(step.get("grad"));
                for (int i = 0; i < expected.length; i++) {
                    assertEquals(expected[i], 2 * dense.gradient[i], 1e-6);
                }
            }
            if (step.has("after")) {
                assertArrayEquals(
                        parameters(step.get("after")), small.parameters().get(), 5e-7f);
            }
        }
    }

    @Test
    void theSoftUpdate() {
        JsonNode golden = golden("soft_update").findFirst().orElseThrow();
        double tau = golden.get("tau").asDouble();
        DenseNetwork target = DenseNetwork.of(new Pcg64(1), 1, 2);
        target.setParameters(flat(golden.get("target")));
        DenseNetwork online = DenseNetwork.of(new Pcg64(1), 1, 2);
        online.setParameters(flat(golden.get("online")));
        MultiLayerNetwork model = Models.like(target, Models.dense(new Sgd(1), 1, 2));
        MultiLayerNetwork onlineModel = Models.like(online, Models.dense(new Sgd(1), 1, 2));
        target.blendFrom(online, tau);
        Dl4jNetwork.of(model).blendFrom(Dl4jNetwork.of(onlineModel), tau);
        assertArrayEquals(flat(golden.get("result")), target.parameters(), 2e-7f);
        assertArrayEquals(flat(golden.get("online")), online.parameters());
        assertArrayEquals(flat(golden.get("result")), model.params().toFloatVector(), 2e-7f);
        assertArrayEquals(flat(golden.get("online")), onlineModel.params().toFloatVector());
    }

    /** Observations are V and A_1 ... A_4 themselves: the weights of both streams only pass them on. */
    @Test
    void dueling() {
        JsonNode golden = golden("dueling").findFirst().orElseThrow();
        DenseNetwork network = DenseNetwork.hidden().dueling().create(5, 4, new Pcg64(1));
        float[] parameters = new float[network.parameters().length];
        parameters[0] = 1; // value stream: 5 weights and a bias
        for (int action = 0; action < 4; action++) {
            parameters[6 + action * 5 + 1 + action] = 1;
        }
        network.setParameters(parameters);
        for (int row = 0; row < golden.get("value").size(); row++) {
            float[] observation =
                    flat(golden.get("value").get(row), golden.get("advantage").get(row));
            float[] q = network.predict(observation);
            assertArrayEquals(flat(golden.get("q_mean").get(row)), q, 3e-7f);
        }
    }

    @Test
    void theConvolutionAndItsGradient() {
        JsonNode golden = golden("conv2d").findFirst().orElseThrow();
        // An output behind it takes the sum of upstream * relu(y), which is the golden gradient's loss.
        InputType pixels = InputType.convolutionalFlat(4, 4, 2);
        MultiLayerNetwork model =
                Models.model(1, WeightInit.XAVIER, new Sgd(1), pixels, Models.filters(2, 3, 1), Models.output(1));
        float[] convolution = flat(golden.get("bias"), golden.get("kernel"));
        float[] all = Arrays.copyOf(convolution, (int) model.numParams());
        System.arraycopy(flat(golden.get("upstream")), 0, all, convolution.length, 8);
        model.setParams(Nd4j.create(all).reshape(1, -1));
        double sum = 0;
        for (int i = 0; i < 8; i++) {
            sum += flat(golden.get("upstream"))[i] * Math.max(0, flat(golden.get("y"))[i]);
        }
        QNetwork network = Dl4jNetwork.of(model);
        assertEquals(32, network.inputs());
        float[] q = network.predict(flat(golden.get("x")));
        assertEquals(sum, q[0], 1e-5);

        // An error of 1/2, of which LossMSE's gradient is 1.
        network.update(batch(1, flat(golden.get("x"))), new float[] {q[0] - 0.5f}, 1, new float[1]);
        float[] after = model.params().toFloatVector();
        float[] gradient = new float[convolution.length];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = convolution[i] - after[i];
        }
        assertArrayEquals(flat(golden.get("d_bias"), golden.get("d_kernel")), gradient, 1e-4f);
        assertEquals(38, gradient.length);
    }
}
