package deepq.kernel;

import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Answers Jupyter's requests: cells go to the {@link Session}. */
final class JavaKernel extends BaseKernel {
    private final Connection connection;
    private final CellStreams streams;
    // JShell needs most of a second to start; Jupyter's first questions do not need it.
    private final CompletableFuture<Session> session = CompletableFuture.supplyAsync(Session::new);
    private String shownLast;

    JavaKernel(Connection connection) {
        this.connection = connection;
        streams = new CellStreams(connection);
        setShouldReplaceStdStreams(false);
        streams.install();
    }

    @Override
    public DisplayData eval(String code) throws CellError {
        int number = executionCount.get() - 1;
        try {
            Object value = session.join().run(code, number);
            return value == null || value.equals(shownLast)
                    ? null
                    : session.join().call(() -> bundle(value));
        } catch (CellError error) {
            connection.current().fail(error, number);
            throw error;
        } finally {
            shownLast = null;
            streams.flush();
        }
    }

    /** The MIME bundle of a value: what is registered for its type; else its text. */
    DisplayData bundle(Object value) {
        if (value instanceof DisplayData data) return data;
        if (value == null) return new DisplayData("null");
        if (!value.getClass().isArray()) return getRenderer().render(value);
        String text = Arrays.deepToString(new Object[] {value});
        return new DisplayData(text.substring(1, text.length() - 1));
    }

    @Override
    public void display(DisplayData data) {
        streams.flush();
        shownLast = data.getDisplayId(); // a cell that ends in display(...) does not want to see the id
        super.display(data);
    }

    @Override
    public void interrupt() {
        if (session.isDone()) session.join().interrupt();
    }

    @Override
    public List<String> formatError(Exception e) {
        return e instanceof CellError error ? error.lines() : super.formatError(e);
    }

    @Override
    public LanguageInfo getLanguageInfo() {
        return new LanguageInfo.Builder("Java")
                .version(Runtime.version().toString())
                .mimetype("text/x-java")
                .fileExtension(".jshell")
                .pygments("java")
                .codemirror("text/x-java")
                .build();
    }

    @Override
    public String getBanner() {
        return "Java " + Runtime.version() + ", a notebook kernel on JShell";
    }

    /** Publishes the last output. */
    void end() {
        streams.flush();
        connection.getIOPub().close();
    }
}
