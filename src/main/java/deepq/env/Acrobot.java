package deepq.env;

import deepq.random.Pcg64;

/**
 * Two links that hang from a bar like a gymnast, driven at the joint between them, to be swung up above a line. Sutton,
 * "Generalization in reinforcement learning" (1996); equations of Sutton and Barto, first edition, section 11.3;
 * numbers and integration (one Runge-Kutta step of fourth order) as in Gymnasium's Acrobot.
 *
 * <ul>
 *   <li>State: angle of the first link (0 hangs down), angle of the second relative to the first [rad], and their
 *       velocities [rad/s], at most 4 pi and 9 pi.
 *   <li>Observation: cosine and sine of the first angle, cosine and sine of the second, the two velocities.
 *   <li>Actions: torque 0: -1, 1: 0, 2: +1 [N m], for 0.2 s.
 *   <li>Start: each of the four between -0.1 and 0.1.
 *   <li>Reward: -1 for every step, 0 for the one that reaches the line.
 *   <li>Over when the free end is one link's length above the bar.
 * </ul>
 */
public final class Acrobot implements Dynamics {
    private static final double SECONDS = 0.2;
    private static final double LENGTH = 1; // of the first link
    private static final double MASS = 1; // of each link
    private static final double CENTER = 0.5; // of mass, along the link
    private static final double INERTIA = 1; // of each link
    private static final double GRAVITY = 9.8;
    private static final double MAX_VELOCITY_1 = 4 * Math.PI;
    private static final double MAX_VELOCITY_2 = 9 * Math.PI;

    /** Acrobot-v1: at most 500 steps. */
    public static Environment<float[]> v1() {
        return new TimeLimit<>(new Simulation(new Acrobot()), 500);
    }

    @Override
    public Discrete actionSpace() {
        return new Discrete(3);
    }

    @Override
    public Box observationSpace() {
        float[] high = {1, 1, 1, 1, (float) MAX_VELOCITY_1, (float) MAX_VELOCITY_2};
        float[] low = new float[6];
        for (int i = 0; i < 6; i++) {
            low[i] = -high[i];
        }
        return new Box(low, high);
    }

    @Override
    public double[] start(Pcg64 random) {
        double[] state = new double[4];
        for (int i = 0; i < 4; i++) {
            state[i] = (float) random.uniform(-0.1, 0.1); // Gymnasium rounds the first state, and only that, to float
        }
        return state;
    }

    @Override
    public double step(double[] state, int action, Pcg64 random) {
        double torque = action - 1;
        double[] k1 = slope(state, torque);
        double[] k2 = slope(along(state, k1, SECONDS / 2), torque);
        double[] k3 = slope(along(state, k2, SECONDS / 2), torque);
        double[] k4 = slope(along(state, k3, SECONDS), torque);
        for (int i = 0; i < 4; i++) {
            state[i] += SECONDS / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
        }
        state[0] = wrapped(state[0]);
        state[1] = wrapped(state[1]);
        state[2] = Math.min(Math.max(state[2], -MAX_VELOCITY_1), MAX_VELOCITY_1);
        state[3] = Math.min(Math.max(state[3], -MAX_VELOCITY_2), MAX_VELOCITY_2);
        return terminated(state) ? 0 : -1;
    }

    @Override
    public boolean terminated(double[] state) {
        return -StrictMath.cos(state[0]) - StrictMath.cos(state[1] + state[0]) > 1;
    }

    @Override
    public float[] observation(double[] state) {
        return new float[] {
            (float) StrictMath.cos(state[0]),
            (float) StrictMath.sin(state[0]),
            (float) StrictMath.cos(state[1]),
            (float) StrictMath.sin(state[1]),
            (float) state[2],
            (float) state[3]
        };
    }

    private static double[] along(double[] state, double[] slope, double seconds) {
        double[] point = new double[4];
        for (int i = 0; i < 4; i++) {
            point[i] = state[i] + seconds * slope[i];
        }
        return point;
    }

    /** The equations of motion: how fast angles and velocities change. */
    private static double[] slope(double[] state, double torque) {
        double angle1 = state[0];
        double angle2 = state[1];
        double velocity1 = state[2];
        double velocity2 = state[3];
        double cos2 = StrictMath.cos(angle2);
        double sin2 = StrictMath.sin(angle2);
        double d1 = MASS * (CENTER * CENTER)
                + MASS * (LENGTH * LENGTH + CENTER * CENTER + 2 * LENGTH * CENTER * cos2)
                + INERTIA
                + INERTIA;
        double d2 = MASS * (CENTER * CENTER + LENGTH * CENTER * cos2) + INERTIA;
        double phi2 = MASS * CENTER * GRAVITY * StrictMath.cos(angle1 + angle2 - Math.PI / 2);
        double phi1 = -MASS * LENGTH * CENTER * (velocity2 * velocity2) * sin2
                - 2 * MASS * LENGTH * CENTER * velocity2 * velocity1 * sin2
                + (MASS * CENTER + MASS * LENGTH) * GRAVITY * StrictMath.cos(angle1 - Math.PI / 2)
                + phi2;
        double acceleration2 =
                (torque + d2 / d1 * phi1 - MASS * LENGTH * CENTER * (velocity1 * velocity1) * sin2 - phi2)
                        / (MASS * (CENTER * CENTER) + INERTIA - d2 * d2 / d1);
        return new double[] {velocity1, velocity2, -(d2 * acceleration2 + phi1) / d1, acceleration2};
    }

    /** The same angle between -pi and pi. */
    private static double wrapped(double angle) {
        while (angle > Math.PI) {
            angle -= 2 * Math.PI;
        }
        while (angle < -Math.PI) {
            angle += 2 * Math.PI;
        }
        return angle;
    }
}
