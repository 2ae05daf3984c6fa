package deepq.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import deepq.Golden;
import deepq.network.DenseNetwork;
import deepq.network.QNetwork;
import deepq.random.Pcg64;
import deepq.replay.Batch;
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

    /**
     * By the paper's formula, with pi = softmax(q / tau): r + alpha max(clip, tau ln pi(a|s)) + discount sum pi (q -
     * tau ln pi).
     */
    @Test
    void munchausensTargetIsThePapers() {
        double[] q = {1, 3, -2};
        double tau = 1.5;
        double sum = 0;
        for (double value : q) {
            sum += Math.exp(value / tau);
        }
        double next = 0;
        for (double value : q) {
            double p = Math.exp(value / tau) / sum;
            next += p * (value - tau * Math.log(p));
        }
        QNetwork network = table(new float[][] {{1, 3, -2}, {1, 3, -2}});
        Batch batch = batch(0.5f, 0.5f);
        batch.actions[0] = 1;
        batch.actions[1] = 2;
        batch.discounts[1] = 0;
        double likely = tau * Math.log(Math.exp(3 / tau) / sum);
        double unlikely = tau * Math.log(Math.exp(-2 / tau) / sum);
        assertArrayEquals(
                new float[] {(float) (0.5 + 0.8 * likely + 0.9 * next), (float) (0.5 + 0.8 * unlikely)},
                TargetRule.munchausen(0.8, tau, -100).targets(batch, network, network),
                1e-6f);
        assertArrayEquals(
                new float[] {(float) (0.5 + 0.8 * likely + 0.9 * next), 0.5f - 0.8f},
                TargetRule.munchausen(0.8, tau, -1).targets(batch, network, network),
                1e-6f);
    }

    @Test
    void munchausensBonusIsTheOnlineNetworksAndTheFutureTheTargets() {
        QNetwork online = table(new float[][] {{1, 3, -2}});
        QNetwork target = table(new float[][] {{7, 7, 7}});
        Batch batch = batch(0.5f);
        batch.actions[0] = 1;
        double bonus = 3 - Math.log(Math.exp(1) + Math.exp(3) + Math.exp(-2));
        assertArrayEquals(
                new float[] {(float) (0.5 + 0.8 * bonus + 0.9 * (7 + Math.log(3)))},
                TargetRule.munchausen(0.8, 1, -100).targets(batch, online, target),
                1e-6f);
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
