package deepq.random;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/**
 * Writes or reads all that changes while something runs, for a checkpoint. An object describes its state once, value by value, and
 * the same description does both: each value is written and comes back as it is, or what was written is read and comes back.
 *
 * <pre>{@code
 * public void describe(State state) throws IOException {
 *     state.expect("a counter"); // the checkpoint of something else is refused
 *     steps = state.value(steps);
 *     state.values(stack, stack.length);
 * }
 * }</pre>
 */
public final class State {
    /** One element of a collection, described: given as it is, returned as it was written. */
    @FunctionalInterface
    public interface Element<T> {
        T described(T element) throws IOException;
    }

    private final DataInput in; // one of the two is null
    private final DataOutput out;

    /** Writes. */
    public State(DataOutput out) {
        this.in = null;
        this.out = out;
    }

    /** Reads what was written after an equal description. */
    public State(DataInput in) {
        this.in = in;
        this.out = null;
    }

    /** A name, with the settings that go with it. Throws IOException, naming both, if what is read was written under another. */
    public void expect(String name) throws IOException {
        String saved = value(name);
        if (!saved.equals(name)) {
            throw new IOException("what was saved is the state of " + saved + ", and cannot be read into " + name);
        }
    }

    public String value(String value) throws IOException {
        if (in != null) {
            return in.readUTF();
        }
        out.writeUTF(value);
        return value;
    }

    public long value(long value) throws IOException {
        if (in != null) {
            return in.readLong();
        }
        out.writeLong(value);
        return value;
    }

    public int value(int value) throws IOException {
        if (in != null) {
            return in.readInt();
        }
        out.writeInt(value);
        return value;
    }

    public double value(double value) throws IOException {
        return Double.longBitsToDouble(value(Double.doubleToRawLongBits(value)));
    }

    public boolean value(boolean value) throws IOException {
        return value(value ? 1 : 0) != 0;
    }

    /** The first {@code count} numbers of an array; returns the array. */
    public float[] values(float[] values, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            values[i] = Float.intBitsToFloat(value(Float.floatToRawIntBits(values[i])));
        }
        return values;
    }

    /**
     * All elements of a collection, whose old ones are replaced where this reads.
     *
     * @param any an element of any value, to be described in place of those that are not read yet
     */
    public <T> void all(Collection<T> elements, T any, Element<T> each) throws IOException {
        int count = value(elements.size());
        if (count < 0) {
            throw new IOException("damaged: a list of " + count + " elements");
        }
        Iterator<T> written = elements.iterator();
        List<T> described = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            described.add(each.described(in == null ? written.next() : any));
        }
        elements.clear();
        elements.addAll(described);
    }
}
