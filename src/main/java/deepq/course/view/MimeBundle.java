package deepq.course.view;

import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing in several forms, of which a frontend shows the best that it can: Jupyter's MIME bundle (the data and
 * metadata of a display_data message).
 *
 * @param data MIME type to content: text as String, a picture as base64 String, JSON as Map
 * @param metadata MIME type to its properties (width, height and alternative text of a picture)
 */
public record MimeBundle(Map<String, Object> data, Map<String, Object> metadata) {
    public MimeBundle {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** A bundle of plain text only. */
    public static MimeBundle text(String text) {
        return new MimeBundle(Map.of("text/plain", text), Map.of());
    }

    /** This bundle with one form more. */
    public MimeBundle with(String mime, Object content) {
        Map<String, Object> more = new LinkedHashMap<>(data);
        more.put(mime, content);
        return new MimeBundle(more, metadata);
    }

    /** A PNG of {@code width} x {@code height} CSS pixels with its alternative text. */
    static MimeBundle picture(byte[] png, int width, int height, String alt) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("text/plain", alt);
        data.put("image/png", Base64.getEncoder().encodeToString(png));
        return new MimeBundle(data, Map.of("image/png", Map.of("width", width, "height", height, "alt", alt)));
    }

    /** The sentence that stands for it where nothing else can be shown. */
    public String plainText() {
        return String.valueOf(data.get("text/plain"));
    }
}
