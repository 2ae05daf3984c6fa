package deepq.env;

import deepq.random.Pcg64;
import java.util.Arrays;

/**
 * A ball falls down a screen, one row a step, and a paddle on the last row has to be below it: Catch of Osband et al., "Behaviour
 * suite for reinforcement learning" (2020), after Mnih et al. (2014).
 *
 * <ul>
 *   <li>State: column of the ball, row of the ball, column of the paddle.
 *   <li>Observation: the screen, 10 rows of 5 squares, row after row; ball and paddle are 1, all else is 0.
 *   <li>Actions: 0 moves the paddle to the left, 1 not at all, 2 to the right.
 *   <li>Start: the ball on the first row, in any column; the paddle in the middle.
 *   <li>Reward: at the end 1 if the ball is caught and -1 if not, else 0.
 *   <li>Over after 9 steps, when the ball is on the last row.
 * </ul>
 */
public final class Catch implements Dynamics {
    private static final int ROWS = 10;
    private static final int COLUMNS = 5;

    /** Catch; needs no time limit. */
    public static Environment<float[]> create() {
        return new Simulation(new Catch());
    }

    @Override
    public Discrete actionSpace() {
        return new Discrete(3);
    }

    @Override
    public Box observationSpace() {
        float[] ones = new float[ROWS * COLUMNS];
        Arrays.fill(ones, 1);
        return new Box(new float[ROWS * COLUMNS], ones);
    }

    @Override
    public double[] start(Pcg64 random) {
        return new double[] {random.integers(COLUMNS), 0, COLUMNS / 2};
    }

    @Override
    public double step(double[] state, int action, Pcg64 random) {
        state[1]++;
        state[2] = Math.min(Math.max(state[2] + action - 1, 0), COLUMNS - 1);
        if (!terminated(state)) {
            return 0;
        }
        return state[0] == state[2] ? 1 : -1;
    }

    @Override
    public boolean terminated(double[] state) {
        return state[1] >= ROWS - 1;
    }

    @Override
    public float[] observation(double[] state) {
        float[] screen = new float[ROWS * COLUMNS];
        screen[(int) state[1] * COLUMNS + (int) state[0]] = 1;
        screen[(ROWS - 1) * COLUMNS + (int) state[2]] = 1;
        return screen;
    }
}
