package deepq.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnockedPoleTest {
    /** How much the angular velocity changes in a step beyond what CartPole's physics does. */
    private static double knock(float[] before, float[] after, int action) {
        double[] state = {before[0], before[1], before[2], before[3]};
        new CartPole().step(state, action, null);
        return after[3] - state[3];
    }

    private static int balancing(float[] state) {
        return 0.1 * state[0] + 0.3 * state[1] + 3 * state[2] + state[3] > 0 ? 1 : 0;
    }

    /** The knocks in an episode that begins with this observation, a number for each step. */
    private static List<Double> knocks(Environment<float[]> game, float[] first) {
        List<Double> knocks = new ArrayList<>();
        float[] state = first;
        Step<float[]> step;
        do {
            int action = balancing(state);
            step = game.step(action);
            knocks.add(knock(state, step.observation(), action));
            state = step.observation();
        } while (!step.ended());
        return knocks;
    }

    @Test
    void theTestKnocksEvery500StepsToEitherSide() {
        Environment<float[]> game = KnockedPole.test();
        List<Double> due = new ArrayList<>();
        for (long seed = 0; seed < 10; seed++) {
            float[] first = game.reset(seed);
            assertEquals(0, first[0], 0.05);
            List<Double> knocks = knocks(game, first);
            assertEquals(2_500, knocks.size(), "of a rule that takes every knock");
            for (int step = 0; step < 2_500; step++) {
                assertEquals(step % 500 == 250 ? 0.8 : 0, Math.abs(knocks.get(step)), 0.02, "step " + step);
            }
            knocks.stream().filter(knock -> Math.abs(knock) > 0.5).forEach(due::add);
        }
        assertEquals(25, due.stream().filter(knock -> knock > 0).count(), 14.0, "to either side");
    }

    @Test
    void whoPracticesIsKnockedAboutEvery100StepsAndStartsAnywhere() {
        Environment<float[]> game = KnockedPole.practice();
        List<Double> knocks = new ArrayList<>();
        double farthest = 0;
        for (long seed = 0; seed < 50; seed++) {
            float[] first = game.reset(seed);
            farthest = Math.max(farthest, Math.abs(first[0]));
            knocks.addAll(knocks(game, first));
        }
        double often = knocks.stream()
                .mapToInt(knock -> Math.abs(knock) > 0.5 ? 1 : 0)
                .average()
                .orElseThrow();
        assertEquals(0.01, often, 0.003);
        assertTrue(farthest > 1.5 && farthest <= 1.8, "" + farthest);
    }
}
