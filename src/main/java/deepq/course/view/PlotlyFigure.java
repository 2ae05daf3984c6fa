package deepq.course.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A chart as plotly draws it: strict Plotly JSON of data, layout and config. The page's script puts the page's own colors in place of {@link Style#INK} and its like. */
final class PlotlyFigure {
    private static final String LAYOUT = """
            {
              font: {color: '#333333', size: 13},
              paper_bgcolor: '#FFFFFF00',
              plot_bgcolor: '#FFFFFF00',
              margin: {l: 70, r: 28, t: 56, b: 90},
              legend: {orientation: 'h', x: 0.5, xanchor: 'center', yref: 'container', y: 0, yanchor: 'bottom', traceorder: 'normal'},
              hovermode: 'closest',
              autosize: true
            }
            """;
    private static final String AXIS = """
            {gridcolor: '#E3E3E3', linecolor: '#888888', tickcolor: '#888888', showline: true, zeroline: false, ticks: 'outside',
             tickformat: ',.10~f', automargin: true, autorange: false}
            """;

    /** Nothing that sends the data to somebody else's server. */
    private static final String CONFIG = """
            {displaylogo: false, displayModeBar: 'hover', modeBarButtons: [['zoom2d', 'pan2d', 'resetScale2d', 'toImage']],
             showLink: false, showSendToCloud: false, showEditInChartStudio: false, plotlyServerURL: '', responsive: true}
            """;

    private final Chart<?> chart;
    private final List<Map<String, Object>> traces = new ArrayList<>();
    private final List<Map<String, Object>> shapes = new ArrayList<>();
    private final List<Map<String, Object>> notes = new ArrayList<>();
    private final Map<String, Object> layout = Text.object(LAYOUT);
    private final Map<String, Object> xAxis;
    private final Map<String, Object> yAxis;

    private PlotlyFigure(Chart<?> chart) {
        this.chart = chart;
        Frame frame = chart.frame;
        frame.requireLabels();
        layout.put("title", title(frame.title()));
        xAxis = axis("xaxis", frame.x(), chart.xAxis(), Axis.most(Chart.WIDTH));
        yAxis = axis("yaxis", Text.lines(frame.y(), 38), chart.yAxis(), Axis.Y_TICKS);
    }

    /** Maps and lists: {@code data}, {@code layout}, {@code config}. */
    static Map<String, Object> of(Chart<?> chart) {
        PlotlyFigure figure = new PlotlyFigure(chart);
        if (chart instanceof LineChart lines) {
            lines.series.forEach(figure::series);
        } else if (chart instanceof HistogramChart histogram) {
            figure.histogram(histogram);
        } else if (chart instanceof BarChart bars) {
            figure.bars(bars);
        } else if (chart instanceof HeatMap map) {
            figure.heatMap(map);
        }
        chart.frame.levels().forEach(figure::level);
        figure.layout.put("showlegend", !chart.legend().isEmpty());
        figure.layout.put("shapes", figure.shapes);
        figure.layout.put("annotations", figure.notes);
        return whole(figure.traces, figure.layout);
    }

    /** Traces of somebody else's in the course's frame, with the labels of their own axes. */
    static Map<String, Object> of(String title, List<Map<String, Object>> traces, Map<String, Object> theirs) {
        Map<String, Object> layout = Text.object(LAYOUT);
        layout.put("title", title(title));
        for (String key : List.of("xaxis", "yaxis")) {
            Map<String, Object> axis = Text.object("{automargin: true, gridcolor: '#E3E3E3'}");
            axis.put(
                    "title",
                    Map.of(
                            "text",
                            theirs.get(key) instanceof Map<?, ?> known && known.get("title") != null
                                    ? known.get("title")
                                    : ""));
            layout.put(key, axis);
        }
        return whole(traces, layout);
    }

    private static Map<String, Object> title(String text) {
        Map<String, Object> title = Text.object("{font: {size: 17}, x: 0.5, xanchor: 'center'}");
        title.put("text", plain(text));
        return title;
    }

    private static Map<String, Object> whole(List<Map<String, Object>> traces, Map<String, Object> layout) {
        layout.put("height", Chart.HEIGHT);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("data", traces);
        result.put("layout", layout);
        result.put("config", Text.object(CONFIG));
        return result;
    }

    private void series(Series whole) {
        int number = traces.size()
                - (int) traces.stream()
                        .filter(trace -> trace.containsKey("hoverinfo"))
                        .count();
        Series one = whole.thinned();
        String color = Style.color(number);
        if (one.kind() == Series.Kind.BAND) {
            edge(one, one.lows(), "none", color);
            edge(one, one.highs(), "tonexty", color);
        }
        boolean faint = one.kind() == Series.Kind.POINTS && one.xs().length > 60;
        Map<String, Object> trace = Text.object("""
                {type: 'scatter', mode: '%s', line: {color: '%s', width: 2, dash: '%s', shape: '%s'},
                 marker: {color: '%s', symbol: '%s', size: %d, opacity: %s}}""".formatted(
                        one.marked() ? one.joined() ? "lines+markers" : "markers" : "lines",
                        color,
                        Style.dash(number),
                        one.kind() == Series.Kind.STEPS ? "hv" : "linear",
                        color,
                        Style.marker(number),
                        one.kind() == Series.Kind.PATH ? 4 : 6,
                        faint ? 0.5 : 1));
        add(trace, one.name(), one.xs(), one.ys());
    }

    /** One edge of a band; the second is filled to the first. */
    private void edge(Series band, double[] edge, String fill, String color) {
        Map<String, Object> trace = Text.object("""
                {type: 'scatter', mode: 'lines', line: {width: 0, color: '%s'}, showlegend: false, hoverinfo: 'skip',
                 fill: '%s', fillcolor: '%s'}""".formatted(color, fill, Style.faded(color, 0.2)));
        add(trace, band.name(), band.xs(), edge);
    }

    /** A line across and its name, in the plot beside it; where there are bars, which it would lie across, in the legend. */
    private void level(Frame.Level level) {
        boolean x = level.upright();
        Axis axis = x ? chart.xAxis() : chart.yAxis();
        Map<String, Object> line = Text.object("""
                {type: 'line', line: {color: '#333333', width: 1.3, dash: '%s'}, %s: 0, %s: 1, xref: '%s', yref: '%s'}
                """.formatted(
                        Style.dash(Style.levelDash(chart, level)),
                        x ? "y0" : "x0",
                        x ? "y1" : "x1",
                        x ? "x" : "paper",
                        x ? "paper" : "y"));
        line.put(x ? "x0" : "y0", level.value());
        line.put(x ? "x1" : "y1", level.value());
        shapes.add(line);
        if (chart.levelsInLegend()) {
            add(
                    Text.object(
                            "{type: 'scatter', mode: 'lines', hoverinfo: 'skip', line: {color: '#333333', width: 1.3, dash: '%s'}}"
                                    .formatted(Style.dash(Style.levelDash(chart, level)))),
                    level.name(),
                    new Object[] {null},
                    new Object[] {null});
            return;
        }
        boolean turned = chart.turned(level);
        // Plotly wants the place of a note, but not that of a line, as its logarithm.
        double place = axis.log() ? Math.log10(level.value()) : level.value();
        Map<String, Object> note = Text.object("""
                {showarrow: false, bgcolor: '#FFFFFFB3', xref: '%s', yref: '%s', x: %s, y: %s, xanchor: '%s', yanchor: '%s', yshift: %d}
                """.formatted(
                        x ? "x" : "paper",
                        x ? "paper" : "y",
                        x ? place : 0,
                        x ? 1 : place,
                        x && turned ? "right" : "left",
                        x || turned ? "top" : "bottom",
                        x ? -StillChart.LINE * chart.row(level) : 0));
        note.put("text", plain(level.name()));
        notes.add(note);
    }

    private void histogram(HistogramChart histogram) {
        double[] edges = histogram.edges();
        double[] centers = IntStream.range(0, histogram.bins)
                .mapToDouble(i -> (edges[i] + edges[i + 1]) / 2)
                .toArray();
        for (HistogramChart.Sample sample : histogram.samples) {
            // Bins counted here, as bars: plotly would choose others.
            Map<String, Object> trace = bar(histogram.samples.size() > 1 ? 0.6 : 0.9);
            trace.put("width", edges[1] - edges[0]);
            add(trace, sample.name(), centers, histogram.counts(sample));
        }
        layout.put("barmode", "overlay");
    }

    private void bars(BarChart chart) {
        for (BarChart.Bars set : chart.bars) {
            Map<String, Object> trace = bar(1);
            if (set.lows() != null) {
                Map<String, Object> error =
                        Text.object("{type: 'data', symmetric: false, thickness: 1.5, color: '#333333'}");
                error.put("array", distances(set.values(), set.highs()));
                error.put("arrayminus", distances(set.lows(), set.values()));
                trace.put("error_y", error);
            }
            add(
                    trace,
                    set.name(),
                    chart.categories.stream().map(PlotlyFigure::category).toArray(),
                    set.values());
        }
        xAxis.put("type", "category");
        layout.put("barmode", "group");
    }

    private static double[] distances(double[] from, double[] to) {
        return IntStream.range(0, from.length).mapToDouble(i -> to[i] - from[i]).toArray();
    }

    private static String category(String name) {
        return plain(Text.lines(name, StillChart.CATEGORY));
    }

    private Map<String, Object> bar(double opacity) {
        String[] hatches = {"", "/", "x", "\\\\", ".", "-"};
        int number = traces.size();
        return Text.object("""
                {type: 'bar', opacity: %s, marker: {color: '%s', line: {color: '#FFFFFF', width: 1},
                 pattern: {fillmode: 'overlay', solidity: 0.2, fgcolor: '#FFFFFF', shape: '%s'}}}""".formatted(opacity, Style.color(number), hatches[number % hatches.length]));
    }

    private void heatMap(HeatMap map) {
        HeatMap.Cells cells = map.cells();
        Map<String, Object> trace = Text.object(
                "{type: 'heatmap', colorbar: {thickness: 16, title: {side: 'right'}, tickformat: ',.10~f'}}");
        trace.put("colorscale", Style.plotlyScale());
        trace.put("zmin", map.colors().low());
        trace.put("zmax", map.colors().high());
        trace.put(
                "z",
                Arrays.stream(cells.values())
                        .map(row -> Arrays.stream(row)
                                .mapToObj(value -> Double.isNaN(value) ? null : value)
                                .toArray())
                        .toArray());
        child(child(trace, "colorbar"), "title").put("text", plain(cells.name()));
        add(trace, cells.name(), cells.xs(), cells.ys());
        if (cells.table()) {
            trace.put("xgap", 1);
            trace.put("ygap", 1);
            yAxis.put("range", List.of(chart.yAxis().high(), chart.yAxis().low()));
        }
        xAxis.put("showgrid", false);
        yAxis.put("showgrid", false);
        for (Series path : map.paths) {
            series(path);
            Map<String, Object> last = traces.get(traces.size() - 1);
            last.put("line", Map.of("color", "white", "width", 2));
            last.put("marker", Map.of("color", "white", "size", 3));
        }
        child(layout, "margin").put("b", 64);
    }

    private Map<String, Object> axis(String key, String label, Axis axis, int most) {
        Map<String, Object> json = Text.object(AXIS);
        Map<String, Object> title = Text.object("{standoff: 10}");
        title.put("text", plain(label));
        json.put("title", title);
        json.put("range", List.of(axis.low(), axis.high()));
        json.put("nticks", most);
        if (axis.log()) {
            json.put("type", "log");
            json.put("tickvals", axis.ticks(most));
            json.put(
                    "ticktext",
                    Arrays.stream(axis.ticks(most)).mapToObj(Axis::text).toArray());
        } else if (axis.whole()) {
            json.put("tick0", 0);
            json.put("dtick", axis.step(most));
        }
        layout.put(key, json);
        return json;
    }

    private void add(Map<String, Object> trace, String name, Object xs, Object ys) {
        trace.put("name", plain(name));
        trace.put("x", xs);
        trace.put("y", ys);
        traces.add(trace);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> child(Map<String, Object> parent, String key) {
        return (Map<String, Object>) parent.get(key);
    }

    /** Plotly reads a few HTML tags in its texts: a user's "<" stays a "<". It breaks no lines itself. */
    private static String plain(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\n", "<br>");
    }
}
