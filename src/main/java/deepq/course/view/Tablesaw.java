package deepq.course.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.columns.Column;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.table.Relation;

/**
 * What a reader makes with tablesaw, shown without a network. A table becomes a table of the page. Of a figure jsplot gives only JavaScript that loads an old plotly from the
 * web: it is read back here, and lines, points, bars, histograms and heat maps of numbers become a {@link Chart} of this course, still picture and all; any other figure is
 * drawn by the page's plotly and has no still picture.
 */
public final class Tablesaw {
    private static final int ROWS = 20;
    private static final Pattern VARIABLE = Pattern.compile("var (layout|trace\\d+) =\\s*(?=\\{)");
    private static final Pattern ENTITY = Pattern.compile("&(amp|lt|gt|quot|#(\\d+));");

    private Tablesaw() {}

    /** A tablesaw figure or table as what a notebook can show; null for anything else. */
    public static Showable showable(Object thing) {
        // By its name first: a notebook without tablesaw does not load it.
        if (thing == null || !thing.getClass().getName().startsWith("tech.tablesaw.")) {
            return null;
        } else if (thing instanceof Figure figure) {
            return figure(figure);
        }
        return thing instanceof Relation table ? frontend -> table(table) : null;
    }

    private static MimeBundle table(Relation table) {
        StringBuilder html = new StringBuilder();
        html.append("<div class=\"deepq-table\" style=\"overflow-x:auto\"><table class=\"dataframe\">");
        html.append("<caption style=\"text-align:left;font-weight:bold\">")
                .append(Text.html(String.valueOf(table.name())))
                .append("</caption><thead><tr>");
        for (Column<?> column : table.columns()) {
            html.append("<th scope=\"col\">").append(Text.html(column.name())).append("</th>");
        }
        html.append("</tr></thead><tbody>");
        for (int row = 0; row < Math.min(ROWS, table.rowCount()); row++) {
            html.append("<tr>");
            for (Column<?> column : table.columns()) {
                html.append("<td style=\"text-align:")
                        .append(column instanceof NumericColumn ? "right" : "left")
                        .append("\">")
                        .append(Text.html(column.getString(row)))
                        .append("</td>");
            }
            html.append("</tr>");
        }
        html.append("</tbody></table></div>");
        if (table.rowCount() > ROWS) {
            html.append("<div>The first ")
                    .append(ROWS)
                    .append(" of ")
                    .append(table.rowCount())
                    .append(" rows.</div>");
        }
        return MimeBundle.text(table.print(ROWS)).with("text/html", html.toString());
    }

    private static Showable figure(Figure figure) {
        List<Map<String, Object>> traces = new ArrayList<>();
        Map<String, Object> layout = new LinkedHashMap<>();
        String script = figure.asJavascript("figure");
        for (Matcher found = VARIABLE.matcher(script); found.find(); ) {
            Map<String, Object> object = Text.object(script.substring(found.end()));
            if (found.group(1).equals("layout")) {
                layout = object;
            } else {
                traces.add(object);
            }
        }
        try {
            return chart(traces, layout);
        } catch (IllegalArgumentException e) {
            // Not of numbers, or of another kind.
            return new Drawing(traces, layout);
        }
    }

    /** @throws IllegalArgumentException if none of the course's charts is like this figure */
    private static Chart<?> chart(List<Map<String, Object>> traces, Map<String, Object> layout) {
        List<String> types =
                traces.stream().map(trace -> text(trace, "type")).distinct().toList();
        String type = types.size() == 1 ? types.get(0) : "several kinds";
        return switch (type) {
            case "scatter" -> lines(traces, layout);
            case "bar" -> bars(traces, layout);
            case "histogram" -> histogram(traces, layout);
            default -> throw new IllegalArgumentException("a figure of " + type);
        };
    }

    private static LineChart lines(List<Map<String, Object>> traces, Map<String, Object> layout) {
        String y = label(layout, "yaxis", "y");
        LineChart chart = new LineChart(frame(layout, label(layout, "xaxis", "x"), y), List.of());
        for (Map<String, Object> trace : traces) {
            double[] xs = numbers(trace.get("x"));
            double[] ys = numbers(trace.get("y"));
            int[] there = IntStream.range(0, Math.min(xs.length, ys.length))
                    .filter(i -> Double.isFinite(xs[i]) && Double.isFinite(ys[i]))
                    .toArray();
            double[] x = Arrays.stream(there).mapToDouble(i -> xs[i]).toArray();
            double[] heights = Arrays.stream(there).mapToDouble(i -> ys[i]).toArray();
            String name = name(trace, y);
            chart = switch (text(trace, "mode")) {
                case "markers" -> chart.points(name, x, heights);
                case "lines+markers" -> chart.path(name, x, heights);
                default -> chart.line(name, x, heights);
            };
        }
        return chart;
    }

    private static BarChart bars(List<Map<String, Object>> traces, Map<String, Object> layout) {
        BarChart chart = new BarChart(
                frame(layout, label(layout, "xaxis", "category"), label(layout, "yaxis", "value")),
                List.of(),
                List.of());
        for (Map<String, Object> trace : traces) {
            List<String> names = ((List<?>) trace.get("x"))
                    .stream().map(String::valueOf).map(Tablesaw::plain).toList();
            if (text(trace, "orientation").equals("h")
                    || names.stream().distinct().count() < names.size()
                    || !chart.bars.isEmpty() && !names.equals(chart.categories)) {
                throw new IllegalArgumentException("bars that lie, that are stacked, or that differ in their names");
            }
            chart = chart.categories(names.toArray(String[]::new))
                    .bars(name(trace, chart.frame.y()), numbers(trace.get("y")));
        }
        return chart;
    }

    private static HistogramChart histogram(List<Map<String, Object>> traces, Map<String, Object> layout) {
        HistogramChart chart = new HistogramChart(
                frame(layout, label(layout, "xaxis", "value"), label(layout, "yaxis", "count")), 20, List.of());
        for (Map<String, Object> trace : traces) {
            int bins = (int) numbers(List.of(trace.getOrDefault("nbinsx", 0)))[0];
            double[] values = DoubleStream.of(numbers(trace.get("x")))
                    .filter(Double::isFinite)
                    .toArray();
            chart = chart.bins(bins > 0 ? bins : 20).values(name(trace, chart.frame.x()), values);
        }
        return chart;
    }

    private static Frame frame(Map<String, Object> layout, String x, String y) {
        String title = text(layout, "title");
        return Frame.titled(title.isBlank() ? y + " over " + x : title).x(x).y(y);
    }

    private static String label(Map<String, Object> layout, String axis, String otherwise) {
        String label = layout.get(axis) instanceof Map<?, ?> known ? text(known, "title") : "";
        return label.isBlank() ? otherwise : label;
    }

    private static String name(Map<String, Object> trace, String otherwise) {
        String name = text(trace, "name");
        return name.isBlank() ? otherwise : name;
    }

    private static double[] numbers(Object values) {
        if (!(values instanceof List<?> list)) {
            throw new IllegalArgumentException("no list of numbers: " + values);
        }
        return list.stream()
                .map(String::valueOf)
                .mapToDouble(text -> text.equals("null") ? Double.NaN : Double.parseDouble(text))
                .toArray();
    }

    private static String text(Map<?, ?> object, String key) {
        Object text = object.get(key);
        return text instanceof String known ? plain(known) : "";
    }

    /** jsplot's template writes &amp;#39; for an apostrophe. */
    private static String plain(String text) {
        return ENTITY.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        switch (found.group(1)) {
                            case "amp" -> "&";
                            case "lt" -> "<";
                            case "gt" -> ">";
                            case "quot" -> "\"";
                            default -> Character.toString(Integer.parseInt(found.group(2)));
                        }));
    }

    /** A figure as plotly draws it, without a still picture. */
    private record Drawing(List<Map<String, Object>> traces, Map<String, Object> layout) implements Showable {
        @Override
        public MimeBundle mimeBundle(Frontend frontend) {
            String title = text(layout, "title").isBlank() ? "A figure" : text(layout, "title");
            String kinds =
                    traces.stream().map(trace -> text(trace, "type")).distinct().collect(Collectors.joining(", "));
            String alt = title + ": drawn by tablesaw (" + kinds + "), to be seen where the notebook runs.";
            return frontend == Frontend.RENDER
                    ? MimeBundle.text(alt)
                    : MimeBundle.text(alt)
                            .with(
                                    "text/html",
                                    Html.upgraded(
                                            "<p>" + Html.escape(alt) + "</p>",
                                            "chart.js",
                                            Map.of(
                                                    "figure",
                                                    PlotlyFigure.of(title, traces, layout),
                                                    "width",
                                                    Chart.WIDTH,
                                                    "alt",
                                                    alt)));
        }
    }
}
