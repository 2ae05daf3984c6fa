package deepq.course.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Numbers, HTML and JSON as text. */
final class Text {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Text() {}

    /** About four digits, without needless zeros: 475, 0.1234, 1.2e-07. */
    static String number(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < 1e9) {
            return String.valueOf((long) value);
        }
        if (size >= 1e6 || size < 1e-4) {
            return String.format(Locale.ROOT, "%.2g", value);
        }
        String text = String.format(Locale.ROOT, size >= 100 ? "%.1f" : size >= 1 ? "%.2f" : "%.4f", value);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }

    /** Safe between tags and inside double quotes. */
    static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not to be written as JSON: " + value, e);
        }
    }

    /** JSON that may stand in a script element: no {@code </script>} in a title ends it, and U+2028 is no line end. */
    static String scriptJson(Object value) {
        return json(value).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }

    /** A text file beside the classes of this package. */
    static String resource(String name) {
        try (InputStream in = Text.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The class path lacks deepq/course/view/" + name + ".");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
