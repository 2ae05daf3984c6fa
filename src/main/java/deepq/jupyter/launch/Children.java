package deepq.jupyter.launch;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Processes that end with this one, with all that they started, also after Ctrl-C or a kill. */
final class Children {
    private static final Set<Process> LIVING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> LIVING.forEach(child -> end(child, 3)), "end of the children"));
    }

    private Children() {}

    /**
     * Starts a command; standard error joins the output, or is shown where that is discarded. A Jupyter, by the
     * settings that we give it, watches its standard input: this process holds the other end, so that it breaks also
     * when this process is killed.
     */
    static Process start(List<String> command, Path folder, Map<String, String> environment, Redirect output)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(output);
        if (output == Redirect.DISCARD) {
            builder.redirectError(Redirect.INHERIT);
        } else {
            builder.redirectErrorStream(true);
        }
        builder.environment().putAll(environment);
        Process process = builder.start();
        LIVING.add(process);
        process.onExit().thenAccept(LIVING::remove);
        return process;
    }

    /** Waits; whether the process ended within the time, and well. Afterwards it has ended in any case. */
    static boolean succeeds(Process process, int seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            end(process, 0);
        }
    }

    /**
     * Sees to it that the process and all that it started end. Ctrl-C reaches Jupyter too, hence the seconds of grace;
     * then it is asked, which lets it end its kernels; at last it is forced.
     */
    static void end(Process process, int grace) {
        List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
        family.add(process.toHandle());
        try {
            if (!process.waitFor(grace, TimeUnit.SECONDS)) {
                process.destroy();
                process.waitFor(8, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        family.forEach(ProcessHandle::destroyForcibly);
    }
}
