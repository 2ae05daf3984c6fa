package deepq.jupyter.kernel;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
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

    /** @throws IllegalArgumentException if there is no such text */
    String text(String name) {
        if (content.get(name) instanceof JsonPrimitive value) return value.getAsString();
        throw new IllegalArgumentException("the " + type() + " has no " + name);
    }

    boolean flag(String name, boolean otherwise) {
        return content.has(name) ? content.get(name).getAsBoolean() : otherwise;
    }

    int number(String name, int otherwise) {
        return content.has(name) && !content.get(name).isJsonNull()
                ? content.get(name).getAsInt()
                : otherwise;
    }
}
