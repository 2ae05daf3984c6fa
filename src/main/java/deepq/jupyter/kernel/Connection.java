package deepq.jupyter.kernel;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import io.github.spencerpark.jupyter.channels.IOPubChannel;
import io.github.spencerpark.jupyter.channels.JupyterConnection;
import io.github.spencerpark.jupyter.channels.ShellChannel;
import io.github.spencerpark.jupyter.channels.ShellHandler;
import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import io.github.spencerpark.jupyter.messages.HMACGenerator;
import io.github.spencerpark.jupyter.messages.Header;
import io.github.spencerpark.jupyter.messages.KernelTimestamp;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.MessageContext;
import io.github.spencerpark.jupyter.messages.MessageType;
import io.github.spencerpark.jupyter.messages.adapters.HeaderAdapter;
import io.github.spencerpark.jupyter.messages.adapters.HistoryRequestAdapter;
import io.github.spencerpark.jupyter.messages.adapters.KernelTimestampAdapter;
import io.github.spencerpark.jupyter.messages.adapters.MessageTypeAdapter;
import io.github.spencerpark.jupyter.messages.publish.PublishStatus;
import io.github.spencerpark.jupyter.messages.reply.InputReply;
import io.github.spencerpark.jupyter.messages.request.ExecuteRequest;
import io.github.spencerpark.jupyter.messages.request.HistoryRequest;
import io.github.spencerpark.jupyter.messages.request.InputRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.zeromq.ZMQ;

/**
 * Jupyter's five sockets. The base kernel's own loops end at the first message that is malformed or wrongly signed, sleep
 * 50 ms after each message, and go on with queued cells after one has failed; these do not.
 */
final class Connection extends JupyterConnection {
    private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
    private static final int PATIENCE_MILLIS = 100;
    private static final Gson JSON = new GsonBuilder()
            .registerTypeAdapter(KernelTimestamp.class, KernelTimestampAdapter.INSTANCE)
            .registerTypeAdapter(Header.class, HeaderAdapter.INSTANCE)
            .registerTypeAdapter(MessageType.class, MessageTypeAdapter.INSTANCE)
            .registerTypeAdapter(HistoryRequest.class, HistoryRequestAdapter.INSTANCE)
            .create();

    private final KernelConnectionProperties properties;
    private final HMACGenerator signatures;
    private final Publisher output;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile ReplyEnvironment current;

    Connection(KernelConnectionProperties properties) throws GeneralSecurityException {
        super(properties);
        this.properties = properties;
        signatures = properties.createHMACGenerator();
        output = new Publisher(ZMQ.context(1), properties.createHMACGenerator());
    }

    @Override
    public void connect() {
        heartbeat.bind(properties);
        output.bind(properties);
        bind(stdin, properties.getStdinPort());
        listen("kernel-control", control, properties.getControlPort());
        listen("kernel-shell", shell, properties.getShellPort());
        output.sendMessage(new Message<>(null, PublishStatus.MESSAGE_TYPE, PublishStatus.STARTING));
    }

    @Override
    public IOPubChannel getIOPub() {
        return output;
    }

    @Override
    public ReplyEnvironment prepareReplyEnv(ShellChannel channel, MessageContext context) {
        return new ReplyEnvironment(channel, stdin, output, context);
    }

    /** The request of the cell that runs, or that ran last: output belongs there. Null before the first. */
    ReplyEnvironment current() {
        return current;
    }

    @Override
    public void waitUntilClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }

    /** Asks the reader for a line. Called on a thread of the kernel, never on the cell's. */
    String readLine(ShellReplyEnvironment environment) throws InterruptedException {
        stdin.sendMessage(
                new Message<>(environment.getContext(), InputRequest.MESSAGE_TYPE, new InputRequest("", false)));
        while (true) {
            if (Thread.interrupted()) throw new InterruptedException();
            Message<?> reply = receive(stdin);
            if (reply != null && reply.getContent() instanceof InputReply line) return line.getValue();
        }
    }

    private void bind(ZMQ.Socket socket, int port) {
        socket.setReceiveTimeOut(PATIENCE_MILLIS);
        socket.setLinger(1_000);
        socket.bind(properties.getTransport() + "://" + properties.getIp() + ":" + port);
    }

    private void listen(String name, ShellChannel socket, int port) {
        bind(socket, port);
        new Thread(() -> listen(socket), name).start();
    }

    private void listen(ShellChannel socket) {
        while (closed.getCount() > 0) {
            try {
                Message<?> message = receive(socket);
                if (message != null) handle(socket, message);
            } catch (OutOfMemoryError e) {
                continue; // a cell takes all memory just now, and a line in the log would need some
            } catch (RuntimeException | Error e) {
                KernelMain.log("A message was dropped: " + e);
            }
        }
        socket.close();
    }

    private <T> void handle(ShellChannel socket, Message<T> message) {
        ShellHandler<T> handler = getHandler(message.getHeader().getType());
        if (handler == null) return;
        ReplyEnvironment environment = prepareReplyEnv(socket, message);
        if (message.getContent() instanceof ExecuteRequest) current = environment;
        List<Message<?>> queued = List.of();
        try {
            handler.handle(environment, message);
            if (environment.hasFailed() && ((ExecuteRequest) message.getContent()).shouldStopOnError()) {
                queued = waiting(socket); // before the reply, which may bring the next
            }
        } catch (Exception e) {
            KernelMain.log(message.getHeader().getType() + " failed: " + e);
        } finally {
            environment.resolveDeferrals();
        }
        if (environment.isMarkedForShutdown()) close();
        for (Message<?> next : queued) {
            if (next.getContent() instanceof ExecuteRequest) skip(socket, next);
            else handle(socket, next);
        }
    }

    private List<Message<?>> waiting(ShellChannel socket) {
        List<Message<?>> messages = new ArrayList<>();
        socket.setReceiveTimeOut(0);
        for (Message<?> next = receive(socket); next != null; next = receive(socket)) messages.add(next);
        socket.setReceiveTimeOut(PATIENCE_MILLIS);
        return messages;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private void skip(ShellChannel socket, Message<?> message) {
        ReplyEnvironment environment = prepareReplyEnv(socket, message);
        environment.setStatusBusy();
        environment.reply(new Message(message, MessageType.EXECUTE_REPLY, Map.of("status", "aborted")));
        environment.setStatusIdle();
    }

    /** The next message; null if none comes for a moment, or if it is not to be trusted. */
    private Message<?> receive(ZMQ.Socket socket) {
        byte[] first = socket.recv();
        if (first == null) return null;
        List<byte[]> frames = new ArrayList<>(List.of(first));
        while (socket.hasReceiveMore()) frames.add(socket.recv());
        try {
            return parse(frames);
        } catch (RuntimeException e) {
            KernelMain.log("A malformed message was dropped: " + e.getMessage());
            return null;
        }
    }

    private Message<?> parse(List<byte[]> frames) {
        int delimiter = 0;
        while (delimiter < frames.size() && !Arrays.equals(frames.get(delimiter), DELIMITER)) delimiter++;
        if (frames.size() < delimiter + 6) throw new IllegalArgumentException("too few frames: " + frames.size());
        byte[] header = frames.get(delimiter + 2);
        byte[] parent = frames.get(delimiter + 3);
        byte[] metadata = frames.get(delimiter + 4);
        byte[] content = frames.get(delimiter + 5);
        byte[] expected =
                signatures.calculateSignature(header, parent, metadata, content).getBytes(StandardCharsets.US_ASCII);
        if (expected.length > 0 && !MessageDigest.isEqual(expected, frames.get(delimiter + 1))) {
            throw new SecurityException("its signature is wrong");
        }
        return message(frames.subList(0, delimiter), text(header), text(parent), text(content));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Message<?> message(List<byte[]> identities, String header, String parent, String content) {
        Header<?> parsed = JSON.fromJson(header, Header.class);
        JsonObject parentJson = JSON.fromJson(parent, JsonObject.class);
        Header<?> parsedParent =
                parentJson == null || parentJson.size() == 0 ? null : JSON.fromJson(parentJson, Header.class);
        Object body = JSON.fromJson(content, parsed.getType().getContentType());
        return new Message(new ArrayList<>(identities), parsed, parsedParent, Map.of(), body, List.of());
    }

    private static String text(byte[] frame) {
        return new String(frame, StandardCharsets.UTF_8);
    }
}
