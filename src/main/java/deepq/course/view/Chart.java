package deepq.course.view;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A chart: a record of what to draw, made step by step in one expression, and drawn twice, by plotly in the page and by JFreeChart as a PNG.
 * Each method returns a new chart. Title and axis labels (with their unit) are required; colours are Okabe and Ito's, which readers with colour
 * blindness can tell apart, and lines also differ in their dashes, so that a grey print can be read.
 */
public sealed interface Chart extends Picture permits LineChart, ScatterChart, HistogramChart, BarChart, HeatMap {
    Frame frame();

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if an axis has no label
     */
    @Override
    default byte[] png() {
        return Png.encode(StaticChart.draw(this, StaticChart.WIDTH, StaticChart.HEIGHT, 2));
    }

    /** A PNG with as many pixels as it is shown large: drawn in a quarter of the time, for a picture that is soon replaced. */
    default byte[] coarsePng() {
        return Png.encode(StaticChart.draw(this, StaticChart.WIDTH, StaticChart.HEIGHT, 1));
    }

    /** The figure as plotly understands it: {@code data} and {@code layout}, strict JSON. */
    default Map<String, Object> plotly() {
        return PlotlyFigure.of(this);
    }

    @Override
    default MimeBundle mimeBundle(Frontend frontend) {
        String alt = describe();
        byte[] png = png();
        MimeBundle picture = MimeBundle.picture(
                frontend,
                () -> Html.chart(png, StaticChart.WIDTH, alt, List.of(plotly())),
                alt,
                png,
                StaticChart.WIDTH,
                StaticChart.HEIGHT);
        if (frontend != Frontend.LAB) {
            return picture;
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("application/vnd.plotly.v1+json", plotly());
        data.putAll(picture.data());
        // In place of the figure JupyterLab's plotly 7 would show the PNG, twice as large, until the mouse comes.
        data.remove("image/png");
        return new MimeBundle(data, Map.of());
    }
}
