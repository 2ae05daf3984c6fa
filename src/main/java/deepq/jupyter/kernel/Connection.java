package deepq.jupyter.kernel;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import javax.crypto.Mac;
import org.apache.commons.codec.digest.HmacUtils;
import org.zeromq.SocketType;
import org.zeromq.ZFrame;
import org.zeromq.ZMQ;
import org.zeromq.ZMsg;

/**
 * Jupyter's five sockets, as its messaging protocol describes them (jupyter-client.readthedocs.io, "Messaging in
 * Jupyter"). A message that is malformed, or wrongly signed is dropped; nothing that comes in ends the loops.
 */
final class Connection {
    static final String PROTOCOL = "5.3";
    static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();
    private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);

    private final JsonObject file;
    private final ZMQ.Context context = context();
    private final ZMQ.Socket output = context.socket(SocketType.PUB);
    private final ZMQ.Socket input = context.socket(SocketType.ROUTER);
    private final String session = UUID.randomUUID().toString();
    private volatile boolean closing;

    /**
     * The only thread that writes output. An interrupted thread that writes to a ZeroMQ socket closes its pipe for
     * good, and a cell's thread is interrupted just when a library publishes its last picture.
     */
    private final ExecutorService writer =
            Executors.newSingleThreadExecutor(task -> KernelMain.daemon(task, "kernel-output"));

    /** @param file Jupyter's connection file */
    Connection(JsonObject file) {
        this.file = file;
        output.setHWM(0); // or messages are dropped when a cell writes faster than the browser reads
    }

    /** @param kernel answers a request with its reply's content; null where none is due */
    void open(Function<Message, Map<String, ?>> kernel) {
        ZMQ.Socket heartbeat = context.socket(SocketType.REP);
        bind(heartbeat, "hb_port");
        KernelMain.daemon(() -> outliveLackOfMemory(() -> echo(heartbeat)), "kernel-heartbeat")
                .start();
        bind(output, "iopub_port");
        bind(input, "stdin_port");
        input.setReceiveTimeOut(100);
        for (String name : List.of("control", "shell")) {
            ZMQ.Socket socket = context.socket(SocketType.ROUTER);
            bind(socket, name + "_port");
            new Thread(() -> listen(socket, kernel), "kernel-" + name).start();
        }
        publish(null, "status", Map.of("execution_state", "starting"));
    }

    /** The reply to the request that is being answered is the last one, and the process ends. */
    void close() {
        closing = true;
    }

    boolean isClosing() {
        return closing;
    }

    /** Sends what waits, and publishes no more. ZeroMQ's own threads take a moment to pass it on. */
    void end() {
        writer.shutdown();
        try {
            writer.awaitTermination(2, TimeUnit.SECONDS);
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @throws RuntimeException here, on the caller's thread, if the content cannot be written as JSON */
    void publish(Message parent, String type, Object content) {
        boolean silent = parent != null && parent.type().equals("execute_request") && parent.flag("silent", false);
        if (silent && !type.equals("status")) return;
        List<byte[]> frames = frames(List.of(type.getBytes(StandardCharsets.US_ASCII)), parent, type, content);
        if (!writer.isShutdown()) writer.execute(() -> send(output, frames));
    }

    /** The word that the kernel is free again, and, when all output is on its way, the reply. */
    void reply(Message request, Map<String, ?> content) {
        publish(request, "status", Map.of("execution_state", "idle"));
        if (content == null) return;
        List<byte[]> frames =
                frames(request.identities(), request, request.type().replace("_request", "_reply"), content);
        CompletableFuture.runAsync(() -> {}, writer).join();
        send(request.socket(), frames);
    }

    /** Asks the reader for a line. Called on a thread of the kernel, never on the cell's. */
    String readLine(Message request) throws InterruptedException {
        while (input.recv(ZMQ.DONTWAIT) != null) {} // answers to questions of cells that have ended
        Map<String, ?> question = Map.of("prompt", "", "password", false);
        send(input, frames(request.identities(), request, "input_request", question));
        while (true) {
            if (Thread.interrupted()) throw new InterruptedException();
            Message answer = receive(input);
            if (answer != null && answer.type().equals("input_reply")) return answer.text("value");
        }
    }

    private static ZMQ.Context context() {
        ZMQ.Context context = ZMQ.context(1);
        context.setThreadFactor((loop, name) -> KernelMain.daemon(() -> outliveLackOfMemory(loop), name));
        return context;
    }

    /** ZeroMQ's own threads would end for good at the first object for which there is no room. */
    private static void outliveLackOfMemory(Runnable loop) {
        while (true) {
            try {
                loop.run();
                return;
            } catch (OutOfMemoryError e) {
                LockSupport.parkNanos(10_000_000); // the cell that took the memory ends, or the kernel does
            }
        }
    }

    private static void echo(ZMQ.Socket socket) {
        while (true) socket.send(socket.recv());
    }

    private void bind(ZMQ.Socket socket, String port) {
        socket.setLinger(1_000);
        socket.bind(file.get("transport").getAsString() + "://" + file.get("ip").getAsString() + ":"
                + file.get(port).getAsInt());
    }

    private void listen(ZMQ.Socket socket, Function<Message, Map<String, ?>> kernel) {
        while (true) {
            try {
                Message message = receive(socket);
                if (message != null) handle(message, kernel);
            } catch (OutOfMemoryError e) {
                continue; // a cell takes all memory just now, and a line in the log would need some
            } catch (RuntimeException | Error e) {
                KernelMain.log("A message was dropped: " + e);
            }
        }
    }

    private void handle(Message request, Function<Message, Map<String, ?>> kernel) {
        publish(request, "status", Map.of("execution_state", "busy"));
        Map<String, ?> content = kernel.apply(request);
        boolean failed = content != null && "error".equals(content.get("status"));
        boolean skipping = failed && request.type().equals("execute_request") && request.flag("stop_on_error", true);
        List<Message> queued = skipping ? waiting(request.socket()) : List.of(); // the reply may bring the next
        reply(request, content);
        if (closing) System.exit(0);
        for (Message next : queued) {
            if (!next.type().equals("execute_request")) {
                handle(next, kernel);
                continue;
            }
            publish(next, "status", Map.of("execution_state", "busy"));
            reply(next, Map.of("status", "aborted"));
        }
    }

    private List<Message> waiting(ZMQ.Socket socket) {
        List<Message> messages = new ArrayList<>();
        socket.setReceiveTimeOut(0);
        for (Message next = receive(socket); next != null; next = receive(socket)) messages.add(next);
        socket.setReceiveTimeOut(-1);
        return messages;
    }

    /** The next message; null if none comes for a moment, or if it is not to be trusted. */
    private Message receive(ZMQ.Socket socket) {
        ZMsg frames = ZMsg.recvMsg(socket);
        try {
            return frames == null
                    ? null
                    : parse(socket, frames.stream().map(ZFrame::getData).toList());
        } catch (RuntimeException e) {
            KernelMain.log("A malformed message was dropped: " + e.getMessage());
            return null;
        }
    }

    private Message parse(ZMQ.Socket socket, List<byte[]> frames) {
        int delimiter = 0;
        while (delimiter < frames.size() && !Arrays.equals(frames.get(delimiter), DELIMITER)) delimiter++;
        if (frames.size() < delimiter + 6) throw new IllegalArgumentException("too few frames: " + frames.size());
        byte[] given = frames.get(delimiter + 1);
        String signature = signature(frames.subList(delimiter + 2, delimiter + 6));
        if (!MessageDigest.isEqual(signature.getBytes(StandardCharsets.US_ASCII), given)) {
            throw new SecurityException("its signature is wrong");
        }
        JsonObject header = object(frames.get(delimiter + 2));
        object(frames.get(delimiter + 3));
        Message message = new Message(socket, frames.subList(0, delimiter), header, object(frames.get(delimiter + 5)));
        if (message.type().isEmpty()) throw new IllegalArgumentException("it has no type");
        return message;
    }

    private static JsonObject object(byte[] json) {
        JsonObject object = JSON.fromJson(new String(json, StandardCharsets.UTF_8), JsonObject.class);
        if (object == null) throw new IllegalArgumentException("it holds no JSON object");
        return object;
    }

    private List<byte[]> frames(List<byte[]> identities, Message parent, String type, Object content) {
        String id = UUID.randomUUID().toString();
        String now = Instant.now().toString();
        Map<String, ?> header = Map.of(
                "msg_id", id,
                "session", session,
                "username", "kernel",
                "date", now,
                "msg_type", type,
                "version", PROTOCOL);
        List<byte[]> parts = new ArrayList<>();
        for (Object part : new Object[] {header, parent == null ? Map.of() : parent.header(), Map.of(), content}) {
            parts.add(JSON.toJson(part).getBytes(StandardCharsets.UTF_8));
        }
        List<byte[]> frames = new ArrayList<>(identities);
        frames.add(DELIMITER);
        frames.add(signature(parts).getBytes(StandardCharsets.US_ASCII));
        frames.addAll(parts);
        return frames;
    }

    private static void send(ZMQ.Socket socket, List<byte[]> frames) {
        for (int i = 0; i < frames.size(); i++) socket.send(frames.get(i), i + 1 < frames.size() ? ZMQ.SNDMORE : 0);
    }

    /** Of the four JSON objects. */
    private String signature(List<byte[]> parts) {
        String algorithm = file.get("signature_scheme").getAsString().replace("-", ""); // hmac-sha256
        byte[] key = file.get("key").getAsString().getBytes(StandardCharsets.UTF_8);
        Mac mac = HmacUtils.getInitializedMac(algorithm, key);
        parts.forEach(mac::update);
        return HexFormat.of().formatHex(mac.doFinal());
    }
}
