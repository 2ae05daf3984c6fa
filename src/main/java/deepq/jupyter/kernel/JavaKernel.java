package deepq.jupyter.kernel;

import com.google.gson.reflect.TypeToken;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Answers Jupyter's requests: cells go to the {@link Session}, questions about code to the {@link Assistant}. The
 * public methods are what IJava's kernel has, for libraries that show pictures.
 */
public final class JavaKernel {
    /** The kernel, under the name that IJava gives to its displays. */
    public final JavaKernel display = this;

    private final Connection connection;
    private final CellStreams streams;
    private final CompletableFuture<Session> session;
    private int count;
    private String shownLast;
    private volatile Message running;
    private volatile Message earlyInterrupt;

    JavaKernel(Connection connection, CompletableFuture<Session> session) {
        this.session = session;
        this.connection = connection;
        streams = new CellStreams(
                connection, text -> text.contains("$JShell$") ? session.join().readable(text) : text);
    }

    /** Shows a MIME bundle below the cell that runs. */
    public void display(DisplayData data) {
        show("display_data", data);
        shownLast = data.getDisplayId(); // a cell that ends in display(...) does not want to see the id
    }

    /** Replaces what was shown under the bundle's display id. */
    public void updateDisplay(DisplayData data) {
        show("update_display_data", data);
    }

    /** Runs a text as if it were a cell; the value of its last statement. */
    public Object eval(String code) throws Exception {
        return Display.eval(code);
    }

    /** For {@code getIO().display.updateDisplay(data)}. */
    public JavaKernel getIO() {
        return this;
    }

    /** The content of the reply; null for a message that wants none. */
    Map<String, ?> answer(Message request) {
        try {
            return switch (request.type()) {
                case "execute_request" -> execute(request);
                case "complete_request" -> assistant().complete(request.text("code"), request.cursor());
                case "inspect_request" -> assistant().inspect(request.text("code"), request.cursor());
                case "is_complete_request" -> assistant().completeness(request.text("code"));
                case "history_request" -> ok(Map.of("history", List.of())); // a notebook keeps its own
                case "kernel_info_request" -> ok(info());
                case "interrupt_request" -> interrupt(request);
                case "shutdown_request" -> {
                    connection.close();
                    yield ok(Map.of("restart", request.flag("restart", false)));
                }
                case "comm_open" -> {
                    // Nobody here is its target: Jupyter expects that to be said, or its page would wait.
                    connection.publish(
                            request, "comm_close", Map.of("comm_id", request.text("comm_id"), "data", Map.of()));
                    yield null;
                }
                case "comm_info_request" -> ok(Map.of("comms", Map.of()));
                default -> request.type().endsWith("_request") ? unknown(request) : null;
            };
        } catch (RuntimeException | Error e) {
            return request.type().endsWith("_request") ? CellError.failed(e).reply() : null;
        }
    }

    private Map<String, ?> execute(Message request) {
        String code = request.text("code");
        boolean silent = request.flag("silent", false);
        boolean stored = !silent && request.flag("store_history", true);
        int number = stored ? ++count : count;
        streams.begin(request);
        control().begin();
        running = request;
        if (earlyInterrupt != null && request.wasSentBefore(earlyInterrupt))
            control().interrupt();
        earlyInterrupt = null;
        Map<String, Object> reply = new LinkedHashMap<>(Map.of("payload", List.of(), "execution_count", number));
        connection.publish(request, "execute_input", Map.of("code", code, "execution_count", number));
        try {
            Map<String, Object> result = result(code, number);
            streams.flush();
            if (result != null) {
                result.put("execution_count", number);
                connection.publish(request, "execute_result", result);
            }
            reply.putAll(ok(Map.of("user_expressions", Map.of())));
        } catch (CellError | RuntimeException | Error e) {
            // Without an answer the notebook would wait for ever: a compiler that overflows its stack, a full heap.
            CellError error = e instanceof CellError known ? known : CellError.failed(e);
            if (error.name().equals("OutOfMemoryError") && control().hasNoMemory()) {
                error = CellError.noMemory();
                connection.close();
            }
            streams.flush();
            connection.publish(request, "error", error.reply());
            reply.putAll(error.reply());
        } finally {
            running = null;
            shownLast = null;
        }
        return reply;
    }

    /** The MIME bundle of a cell's value; null if there is none to show. */
    private Map<String, Object> result(String code, int number) throws CellError {
        Object value = session.join().run(code, number);
        if (value == null || value == shownLast) return null;
        return session.join().show(() -> Rendering.of(value).content());
    }

    private void show(String type, DisplayData data) {
        streams.flush();
        connection.publish(streams.request(), type, data.content());
    }

    private CellControl control() {
        return session.join().control;
    }

    private Assistant assistant() {
        return session.join().assistant;
    }

    /** Where no cell runs, it may be for one that is on its way; a cell that was sent later is not meant. */
    private Map<String, ?> interrupt(Message request) {
        earlyInterrupt = request;
        Message cell = running;
        if (cell != null && !request.wasSentBefore(cell)) control().interrupt();
        return ok(Map.of());
    }

    private static Map<String, ?> unknown(Message request) {
        String message = "this kernel does not know " + request.type();
        return new CellError("NotSupported", message, List.of(message)).reply();
    }

    private static Map<String, Object> ok(Map<String, ?> content) {
        Map<String, Object> reply = new LinkedHashMap<>(content);
        reply.put("status", "ok");
        return reply;
    }

    private static Map<String, ?> info() {
        String version = Runtime.version().toString();
        String info = """
                {"protocol_version": "%s", "implementation": "deepq", "implementation_version": "1.0",
                 "banner": "Java %s, a notebook kernel on JShell", "help_links": [],
                 "language_info": {"name": "java", "version": "%s", "file_extension": ".java", "pygments_lexer": "java",
                                   "mimetype": "text/x-java", "codemirror_mode": "text/x-java"}}""";
        String json = info.formatted(Connection.PROTOCOL, version, version);
        return Connection.JSON.fromJson(json, new TypeToken<Map<String, ?>>() {});
    }

    /** The process ends: a cell that calls System.exit is answered, or the notebook would wait for ever. */
    void end() {
        streams.flush();
        Message request = running;
        if (request != null && !connection.isClosing()) {
            CellError error = CellError.kernelEnded();
            connection.publish(request, "error", error.reply());
            Map<String, Object> reply = new LinkedHashMap<>(error.reply());
            reply.put("execution_count", count);
            connection.reply(request, reply);
        }
        connection.end();
    }
}
