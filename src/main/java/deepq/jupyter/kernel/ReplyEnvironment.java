package deepq.jupyter.kernel;

import io.github.spencerpark.jupyter.channels.JupyterSocket;
import io.github.spencerpark.jupyter.channels.ShellChannel;
import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.channels.StdinChannel;
import io.github.spencerpark.jupyter.messages.ContentType;
import io.github.spencerpark.jupyter.messages.MessageContext;
import io.github.spencerpark.jupyter.messages.MessageType;
import io.github.spencerpark.jupyter.messages.publish.PublishError;
import io.github.spencerpark.jupyter.messages.reply.ErrorReply;

/**
 * Where the answers to one request go. The base kernel names an error after the Java class it was thrown as; here the reader
 * gets the name, message and lines of the {@link CellError}.
 */
final class ReplyEnvironment extends ShellReplyEnvironment {
    private volatile CellError failure;
    private volatile int executionCount;

    ReplyEnvironment(ShellChannel shell, StdinChannel stdin, JupyterSocket output, MessageContext context) {
        super(shell, stdin, output, context);
    }

    /** Says what went wrong before the base kernel reports it. */
    void fail(CellError error, int count) {
        failure = error;
        executionCount = count;
    }

    boolean hasFailed() {
        return failure != null;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends ContentType<T>> void publish(T content) {
        if (content instanceof PublishError && failure != null) {
            super.publish((T) new PublishError(failure.name(), failure.getMessage(), failure.lines()));
        } else {
            super.publish(content);
        }
    }

    @Override
    public void replyError(MessageType<?> type, ErrorReply error) {
        if (failure == null) {
            super.replyError(type, error);
            return;
        }
        ErrorReply told = new ErrorReply(failure.name(), failure.getMessage(), failure.lines());
        told.setExecutionCount(executionCount);
        super.replyError(type, told);
    }
}
