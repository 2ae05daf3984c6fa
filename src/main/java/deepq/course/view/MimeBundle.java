package deepq.course.view;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing in several forms, of which a frontend shows the best that it can: the data of a display_data message of
 * Jupyter.
 *
 * @param data MIME type to content: text as String, JSON as Map
 */
public record MimeBundle(Map<String, Object> data) {
    /** A bundle of plain text only. */
    public static MimeBundle text(String text) {
        return new MimeBundle(Map.of("text/plain", text));
    }

    /** The text and its HTML; a notebook that is rendered to be committed holds the text alone. */
    public static Showable html(String text, String html) {
        return frontend -> frontend == Frontend.RENDER ? text(text) : text(text).with("text/html", html);
    }

    /** This bundle with one form more. */
    public MimeBundle with(String mime, Object content) {
        Map<String, Object> more = new LinkedHashMap<>(data);
        more.put(mime, content);
        return new MimeBundle(Collections.unmodifiableMap(more));
    }

    /** The sentence that stands for it where nothing else can be shown. */
    public String plainText() {
        return String.valueOf(data.get("text/plain"));
    }
}
