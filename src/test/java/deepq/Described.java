package deepq;

import deepq.random.State;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** The state of an object as bytes, and back: {@code Described.written(buffer::describe)}. */
@FunctionalInterface
public interface Described {
    void describe(State state) throws IOException;

    static byte[] written(Described object) throws IOException {
        var bytes = new ByteArrayOutputStream();
        object.describe(State.writing(new DataOutputStream(bytes)));
        return bytes.toByteArray();
    }

    static void read(Described object, byte[] bytes) throws IOException {
        object.describe(State.reading(new DataInputStream(new ByteArrayInputStream(bytes))));
    }
}
