package deepq.jupyter.kernel;

import java.util.List;

/** What a reader sees of a cell that failed: a name, a message, and the lines shown below the cell. */
final class CellError extends Exception {
    private static final long serialVersionUID = 1;

    private final String name;
    private final transient List<String> lines;

    CellError(String name, String message, List<String> lines) {
        super(message == null ? "" : Errors.shortened(message)); // Jupyter requires one
        this.name = name;
        this.lines = lines.stream().map(Errors::shortened).toList();
    }

    String name() {
        return name;
    }

    List<String> lines() {
        return lines;
    }
}
