package deepq.course.view;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;

/** The HTML of pictures: an img that stays where scripts do not run, and a script that puts something better in its place. */
public final class Html {
    private static final String PLOTLY = "META-INF/resources/webjars/plotly.js-dist/2.35.3/plotly.js";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Html() {}

    /**
     * Plotly itself, out of the class path, for a page that can fetch none: shown once per notebook, before the first chart.
     *
     * @throws IllegalStateException if plotly is not on the class path
     */
    public static String plotlyLoader() {
        try (InputStream in = Html.class.getClassLoader().getResourceAsStream(PLOTLY)) {
            if (in == null) {
                throw new IllegalStateException(
                        "The class path lacks " + PLOTLY + " (org.webjars.npm:plotly.js-dist:2.35.3).");
            }
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

    /** {@code text} made safe between tags and inside double quotes. */
    public static String escape(String text) {
        return Text.html(text);
    }

    /** An img that holds its picture itself. */
    public static String image(byte[] png, int width, String alt) {
        return "<img src=\"data:image/png;base64," + base64(png) + "\" alt=\"" + Text.html(alt)
                + "\" style=\"width:100%;max-width:" + width + "px;height:auto;display:block\">";
    }

    /** A still picture, replaced by the interactive figure where the page has plotly. */
    static String chart(byte[] png, int width, String alt, Map<String, Object> figure) {
        return upgraded(image(png, width, alt), "chart.js", Map.of("figure", figure, "width", width, "alt", alt));
    }

    static String upgraded(String fallback, String script, Map<String, Object> argument) {
        return upgraded("", fallback, script, argument);
    }

    /** A box of that style with its {@code fallback}, and the script that is called with the box and the argument. */
    static String upgraded(String style, String fallback, String script, Map<String, Object> argument) {
        String json = Text.scriptJson(argument);
        String id = id(json);
        return "<div id=\"" + id + "\" class=\"deepq\" style=\"" + style + "\">" + fallback + "</div><script>("
                + Text.resource(script).strip() + ")(document.getElementById(\"" + id + "\"), " + json + ")</script>";
    }

    /** Things side by side where the page is wide, one below the other where it is narrow, each with a line above it if it has a name. */
    static String flow(int width, List<String> names, List<? extends Picture> pictures) {
        StringBuilder html = new StringBuilder(
                        "<div class=\"deepq-panels\" style=\"display:grid;gap:20px;align-items:end;"
                                + "grid-template-columns:repeat(auto-fit,minmax(min(260px,100%),1fr));max-width:")
                .append(width)
                .append("px\">");
        for (int i = 0; i < pictures.size(); i++) {
            html.append("<div style=\"min-width:0;max-width:")
                    .append(pictures.get(i).width())
                    .append("px\">");
            if (!names.get(i).isEmpty()) {
                html.append("<div style=\"font-weight:bold;padding:4px 0\">")
                        .append(escape(names.get(i)))
                        .append("</div>");
            }
            html.append(pictures.get(i).html()).append("</div>");
        }
        return html.append("</div>").toString();
    }

    /** Unique in the page: by its content, and by its number for two that are alike. */
    private static String id(String content) {
        CRC32 crc = new CRC32();
        crc.update(content.getBytes(StandardCharsets.UTF_8));
        return "deepq-" + Long.toHexString(crc.getValue()) + "-" + COUNT.incrementAndGet();
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
