package deepq.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import deepq.Golden;
import deepq.network.DenseNetwork;
import deepq.network.QNetwork;
import deepq.random.Pcg64;
import deepq.replay.Batch;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class TargetRuleTest {
    /** Linear in inputs of which row i has a single 1, at place i: so its Q-values are a table of the test's choice. */
    private static QNetwork table(float[][] q) {
        int rows = q.length;
        int actions = q[0].length;
        DenseNetwork network = DenseNetwork.of(new Pcg64(0), rows, actions);
        float[] parameters = new float[rows * actions + actions];
        for (int row = 0; row < rows; row++) {
            for (int action = 0; action < actions; action++) {
                parameters[action * rows + row] = q[row][action];
            }
        }
        network.setParameters(parameters);
        return network;
    }

    /** Row i of the batch is in state i and sees state i next. */
    private static Batch batch(float... rewards) {
        int rows = rewards.length;
        Batch batch = new Batch(rows, rows);
        for (int row = 0; row < rows; row++) {
            batch.observations[row * rows + row] = 1;
            batch.nextObservations[row * rows + row] = 1;
            batch.rewards[row] = rewards[row];
            batch.discounts[row] = 0.9f;
        }
        return batch;
    }

    private static float[][] matrix(JsonNode rows) {
        float[][] matrix = new float[rows.size()][];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = Golden.floats(rows.get(i));
        }
        return matrix;
    }

    private static void assertGolden(JsonNode golden, TargetRule rule, String expected) {
        Batch batch = batch(Golden.floats(golden.get("reward")));
        for (int i = 0; i < batch.size(); i++) {
            batch.discounts[i] = golden.get("terminated").get(i).asBoolean()
                    ? 0
                    : (float) golden.get("gamma").asDouble();
        }
        QNetwork online = table(matrix(golden.get("q_next_online")));
        QNetwork target = table(matrix(golden.get("q_next_target")));
        assertArrayEquals(Golden.floats(golden.get(expected)), rule.targets(batch, online, target), 1e-6f);
    }

    @ParameterizedTest
    @Golden.Each("learning_math dqn_targets")
    void dqnTakesTheLargestOfTheTargetNetworkAndDoubleDqnThatOfTheOnlineNetworksAction(JsonNode golden) {
        assertGolden(golden, TargetRule.max(), "dqn_target");
        assertGolden(golden, TargetRule.doubleDqn(), "double_dqn_target");
    }

    @Test
    void munchausensTargetIsThePapers() {
        double tau = 1.5;
        double[] later = {7, 5, 6};
        double all = DoubleStream.of(later).map(q -> Math.exp(q / tau)).sum();
        double next = DoubleStream.of(later)
                .map(q -> Math.exp(q / tau) / all * (q - tau * Math.log(Math.exp(q / tau) / all)))
                .sum();
        QNetwork online = table(new float[][] {{1, 3, -2}, {1, 3, -2}});
        QNetwork target = table(new float[][] {{7, 5, 6}, {7, 5, 6}});
        Batch batch = batch(0.5f, 0.5f);
        batch.actions[0] = 1;
        batch.actions[1] = 2;
        batch.discounts[1] = 0;
        double sum = Math.exp(1 / tau) + Math.exp(3 / tau) + Math.exp(-2 / tau);
        float likely = (float) (0.5 + 0.8 * tau * Math.log(Math.exp(3 / tau) / sum) + 0.9 * next);
        float unlikely = (float) (0.5 + 0.8 * tau * Math.log(Math.exp(-2 / tau) / sum));
        float[] bonus = TargetRule.munchausen(0.8, tau, -100).targets(batch, online, target);
        assertArrayEquals(new float[] {likely, unlikely}, bonus, 1e-6f);
        float[] clipped = TargetRule.munchausen(0.8, tau, -1).targets(batch, online, target);
        assertArrayEquals(new float[] {likely, 0.5f - 0.8f}, clipped, 1e-6f);
    }

    @Test
    void withoutBonusAndAtLowTemperatureMunchausensTargetIsDqns() {
        QNetwork network = table(new float[][] {{1, 3, -2}, {500, 4, 0}});
        Batch batch = batch(1, 2);
        assertArrayEquals(
                TargetRule.max().targets(batch, network, network),
                TargetRule.munchausen(0, 1e-3, -1).targets(batch, network, network),
                1e-4f);
    }

    @Test
    void aTemperatureThatIsNoneIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> TargetRule.munchausen(0.9, 0, -1));
        assertThrows(IllegalArgumentException.class, () -> TargetRule.munchausen(1.1, 1, -1));
        assertThrows(IllegalArgumentException.class, () -> TargetRule.munchausen(0.9, 1, 1));
    }
}
