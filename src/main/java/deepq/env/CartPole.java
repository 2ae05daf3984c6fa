package deepq.env;

import deepq.random.Pcg64;

/**
 * A pole on a cart, to be kept upright by pushing the cart left or right. Barto, Sutton and Anderson, "Neuronlike
 * adaptive elements that can solve difficult learning control problems" (1983); numbers and integration (Euler,
 * explicit) as in Gymnasium's CartPole.
 *
 * <ul>
 *   <li>State and observation: position of the cart [m], its velocity [m/s], angle of the pole from the vertical
 *       [rad], its angular velocity [rad/s].
 *   <li>Actions: 0 pushes to the left, 1 to the right, with 10 N for 0.02 s.
 *   <li>Start: each of the four between -0.05 and 0.05.
 *   <li>Reward: 1 for every step, the last one included.
 *   <li>Over when the cart is more than 2.4 m from the middle or the pole leans by more than 12 degrees.
 * </ul>
 */
public sealed class CartPole implements Dynamics permits KnockedPole {
    private static final double GRAVITY = 9.8;
    private static final double CART_MASS = 1.0;
    private static final double POLE_MASS = 0.1;
    private static final double TOTAL_MASS = POLE_MASS + CART_MASS;
    private static final double HALF_LENGTH = 0.5; // of the pole
    private static final double POLE_MASS_LENGTH = POLE_MASS * HALF_LENGTH;
    private static final double FORCE = 10.0;
    private static final double SECONDS = 0.02;
    private static final double MAX_ANGLE = 12 * 2 * Math.PI / 360;
    private static final double MAX_POSITION = 2.4;

    /** CartPole-v0: at most 200 steps. */
    public static Environment<float[]> v0() {
        return new TimeLimit<>(new Simulation(new CartPole()), 200);
    }

    /** CartPole-v1: at most 500 steps. */
    public static Environment<float[]> v1() {
        return new TimeLimit<>(new Simulation(new CartPole()), 500);
    }

    @Override
    public Discrete actionSpace() {
        return new Discrete(2);
    }

    /**
     * Twice as wide as the game: the observation that ends an episode is outside of the game, yet inside of the
     * space.
     */
    @Override
    public Box observationSpace() {
        float position = (float) (2 * MAX_POSITION);
        float angle = (float) (2 * MAX_ANGLE);
        float any = Float.POSITIVE_INFINITY;
        return new Box(new float[] {-position, -any, -angle, -any}, new float[] {position, any, angle, any});
    }

    @Override
    public double[] start(Pcg64 random) {
        double[] state = new double[4];
        for (int i = 0; i < 4; i++) {
            state[i] = random.uniform(-0.05, 0.05);
        }
        return state;
    }

    @Override
    public double step(double[] state, int action, Pcg64 random) {
        double velocity = state[1];
        double angle = state[2];
        double angularVelocity = state[3];
        double force = action == 1 ? FORCE : -FORCE;
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        double temp = (force + POLE_MASS_LENGTH * (angularVelocity * angularVelocity) * sin) / TOTAL_MASS;
        double angularAcceleration =
                (GRAVITY * sin - cos * temp) / (HALF_LENGTH * (4.0 / 3.0 - POLE_MASS * (cos * cos) / TOTAL_MASS));
        double acceleration = temp - POLE_MASS_LENGTH * angularAcceleration * cos / TOTAL_MASS;
        state[0] += SECONDS * velocity;
        state[1] += SECONDS * acceleration;
        state[2] += SECONDS * angularVelocity;
        state[3] += SECONDS * angularAcceleration;
        return 1;
    }

    @Override
    public boolean terminated(double[] state) {
        return state[0] < -MAX_POSITION || state[0] > MAX_POSITION || state[2] < -MAX_ANGLE || state[2] > MAX_ANGLE;
    }

    @Override
    public float[] observation(double[] state) {
        return new float[] {(float) state[0], (float) state[1], (float) state[2], (float) state[3]};
    }
}
