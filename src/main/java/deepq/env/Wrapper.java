package deepq.env;

import deepq.random.State;
import java.io.IOException;

/**
 * An environment around another one, which it changes in one respect: Gymnasium's {@code Wrapper}. The rest is the
 * inner one's. A wrapper of your own is one class, and often a record:
 *
 * <pre>{@code
 * record Halved(Environment<float[]> inner) implements Wrapper<float[]> {
 *     public Step<float[]> step(int action) {
 *         Step<float[]> step = inner.step(action);
 *         return new Step<>(step.observation(), step.reward() / 2, step.terminated(), step.truncated());
 *     }
 * }
 * }</pre>
 *
 * A class with fields of its own also overrides {@code describe}, and calls {@code Wrapper.super}'s. (What a lambda
 * inside of a record remembers, nobody can see: do not let it.)
 */
public interface Wrapper<S> extends Environment<S> {
    /** The environment inside, which may be a wrapper itself. */
    Environment<S> inner();

    /** What is shown of an episode's first observation, after either reset: also the place to begin counting anew. */
    default S first(S observation) {
        return observation;
    }

    @Override
    default S reset(long seed) {
        return first(inner().reset(seed));
    }

    @Override
    default S reset() {
        return first(inner().reset());
    }

    /** Throws IllegalStateException, naming the inner environment, where that gives null. */
    @Override
    default Step<S> step(int action) {
        Step<S> step = inner().step(action);
        if (step == null || step.observation() == null) {
            throw new IllegalStateException("the environment " + inner().name() + " gave null instead of "
                    + (step == null ? "a step" : "an observation") + ". EnvironmentCheck may find more");
        }
        return step;
    }

    @Override
    default Discrete actionSpace() {
        return inner().actionSpace();
    }

    @Override
    default Space<S> observationSpace() {
        return inner().observationSpace();
    }

    @Override
    default void describe(State state) throws IOException {
        State.requireDescribed(this, Wrapper.class, Environment.class);
        boolean named = !name().equals(Environment.super.name());
        state.expect(this instanceof Record && !named ? State.text(this) : name());
        inner().describe(state);
    }
}
