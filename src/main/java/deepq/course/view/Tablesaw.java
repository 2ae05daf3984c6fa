package deepq.course.view;

import deepq.random.Require;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.unbescape.html.HtmlEscape;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.table.Relation;

/**
 * What a reader makes with tablesaw, as it is: a table becomes a table of the page; a figure's own traces and layout
 * go to the bundled plotly instead of to the one on the web. jsplot tells its traces only as JavaScript: it is read,
 * not run.
 */
public final class Tablesaw {
    private static final int ROWS = 20;
    private static final Pattern VARIABLE = Pattern.compile("var (layout|trace\\d+) =\\s*(?=\\{)");
    private static final Pattern NUMBER = Pattern.compile("-?(\\d+(\\.\\d+)?(E-?\\d+)?|Infinity)|NaN");

    private Tablesaw() {}

    /** A tablesaw figure or table as what a notebook can show; null for anything else. */
    public static Showable showable(Object thing) {
        // By its name first: a notebook without tablesaw does not load it.
        if (thing == null || !thing.getClass().getName().startsWith("tech.tablesaw.")) {
            return null;
        } else if (thing instanceof Figure figure) {
            return figure(figure);
        }
        return thing instanceof Relation table ? table(table) : null;
    }

    private static Showable table(Relation table) {
        String names = table.columns().stream()
                .map(column -> "<th scope=\"col\">" + Html.escape(column.name()) + "</th>")
                .collect(Collectors.joining());
        String cells = IntStream.range(0, Math.min(ROWS, table.rowCount()))
                .mapToObj(row -> table.columns().stream()
                        .map(column -> "<td style=\"text-align:" + (column instanceof NumericColumn ? "right" : "left")
                                + "\">" + Html.escape(column.getString(row)) + "</td>")
                        .collect(Collectors.joining("", "<tr>", "</tr>")))
                .collect(Collectors.joining());
        int rows = table.rowCount();
        String rest = rows == 0 ? "The table has no rows." : "The first " + ROWS + " of " + rows + " rows.";
        String html = """
                <div class="deepq-table" style="overflow-x:auto"><table class="dataframe"><caption \
                style="text-align:left;font-weight:bold">%s</caption><thead><tr>%s</tr></thead><tbody>%s</tbody>\
                </table></div>%s""".formatted(
                        Html.escape(String.valueOf(table.name())),
                        names,
                        cells,
                        rows == 0 || rows > ROWS ? "<div>" + rest + "</div>" : "");
        String text = table.print(ROWS) + (rows == 0 ? "\n" + rest : "");
        return frontend -> Map.of("text/plain", text, "text/html", html);
    }

    private static Showable figure(Figure figure) {
        List<Map<?, ?>> traces = new ArrayList<>();
        Map<Object, Object> layout = new LinkedHashMap<>();
        String script = figure.asJavascript("figure");
        // In their order: jsplot gives every heat map the same name.
        for (Matcher found = VARIABLE.matcher(script); found.find(); ) {
            Map<?, ?> object = (Map<?, ?>) clean(read(script.substring(found.end())));
            if (found.group(1).equals("layout")) {
                layout.putAll(object);
            } else {
                traces.add(object);
            }
        }
        String title = layout.get("title") == null ? "A figure" : String.valueOf(layout.get("title"));
        Require.that(!traces.isEmpty(), "tablesaw's figure \"%s\" has no traces: there is nothing to draw.", title);
        if (traces.stream().anyMatch(trace -> List.of("bar", "histogram").contains(trace.get("type")))) {
            layout.putIfAbsent("barmode", "group"); // plotly's default, which jsplot leaves out
        }
        return new PageFigure(
                Map.of("data", traces, "layout", layout),
                title + ", drawn by tablesaw: "
                        + traces.stream().map(Tablesaw::words).collect(Collectors.joining("; ")) + ".",
                pixels(layout, "width", 720),
                pixels(layout, "height", 450));
    }

    /** What is to be seen of a trace: its kind, and the ends of its values. */
    private static String words(Map<?, ?> trace) {
        Object given = trace.get("name");
        String name = trace.get("type") + (given == null || given.equals("") ? "" : " \"" + given + "\"");
        Object values = trace.get("y") == null ? trace.get("x") : trace.get("y");
        List<?> list = values instanceof List<?> all ? all : List.of();
        return list.isEmpty()
                ? name
                : name + ", " + list.size() + " values from " + list.get(0) + " to " + list.get(list.size() - 1);
    }

    private static Map<?, ?> read(String script) {
        try {
            return Text.object(script);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "tablesaw's own writer broke this figure, perhaps at a quotation mark in one of its texts: "
                            + e.getMessage(),
                    e);
        }
    }

    private static int pixels(Map<?, ?> layout, String side, int otherwise) {
        return layout.get(side) instanceof Number n ? n.intValue() : otherwise;
    }

    /**
     * jsplot quotes its numbers, and plotly reads "NaN" as a name; its word for a gap is null. It writes &amp;#39;
     * for an apostrophe.
     */
    private static Object clean(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> cleaned = new LinkedHashMap<>();
            map.forEach((key, of) -> cleaned.put(key, clean(of)));
            return cleaned;
        } else if (value instanceof List<?> list) {
            List<Object> cleaned = new ArrayList<>();
            for (Object of : list) {
                boolean number =
                        of instanceof String text && NUMBER.matcher(text).matches();
                cleaned.add("null".equals(of) ? null : clean(number ? Double.valueOf((String) of) : of));
            }
            return cleaned;
        } else if (value instanceof Double number && !Double.isFinite(number)) {
            return null;
        }
        return value instanceof String text ? HtmlEscape.unescapeHtml(text) : value;
    }
}
