package deepq.env;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What is asked of an environment inside of another, and of one that is saved. */
final class Inner {
    private Inner() {}

    static <S> Step<S> step(Environment<S> environment, int action) {
        Step<S> step = environment.step(action);
        if (step == null || step.observation() == null) {
            throw new IllegalStateException("the environment " + environment.name() + " gave null instead of "
                    + (step == null ? "a step" : "an observation") + ". EnvironmentCheck.problems may find more");
        }
        return step;
    }

    static Saveable saveable(Environment<?> environment) {
        if (environment instanceof Saveable saveable) {
            return saveable;
        }
        throw new IllegalStateException(environment.getClass().getName() + " cannot be saved: it does not implement "
                + Saveable.class.getName());
    }

    /** What is saved begins with a name, so that it is not read into another environment. */
    static void writeName(String name, DataOutput out) throws IOException {
        out.writeUTF(name);
    }

    static void requireName(String name, DataInput in) throws IOException {
        String saved = in.readUTF();
        if (!saved.equals(name)) {
            throw new IOException("what was saved is the state of " + saved + ", and cannot be read into " + name);
        }
    }
}
