package deepq.course.exercise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers to exercises in a text file, where a line {@code %% name of the exercise | words} comes before each; and the
 * notebooks that they belong to.
 */
final class Answers {
    private static final Pattern HEAD = Pattern.compile("%% ([a-z0-9-]+) \\| (.+)\\n");

    /** @param words what is expected of it */
    record Answer(String words, String code) {}

    /** @param runs whether it is code, and not meant to end in an exception */
    record Cell(String id, boolean runs, String source) {}

    private Answers() {}

    /** The cells of a notebook, in their order. */
    static List<Cell> cells(Path notebook) throws IOException {
        List<Cell> cells = new ArrayList<>();
        for (JsonNode cell : new ObjectMapper().readTree(notebook.toFile()).get("cells")) {
            StringBuilder source = new StringBuilder();
            cell.get("source").forEach(line -> source.append(line.asText()));
            boolean isCode = cell.get("cell_type").asText().equals("code");
            boolean throwing = cell.get("metadata").toString().contains("raises-exception");
            cells.add(new Cell(cell.get("id").asText(), isCode && !throwing, source.toString()));
        }
        return cells;
    }

    static String source(List<Cell> cells, String id) {
        return cells.stream()
                .filter(cell -> cell.id.equals(id))
                .map(Cell::source)
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no cell " + id));
    }

    /** By exercise, in their order; none if there is no such file. */
    static Map<String, List<Answer>> read(Path file) throws IOException {
        Map<String, List<Answer>> answers = new LinkedHashMap<>();
        String text = Files.exists(file) ? Files.readString(file) : "";
        for (Matcher head = HEAD.matcher(text); head.find(); ) {
            int end = text.indexOf("\n%% ", head.end());
            String code = text.substring(head.end(), end < 0 ? text.length() : end);
            answers.computeIfAbsent(head.group(1), key -> new ArrayList<>())
                    .add(new Answer(head.group(2).strip(), code));
        }
        return answers;
    }
}
