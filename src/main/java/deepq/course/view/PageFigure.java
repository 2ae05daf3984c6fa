package deepq.course.view;

import java.util.Map;

/**
 * A Plotly figure on its way to a page, in a box that keeps its height: our own plots, tablesaw's and the end of the
 * live picture.
 *
 * @param json Plotly's {@code data} and {@code layout}
 * @param alt what is to be seen
 * @param width in CSS pixels, the most that it gets
 * @param height in CSS pixels, at this width
 */
public record PageFigure(Map<String, Object> json, String alt, int width, int height) implements Picture {
    /** VS Code draws this by itself. */
    public static final String PLOTLY = "application/vnd.plotly.v1+json";

    @Override
    public Map<String, Object> mimeBundle(Frontend frontend) {
        return frontend == Frontend.NOTEBOOK
                ? Map.of("text/plain", alt, "text/html", html(), PLOTLY, json)
                : Picture.super.mimeBundle(frontend);
    }

    @Override
    public String describe() {
        return alt;
    }

    @Override
    public String html() {
        return html("", "");
    }

    /**
     * The box and its script.
     *
     * @param still HTML that is seen where no script runs; "" for the sentence
     * @param above HTML that lies over the figure once it is drawn, or ""
     */
    public String html(String still, String above) {
        String shown = still.isEmpty() ? "<p>" + Html.escape(alt) + "</p>" : still;
        String box = "<div class=\"deepq-still\">" + shown + "</div>";
        String style = "position:relative;width:100%;max-width:" + width + "px;min-height:min(320px," + height
                + "px);aspect-ratio:" + width + "/" + height;
        return Html.upgraded(
                style, box, "figure.js", Map.of("figure", json, "alt", alt, "above", above, "width", width));
    }
}
