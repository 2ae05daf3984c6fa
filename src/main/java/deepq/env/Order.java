package deepq.env;

import deepq.random.Pcg64;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The order of calls: reset, steps until the end, reset. Gymnasium's OrderEnforcing, and strict after the end as well. */
final class Order {
    private enum Phase {
        NOT_RESET,
        RUNNING,
        ENDED
    }

    private Phase phase = Phase.NOT_RESET;

    static void requireSeeded(Pcg64 random) {
        if (random == null) {
            throw new IllegalStateException("reset() before reset(seed): call reset(seed) first");
        }
    }

    void requireRunning() {
        if (phase == Phase.NOT_RESET) {
            throw new IllegalStateException("step before the first reset: call reset(seed) first");
        }
        if (phase == Phase.ENDED) {
            throw new IllegalStateException("step after the end of the episode: call reset() first");
        }
    }

    void started() {
        phase = Phase.RUNNING;
    }

    void ended() {
        phase = Phase.ENDED;
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(phase.ordinal());
    }

    void read(DataInput in) throws IOException {
        int ordinal = in.readUnsignedByte();
        if (ordinal >= Phase.values().length) {
            throw new IOException("not the state of an environment: phase " + ordinal);
        }
        phase = Phase.values()[ordinal];
    }
}
