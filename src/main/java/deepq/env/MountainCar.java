package deepq.env;

import deepq.random.Pcg64;

/**
 * A car in a valley, too weak to drive straight up the hill: it has to swing. Moore, "Efficient memory-based learning
 * for robot control" (1990); Sutton and Barto, example 10.1; numbers as in Gymnasium's MountainCar.
 *
 * <ul>
 *   <li>State and observation: position from -1.2 to 0.6, velocity from -0.07 to 0.07 for each step.
 *   <li>Actions: 0 accelerates to the left, 1 not at all, 2 to the right.
 *   <li>Start: position between -0.6 and -0.4, at rest.
 *   <li>Reward: -1 for every step.
 *   <li>Over when the car reaches the flag at 0.5.
 * </ul>
 */
public final class MountainCar implements Dynamics {
    private static final double MIN_POSITION = -1.2;
    private static final double MAX_POSITION = 0.6;
    private static final double MAX_SPEED = 0.07;
    private static final double GOAL = 0.5;
    private static final double FORCE = 0.001;
    private static final double GRAVITY = 0.0025;

    /** MountainCar-v0: at most 200 steps. */
    public static Environment<float[]> v0() {
        return new TimeLimit<>(new Simulation(new MountainCar()), 200);
    }

    @Override
    public Discrete actionSpace() {
        return new Discrete(3);
    }

    @Override
    public Box observationSpace() {
        return new Box(
                new float[] {(float) MIN_POSITION, (float) -MAX_SPEED},
                new float[] {(float) MAX_POSITION, (float) MAX_SPEED});
    }

    @Override
    public double[] start(Pcg64 random) {
        return new double[] {random.uniform(-0.6, -0.4), 0};
    }

    @Override
    public double step(double[] state, int action, Pcg64 random) {
        double velocity = state[1] + ((action - 1) * FORCE + StrictMath.cos(3 * state[0]) * -GRAVITY);
        velocity = Math.min(Math.max(velocity, -MAX_SPEED), MAX_SPEED);
        double position = Math.min(Math.max(state[0] + velocity, MIN_POSITION), MAX_POSITION);
        state[0] = position;
        state[1] = position == MIN_POSITION && velocity < 0 ? 0 : velocity; // the wall on the left stops the car
        return -1;
    }

    @Override
    public boolean terminated(double[] state) {
        return state[0] >= GOAL && state[1] >= 0;
    }

    @Override
    public float[] observation(double[] state) {
        return new float[] {(float) state[0], (float) state[1]};
    }
}
