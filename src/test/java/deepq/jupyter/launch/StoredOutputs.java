package deepq.jupyter.launch;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the texts that a published notebook stores are what its code gives. A cell that prints a time, a memory or
 * a value of deeplearning4j, whose bits are each machine's own, says so by the tag {@code varies} and is not
 * compared.
 */
final class StoredOutputs {
    /** The page gets plotly by an output of its own, which a published notebook does not hold. */
    private static final String FOR_THE_PAGE = "(plotly for the charts below)";

    private StoredOutputs() {}

    /** The first difference, named by its cell; none if all that is stored was given again. */
    static List<String> difference(NotebookFile stored, NotebookFile executed) {
        List<JsonObject> published = stored.cells();
        List<JsonObject> given = executed.cells();
        int number = 0;
        for (int i = 0; i < published.size(); i++) {
            JsonObject cell = published.get(i);
            if (!NotebookFile.isCode(cell)) continue;
            number++;
            List<String> before = texts(cell);
            List<String> now = texts(given.get(i));
            if (!varies(cell) && !before.equals(now)) {
                int at = 0;
                while (at < Math.min(before.size(), now.size())
                        && before.get(at).equals(now.get(at))) at++;
                return List.of("code cell " + number + " (" + Render.id(cell) + ") stores\n    " + text(before, at)
                        + "\nand gives\n    " + text(now, at)
                        + "\n`mvn test-compile exec:exec@author -Dauthor=\"render ...\"` stores what it "
                        + "gives.");
            }
        }
        return List.of();
    }

    static boolean varies(JsonObject cell) {
        return NotebookFile.hasTag(cell, "varies");
    }

    private static String text(List<String> texts, int at) {
        return at < texts.size() ? texts.get(at).strip() : "nothing more";
    }

    /** What a cell says, display by display; what it prints between two of them is one text, however it arrived. */
    static List<String> texts(JsonObject cell) {
        List<String> texts = new ArrayList<>();
        StringBuilder printed = new StringBuilder();
        for (JsonObject output : NotebookFile.outputs(cell)) {
            if (output.get("output_type").getAsString().equals("stream")) {
                boolean out = output.get("name").getAsString().equals("stdout");
                printed.append(out ? NotebookFile.text(output.get("text")) : "");
            } else if (output.has("data") && output.getAsJsonObject("data").has("text/plain")) {
                String text = NotebookFile.text(output.getAsJsonObject("data").get("text/plain"));
                if (text.equals(FOR_THE_PAGE)) continue;
                flush(printed, texts);
                texts.add(text);
            }
        }
        flush(printed, texts);
        return texts;
    }

    private static void flush(StringBuilder printed, List<String> texts) {
        if (!printed.isEmpty()) {
            texts.add(printed.toString());
            printed.setLength(0);
        }
    }
}
