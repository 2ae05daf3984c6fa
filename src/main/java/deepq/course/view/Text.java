package deepq.course.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Numbers, HTML and JSON as text. */
final class Text {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(
                    JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
                    JsonReadFeature.ALLOW_SINGLE_QUOTES,
                    JsonReadFeature.ALLOW_TRAILING_COMMA,
                    JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
                    JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER,
                    JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private Text() {}

    /** Four digits or all that stand before the point, without needless zeros: 475, 0.1234, 0.00025, 1.2E-7. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        int digits = Math.max(4, exact.precision() - exact.scale());
        BigDecimal rounded = exact.round(new MathContext(digits)).stripTrailingZeros();
        double size = Math.abs(value);
        return size == 0 || size >= 1e-6 && size < 1e9 ? rounded.toPlainString() : rounded.toString();
    }

    /** As the page's readers write it, wherever this runs. */
    static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** Broken at blanks into lines of about {@code length} characters; a longer word is cut. */
    static String lines(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.replaceAll("(.{" + length / 2 + "," + length + "}) (?=\\S)", "$1\n")
                .replaceAll("(\\S{" + 2 * length + "})(?=\\S)", "$1\n");
    }

    /**
     * The object at the beginning of {@code javaScript}, names without quotes and all; it can be changed.
     *
     * @throws IllegalArgumentException if there is none
     */
    @SuppressWarnings("unchecked")
    static Map<String, Object> object(String javaScript) {
        try {
            return LENIENT.readValue(javaScript, LinkedHashMap.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
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
        return Html.resource(Text.class, name);
    }
}
