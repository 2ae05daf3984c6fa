package deepq.env;

import deepq.random.Pcg64;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Makes an environment of {@link Dynamics}: keeps the state and the random numbers, and sees to the order of calls. The state is
 * kept in double precision, the observations are floats, as in Gymnasium. No time limit; see {@link TimeLimit}.
 */
public final class Simulation implements Environment<float[]>, Saveable {
    private final Dynamics dynamics;
    private final Discrete actionSpace;
    private final Box observationSpace;
    private final double[] state;
    private final Order order = new Order();
    private Pcg64 random;

    public Simulation(Dynamics dynamics) {
        this.dynamics = dynamics;
        actionSpace = dynamics.actionSpace();
        observationSpace = dynamics.observationSpace();
        state = new double[dynamics.stateSize()];
    }

    @Override
    public float[] reset(long seed) {
        restart(seed);
        return observation();
    }

    @Override
    public float[] reset() {
        restart();
        return observation();
    }

    /**
     * Starts an episode in the given state instead of a random one.
     *
     * @param state as many numbers as the dynamics' state has; not a state in which the game is over
     */
    public float[] resetTo(double... state) {
        if (state.length != this.state.length) {
            throw new IllegalArgumentException("a state has " + this.state.length + " numbers, not " + state.length
                    + ": " + Arrays.toString(state));
        }
        for (double number : state) {
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException("a state needs finite numbers: " + Arrays.toString(state));
            }
        }
        if (dynamics.terminated(state)) {
            throw new IllegalArgumentException("the game is over in the state " + Arrays.toString(state));
        }
        System.arraycopy(state, 0, this.state, 0, state.length);
        order.started();
        return observation();
    }

    @Override
    public Step<float[]> step(int action) {
        double reward = advance(action);
        return new Step<>(observation(), reward, terminated(), false);
    }

    /** A copy of the state, in double precision. */
    public double[] state() {
        return state.clone();
    }

    @Override
    public Discrete actionSpace() {
        return actionSpace;
    }

    @Override
    public Box observationSpace() {
        return observationSpace;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        order.write(out);
        for (double number : state) {
            out.writeDouble(number);
        }
        out.writeBoolean(random != null);
        if (random != null) {
            random.write(out);
        }
    }

    @Override
    public void read(DataInput in) throws IOException {
        order.read(in);
        for (int i = 0; i < state.length; i++) {
            state[i] = in.readDouble();
        }
        random = in.readBoolean() ? Pcg64.read(in) : null;
    }

    // The same in parts and without new arrays, for VectorEnvironment.

    void restart(long seed) {
        random = new Pcg64(seed);
        restart();
    }

    void restart() {
        Order.requireSeeded(random);
        dynamics.start(state, random);
        order.started();
    }

    double advance(int action) {
        order.requireRunning();
        actionSpace.require(action);
        double reward = dynamics.step(state, action);
        if (terminated()) {
            order.ended();
        }
        return reward;
    }

    boolean terminated() {
        return dynamics.terminated(state);
    }

    void observe(float[] rows, int offset) {
        dynamics.observe(state, rows, offset);
    }

    private float[] observation() {
        float[] observation = new float[observationSpace.size()];
        observe(observation, 0);
        return observation;
    }
}
