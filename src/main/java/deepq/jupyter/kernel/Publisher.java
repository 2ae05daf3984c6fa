package deepq.jupyter.kernel;

import io.github.spencerpark.jupyter.channels.IOPubChannel;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import io.github.spencerpark.jupyter.messages.HMACGenerator;
import io.github.spencerpark.jupyter.messages.Message;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.zeromq.ZMQ;

/**
 * The channel for output, written by one thread of its own. An interrupted thread that writes to a ZeroMQ socket closes its
 * pipe for good, and a cell's thread is interrupted just when a library publishes its last picture.
 */
final class Publisher extends IOPubChannel {
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "kernel-output");
        thread.setDaemon(true);
        return thread;
    });

    Publisher(ZMQ.Context context, HMACGenerator signatures) {
        super(context, signatures);
        setHWM(0); // or messages are dropped when a cell writes faster than the browser reads
    }

    @Override
    public void bind(KernelConnectionProperties properties) {
        super.bind(properties);
    }

    @Override
    public void sendMessage(Message<?> message) {
        if (writer.isShutdown()) return;
        writer.execute(() -> {
            try {
                super.sendMessage(message);
            } catch (RuntimeException | Error e) {
                KernelMain.log("A message could not be sent: " + e);
            }
        });
    }

    /** Sends what is waiting, and ends. ZeroMQ's own threads take a moment to pass it on. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            writer.awaitTermination(2, TimeUnit.SECONDS);
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
