package deepq.jupyter.launch;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import deepq.Photograph;
import deepq.course.view.Picture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.io.FileUtils;

/**
 * Executes the published notebooks and writes the outputs into them: only what readers on GitHub see, the same bytes
 * for the same results.
 */
final class Render {
    /** What GitHub shows, and what needs neither scripts nor the reader's trust. */
    private static final Set<String> KEPT = Set.of("text/plain", "text/markdown", "text/latex", "image/png");

    private Render() {}

    /** Returns the failures of each notebook. One that fails is left as it is. */
    static Map<Path, List<String>> render(Execution execution, List<Path> notebooks) throws IOException {
        Path folder = work(execution.project(), "render");
        try (Photograph photograph = new Photograph()) {
            return twoAtATime(
                    notebooks,
                    notebook -> render(execution, notebook, folder.resolve(notebook.getFileName()), photograph));
        } finally {
            FileUtils.deleteDirectory(folder.toFile());
        }
    }

    private static List<String> render(Execution execution, Path notebook, Path result, Photograph photograph)
            throws IOException {
        List<String> failures = new ArrayList<>(execution.execute(notebook, result, "render"));
        if (failures.isEmpty()) {
            NotebookFile executed = NotebookFile.read(result);
            photograph(executed, photograph);
            NotebookFile rendered = withOutputs(NotebookFile.read(notebook), executed);
            for (String path : machinePaths(rendered, execution.project().root())) {
                failures.add("its output holds a path of this machine: " + path);
            }
            if (failures.isEmpty()) {
                WholeFile.write(notebook, rendered.tidy().getBytes(StandardCharsets.UTF_8));
            }
        }
        return failures;
    }

    /** A new folder in target/, which no other process uses. */
    static Path work(Project project, String purpose) throws IOException {
        String name = purpose + "-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        return Files.createDirectories(project.target().resolve(name));
    }

    /** Executes the notebooks into target/notebooks, two at a time. Returns the failures of each. */
    static Map<Path, List<String>> run(Execution execution, List<Path> notebooks) {
        Path folder = execution.project().target().resolve("notebooks");
        return twoAtATime(
                notebooks, notebook -> execution.execute(notebook, folder.resolve(notebook.getFileName()), "html"));
    }

    /** What is done to one notebook, and the failures of it. */
    interface Work {
        List<String> on(Path notebook) throws IOException;
    }

    /**
     * Two notebooks at the same moment, which two cores can do. Returns the failures of each, in the order of the
     * notebooks.
     */
    static Map<Path, List<String>> twoAtATime(List<Path> notebooks, Work work) {
        ExecutorService workers = Executors.newFixedThreadPool(2);
        try {
            Map<Path, List<String>> failures = new LinkedHashMap<>();
            List<Callable<List<String>>> tasks = notebooks.stream()
                    .<Callable<List<String>>>map(file -> () -> work.on(file))
                    .toList();
            List<Future<List<String>>> done = workers.invokeAll(tasks);
            for (int i = 0; i < done.size(); i++) {
                failures.put(notebooks.get(i), done.get(i).get());
            }
            return failures;
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            workers.shutdownNow();
        }
    }

    /**
     * Puts a PNG in the place of each picture of the outputs. Whatever else is there, such as a figure that a page
     * can draw, stays.
     */
    static void photograph(NotebookFile executed, Photograph photograph) throws IOException {
        for (JsonObject cell : executed.cells()) {
            for (JsonObject output : NotebookFile.isCode(cell) ? NotebookFile.outputs(cell) : List.<JsonObject>of()) {
                JsonObject data = output.has("data") ? output.getAsJsonObject("data") : new JsonObject();
                if (data.has(Picture.STILL)) {
                    Photograph.Taken taken = photograph.take(NotebookFile.text(data.remove(Picture.STILL)));
                    data.addProperty("image/png", Base64.getEncoder().encodeToString(taken.png()));
                    JsonObject properties = new JsonObject();
                    properties.addProperty("width", taken.width());
                    properties.addProperty("height", taken.height());
                    properties.addProperty("alt", NotebookFile.text(data.get("text/plain")));
                    JsonObject metadata = new JsonObject();
                    metadata.add("image/png", properties);
                    output.add("metadata", metadata);
                }
            }
        }
    }

    /** A notebook with the outputs of its execution. */
    static NotebookFile withOutputs(NotebookFile source, NotebookFile executed) {
        JsonObject rendered = source.json().deepCopy();
        List<JsonObject> done = executed.cells();
        int count = 0;
        JsonArray cells = rendered.getAsJsonArray("cells");
        for (int i = 0; i < cells.size(); i++) {
            JsonObject cell = cells.get(i).getAsJsonObject();
            cell.getAsJsonObject("metadata").remove("execution");
            if (NotebookFile.isCode(cell)) {
                boolean empty = NotebookFile.text(cell.get("source")).isBlank();
                JsonElement number = empty ? JsonNull.INSTANCE : new JsonPrimitive(++count);
                cell.add("execution_count", number);
                cell.add("outputs", kept(NotebookFile.outputs(done.get(i)), number));
            }
        }
        JsonObject metadata = rendered.getAsJsonObject("metadata");
        metadata.remove("widgets");
        metadata.add("kernelspec", parsed("{'display_name': 'Java (deepq)', 'language': 'java', 'name': 'java'}"));
        metadata.add("language_info", parsed("{'name': 'java'}"));
        return noted(new NotebookFile(rendered));
    }

    private static JsonElement parsed(String json) {
        return JsonParser.parseString(json.replace('\'', '"'));
    }

    /** The cell's name, which format 4.5 asks for; "" in older notebooks. */
    static String id(JsonObject cell) {
        return cell.has("id") ? cell.get("id").getAsString() : "";
    }

    /** With the hash of its sources, by which a learner's copy knows what it is a copy of. */
    static NotebookFile noted(NotebookFile notebook) {
        JsonObject hash = new JsonObject();
        hash.addProperty("sources", sourceHash(notebook));
        notebook.json().getAsJsonObject("metadata").add("deepq", hash);
        return notebook;
    }

    /** SHA-256 of what its author wrote: kind and text of every cell. */
    static String sourceHash(NotebookFile notebook) {
        return DigestUtils.sha256Hex(notebook.cells().stream()
                .map(cell -> cell.get("cell_type").getAsString() + "\n" + NotebookFile.text(cell.get("source")) + "\0")
                .collect(Collectors.joining()));
    }

    private static JsonArray kept(List<JsonObject> outputs, JsonElement number) {
        JsonArray kept = new JsonArray();
        for (JsonObject output : outputs) {
            boolean stream = output.get("output_type").getAsString().equals("stream");
            if (stream && output.get("name").getAsString().equals("stderr")) {
                continue;
            }
            JsonObject copy = output.deepCopy();
            if (copy.has("execution_count")) {
                copy.add("execution_count", number);
            }
            for (String part : List.of("data", "metadata")) {
                if (copy.has(part)) {
                    copy.getAsJsonObject(part).keySet().retainAll(KEPT);
                }
            }
            if (!copy.has("data") || copy.getAsJsonObject("data").size() > 0) {
                kept.add(copy);
            }
        }
        return kept;
    }

    /**
     * What in the outputs only the machine knows where they were made: paths in a home, temporary or project folder.
     */
    static List<String> machinePaths(NotebookFile notebook, Path project) {
        String folder = "(?:/home/|/root/|/Users/|/tmp/|[A-Z]:\\\\|" + Pattern.quote(project + "/") + ")";
        // A picture is base64, in which such a thing may stand by chance.
        Pattern path = Pattern.compile("\"image/png\":\"[^\"]*\"|" + folder + "[^\\s\"]*");
        return notebook.cells().stream()
                .filter(NotebookFile::isCode)
                .flatMap(cell -> path.matcher(cell.get("outputs").toString()).results())
                .map(MatchResult::group)
                .filter(found -> !found.startsWith("\""))
                .toList();
    }
}
