package deepq.network;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Everything about a network that learning changes, in the flat order: what both kinds write and read. */
record Snapshot(long updates, float[] parameters, float[] mean, float[] variance) {
    private static final int MAGIC = 0x514E4554; // "QNET"
    private static final int VERSION = 1;

    void write(DataOutput out) throws IOException {
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        out.writeInt(parameters.length);
        out.writeLong(updates);
        for (float[] part : new float[][] {parameters, mean, variance}) {
            for (float value : part) {
                out.writeFloat(value);
            }
        }
    }

    static Snapshot read(DataInput in, int parameterCount) throws IOException {
        int magic = in.readInt();
        if (magic != MAGIC) {
            throw new IOException("not a Q-network: it starts with " + Integer.toHexString(magic));
        }
        int version = in.readInt();
        if (version != VERSION) {
            throw new IOException("a Q-network of version " + version + "; this program reads version " + VERSION);
        }
        int count = in.readInt();
        if (count != parameterCount) {
            throw new IOException("a Q-network of " + count + " parameters; this one has " + parameterCount);
        }
        long updates = in.readLong();
        if (updates < 0) {
            throw new IOException("damaged Q-network: " + updates + " updates");
        }
        return new Snapshot(updates, floats(in, count), floats(in, count), floats(in, count));
    }

    private static float[] floats(DataInput in, int count) throws IOException {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.readFloat();
        }
        return values;
    }
}
