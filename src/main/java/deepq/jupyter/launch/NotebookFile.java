package deepq.jupyter.launch;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A notebook as Jupyter stores it (nbformat 4.5). */
record NotebookFile(JsonObject json) {
    /** What GitHub shows, and what needs neither scripts nor the reader's trust. */
    private static final Set<String> KEPT = Set.of("text/plain", "text/markdown", "text/latex", "image/png");

    private static final Gson JSON =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");

    /** Reads a notebook. Whatever is wrong with the file is a {@link Problem} that names it and its cure. */
    static NotebookFile read(Path file) {
        String text = "";
        try {
            text = Files.readString(file);
            return parse(text);
        } catch (CharacterCodingException e) {
            throw problem(file, "is no text");
        } catch (IOException e) {
            boolean link = Files.isSymbolicLink(file) && !Files.exists(file);
            String reason = Files.isDirectory(file) ? "is a folder" : link ? "is a link to nothing" : "cannot be read";
            throw problem(file, Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? reason : "is not there");
        } catch (RuntimeException e) {
            boolean merge = text.lines().anyMatch(line -> line.startsWith("<<<<<<<"));
            throw problem(file, text.isBlank() ? "is empty" : merge ? "has the marks of a merge" : "is no notebook");
        }
    }

    /** One line that names a notebook, what is wrong with it, and its cure. */
    static Problem problem(Path file, String wrong) {
        String folder = file.toAbsolutePath().getParent().getFileName().toString();
        String cure = folder.equals("my-notebooks")
                ? "`reset " + name(file) + "` brings the original back, and keeps this one beside it."
                : "`git checkout " + folder + "/" + file.getFileName() + "`, or a new download, brings it back.";
        return new Problem(folder + "/" + file.getFileName() + " " + wrong + ". " + cure);
    }

    /** Adds what older notebooks lack, so that whoever reads cells need not ask; fails at what is no notebook. */
    static NotebookFile parse(String text) {
        NotebookFile notebook = new NotebookFile(JsonParser.parseString(text).getAsJsonObject());
        orElse(notebook.json, "metadata", new JsonObject());
        for (JsonObject cell : notebook.cells()) {
            orElse(cell, "metadata", new JsonObject());
            text(cell.get("source"));
            if (isCode(cell)) {
                orElse(cell, "outputs", new JsonArray());
                orElse(cell, "execution_count", JsonNull.INSTANCE);
                outputs(cell);
            }
        }
        return notebook;
    }

    private static void orElse(JsonObject object, String name, JsonElement value) {
        if (!object.has(name)) {
            object.add(name, value);
        }
    }

    /** The cell's name, which format 4.5 asks for; "" in older notebooks. */
    static String id(JsonObject cell) {
        return cell.has("id") ? cell.get("id").getAsString() : "";
    }

    static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.ipynb$", "");
    }

    List<JsonObject> cells() {
        List<JsonObject> cells = new ArrayList<>();
        json.getAsJsonArray("cells").forEach(cell -> cells.add(cell.getAsJsonObject()));
        return cells;
    }

    static boolean isCode(JsonObject cell) {
        return cell.get("cell_type").getAsString().equals("code");
    }

    static boolean hasTag(JsonObject cell, String tag) {
        JsonElement tags = cell.getAsJsonObject("metadata").get("tags");
        return tags != null && tags.getAsJsonArray().contains(new JsonPrimitive(tag));
    }

    /** A text that nbformat stores as one string or as a list of lines. */
    static String text(JsonElement lines) {
        if (lines.isJsonArray()) {
            StringBuilder text = new StringBuilder();
            lines.getAsJsonArray().forEach(line -> text.append(line.getAsString()));
            return text.toString();
        }
        return lines.getAsString();
    }

    static List<JsonObject> outputs(JsonObject cell) {
        List<JsonObject> outputs = new ArrayList<>();
        cell.getAsJsonArray("outputs").forEach(output -> outputs.add(output.getAsJsonObject()));
        return outputs;
    }

    /** SHA-256 of what its author wrote: kind and text of every cell. */
    String sourceHash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (JsonObject cell : cells()) {
                String written = cell.get("cell_type").getAsString() + "\n" + text(cell.get("source")) + "\0";
                digest.update(written.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The hash that {@code render} noted, or "" in a notebook that was never rendered. */
    String notedHash() {
        JsonElement noted = json.getAsJsonObject("metadata").get("deepq");
        return noted == null ? "" : noted.getAsJsonObject().get("sources").getAsString();
    }

    /** One line for each cell that failed, except where its author expects it (tag "raises-exception"). */
    List<String> failures() {
        List<String> failures = new ArrayList<>();
        for (JsonObject cell : cells()) {
            if (isCode(cell) && !hasTag(cell, "raises-exception")) {
                for (JsonObject output : outputs(cell)) {
                    if (output.get("output_type").getAsString().equals("error")) {
                        failures.add("cell [" + number(cell) + "] \"" + firstLine(cell) + "\": " + error(output));
                    }
                }
            }
        }
        return failures;
    }

    private static String number(JsonObject cell) {
        return cell.get("execution_count").isJsonNull()
                ? " "
                : cell.get("execution_count").getAsString();
    }

    private static String firstLine(JsonObject cell) {
        return text(cell.get("source")).lines().findFirst().orElse("");
    }

    private static String error(JsonObject output) {
        String name = output.get("ename").getAsString();
        String value = output.get("evalue").getAsString();
        StringBuilder trace = new StringBuilder();
        output.getAsJsonArray("traceback")
                .forEach(line -> trace.append("\n    ").append(line.getAsString()));
        return name + ": " + value + COLOURS.matcher(trace).replaceAll("").replace("\n", "\n    ");
    }

    /** This notebook with the outputs of an execution: only what readers on GitHub see, the same bytes for the same results. */
    NotebookFile withOutputsOf(NotebookFile executed) {
        JsonObject rendered = json.deepCopy();
        List<JsonObject> done = executed.cells();
        int count = 0;
        JsonArray cells = rendered.getAsJsonArray("cells");
        for (int i = 0; i < cells.size(); i++) {
            JsonObject cell = cells.get(i).getAsJsonObject();
            cell.getAsJsonObject("metadata").remove("execution");
            if (isCode(cell)) {
                boolean empty = text(cell.get("source")).isBlank();
                JsonElement number = empty ? JsonNull.INSTANCE : new JsonPrimitive(++count);
                cell.add("execution_count", number);
                // What a cell with this tag prints depends on the machine: committed, it would be true nowhere else.
                List<JsonObject> results = hasTag(cell, "clock") ? List.of() : outputs(done.get(i));
                cell.add("outputs", kept(results, number));
            }
        }
        JsonObject metadata = rendered.getAsJsonObject("metadata");
        metadata.remove("widgets");
        metadata.add("kernelspec", parsed("{'display_name': 'Java (deepq)', 'language': 'java', 'name': 'java'}"));
        metadata.add("language_info", parsed("{'name': 'java'}"));
        return new NotebookFile(rendered).noted();
    }

    private static JsonElement parsed(String json) {
        return JsonParser.parseString(json.replace('\'', '"'));
    }

    /** With the hash of its sources, by which a learner's copy knows what it is a copy of. */
    NotebookFile noted() {
        JsonObject hash = new JsonObject();
        hash.addProperty("sources", sourceHash());
        json.getAsJsonObject("metadata").add("deepq", hash);
        return this;
    }

    NotebookFile withoutOutputs() {
        NotebookFile version = new NotebookFile(json.deepCopy());
        for (JsonObject cell : version.cells()) {
            if (isCode(cell)) {
                cell.add("outputs", new JsonArray());
                cell.add("execution_count", JsonNull.INSTANCE);
            }
        }
        return version;
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

    /** What in the outputs only the machine knows where they were made: paths in a home, temporary or project folder. */
    List<String> machinePaths(Path project) {
        String folder = "(?:/home/|/root/|/Users/|/tmp/|[A-Z]:\\\\|" + Pattern.quote(project + "/") + ")";
        // A picture is base64, in which such a thing may stand by chance.
        Pattern path = Pattern.compile("\"image/png\":\"[^\"]*\"|" + folder + "[^\\s\"]*");
        return cells().stream()
                .filter(NotebookFile::isCode)
                .flatMap(cell -> path.matcher(cell.get("outputs").toString()).results())
                .map(MatchResult::group)
                .filter(found -> !found.startsWith("\""))
                .toList();
    }

    /** As Jupyter writes it, with one blank of indentation. */
    String tidy() {
        StringWriter text = new StringWriter();
        JsonWriter writer = new JsonWriter(text);
        writer.setIndent(" ");
        JSON.toJson(json, writer);
        return text.append('\n').toString();
    }
}
