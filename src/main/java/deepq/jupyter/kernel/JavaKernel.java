package deepq.jupyter.kernel;

import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.ReplacementOptions;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.messages.MessageType;
import io.github.spencerpark.jupyter.messages.publish.PublishError;
import io.github.spencerpark.jupyter.messages.reply.ErrorReply;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Answers Jupyter's requests: cells go to the {@link Session}, questions about code to the {@link Assistant}. */
final class JavaKernel extends BaseKernel {
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static final ServiceLoader<Function<Object, Object>> RENDERERS =
            (ServiceLoader) ServiceLoader.load(Function.class);

    private final Connection connection;
    private final CellStreams streams;
    private final CompletableFuture<Session> session;
    private String shownLast;
    private volatile boolean running;

    JavaKernel(Connection connection, CompletableFuture<Session> session) {
        this.session = session;
        this.connection = connection;
        streams = new CellStreams(connection);
        setShouldReplaceStdStreams(false);
        streams.install();
    }

    @Override
    public DisplayData eval(String code) throws CellError {
        int number = executionCount.get() - 1;
        streams.begin();
        running = true;
        try {
            Object value = session.join().run(code, number);
            return value == null || value.equals(shownLast)
                    ? null
                    : session.join().call(() -> bundle(value));
        } catch (CellError | RuntimeException | Error e) {
            // Without an answer the notebook would wait for ever: a compiler that overflows its stack, a full heap.
            CellError error = e instanceof CellError known ? known : Errors.failed(e);
            connection.current().fail(error, number);
            throw error;
        } finally {
            running = false;
            shownLast = null;
            streams.flush();
        }
    }

    /** The MIME bundle of a value: what is registered for its type; else its text. */
    DisplayData bundle(Object value) {
        if (value instanceof DisplayData data) return data;
        if (value == null) return new DisplayData("null");
        if (value instanceof String text) return new DisplayData(Errors.shortened(text));
        DisplayData picture = picture(value);
        if (picture != null) return picture;
        if (!value.getClass().isArray()) return getRenderer().render(value);
        String text = Arrays.deepToString(new Object[] {value});
        return new DisplayData(Errors.shortened(text.substring(1, text.length() - 1)));
    }

    /** What a renderer on the class path shows of a value, see {@link KernelMain}; null where none knows it. */
    private static DisplayData picture(Object value) {
        for (Function<Object, Object> renderer : RENDERERS) {
            if (renderer.apply(value) instanceof Map<?, ?> forms) {
                DisplayData data = new DisplayData();
                ((Map<?, ?>) forms.get("data")).forEach((mime, content) -> data.putData((String) mime, content));
                ((Map<?, ?>) forms.get("metadata")).forEach((mime, more) -> data.putMetaData((String) mime, more));
                return data;
            }
        }
        return null;
    }

    @Override
    public void display(DisplayData data) {
        streams.flush();
        shownLast = data.getDisplayId(); // a cell that ends in display(...) does not want to see the id
        super.display(data);
    }

    @Override
    public ReplacementOptions complete(String code, int cursor) {
        return assistant().complete(code, cursor);
    }

    @Override
    public DisplayData inspect(String code, int cursor, boolean moreDetail) {
        return assistant().inspect(code, cursor);
    }

    @Override
    public String isComplete(String code) {
        if (Magics.isMagic(code)) return IS_COMPLETE_YES;
        return switch (assistant().completeness(code)) {
            case COMPLETE, COMPLETE_WITH_SEMI, CONSIDERED_INCOMPLETE, EMPTY -> IS_COMPLETE_YES;
            case DEFINITELY_INCOMPLETE -> "    "; // the indentation of the next line
            case UNKNOWN -> IS_COMPLETE_BAD;
        };
    }

    private Assistant assistant() {
        return new Assistant(session.join().analysis());
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

    /** What a cell that calls System.exit leaves behind: an answer, so that the notebook does not wait for ever. */
    void abandon() {
        CellError error = Errors.kernelEnded();
        ReplyEnvironment environment = connection.current();
        if (!running || environment == null) return;
        streams.flush();
        environment.fail(error, executionCount.get() - 1);
        environment.publish(PublishError.of(error, this::formatError));
        environment.replyError(MessageType.EXECUTE_REPLY.error(), ErrorReply.of(error));
        environment.setStatusIdle();
        end();
    }

    /** Publishes the last output. */
    void end() {
        streams.flush();
        connection.getIOPub().close();
    }
}
