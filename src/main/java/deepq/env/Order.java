package deepq.env;

import deepq.random.Pcg64;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The order of calls: reset, steps until the end, reset. Gymnasium's OrderEnforcing, and strict after the end as well. Holds the
 * random numbers, which begin with the first reset.
 */
final class Order {
    private Pcg64 random;
    private boolean running;

    void seed(long seed) {
        random = new Pcg64(seed);
    }

    boolean isSeeded() {
        return random != null;
    }

    /** An episode starts. Returns the random numbers. */
    Pcg64 start() {
        if (random == null) {
            throw new IllegalStateException("reset() before reset(seed): call reset(seed) first");
        }
        running = true;
        return random;
    }

    /** A step is to be done. Returns the random numbers. */
    Pcg64 step() {
        if (random == null) {
            throw new IllegalStateException("step before the first reset: call reset(seed) first");
        }
        if (!running) {
            throw new IllegalStateException("step after the end of the episode: call reset() first");
        }
        return random;
    }

    void end() {
        running = false;
    }

    void write(DataOutput out) throws IOException {
        out.writeBoolean(running);
        out.writeBoolean(random != null);
        if (random != null) {
            random.write(out);
        }
    }

    void read(DataInput in) throws IOException {
        running = in.readBoolean();
        random = in.readBoolean() ? Pcg64.read(in) : null;
    }
}
