package deepq.env;

import deepq.random.Pcg64;
import deepq.random.Require;
import deepq.random.State;
import java.io.IOException;
import java.util.Arrays;

/**
 * Makes an environment of {@link Dynamics}: keeps the state and the random numbers, and sees to the order of calls.
 * The state is kept in double precision, the observations are floats, as in Gymnasium. No time limit; see
 * {@link TimeLimit}.
 *
 * <p>The same seed and actions give Gymnasium's episode: the start to the bit, each step to 1e-12, because C's sine
 * is not StrictMath's. Such differences grow. For some hundred steps the floats that are seen agree; of 100 episodes
 * of CartPole balanced for up to 500 steps 2 differed in the end.
 */
public final class Simulation extends Ordered<float[]> {
    private final Dynamics dynamics;
    private double[] state;

    public Simulation(Dynamics dynamics) {
        this.dynamics = dynamics;
        state = dynamics.start(new Pcg64(0));
    }

    @Override
    float[] start() {
        state = dynamics.start(random);
        return dynamics.observation(state);
    }

    /**
     * Starts an episode in the given state instead of a random one. Without an earlier {@code reset(seed)} the random
     * numbers, if the game draws any, are those of seed 0.
     *
     * @param state as many numbers as the dynamics' state has; not a state in which the game is over
     */
    public float[] resetTo(double... state) {
        int size = this.state.length;
        String given = Arrays.toString(state);
        Require.that(state.length == size, "a state has %s numbers, not %s: %s", size, state.length, given);
        Require.that(Arrays.stream(state).allMatch(Double::isFinite), "a state needs finite numbers: %s", given);
        Require.that(!dynamics.terminated(state), "the game is over in the state %s", given);
        seeded = true;
        running = true;
        this.state = state.clone();
        return dynamics.observation(this.state);
    }

    @Override
    Step<float[]> act(int action) {
        double reward = dynamics.step(state, action, random);
        return new Step<>(dynamics.observation(state), reward, dynamics.terminated(state), false);
    }

    /** A copy of the state, in double precision. */
    public double[] state() {
        return state.clone();
    }

    @Override
    public Discrete actionSpace() {
        return dynamics.actionSpace();
    }

    @Override
    public Box observationSpace() {
        return dynamics.observationSpace();
    }

    @Override
    public String name() {
        return dynamics.getClass().getSimpleName();
    }

    @Override
    public void describe(State saved) throws IOException {
        saved.expect(name() + " of " + state.length + " numbers");
        random.describe(saved);
        seeded = saved.value(seeded);
        running = saved.value(running);
        for (int i = 0; i < state.length; i++) {
            state[i] = saved.value(state[i]);
        }
    }
}
