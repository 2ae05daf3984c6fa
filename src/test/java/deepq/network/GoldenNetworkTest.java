package deepq.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import deepq.Golden;
import deepq.random.Pcg64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Both networks against what PyTorch computed in double precision. */
class GoldenNetworkTest {
    enum Kind {
        DENSE,
        DL4J;

        QNetwork create(Architecture architecture) {
            return this == DENSE
                    ? QNetwork.dense(architecture, new Pcg64(1))
                    : QNetwork.dl4j(architecture, new Pcg64(1));
        }
    }

    private static final Architecture SMALL = Architecture.of(2, 1, 2);
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
                ? java.util.stream.StreamSupport.stream(node.spliterator(), false)
                        .flatMap(GoldenNetworkTest::numbers)
                : Stream.of((float) Golden.number(node));
    }

    private static float[] parameters(JsonNode node) {
        return flat(node.get("W1"), node.get("b1"), node.get("W2"), node.get("b2"));
    }

    /** The first unit's sum for the first sample is 3e-17 in double and -2e-8 in float: a little more bias, and it is active in both. */
    private static float[] justActive() {
        float[] parameters = parameters(SETUP);
        parameters[4] += 1e-7f;
        return parameters;
    }

    /** The golden loss is the mean of (q - target)^2; ours is half of it, so weights of 2 make them the same. */
    private static double update(QNetwork network, double learningRate, float weight, float[] tdErrors) {
        float[] weights = {weight, weight, weight, weight};
        return network.update(
                flat(SETUP.get("X")), new int[4], flat(SETUP.get("Y")), weights, 4, learningRate, tdErrors);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theForwardPass(Kind kind) {
        QNetwork network = kind.create(SMALL);
        network.load(parameters(SETUP));
        float[] q = new float[4];
        network.predict(flat(SETUP.get("X")), 4, q);
        assertArrayEquals(flat(SETUP.get("forward")), q, 3e-7f);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void lossesGradientAndWeightsOverFiveStepsOfAdam(Kind kind) {
        JsonNode golden = golden("optimizer")
                .filter(row -> row.get("optimizer").asText().equals("adam lr=0.01 betas=0.9,0.999 eps=1e-8"))
                .findFirst()
                .orElseThrow();
        QNetwork network = kind.create(SMALL);
        network.load(justActive());
        for (JsonNode step : golden.get("steps")) {
            assertEquals(step.get("loss").asDouble(), update(network, 0.01, 2, new float[4]), 2e-6);
            if (step.has("grad")) {
                assertArrayEquals(parameters(step.get("grad")), network.gradient(), 1e-6f);
            }
            if (step.has("after")) {
                assertArrayEquals(parameters(step.get("after")), network.parameters(), 5e-7f);
            }
        }
        assertEquals(golden.get("steps").size(), network.updates());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theHuberLossAndItsGradientThroughTheNetwork(Kind kind) {
        JsonNode golden = golden("huber_backprop").findFirst().orElseThrow();
        QNetwork network = kind.create(SMALL.with(Loss.HUBER));
        network.load(justActive());
        assertEquals(golden.get("loss").asDouble(), update(network, 0.01, 1, new float[4]), 1e-6);
        assertArrayEquals(parameters(golden.get("grad")), network.gradient(), 1e-6f);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theSoftUpdate(Kind kind) {
        JsonNode golden = golden("soft_update").findFirst().orElseThrow();
        Architecture four = Architecture.of(1, 2);
        QNetwork target = kind.create(four);
        target.load(flat(golden.get("target")));
        QNetwork online = kind.create(four);
        online.load(flat(golden.get("online")));
        target.blendFrom(online, golden.get("tau").asDouble());
        assertArrayEquals(flat(golden.get("result")), target.parameters(), 2e-7f);
        assertArrayEquals(flat(golden.get("online")), online.parameters());
    }

    static Stream<JsonNode> losses() {
        return golden("loss").filter(row -> List.of("mse", "huber_delta1")
                .contains(row.get("name").asText()));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void theLossOfABatchAndItsGradient(JsonNode golden) {
        boolean squared = golden.get("name").asText().equals("mse");
        double scale = squared ? 0.5 : 1; // ours is x^2 / 2
        float[] prediction = flat(golden.get("prediction"));
        int rows = prediction.length;
        Head head = new Head(Architecture.of(1, 1).with(squared ? Loss.SQUARED : Loss.HUBER));
        float[] gradient = new float[rows];
        float[] errors = new float[rows];
        float[] ones = new float[rows];
        java.util.Arrays.fill(ones, 1);
        double loss =
                head.gradient(prediction, new int[rows], flat(golden.get("target")), ones, rows, gradient, errors);
        assertEquals(scale * golden.get("mean").asDouble(), loss, 1e-6);
        float[] expected = flat(golden.get("grad_mean"));
        for (int i = 0; i < rows; i++) {
            assertEquals(scale * expected[i], gradient[i], 1e-7);
            assertEquals(flat(golden.get("target"))[i] - prediction[i], errors[i], 1e-7f);
        }
    }

    @Test
    void dueling() {
        JsonNode golden = golden("dueling").findFirst().orElseThrow();
        JsonNode upstream = golden("dueling_gradient").findFirst().orElseThrow();
        Architecture architecture = Architecture.of(1, 4).withDueling();
        Head head = new Head(architecture);
        int rows = golden.get("value").size();
        float[] raw = new float[rows * 5];
        for (int row = 0; row < rows; row++) {
            raw[row * 5] = flat(golden.get("value"))[row];
            System.arraycopy(flat(golden.get("advantage").get(row)), 0, raw, row * 5 + 1, 4);
        }
        float[] q = new float[rows * 4];
        head.qValues(raw, rows, q);
        assertArrayEquals(flat(golden.get("q_mean")), q, 3e-7f);

        // The golden gradient is that of sum(upstream * q): the sum over the actions of what one action sends back.
        float[] total = new float[raw.length];
        for (int action = 0; action < 4; action++) {
            int[] actions = new int[rows];
            float[] targets = new float[rows];
            float[] weights = new float[rows];
            for (int row = 0; row < rows; row++) {
                actions[row] = action;
                targets[row] = q[row * 4 + action] - 1; // an error of 1
                weights[row] =
                        (float) upstream.get("upstream").get(row).get(action).asDouble() * rows;
            }
            float[] gradient = new float[raw.length];
            head.gradient(raw, actions, targets, weights, rows, gradient, new float[rows]);
            for (int i = 0; i < total.length; i++) {
                total[i] += gradient[i];
            }
        }
        for (int row = 0; row < rows; row++) {
            assertEquals(upstream.get("d_value").get(row).get(0).asDouble(), total[row * 5], 3e-6);
            for (int i = 0; i < 4; i++) {
                assertEquals(upstream.get("d_advantage").get(row).get(i).asDouble(), total[row * 5 + 1 + i], 3e-6);
            }
        }
    }

    @Test
    void theConvolutionAndItsGradient() {
        JsonNode golden = golden("conv2d").findFirst().orElseThrow();
        // A dense layer behind it takes the sum of upstream * relu(y), which is the golden gradient's loss.
        Screen screen = new Screen(4, 4, 2, List.of(new Screen.Filters(2, 3, 1)));
        QNetwork network = QNetwork.dl4j(Architecture.of(screen, 1), new Pcg64(1));
        float[] convolution = flat(golden.get("bias"), golden.get("kernel"));
        float[] all = java.util.Arrays.copyOf(convolution, network.parameters().length);
        System.arraycopy(flat(golden.get("upstream")), 0, all, convolution.length, 8);
        network.load(all);
        double sum = 0;
        for (int i = 0; i < 8; i++) {
            sum += flat(golden.get("upstream"))[i] * Math.max(0, flat(golden.get("y"))[i]);
        }
        float[] q = new float[1];
        network.predict(flat(golden.get("x")), 1, q);
        assertEquals(sum, q[0], 1e-5);

        network.update(flat(golden.get("x")), new int[1], new float[] {q[0] - 1}, new float[] {1}, 1, 0, new float[1]);
        float[] gradient = java.util.Arrays.copyOf(network.gradient(), convolution.length);
        assertArrayEquals(flat(golden.get("d_bias"), golden.get("d_kernel")), gradient, 1e-4f);
        assertTrue(gradient.length == 38);
    }
}
