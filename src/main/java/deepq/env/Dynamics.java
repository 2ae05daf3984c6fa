package deepq.env;

import deepq.random.Pcg64;

/**
 * The rules of a game whose state is a few numbers: where it starts, and what each action does (the dynamics of the Markov
 * decision process; Sutton and Barto, section 3.1). {@link Simulation} makes an {@link Environment} of them. Everything that
 * changes is in the {@code state} array, so the same rules serve any number of episodes, one thread at a time.
 */
public interface Dynamics {
    Discrete actionSpace();

    Box observationSpace();

    /** How many numbers make a state. */
    int stateSize();

    /** Fills in the state in which an episode starts. */
    void start(double[] state, Pcg64 random);

    /** Moves the state by one step and returns the reward. The action has been checked. */
    double step(double[] state, int action);

    /** Whether the game is over in this state. */
    boolean terminated(double[] state);

    /** Writes what is seen in this state to {@code rows}, from {@code offset} on. */
    void observe(double[] state, float[] rows, int offset);
}
