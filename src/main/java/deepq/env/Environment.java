package deepq.env;

import deepq.random.State;
import java.io.IOException;

/**
 * What an agent acts in: Gymnasium's {@code Env}, the environment of Sutton and Barto, "Reinforcement Learning",
 * section 3.1.
 *
 * <pre>{@code
 * Environment<float[]> pole = CartPole.v1();
 * float[] observation = pole.reset(0);
 * Step<float[]> step = pole.step(1);
 * }</pre>
 *
 * An environment belongs to one thread at a time.
 *
 * @param <S> what is observed: {@code float[]}, or {@code Integer} where the states are numbered
 */
public interface Environment<S> {
    /**
     * Starts an episode with a new stream of random numbers and returns the first observation. The same seed gives
     * the same episodes.
     *
     * @param seed 0 or more
     */
    S reset(long seed);

    /**
     * Starts an episode, going on with the stream of random numbers. Throws IllegalStateException before
     * {@link #reset(long)}.
     */
    S reset();

    /**
     * Does the action and returns what came of it; the observation is the caller's to keep. Throws
     * IllegalArgumentException if there is no such action, and IllegalStateException before the first reset or after
     * the episode's end.
     */
    Step<S> step(int action);

    Discrete actionSpace();

    Space<S> observationSpace();

    /**
     * All that changes while it runs (counters, random numbers), for a checkpoint: an equally built one that reads it
     * goes on alike. By default it throws IllegalStateException, because the environment cannot be saved.
     */
    default void describe(State state) throws IOException {
        throw new IllegalStateException(
                getClass().getName() + " cannot be saved: it does not override describe(State)");
    }

    /**
     * What this is, for messages and saved files: {@code CartPole}, {@code TimeLimit(500)}. By default the name of
     * its class.
     */
    default String name() {
        String name = getClass().getSimpleName();
        return name.isEmpty() ? getClass().getName() : name;
    }
}
