package deepq.jupyter.kernel;

import io.github.spencerpark.jupyter.messages.publish.PublishStream;
import io.github.spencerpark.jupyter.messages.publish.PublishStream.StreamType;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * System.out, System.err and System.in of the cells. What is printed goes to the notebook at least every 50 ms and in the
 * order it was printed; a message for each line would make 3000 prints last seconds.
 */
final class CellStreams {
    private static final int LARGEST = 1 << 16;
    private static final int MOST = 2_000_000;
    private static final long MILLIS = 50;
    private static final byte[] TOO_MUCH =
            "\n[2 MB are printed; the rest of this cell's output is left away]\n".getBytes();

    private final Connection connection;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private StreamType buffered = StreamType.OUT;
    private int left = MOST;
    private final ExecutorService reader = Executors.newCachedThreadPool(CellStreams::daemon);
    final PrintStream out = new PrintStream(new Output(StreamType.OUT), true, StandardCharsets.UTF_8);
    final PrintStream err = new PrintStream(new Output(StreamType.ERR), true, StandardCharsets.UTF_8);
    final InputStream in = new Input();

    CellStreams(Connection connection) {
        this.connection = connection;
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(CellStreams::daemon);
        clock.scheduleWithFixedDelay(this::flush, MILLIS, MILLIS, TimeUnit.MILLISECONDS);
    }

    void install() {
        System.setOut(out);
        System.setErr(err);
        System.setIn(in);
    }

    /** A cell begins: what it prints is shown, up to two megabytes. */
    synchronized void begin() {
        left = MOST;
    }

    /** Publishes what has been printed, so that what is published next comes after it. */
    synchronized void flush() {
        if (buffer.size() == 0 || connection.current() == null) return;
        connection.current().publish(new PublishStream(buffered, buffer.toString(StandardCharsets.UTF_8)));
        buffer.reset();
    }

    private synchronized void write(StreamType type, byte[] bytes, int offset, int length) {
        if (left <= 0) return;
        if (type != buffered) {
            flush();
            buffered = type;
        }
        buffer.write(bytes, offset, length);
        left -= length;
        if (left <= 0) buffer.writeBytes(TOO_MUCH);
        if (buffer.size() >= LARGEST) flush();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "kernel-streams");
        thread.setDaemon(true);
        return thread;
    }

    private final class Output extends OutputStream {
        private final StreamType type;

        Output(StreamType type) {
            this.type = type;
        }

        @Override
        public void write(int b) {
            CellStreams.this.write(type, new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            CellStreams.this.write(type, bytes, offset, length);
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
            CellStreams.this.flush();
            Future<String> answer = reader.submit(() -> connection.readLine(connection.current()));
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
