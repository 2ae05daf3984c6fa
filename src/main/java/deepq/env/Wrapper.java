package deepq.env;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * An environment around another one, which it changes in one respect: Gymnasium's {@code Wrapper}. The rest is the inner one's. A
 * wrapper of your own is one class, and often a record:
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
 * One that keeps something from step to step also overrides {@code write} and {@code read}, and calls {@code Wrapper.super}'s.
 */
public interface Wrapper<S> extends Environment<S>, Saveable {
    /** The environment inside, which may be a wrapper itself. */
    Environment<S> inner();

    @Override
    default S reset(long seed) {
        return inner().reset(seed);
    }

    @Override
    default S reset() {
        return inner().reset();
    }

    @Override
    default Step<S> step(int action) {
        return inner().step(action);
    }

    @Override
    default Discrete actionSpace() {
        return inner().actionSpace();
    }

    @Override
    default Space<S> observationSpace() {
        return inner().observationSpace();
    }

    /** Throws IllegalStateException if an environment inside is not {@link Saveable}. */
    @Override
    default void write(DataOutput out) throws IOException {
        Inner.writeName(name(), out);
        Inner.saveable(inner()).write(out);
    }

    @Override
    default void read(DataInput in) throws IOException {
        Inner.requireName(name(), in);
        Inner.saveable(inner()).read(in);
    }
}
