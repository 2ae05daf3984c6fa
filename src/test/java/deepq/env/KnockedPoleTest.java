package deepq.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

    @Test
    void theTestKnocksEvery500StepsToEitherSide() {
        Environment<float[]> game = KnockedPole.test();
        int left = 0;
        int right = 0;
        for (long seed = 0; seed < 10; seed++) {
            float[] state = game.reset(seed);
            assertEquals(0, state[0], 0.05);
            Step<float[]> step;
            int steps = 0;
            do {
                int action = balancing(state);
                step = game.step(action);
                double knock = knock(state, step.observation(), action);
                boolean due = steps % 500 == 250;
                assertEquals(due ? 0.8 : 0, Math.abs(knock), 0.02, "step " + steps);
                left += due && knock < 0 ? 1 : 0;
                right += due && knock > 0 ? 1 : 0;
                state = step.observation();
                steps++;
            } while (!step.ended());
            assertTrue(step.truncated() && steps == 2_500, "a rule that takes every knock: " + steps);
        }
        assertTrue(left > 10 && right > 10, left + " and " + right);
    }

    @Test
    void whoPracticesIsKnockedAboutEvery100StepsAndStartsAnywhere() {
        Environment<float[]> game = KnockedPole.practice();
        int knocks = 0;
        int steps = 0;
        double farthest = 0;
        for (long seed = 0; seed < 50; seed++) {
            float[] state = game.reset(seed);
            farthest = Math.max(farthest, Math.abs(state[0]));
            Step<float[]> step;
            do {
                int action = balancing(state);
                step = game.step(action);
                knocks += Math.abs(knock(state, step.observation(), action)) > 0.5 ? 1 : 0;
                state = step.observation();
                steps++;
            } while (!step.ended());
        }
        assertEquals(0.01, knocks / (double) steps, 0.003);
        assertTrue(farthest > 1.5 && farthest <= 1.8, "" + farthest);
    }
}
