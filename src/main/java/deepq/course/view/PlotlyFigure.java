package deepq.course.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.components.Line;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.traces.BarTrace;
import tech.tablesaw.plotly.traces.HeatmapTrace;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.Trace;

/**
 * A chart as a tablesaw-jsplot figure, read back from jsplot's JavaScript into strict Plotly JSON, where jsplot's faults are repaired:
 * it escapes no quotes in names (so it is given none: names, titles and labels are put in here), it drops colour scales, limits, annotations,
 * shapes, legend places and error bars, sets ticks that are far too many, and writes opacity as a string.
 */
final class PlotlyFigure {
    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(
                    JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
                    JsonReadFeature.ALLOW_SINGLE_QUOTES,
                    JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    private static final String LAYOUT = """
            {
              font: {color: '%s', size: 13},
              paper_bgcolor: 'white',
              plot_bgcolor: 'white',
              margin: {l: 64, r: 24, t: 56, b: 84},
              legend: {
                orientation: 'h', x: 0.5, xanchor: 'center', yref: 'container', y: 0, yanchor: 'bottom', traceorder: 'normal'
              },
              hovermode: 'closest',
              showlegend: true,
              autosize: true
            }
            """.formatted(Style.INK);

    private final List<Map<String, Object>> traces = new ArrayList<>();
    private final List<Map<String, Object>> shapes = new ArrayList<>();
    private final List<Map<String, Object>> annotations = new ArrayList<>();
    private final Map<String, Object> layout;
    private final Map<String, Object> xAxis;
    private final Map<String, Object> yAxis;

    private PlotlyFigure(Frame frame) {
        frame.requireLabels();
        layout = read(Layout.builder()
                .xAxis(Axis.builder()
                        .type(frame.logX() ? Axis.Type.LOG : Axis.Type.LINEAR)
                        .build())
                .yAxis(Axis.builder()
                        .type(frame.logY() ? Axis.Type.LOG : Axis.Type.LINEAR)
                        .build())
                .height(StaticChart.HEIGHT)
                .build()
                .asJavascript());
        xAxis = axis("xaxis", frame.x(), frame.xRange(), frame.logX());
        yAxis = axis("yaxis", frame.y(), frame.yRange(), frame.logY());
        layout.put(
                "title",
                Map.of("text", plain(frame.title()), "font", Map.of("size", 17), "x", 0.5, "xanchor", "center"));
        layout.putAll(read(LAYOUT));
        layout.remove("width");
    }

    /** Strict Plotly JSON as maps and lists: {@code data}, {@code layout}. */
    static Map<String, Object> of(Chart chart) {
        PlotlyFigure figure = new PlotlyFigure(chart.frame());
        if (chart instanceof LineChart lines) {
            figure.series(lines.frame(), lines.series());
            figure.levels(lines.levels());
        } else if (chart instanceof ScatterChart points) {
            figure.series(points.frame(), points.series());
            figure.levels(points.levels());
        } else if (chart instanceof HistogramChart histogram) {
            figure.histogram(histogram);
        } else if (chart instanceof BarChart bars) {
            figure.bars(bars);
        } else if (chart instanceof HeatMap map) {
            figure.heatMap(map);
        }
        figure.layout.put("shapes", figure.shapes);
        figure.layout.put("annotations", figure.annotations);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("data", figure.traces);
        result.put("layout", figure.layout);
        return result;
    }

    private void series(Frame frame, List<Series> series) {
        int number = 0;
        for (Series one : series) {
            one.requirePositive(frame);
            String colour = Style.colour(number);
            if (one.kind() == Series.Kind.BAND) {
                edge(one, one.lows(), null, colour);
                edge(one, one.highs(), "tonexty", colour);
            }
            boolean joined = one.kind() != Series.Kind.POINTS;
            boolean marked = one.kind() == Series.Kind.POINTS || one.kind() == Series.Kind.PATH || one.xs().length == 1;
            ScatterTrace.ScatterBuilder builder = ScatterTrace.builder(one.xs(), one.ys())
                    .mode(
                            marked
                                    ? joined ? ScatterTrace.Mode.LINE_AND_MARKERS : ScatterTrace.Mode.MARKERS
                                    : ScatterTrace.Mode.LINE);
            if (joined) {
                builder.line(Line.builder()
                        .width(2)
                        .shape(one.kind() == Series.Kind.STEPS ? Line.Shape.HV : Line.Shape.LINEAR)
                        .build());
            }
            Map<String, Object> trace = add(builder.build(), one.name());
            if (joined) {
                Map<String, Object> line = child(trace, "line");
                line.put("color", colour);
                line.put("dash", Style.dash(number));
            }
            trace.put(
                    "marker",
                    Map.of(
                            "color",
                            colour,
                            "symbol",
                            Style.marker(number),
                            "size",
                            one.kind() == Series.Kind.PATH ? 4 : 6,
                            "opacity",
                            one.kind() == Series.Kind.POINTS && one.xs().length > 60 ? 0.5 : 1.0));
            number++;
        }
    }

    /** One edge of a band; the second is filled to the first. */
    private void edge(Series band, double[] edge, String fill, String colour) {
        Map<String, Object> trace = add(
                ScatterTrace.builder(band.xs(), edge)
                        .mode(ScatterTrace.Mode.LINE)
                        .build(),
                band.name());
        trace.put("line", Map.of("width", 0, "color", colour));
        trace.put("showlegend", false);
        trace.put("hoverinfo", "skip");
        if (fill != null) {
            trace.put("fill", fill);
            trace.put("fillcolor", Style.faded(colour, 0.2));
        }
    }

    private void levels(List<Level> levels) {
        for (Level level : levels) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("type", "line");
            line.put("line", Map.of("color", Style.INK, "width", 1.3, "dash", "dash"));
            Map<String, Object> note = new LinkedHashMap<>();
            note.put("text", plain(level.name()));
            note.put("showarrow", false);
            note.put("bgcolor", "rgba(255,255,255,0.7)");
            if (level.upright()) {
                line.putAll(Map.of(
                        "xref", "x", "x0", level.value(), "x1", level.value(), "yref", "paper", "y0", 0, "y1", 1));
                note.putAll(Map.of(
                        "xref", "x", "x", level.value(), "xanchor", "left", "yref", "paper", "y", 1, "yanchor", "top"));
            } else {
                line.putAll(Map.of(
                        "xref", "paper", "x0", 0, "x1", 1, "yref", "y", "y0", level.value(), "y1", level.value()));
                // On a logarithmic axis plotly wants an annotation's place, but not a shape's, as its logarithm.
                double y = "log".equals(yAxis.get("type")) ? Math.log10(level.value()) : level.value();
                note.putAll(
                        Map.of("xref", "paper", "x", 0, "xanchor", "left", "yref", "y", "y", y, "yanchor", "bottom"));
            }
            shapes.add(line);
            annotations.add(note);
        }
    }

    private void histogram(HistogramChart chart) {
        double[] edges = chart.edges();
        double[] centres = new double[chart.bins()];
        for (int i = 0; i < centres.length; i++) {
            centres[i] = (edges[i] + edges[i + 1]) / 2;
        }
        int number = 0;
        for (HistogramChart.Sample sample : chart.samples()) {
            // Bins counted here, as bars: plotly would choose others than the PNG.
            Map<String, Object> trace = add(
                    ScatterTrace.builder(centres, chart.counts(sample))
                            .mode(ScatterTrace.Mode.MARKERS)
                            .build(),
                    sample.name());
            trace.put("type", "bar");
            trace.remove("mode");
            trace.put("width", edges[1] - edges[0]);
            trace.put("opacity", chart.samples().size() > 1 ? 0.6 : 0.9);
            trace.put("marker", fill(number++));
        }
        layout.put("barmode", "overlay");
        levels(chart.levels());
    }

    private void bars(BarChart chart) {
        int number = 0;
        for (BarChart.Bars set : chart.bars()) {
            // Numbers stand for the categories, so that no name passes through jsplot.
            Object[] places = new Object[chart.categories().size()];
            for (int i = 0; i < places.length; i++) {
                places[i] = String.valueOf(i);
            }
            Map<String, Object> trace = add(
                    BarTrace.builder(places, set.values())
                            .marker(Marker.builder().build())
                            .build(),
                    set.name());
            trace.put("x", chart.categories().stream().map(PlotlyFigure::broken).toList());
            trace.put("marker", fill(number++));
            if (set.lows() != null) {
                double[] up = new double[places.length];
                double[] down = new double[places.length];
                for (int i = 0; i < places.length; i++) {
                    up[i] = set.highs()[i] - set.values()[i];
                    down[i] = set.values()[i] - set.lows()[i];
                }
                Map<String, Object> error = read("{type: 'data', symmetric: false, thickness: 1.5}");
                error.put("array", up);
                error.put("arrayminus", down);
                error.put("color", Style.INK);
                trace.put("error_y", error);
            }
        }
        xAxis.put("type", "category");
        xAxis.put("automargin", true);
        layout.put("barmode", "group");
        layout.put("showlegend", chart.bars().size() > 1);
        layout.put("margin", Map.of("l", 64, "r", 24, "t", 56, "b", 110));
        levels(chart.levels());
    }

    private void heatMap(HeatMap map) {
        map.requireCells("show");
        Map<String, Object> trace = add(
                HeatmapTrace.builder(new Object[] {0}, new Object[] {0}, new double[][] {{0}})
                        .build(),
                map.valueName());
        trace.put("x", map.xs());
        trace.put("y", map.ys());
        trace.put(
                "z",
                Arrays.stream(map.values())
                        .map(row -> Arrays.stream(row)
                                .mapToObj(value -> Double.isNaN(value) ? null : value)
                                .toArray())
                        .toArray());
        trace.put("zmin", map.colours().low());
        trace.put("zmax", map.colours().high());
        trace.put("colorscale", Style.plotlyScale());
        trace.put("showscale", true);
        trace.put(
                "colorbar", Map.of("title", Map.of("text", plain(map.valueName()), "side", "right"), "thickness", 16));
        if (map.table()) {
            trace.put("xgap", 1);
            trace.put("ygap", 1);
            wholeTicks(xAxis, map.xs());
            wholeTicks(yAxis, map.ys());
            yAxis.put("autorange", "reversed");
        }
        xAxis.put("showgrid", false);
        yAxis.put("showgrid", false);
        series(map.frame(), map.paths());
        for (Map<String, Object> path : traces.subList(1, traces.size())) {
            path.put("line", Map.of("color", "white", "width", 2));
            path.put("marker", Map.of("color", "white", "size", 3));
        }
        layout.put("showlegend", false);
        layout.put("margin", Map.of("l", 64, "r", 24, "t", 56, "b", 56));
    }

    /** Of many columns only some have a tick, or their numbers would collide. */
    private static void wholeTicks(Map<String, Object> axis, double[] centres) {
        axis.put("tickmode", "linear");
        axis.put("tick0", 0);
        axis.put("dtick", 1 + centres.length / 25);
        axis.put("zeroline", false);
    }

    private static Map<String, Object> fill(int number) {
        String[] hatches = {"", "/", "x", "\\", ".", "-"};
        Map<String, Object> pattern = read("{fillmode: 'overlay', solidity: 0.2, fgcolor: 'white'}");
        pattern.put("shape", hatches[number % hatches.length]);
        return Map.of("color", Style.colour(number), "line", Map.of("color", "white", "width", 1), "pattern", pattern);
    }

    private Map<String, Object> axis(String key, String label, Frame.Range range, boolean log) {
        Map<String, Object> axis = child(layout, key);
        // jsplot always sets these, and with them a tick for every unit.
        axis.keySet().removeIf(name -> name.startsWith("tick") || name.equals("dtick") || name.equals("nticks"));
        axis.put("title", Map.of("text", plain(label), "standoff", 8));
        axis.put("gridcolor", Style.GRID);
        axis.put("linecolor", "#888888");
        axis.put("showline", true);
        axis.put("zeroline", false);
        axis.put("ticks", "outside");
        if (range != null) {
            axis.put("autorange", false);
            axis.put(
                    "range",
                    log
                            ? List.of(Math.log10(range.low()), Math.log10(range.high()))
                            : List.of(range.low(), range.high()));
        }
        return axis;
    }

    private Map<String, Object> add(Trace trace, String name) {
        Map<String, Object> json = read(trace.asJavascript(traces.size()));
        json.put("name", plain(name));
        json.computeIfPresent("opacity", (key, text) -> Double.valueOf(text.toString()));
        traces.add(json);
        return json;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> child(Map<String, Object> parent, String key) {
        return (Map<String, Object>) parent.computeIfAbsent(key, absent -> new LinkedHashMap<String, Object>());
    }

    /** {@code var trace0 = {...};} as a map, or what we write in the same way. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> read(String javaScript) {
        String object = javaScript.substring(javaScript.indexOf('{'), javaScript.lastIndexOf('}') + 1);
        try {
            return LENIENT.readValue(object, LinkedHashMap.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("tablesaw-jsplot wrote what is not JSON: " + object, e);
        }
    }

    /** Plotly breaks no lines and would slant long names. */
    private static String broken(String name) {
        return plain(name.replaceAll("(.{6,14}) ", "$1\n")).replace("\n", "<br>");
    }

    /** Plotly reads a few HTML tags in its texts: a user's "<" stays a "<". */
    private static String plain(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
