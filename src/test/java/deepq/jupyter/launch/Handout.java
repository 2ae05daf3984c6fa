package deepq.jupyter.launch;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.io.FileUtils;

/**
 * Two versions of the notebooks for a class, in target/handout: {@code learner} without the solutions, and
 * {@code teacher} with every answer filled in. Both are without outputs, and the files that they link to lie beside
 * them.
 */
record Handout(Project project) {
    private static final String ANSWER = "answer-";
    private static final String SOLUTION = "solution-";
    private static final String INSTEAD = "The solution is in the teacher's version of this notebook.";
    private static final Pattern SOLVED = Pattern.compile("```java\n(.*?)\n```", Pattern.DOTALL);
    /** A path: no address of a scheme of its own, such as https, mailto, or an attachment of the cell. */
    static final Pattern LINK = Pattern.compile("\\]\\((?![a-z]+:)([^)#\\s]+)");

    /**
     * Makes both versions of all notebooks, and then puts them in the place of the last ones. Says which notebooks it
     * cannot read.
     */
    Path write(Consumer<String> say) throws IOException {
        Path made = Render.work(project, "handout");
        for (Path file : project.notebooks(List.of())) {
            try {
                NotebookFile notebook = NotebookFile.read(file);
                write(learner(notebook), file, made.resolve("learner"));
                write(teacher(notebook), file, made.resolve("teacher"));
            } catch (Problem e) {
                say.accept(e.getMessage());
            }
        }
        Path folder = project.target().resolve("handout");
        FileUtils.deleteDirectory(folder.toFile());
        Files.move(made, folder);
        return folder;
    }

    private void write(NotebookFile version, Path file, Path folder) throws IOException {
        WholeFile.write(folder.resolve(file.getFileName()), version.tidy().getBytes(StandardCharsets.UTF_8));
        for (String link : links(version)) {
            if (!link.endsWith(".ipynb")) {
                Path linked = file.resolveSibling(link);
                Path copy = folder.resolve(link).normalize();
                if (!copy.startsWith(folder.getParent())
                        || !linked.toRealPath().startsWith(project.root().toRealPath())) {
                    throw new Problem(file.getFileName() + " links to " + link + ", which lies outside of the project");
                }
                FileUtils.copyFile(linked.toFile(), copy.toFile());
            }
        }
    }

    /** Where a notebook's text leads to, of what is not on the web. */
    static List<String> links(NotebookFile notebook) {
        return notebook.cells().stream()
                .filter(cell -> !NotebookFile.isCode(cell))
                .flatMap(cell ->
                        LINK.matcher(NotebookFile.text(cell.get("source"))).results())
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    static NotebookFile learner(NotebookFile original) {
        NotebookFile version = original.withoutOutputs();
        for (JsonObject cell : version.cells()) {
            if (Render.id(cell).startsWith(SOLUTION)) {
                source(cell, INSTEAD);
            }
        }
        return Render.noted(version);
    }

    static NotebookFile teacher(NotebookFile original) {
        NotebookFile version = original.withoutOutputs();
        Map<String, JsonObject> answers = new HashMap<>();
        for (JsonObject cell : version.cells()) {
            String id = Render.id(cell);
            if (id.startsWith(ANSWER)) {
                answers.put(id.substring(ANSWER.length()), cell);
            } else if (id.startsWith(SOLUTION)) {
                Matcher solved = SOLVED.matcher(NotebookFile.text(cell.get("source")));
                JsonObject answer = answers.get(id.substring(SOLUTION.length()));
                if (answer != null && solved.find()) {
                    // The given line, which holds the course's answer, stays above.
                    String given = NotebookFile.text(answer.get("source"))
                            .lines()
                            .filter(line -> line.contains("Exercise.given()"))
                            .map(line -> line + "\n")
                            .findFirst()
                            .orElse("");
                    source(answer, given + solved.group(1));
                }
            }
        }
        return Render.noted(version);
    }

    private static void source(JsonObject cell, String text) {
        JsonArray lines = new JsonArray();
        // nbformat keeps the line ends.
        Pattern.compile("[^\n]+\n?|\n")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .forEach(lines::add);
        cell.add("source", lines);
    }
}
