package deepq.jupyter.launch;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two versions of the notebooks for a class, in target/handout: {@code learner} without the solutions, and {@code teacher}
 * with every answer filled in. Both are without outputs, and the files that they link to lie beside them.
 */
record Handout(Project project) {
    private static final String ANSWER = "answer-";
    private static final String SOLUTION = "solution-";
    private static final String INSTEAD = "The solution is in the teacher's version of this notebook.";
    private static final Pattern SOLVED = Pattern.compile("```java\n(.*?)\n```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)");

    /** Makes both versions of all notebooks. Returns their folder. */
    Path write() throws IOException {
        Path folder = project.target().resolve("handout");
        Project.delete(folder);
        for (Path notebook : project.notebooks(List.of())) {
            write(learner(NotebookFile.read(notebook)), notebook, folder.resolve("learner"));
            write(teacher(NotebookFile.read(notebook)), notebook, folder.resolve("teacher"));
        }
        return folder;
    }

    private static void write(NotebookFile version, Path original, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(original.getFileName()), version.tidy());
        for (String link : links(version)) {
            Path copy = folder.resolve(link).normalize();
            if (!link.endsWith(".ipynb")) {
                Files.createDirectories(copy.getParent());
                Files.copy(original.resolveSibling(link), copy, StandardCopyOption.REPLACE_EXISTING);
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
        NotebookFile version = withoutOutputs(original);
        for (JsonObject cell : version.cells()) {
            if (id(cell).startsWith(SOLUTION)) {
                source(cell, INSTEAD);
            }
        }
        return noted(version);
    }

    static NotebookFile teacher(NotebookFile original) {
        NotebookFile version = withoutOutputs(original);
        Map<String, JsonObject> answers = new HashMap<>();
        for (JsonObject cell : version.cells()) {
            if (id(cell).startsWith(ANSWER)) {
                answers.put(id(cell).substring(ANSWER.length()), cell);
            } else if (id(cell).startsWith(SOLUTION)) {
                Matcher solved = SOLVED.matcher(NotebookFile.text(cell.get("source")));
                if (solved.find()) {
                    source(answers.get(id(cell).substring(SOLUTION.length())), solved.group(1));
                }
            }
        }
        return noted(version);
    }

    private static String id(JsonObject cell) {
        return cell.get("id").getAsString();
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

    private static NotebookFile withoutOutputs(NotebookFile original) {
        NotebookFile version = new NotebookFile(original.json().deepCopy());
        for (JsonObject cell : version.cells()) {
            if (NotebookFile.isCode(cell)) {
                cell.add("outputs", new JsonArray());
                cell.add("execution_count", JsonNull.INSTANCE);
            }
        }
        return version;
    }

    /** With the hash of its own sources, so that {@code reset} knows this version as an original too. */
    private static NotebookFile noted(NotebookFile version) {
        JsonObject hash = new JsonObject();
        hash.addProperty("sources", version.sourceHash());
        version.json().getAsJsonObject("metadata").add("deepq", hash);
        return version;
    }
}
