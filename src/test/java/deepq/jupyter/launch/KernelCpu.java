package deepq.jupyter.launch;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many CPU seconds the kernels of the notebooks take that this process executes: the children of each nbconvert,
 * looked at twice a second until they end. A machine on which many things run at once takes some more for the same
 * work.
 */
final class KernelCpu implements AutoCloseable {
    private final Map<String, Map<Long, Duration>> notebooks = new ConcurrentHashMap<>();
    private final Thread watch = new Thread(this::watch, "CPU of the kernels");

    KernelCpu() {
        watch.setDaemon(true);
        watch.start();
    }

    private void watch() {
        try {
            while (true) {
                ProcessHandle.current().descendants().forEach(this::look);
                Thread.sleep(500);
            }
        } catch (InterruptedException e) {
            // It is over.
        }
    }

    private void look(ProcessHandle process) {
        String command = process.info().commandLine().orElse("");
        if (command.contains("nbconvert") && command.endsWith(".ipynb")) {
            String name = command.replaceFirst(".*[/\\\\]", "").replace(".ipynb", "");
            Map<Long, Duration> kernels = notebooks.computeIfAbsent(name, unseen -> new ConcurrentHashMap<>());
            process.descendants()
                    .forEach(kernel ->
                            kernel.info().totalCpuDuration().ifPresent(used -> kernels.put(kernel.pid(), used)));
        }
    }

    /** CPU seconds of a notebook's kernel. */
    double seconds(String name) {
        return notebooks.getOrDefault(name, Map.of()).values().stream()
                        .mapToLong(Duration::toMillis)
                        .sum()
                / 1000.0;
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
