package deepq.jupyter.kernel;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.commons.io.output.WriterOutputStream;

/**
 * System.out, System.err and System.in of the cells. What is printed goes to the notebook at least every 50 ms and in
 * the order it was printed; a message for each line would make 3000 prints last seconds.
 */
final class CellStreams {
    private static final int MOST_CHARACTERS = 200_000;
    private static final int MOST_LINES = 10_000;
    private static final long MILLIS = 50;
    private static final String TOO_MUCH =
            "\n[More than a page can hold: what this cell prints from here on is left out."
                    + " If it does not end by itself, stop it.]\n";

    private final Connection connection;
    private final StringBuilder buffer = new StringBuilder();
    private String buffered = "stdout";
    private final Output out = new Output("stdout");
    private final Output err = new Output("stderr");
    private final UnaryOperator<String> readable;
    private volatile Message request;
    private final ExecutorService reader =
            Executors.newCachedThreadPool(task -> KernelMain.daemon(task, "kernel-streams"));

    /** @param readable names the cells in the traces of a text */
    CellStreams(Connection connection, UnaryOperator<String> readable) {
        this.connection = connection;
        this.readable = readable;
        ScheduledExecutorService clock =
                Executors.newSingleThreadScheduledExecutor(task -> KernelMain.daemon(task, "kernel-streams"));
        clock.scheduleWithFixedDelay(this::tick, MILLIS, MILLIS, TimeUnit.MILLISECONDS);
        install();
    }

    private void install() {
        System.setOut(out.stream());
        System.setErr(err.stream());
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
    synchronized void flush() {
        if (buffer.length() == 0 || request == null) return;
        connection.publish(request, "stream", Map.of("name", buffered, "text", buffer.toString()));
        buffer.setLength(0);
    }

    private void tick() {
        try {
            flush();
        } catch (OutOfMemoryError e) {
            return; // or the clock would stop for good
        }
    }

    private synchronized void write(Output output, char[] text, int offset, int length) {
        if (output.isFull()) return;
        if (!output.type.equals(buffered)) {
            flush();
            buffered = output.type;
        }
        int end = offset;
        while (end < offset + length && !output.isFull()) {
            output.characters--;
            if (text[end++] == '\n') output.lines--;
        }
        buffer.append(readable.apply(new String(text, offset, end - offset)));
        if (output.isFull()) buffer.append(TOO_MUCH);
    }

    /** Of either stream, the other has its own share: a flood on one leaves the messages of the other. */
    private final class Output extends Writer {
        private final String type;
        private int characters = MOST_CHARACTERS;
        private int lines = MOST_LINES;

        Output(String type) {
            this.type = type;
        }

        void begin() {
            characters = MOST_CHARACTERS;
            lines = MOST_LINES;
        }

        boolean isFull() {
            return characters <= 0 || lines <= 0;
        }

        /** Bytes go to it as characters, the bytes of one together, however they are written. */
        PrintStream stream() {
            try {
                OutputStream bytes = WriterOutputStream.builder()
                        .setWriter(this)
                        .setCharset(StandardCharsets.UTF_8)
                        .setWriteImmediately(true)
                        .get();
                return new PrintStream(bytes, true, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void write(char[] text, int offset, int length) {
            CellStreams.this.write(this, text, offset, length);
        }

        @Override
        public void flush() {} // every 50 ms

        @Override
        public void close() {} // ends with the cell
    }

    /** Asks the notebook for a line whenever all of the last one has been read. */
    private final class Input extends InputStream {
        private ByteArrayInputStream line = new ByteArrayInputStream(new byte[0]);

        @Override
        public synchronized int read() throws InterruptedIOException {
            if (line.available() == 0) ask();
            return line.read();
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) throws InterruptedIOException {
            if (length > 0 && line.available() == 0) ask();
            return line.read(into, offset, length);
        }

        @Override
        public synchronized int available() {
            return line.available();
        }

        /** The socket is another thread's: an interrupt would close it. */
        private void ask() throws InterruptedIOException {
            Message cell = request;
            if (cell == null || !cell.flag("allow_stdin", true)) {
                throw new UnsupportedOperationException(
                        "this cell reads input, and what runs it here cannot ask for any (a notebook in a "
                                + "browser can)");
            }
            flush();
            Future<String> answer = reader.submit(() -> connection.readLine(cell));
            try {
                line = new ByteArrayInputStream((answer.get() + "\n").getBytes(StandardCharsets.UTF_8));
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
