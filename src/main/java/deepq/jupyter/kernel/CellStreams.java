package deepq.jupyter.kernel;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * System.out, System.err and System.in of the cells. What is printed goes to the notebook at least every 50 ms and in
 * the order it was printed; a message for each line would make 3000 prints last seconds.
 */
final class CellStreams {
    private static final int LARGEST = 1 << 16;
    private static final int MOST_BYTES = 200_000;
    private static final int MOST_LINES = 10_000;
    private static final long MILLIS = 50;
    private static final byte[] TOO_MUCH =
            ("\n[More than a page can hold: what this cell prints from here on is left out."
                            + " If it does not end by itself, stop it.]\n")
                    .getBytes(StandardCharsets.UTF_8);

    private final Connection connection;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private String buffered = "stdout";
    private final Output out = new Output("stdout");
    private final Output err = new Output("stderr");
    private final UnaryOperator<String> readable;
    private volatile Message request;
    private final ExecutorService reader = Executors.newCachedThreadPool(CellStreams::daemon);

    /** @param readable names the cells in the traces of a text */
    CellStreams(Connection connection, UnaryOperator<String> readable) {
        this.connection = connection;
        this.readable = readable;
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(CellStreams::daemon);
        clock.scheduleWithFixedDelay(this::tick, MILLIS, MILLIS, TimeUnit.MILLISECONDS);
        install();
    }

    private void install() {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        System.setIn(new Input()); // what a cell leaves of a line is not for the next one
    }

    /** A cell begins: what it prints is shown, as much as a page can hold, whatever the last one has closed or set. */
    synchronized void begin(Message cell) {
        install();
        request = cell;
        out.begin();
        err.begin();
    }

    /** The cell that runs, or that ran last: output belongs there. Null before the first. */
    Message request() {
        return request;
    }

    /** Publishes what has been printed, so that what is published next comes after it. */
    synchronized void flushAll() {
        publish(buffer.size());
    }

    private void tick() {
        try {
            flush();
        } catch (OutOfMemoryError e) {
            return; // or the clock would stop for good
        }
    }

    /** Keeps the first bytes of a character whose last ones are still to come. */
    private synchronized void flush() {
        byte[] bytes = buffer.toByteArray();
        int start = bytes.length - 1;
        while (start > 0 && bytes.length - start < 4 && (bytes[start] & 0xc0) == 0x80) start--;
        boolean whole = start < 0 || start + length(bytes[start]) <= bytes.length;
        publish(whole ? bytes.length : start);
    }

    /** Of the character in UTF-8 that begins with this byte. */
    private static int length(byte first) {
        return Math.max(1, Integer.numberOfLeadingZeros(~(first << 24)));
    }

    private void publish(int length) {
        if (length == 0 || request == null) return;
        byte[] bytes = buffer.toByteArray();
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        connection.publish(request, "stream", Map.of("name", buffered, "text", text));
        buffer.reset();
        buffer.write(bytes, length, bytes.length - length);
    }

    private synchronized void write(Output output, byte[] bytes, int offset, int length) {
        if (output.bytes <= 0 || output.lines <= 0) return;
        if (!output.type.equals(buffered)) {
            flushAll();
            buffered = output.type;
        }
        int end = offset;
        while (end < offset + length && output.bytes > 0 && output.lines > 0) {
            output.bytes--;
            if (bytes[end++] == '\n') output.lines--;
        }
        String text = new String(bytes, offset, end - offset, StandardCharsets.ISO_8859_1);
        if (text.contains("$JShell$")) {
            String utf = new String(bytes, offset, end - offset, StandardCharsets.UTF_8);
            buffer.writeBytes(readable.apply(utf).getBytes(StandardCharsets.UTF_8));
        } else {
            buffer.write(bytes, offset, end - offset);
        }
        if (output.bytes <= 0 || output.lines <= 0) buffer.writeBytes(TOO_MUCH);
        if (buffer.size() >= LARGEST) flush();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "kernel-streams");
        thread.setDaemon(true);
        return thread;
    }

    /** Of either stream, the other has its own share: a flood on one leaves the messages of the other. */
    private final class Output extends OutputStream {
        private final String type;
        private int bytes;
        private int lines;

        Output(String type) {
            this.type = type;
            begin();
        }

        void begin() {
            bytes = MOST_BYTES;
            lines = MOST_LINES;
        }

        @Override
        public void write(int b) {
            CellStreams.this.write(this, new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            CellStreams.this.write(this, bytes, offset, length);
        }
    }

    /** Asks the notebook for a line whenever all of the last one has been read. */
    private final class Input extends InputStream {
        private byte[] line = {};
        private int position;

        @Override
        public synchronized int read() throws InterruptedIOException {
            if (position == line.length) ask();
            return line[position++] & 0xff;
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) throws InterruptedIOException {
            if (length == 0) return 0;
            if (position == line.length) ask();
            int count = Math.min(length, line.length - position);
            System.arraycopy(line, position, into, offset, count);
            position += count;
            return count;
        }

        @Override
        public synchronized int available() {
            return line.length - position;
        }

        /** The socket is another thread's, see {@link Publisher}. */
        private void ask() throws InterruptedIOException {
            Message cell = request;
            if (cell == null || !cell.flag("allow_stdin", true)) {
                throw new UnsupportedOperationException(
                        "this cell reads input, and what runs it here cannot ask for any (a notebook in a "
                                + "browser can)");
            }
            flushAll();
            Future<String> answer = reader.submit(() -> connection.readLine(cell));
            try {
                line = (answer.get() + "\n").getBytes(StandardCharsets.UTF_8);
                position = 0;
            } catch (InterruptedException e) {
                answer.cancel(true);
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for a line");
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }
}
