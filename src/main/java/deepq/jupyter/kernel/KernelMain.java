package deepq.jupyter.kernel;

import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * Starts the kernel. Jupyter calls {@code java -cp ... deepq.jupyter.kernel.KernelMain connection-file}, with
 * {@code interrupt_mode} {@code message}.
 *
 * <p>A library that wants to show pictures finds the kernel by reflection, as it finds IJava:
 * {@code deepq.jupyter.kernel.KernelMain.instance()} is what
 * {@code io.github.spencerpark.ijava.IJava.getKernelInstance()} is there, with the same {@code display(DisplayData)}
 * and {@code getIO().display.updateDisplay(DisplayData)}, where DisplayData is
 * {@code io.github.spencerpark.jupyter.kernel.display.DisplayData}.
 *
 * <p>A library can teach the kernel to show its types: a service of type {@link java.util.function.Function} (a class
 * named in META-INF/services/java.util.function.Function) that answers a value with a Map of "data" and "metadata",
 * both by MIME type, or with null where it does not know the value.
 */
public final class KernelMain {
    /** The process's own stderr: Jupyter's log, not the notebook. */
    private static final PrintStream LOG = System.err;

    private static volatile JavaKernel kernel;

    private KernelMain() {}

    /** The kernel of this process; null where none was started. */
    public static JavaKernel instance() {
        return kernel;
    }

    static void log(String message) {
        LOG.println(message);
    }

    /** A thread that does not keep the process alive. */
    static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Starts a kernel, which lives until Jupyter shuts it down. The argument is the path of the connection file. */
    public static void main(String[] args) throws Exception {
        if (args.length != 1) {
            refuse("Jupyter starts this class, with one argument: its connection file. There are " + args.length + ".");
        }
        JsonObject file = Connection.JSON.fromJson(Files.readString(Path.of(args[0])), JsonObject.class);
        if (!file.has("key") || file.get("key").getAsString().isEmpty()) {
            refuse("The connection file has an empty key: every account of this machine could run commands in yours.");
        }
        if (!file.get("transport").getAsString().equals("tcp")) {
            refuse("This kernel speaks tcp, not " + file.get("transport") + ": start Jupyter without that transport.");
        }
        // JShell is what the first cell waits for; Jupyter's first questions do not need it.
        CompletableFuture<Session> session = CompletableFuture.supplyAsync(Session::new);
        Connection connection = new Connection(file);
        kernel = new JavaKernel(connection, session);
        Runtime.getRuntime().addShutdownHook(new Thread(kernel::end, "kernel-end"));
        connection.open(kernel::answer);
        endWithParent(System.getenv("JPY_PARENT_PID"));
    }

    private static void refuse(String why) {
        log(why);
        System.exit(2);
    }

    /** Jupyter names its process, except on Windows, so that a kernel does not outlive it. */
    private static void endWithParent(String pid) {
        if (pid == null || !pid.matches("\\d+") || System.getProperty("os.name").startsWith("Windows")) return;
        Runnable end = () -> {
            log("Jupyter, process " + pid + ", has ended, and this kernel ends with it.");
            System.exit(1);
        };
        // Nobody there: Jupyter ended while this kernel started.
        ProcessHandle.of(Long.parseLong(pid))
                .ifPresentOrElse(parent -> parent.onExit().thenRun(end), end);
    }
}
