package deepq.jupyter.kernel;

import java.util.List;
import java.util.Map;

/** What a reader sees of a cell that failed: a name, a message, and the lines shown below the cell. */
final class CellError extends Exception {
    private static final long serialVersionUID = 1;

    private final String name;
    private final transient List<String> lines;

    CellError(String name, String message, List<String> lines) {
        super(message == null ? "" : Errors.shortened(Errors.named(message))); // Jupyter requires one
        this.name = Errors.named(name);
        this.lines = lines.stream().map(Errors::named).map(Errors::shortened).toList();
    }

    String name() {
        return name;
    }

    List<String> lines() {
        return lines;
    }

    /** As Jupyter's message "error", and as the reply to a request that failed. */
    Map<String, ?> reply() {
        return Map.of("status", "error", "ename", name, "evalue", getMessage(), "traceback", lines);
    }
}
