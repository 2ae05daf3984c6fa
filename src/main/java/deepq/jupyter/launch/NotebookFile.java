package deepq.jupyter.launch;

import com.google.gson.FormattingStyle;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A notebook as Jupyter stores it (nbformat 4.5). */
record NotebookFile(JsonObject json) {
    /** As Jupyter writes it, with one blank of indentation. */
    private static final Gson JSON = new GsonBuilder()
            .serializeNulls()
            .disableHtmlEscaping()
            .setFormattingStyle(FormattingStyle.PRETTY.withIndent(" "))
            .create();

    private static final Pattern COLORS = Pattern.compile("\u001b\\[[0-9;]*m");

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

    /** Fails at what is no notebook: whoever reads cells need not ask. */
    static NotebookFile parse(String text) {
        NotebookFile notebook = new NotebookFile(JsonParser.parseString(text).getAsJsonObject());
        notebook.json.getAsJsonObject("metadata").size();
        for (JsonObject cell : notebook.cells()) {
            text(cell.get("source"));
            if (isCode(cell)) {
                outputs(cell);
            }
        }
        return notebook;
    }

    static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.ipynb$", "");
    }

    List<JsonObject> cells() {
        return objects(json.get("cells"));
    }

    private static List<JsonObject> objects(JsonElement array) {
        return array.getAsJsonArray().asList().stream()
                .map(JsonElement::getAsJsonObject)
                .toList();
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
        return lines.isJsonArray() ? String.join("", JSON.fromJson(lines, String[].class)) : lines.getAsString();
    }

    static List<JsonObject> outputs(JsonObject cell) {
        return objects(cell.get("outputs"));
    }

    /** The hash that {@code render} noted, "" in a notebook never rendered. A copy has that of its original. */
    String notedHash() {
        JsonElement noted = json.getAsJsonObject("metadata").get("deepq");
        return noted == null ? "" : noted.getAsJsonObject().get("sources").getAsString();
    }

    /** One line for each cell that failed, except where its author expects it (tag "raises-exception"). */
    List<String> failures() {
        List<String> failures = new ArrayList<>();
        for (JsonObject cell : cells()) {
            if (!isCode(cell) || hasTag(cell, "raises-exception")) {
                continue;
            }
            String first = text(cell.get("source")).lines().findFirst().orElse("");
            for (JsonObject output : outputs(cell)) {
                if (output.get("output_type").getAsString().equals("error")) {
                    failures.add("cell [" + cell.get("execution_count") + "] \"" + first + "\": " + error(output));
                }
            }
        }
        return failures;
    }

    private static String error(JsonObject output) {
        String name = output.get("ename").getAsString();
        String value = output.get("evalue").getAsString();
        String trace = "\n" + String.join("\n", JSON.fromJson(output.get("traceback"), String[].class));
        return name + ": " + value + COLORS.matcher(trace).replaceAll("").replace("\n", "\n    ");
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

    String tidy() {
        return JSON.toJson(json) + "\n";
    }
}
