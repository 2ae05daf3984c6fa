package deepq.course.view;

import deepq.random.Require;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.unbescape.html.HtmlEscape;

/**
 * The HTML of pictures: what is seen where scripts do not run, and a script that puts something better in its place.
 */
public final class Html {
    private static final String PLOTLY = "META-INF/resources/webjars/plotly.js-dist/2.35.3/plotly.js";
    /** On a dark page a drawing is light on dark, its hues kept. Jupyter and VS Code say whether theirs is. */
    static final String PAPER_STYLE = "<style>[data-jp-theme-light=false] .deepq-paper,.vscode-dark .deepq-paper"
            + "{filter:invert(0.93) hue-rotate(180deg)}</style>";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private Html() {}

    /**
     * Plotly itself, out of the class path, for a page that can fetch none: shown once per notebook, before the first
     * chart.
     *
     * @throws IllegalStateException if plotly is not on the class path
     */
    public static String plotlyLoader() {
        try (InputStream in = Html.class.getClassLoader().getResourceAsStream(PLOTLY)) {
            Require.state(in != null, "The class path lacks %s (org.webjars.npm:plotly.js-dist:2.35.3).", PLOTLY);
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                in.transferTo(gzip);
            }
            return "<script>window.deepqPacked = \"" + base64(packed.toByteArray())
                    + "\"; window.dispatchEvent(new Event(\"deepq-plotly\"))</script>";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text file beside a class. */
    public static String resource(Class<?> owner, String name) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            Require.that(in != null, "There is no file %s beside %s.", name, owner.getName());
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code text} made safe between tags and inside double quotes. */
    public static String escape(String text) {
        return HtmlEscape.escapeHtml4Xml(text);
    }

    /** A line above a picture, or nothing if it has no name. */
    static String title(String name) {
        return name.isEmpty()
                ? ""
                : "<div style=\"font:bold 16px sans-serif;padding:6px 2px\">" + escape(name) + "</div>";
    }

    /** A box of that style with its {@code fallback}, and the script that is called with the box and the argument. */
    static String upgraded(String style, String fallback, String script, Map<String, Object> argument) {
        String json = Text.scriptJson(argument);
        String id = id(json);
        return "<div id=\"" + id + "\" class=\"deepq\" style=\"" + style + "\">" + fallback + "</div><script>("
                + Text.resource(script).strip() + ")(document.getElementById(\"" + id + "\"), " + json + ")</script>";
    }

    /** Unique in the page: by its content, and by its number for two that are alike. */
    private static String id(String content) {
        CRC32 crc = new CRC32();
        crc.update(content.getBytes(StandardCharsets.UTF_8));
        return "deepq-" + Long.toHexString(crc.getValue()) + "-" + COUNT.incrementAndGet();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** An address that is the picture itself: sanitizers drop inline SVG and keep an img, which even moves. */
    static String address(String svg) {
        return "data:image/svg+xml;base64," + base64(svg.getBytes(StandardCharsets.UTF_8));
    }
}
