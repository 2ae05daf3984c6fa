package deepq.jupyter.launch;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Processes that end with this one, with all that they started, also after Ctrl-C or a kill. */
final class Children {
    private static final Set<Process> LIVING = ConcurrentHashMap.newKeySet();

    private static final Pattern TROUBLE = Pattern.compile(
            "(?i).{0,60}(apt(-get)? install \\S|name or service not known|name resolution"
                    + "|no space left|permission denied|read-only file system|certificate verify failed|connection (refused|timed out)"
                    + "|network is unreachable|requires a different python|unable to locate package|could not get lock).{0,60}");

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> LIVING.forEach(child -> end(child, 3)), "end of the children"));
    }

    private Children() {}

    /** Starts a command without standard input: at Ctrl-C nobody must wait for an answer. Standard error joins the output. */
    static Process start(List<String> command, Path folder, Map<String, String> environment, Redirect output)
            throws IOException {
        Process process = launch(command, folder, environment, output);
        process.getOutputStream().close();
        return process;
    }

    /**
     * Starts a Jupyter, which by the settings that we give it watches its standard input: this process holds the other end,
     * so that it breaks also when this process is killed.
     */
    static Process startTied(List<String> command, Path folder, Map<String, String> environment, Redirect output)
            throws IOException {
        Map<String, String> tied = new HashMap<>(environment);
        tied.put("DEEPQ_LAUNCHER", "holds your standard input");
        return launch(command, folder, tied, output);
    }

    private static Process launch(List<String> command, Path folder, Map<String, String> environment, Redirect output)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output);
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

    /** The line of a log that says why: one that speaks of a known trouble, or else the last. */
    static String reason(Path log) throws IOException {
        List<String> lines = lines(log);
        String last = lines.isEmpty() ? "no reason was given" : lines.get(lines.size() - 1);
        String why = lines.stream()
                .map(TROUBLE::matcher)
                .filter(Matcher::find)
                .findFirst()
                .map(Matcher::group)
                .orElse(last);
        return why + " (see " + log + ")";
    }

    static List<String> lines(Path log) throws IOException {
        // Bytes first: programs do not all write UTF-8.
        return Files.exists(log)
                ? new String(Files.readAllBytes(log))
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList()
                : List.of();
    }
}
