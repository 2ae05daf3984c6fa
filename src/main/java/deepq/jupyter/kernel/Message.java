package deepq.jupyter.kernel;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.zeromq.ZMQ;

/**
 * A message from Jupyter.
 *
 * @param socket where it came in, and where its reply goes
 * @param identities the sender's address on that socket
 */
record Message(ZMQ.Socket socket, List<byte[]> identities, JsonObject header, JsonObject content) {
    String type() {
        return header.get("msg_type").getAsString();
    }

    /** By the clocks of those who sent them; false where one has no date. */
    boolean wasSentBefore(Message other) {
        try {
            return date().isBefore(other.date());
        } catch (RuntimeException e) {
            return false;
        }
    }

    private Instant date() {
        return OffsetDateTime.parse(header.get("date").getAsString()).toInstant();
    }

    /** @throws IllegalArgumentException if there is no such text */
    String text(String name) {
        if (content.get(name) instanceof JsonPrimitive value) return value.getAsString();
        throw new IllegalArgumentException("the " + type() + " has no " + name);
    }

    boolean flag(String name, boolean otherwise) {
        return content.has(name) ? content.get(name).getAsBoolean() : otherwise;
    }

    /** Where it asks about code, in code points; -1 for the end. */
    int cursor() {
        return content.get("cursor_pos") instanceof JsonPrimitive position ? position.getAsInt() : -1;
    }
}
