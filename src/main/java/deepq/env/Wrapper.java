package deepq.env;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** An environment around another one, which it changes in one respect: Gymnasium's {@code Wrapper}. The rest is the inner one's. */
interface Wrapper<S> extends Environment<S>, Saveable {
    /** The environment inside, which may be a wrapper itself. */
    Environment<S> inner();

    @Override
    default Discrete actionSpace() {
        return inner().actionSpace();
    }

    @Override
    default Space<S> observationSpace() {
        return inner().observationSpace();
    }

    @Override
    default void write(DataOutput out) throws IOException {
        saveable(inner()).write(out);
    }

    @Override
    default void read(DataInput in) throws IOException {
        saveable(inner()).read(in);
    }

    static Saveable saveable(Environment<?> environment) {
        if (environment instanceof Saveable saveable) {
            return saveable;
        }
        throw new IllegalStateException(environment.getClass().getName() + " cannot be saved: it does not implement "
                + Saveable.class.getName());
    }
}
