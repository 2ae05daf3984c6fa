package deepq.env;

import deepq.random.Require;
import deepq.random.State;
import java.io.IOException;
import java.util.concurrent.CancellationException;

/**
 * Ends episodes after a number of steps: Gymnasium's {@code TimeLimit}. The limit is not a part of the game. So the
 * last step is {@code truncated}, not {@code terminated}, and a learner still values what would have come; where the
 * game ends by itself in that very step both flags are true.
 */
public final class TimeLimit<S> implements Wrapper<S> {
    private static final int MOST_STEPS = 1_000_000;

    private final Environment<S> inner;
    private final int maxSteps;
    private int steps;

    /** @param maxSteps how many steps an episode may have, 1 or more */
    public TimeLimit(Environment<S> inner, int maxSteps) {
        Require.that(maxSteps >= 1, "a time limit is 1 step or more, not %s", maxSteps);
        this.inner = inner;
        this.maxSteps = maxSteps;
    }

    /**
     * For a loop that plays an episode, after each step: throws CancellationException where this thread is
     * interrupted (it stays so), and IllegalStateException once the episode has taken a million steps.
     */
    public static void requireGoingOn(int steps) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted in an episode, after " + steps + " steps");
        }
        Require.state(steps < MOST_STEPS, "an episode still goes on after %s steps: wrap it in a TimeLimit", steps);
    }

    @Override
    public S first(S observation) {
        steps = 0;
        return observation;
    }

    @Override
    public Step<S> step(int action) {
        Require.state(steps < maxSteps, "step after the end of the episode: call reset() first");
        Step<S> step = Wrapper.super.step(action);
        steps++;
        return new Step<>(step.observation(), step.reward(), step.terminated(), step.truncated() || steps >= maxSteps);
    }

    @Override
    public Environment<S> inner() {
        return inner;
    }

    @Override
    public String name() {
        return "TimeLimit(" + maxSteps + ")";
    }

    @Override
    public void describe(State state) throws IOException {
        Wrapper.super.describe(state);
        steps = state.value(steps);
    }
}
