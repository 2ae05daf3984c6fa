package deepq.env;

import deepq.random.Pcg64;

/**
 * The rules of a game whose state is a few numbers: where it starts, and what each action does (the dynamics of the
 * Markov decision process; Sutton and Barto, section 3.1). {@link Simulation} makes an {@link Environment} of them,
 * one that can be saved. All that changes is in the {@code state} array and in the random numbers, so one object with
 * the rules serves any number of simulations on any number of threads.
 */
public interface Dynamics {
    Discrete actionSpace();

    Box observationSpace();

    /** The state in which an episode starts: a new array, always of the same length. */
    double[] start(Pcg64 random);

    /**
     * Moves the state by one step and returns the reward. The action has been checked.
     *
     * @param random for what is left to chance; deterministic rules draw nothing
     */
    double step(double[] state, int action, Pcg64 random);

    /** Whether the game is over in this state. */
    boolean terminated(double[] state);

    /** What is seen in this state: a new array, one of {@link #observationSpace()}. */
    float[] observation(double[] state);
}
