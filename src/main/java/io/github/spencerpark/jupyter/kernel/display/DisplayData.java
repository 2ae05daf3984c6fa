package io.github.spencerpark.jupyter.kernel.display;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a notebook shows, in each of the forms that it can choose from: a MIME bundle, as Jupyter's messaging protocol
 * has it. The name is IJava's, so that a notebook that makes one there makes one here.
 */
public final class DisplayData {
    private final Map<String, Object> data = new LinkedHashMap<>();
    private final Map<String, Object> metadata = new LinkedHashMap<>();
    private String displayId;

    /** Without any form. */
    public DisplayData() {}

    /** With a plain text. */
    public DisplayData(String text) {
        putText(text);
    }

    /** Of the same type, a later form replaces an earlier one. */
    public void putData(String mimeType, Object form) {
        data.put(mimeType, form);
    }

    /** By MIME type; null if there is no such form. */
    public Object getData(String mimeType) {
        return data.get(mimeType);
    }

    /** A property of the whole, or, under a MIME type, of one form. */
    public void putMetaData(String key, Object value) {
        metadata.put(key, value);
    }

    /** text/plain. */
    public void putText(String text) {
        putData("text/plain", text);
    }

    /** text/html. */
    public void putHTML(String html) {
        putData("text/html", html);
    }

    /** text/markdown. */
    public void putMarkdown(String markdown) {
        putData("text/markdown", markdown);
    }

    /** The place that an update replaces; null if it has no name. */
    public String getDisplayId() {
        return displayId;
    }

    /** Whether an update can replace it. */
    public boolean hasDisplayId() {
        return displayId != null;
    }

    /** Names the place that an update replaces. */
    public void setDisplayId(String id) {
        displayId = id;
    }

    /** As Jupyter's messages "display_data", "update_display_data" and "execute_result" have it. */
    public Map<String, Object> content() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("data", data);
        content.put("metadata", metadata);
        content.put("transient", displayId == null ? Map.of() : Map.of("display_id", displayId));
        return content;
    }
}
