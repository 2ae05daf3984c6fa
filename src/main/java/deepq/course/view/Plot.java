package deepq.course.view;

import deepq.experiment.Interval;
import deepq.random.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A figure that plotly draws. Each method adds to this plot and returns it; the order is free, except that categories
 * and bins come first.
 *
 * <pre>{@code
 * Plot.titled("Return per episode").x("episode").y("return")
 *         .band("20 seeds (95% interval)", steps, Statistics.intervals(curves))
 *         .level("solved", 475)
 * }</pre>
 *
 * Title and axis labels (with their unit) are required. One rule for all numbers: NaN is a gap, infinity is refused
 * with its place, and so are null and nothing at all. Colors are Okabe and Ito's (2008, "Color universal design"),
 * which readers with color blindness can tell apart; series also differ in dashes, marks or hatches.
 */
public final class Plot implements Picture {
    /** Without Okabe and Ito's yellow, which is too light for lines on white. */
    private static final List<String> COLORS =
            List.of("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#7F7F7F");

    private static final List<String> DASHES = List.of("solid", "dash", "dot", "dashdot", "longdash", "longdashdot");
    private static final List<String> MARKS = List.of("circle", "square", "triangle-up", "diamond", "cross", "x");
    private static final List<String> HATCHES = List.of("", "/", "x", "\\", ".", "-");
    private static final int MOST_OF_A_LINE = 4_000; // a figure has not nearly as many pixels across
    private static final int MOST_DOTS = 20_000; // what a page draws at once

    /** What plotly gets of an axis, and what it must show. */
    private static final class Axis {
        private final String name;
        private final Map<String, Object> look = new LinkedHashMap<>();
        private final List<Double> levels = new ArrayList<>();
        private final DoubleSummaryStatistics data = new DoubleSummaryStatistics();
        private String label = "";

        Axis(String name) {
            this.name = "The " + name + " axis";
        }

        boolean isLog() {
            return "log".equals(look.get("type"));
        }

        void log() {
            look.putAll(Map.of("type", "log", "dtick", "D2")); // 1, 2, 5, 10: all digits would run into each other
        }

        void reaches(double... places) {
            Arrays.stream(places).filter(place -> !Double.isNaN(place)).forEach(data);
        }

        Map<String, Object> plotly(int lineLength, boolean bare) {
            Map<String, Object> whole = Text.object("{tickformat: ',.12~g'}");
            whole.putAll(look);
            whole.put("title", Map.of("text", plain(Text.lines(label, lineLength))));
            whole.put("visible", !bare);
            if (isLog()) {
                // Plotly wants these ends as logarithms, and would take those of the levels twice.
                levels.forEach(this::reaches);
                double low = data.getMin();
                String refusal = "%s is logarithmic and shows only numbers above 0, but should show %s.";
                Require.that(low > 0, refusal, name, low);
                List<?> ends = (List<?>) look.getOrDefault("range", List.of(low / 1.2, data.getMax() * 1.2));
                whole.put(
                        "range",
                        ends.stream().map(end -> Math.log10((Double) end)).toList());
            } else if (!levels.isEmpty()) {
                whole.put("autorangeoptions", Map.of("include", levels));
            }
            return whole;
        }

        /** Of a table's rows the first end of the range is the larger one. */
        boolean showsNothing() {
            List<?> range = (List<?>) look.get("range");
            return range != null
                    && (Math.min((Double) range.get(0), (Double) range.get(1)) > data.getMax()
                            || Math.max((Double) range.get(0), (Double) range.get(1)) < data.getMin());
        }
    }

    private final String title;
    private final Axis x = new Axis("x");
    private final Axis y = new Axis("y");
    private final Map<String, Object> layout = new LinkedHashMap<>();
    private final List<Map<String, Object>> traces = new ArrayList<>();
    private final List<Map<String, Object>> shapes = new ArrayList<>();
    private final List<Map<String, Object>> notes = new ArrayList<>();
    private final List<List<Interval>> dots = new ArrayList<>();
    private final Set<String> remarks = new LinkedHashSet<>();
    private final PlotText text = new PlotText();
    private List<String> categories = List.of();
    private double[] bins;
    private Map<String, Object> cells;
    private int height = 400;
    private int series;
    private int uprights;

    private Plot(String title) {
        this.title = Check.text("The title of a plot", title);
    }

    public static Plot titled(String title) {
        return new Plot(title);
    }

    /** The x axis counts {@code label}; name the unit. */
    public Plot x(String label) {
        x.label = Check.text("The label of the x axis", label);
        return this;
    }

    /** The y axis counts {@code label}; name the unit. */
    public Plot y(String label) {
        y.label = Check.text("The label of the y axis", label);
        return this;
    }

    /** The x axis runs from {@code low} to {@code high}, instead of over all the data. */
    public Plot xRange(double low, double high) {
        x.look.put("range", Check.range("The x axis", low, high));
        return this;
    }

    /** The y axis runs from {@code low} to {@code high}, instead of over all the data: needed to compare two plots. */
    public Plot yRange(double low, double high) {
        y.look.put("range", Check.range("The y axis", low, high));
        return this;
    }

    /** The x axis shows powers of ten in equal steps. */
    public Plot logX() {
        x.log();
        return this;
    }

    /** The y axis shows powers of ten in equal steps. */
    public Plot logY() {
        y.log();
        return this;
    }

    /** A line over 1, 2, 3, ...: episodes are counted from one. */
    public Plot line(String name, double[] ys) {
        int count = ys == null ? 0 : ys.length;
        return line(name, IntStream.rangeClosed(1, count).asDoubleStream().toArray(), ys);
    }

    /** A line through the points (xs[i], ys[i]). */
    public Plot line(String name, double[] xs, double[] ys) {
        return joined(name, "lines", xs, ys);
    }

    /**
     * Points joined in their order, each marked: a few measurements, an episode's way through its states. White and
     * small over a heat map.
     */
    public Plot path(String name, double[] xs, double[] ys) {
        return joined(name, "lines+markers", xs, ys);
    }

    /** A line of estimates in a shaded band, an interval for each x. Say in {@code name} what the band is. */
    public Plot band(String name, double[] xs, List<Interval> band) {
        String owner = "The band \"" + Check.text("The name of a band", name) + "\"";
        double[][] edges = Check.intervals(owner, band);
        Check.numbers(owner, "x", xs);
        Check.sameLength(owner, "y", band.size(), xs.length);
        List<Double> outlineX = new ArrayList<>();
        List<Double> outlineY = new ArrayList<>();
        y.reaches(edges[0]);
        for (int from = 0, to; from < xs.length; from = to + 1) {
            // Once around each stretch without a gap: along its upper edge and back along the lower one.
            for (to = from; to < xs.length && !Double.isNaN(xs[to] + edges[0][to] + edges[2][to]); to++) {
                outlineX.add(xs[to]);
                outlineY.add(edges[2][to]);
            }
            for (int i = to - 1; i >= from; i--) {
                outlineX.add(xs[i]);
                outlineY.add(edges[0][i]);
            }
            outlineX.add(null);
            outlineY.add(null);
        }
        Map<String, Object> area = Text.object("""
                {type: 'scatter', mode: 'lines', fill: 'toself', fillcolor: '%1$s', opacity: 0.2,
                 line: {width: 0, color: '%1$s'}, showlegend: false, hoverinfo: 'skip'}""".formatted(color()));
        add(area, name, outlineX, outlineY);
        return line(name, xs, edges[1]);
    }

    /** Points that are not joined. Of more than 20,000 a sample is drawn, and the title says so. */
    public Plot points(String name, double[] xs, double[] ys) {
        check("points", name, xs, ys);
        int[] kept = IntStream.range(0, xs.length).toArray();
        if (kept.length > MOST_DOTS) {
            IntStream any = new SplittableRandom(0).ints(0, xs.length).distinct();
            kept = any.limit(MOST_DOTS).sorted().toArray();
            remarks.add(Text.format("%,d of the %,d dots of \"%s\"", MOST_DOTS, xs.length, name));
        }
        Map<String, Object> trace = Text.object("""
                {type: '%s', mode: 'markers', marker: {color: '%s', symbol: '%s', size: %d, opacity: %s}}""".formatted(
                        xs.length > MOST_OF_A_LINE ? "scattergl" : "scatter",
                        color(),
                        sign(MARKS),
                        xs.length > 1_000 ? 4 : 6,
                        xs.length > 60 ? 0.5 : 1));
        text.points(name, ys);
        reaches(xs, ys);
        return series(trace, name, pick(xs, kept), pick(ys, kept));
    }

    /** A dot at each x with an interval through it. Say in {@code name} which interval. */
    public Plot dots(String name, double[] xs, List<Interval> intervals) {
        check("dots", name, xs, Check.intervals("The dots \"" + name + "\"", intervals)[1]);
        List<String> places = Arrays.stream(xs).mapToObj(Text::number).toList();
        return measured(dot(intervals), name, numbers(xs), places, intervals);
    }

    /** A dot at each category with an interval through it. Say in {@code name} which interval. */
    public Plot dots(String name, List<Interval> intervals) {
        forCategories("dots", name, intervals.size());
        return measured(dot(intervals), name, categoryNames(), categories, intervals);
    }

    private Map<String, Object> dot(List<Interval> intervals) {
        dots.add(intervals);
        return Text.object("{type: 'scatter', mode: 'markers', marker: {color: '%s', symbol: '%s', size: 9}}"
                .formatted(color(), sign(MARKS)));
    }

    /** The names below bars or dots; they come first. */
    public Plot categories(String... names) {
        categories = Check.names("The categories", names);
        x.reaches(0, names.length - 1);
        List<Double> ends = List.of(-0.5, names.length - 0.5); // dots, too, have room beside them
        x.look.putAll(Map.of("type", "category", "dtick", 1, "range", ends)); // each is named
        return this;
    }

    /** Bars, one for each category; several sets stand side by side. */
    public Plot bars(String name, double... heights) {
        forCategories("bars", name, heights.length);
        Check.numbers("The bars \"" + name + "\"", "height", heights);
        text.bars(
                name, categories, Arrays.stream(heights).mapToObj(Text::number).toList());
        y.reaches(heights);
        return series(bar(1), name, categoryNames(), numbers(heights));
    }

    /** Bars with an interval on each. Say in {@code name} which interval. */
    public Plot bars(String name, List<Interval> intervals) {
        forCategories("bars", name, intervals.size());
        return measured(bar(1), name, categoryNames(), categories, intervals);
    }

    private Plot measured(
            Map<String, Object> trace, String name, Object[] places, List<String> words, List<Interval> intervals) {
        double[][] edges = Check.intervals("The intervals \"" + name + "\"", intervals);
        Map<String, Object> errors = Text.object("{type: 'data', symmetric: false, thickness: 1.5, color: '#333333'}");
        errors.put("array", distances(edges[1], edges[2]));
        errors.put("arrayminus", distances(edges[0], edges[1]));
        trace.put("error_y", errors);
        text.bars(name, words, intervals);
        y.reaches(edges[1]);
        return series(trace, name, places, numbers(edges[1]));
    }

    private static Object[] distances(double[] from, double[] to) {
        return numbers(IntStream.range(0, from.length)
                .mapToDouble(i -> to[i] - from[i])
                .toArray());
    }

    private void forCategories(String what, String name, int count) {
        Check.text("The name of " + what, name);
        boolean fits = !categories.isEmpty() && count == categories.size();
        String refusal = "The %s \"%s\" have %s values for %s categories %s; give the categories first.";
        Require.that(fits, refusal, what, name, count, categories.size(), categories);
    }

    /**
     * The bins of a histogram: {@code count} equal ones from {@code low} to {@code high}, both included. They come
     * before the values.
     */
    public Plot bins(int count, double low, double high) {
        Require.that(count >= 1, "A histogram cannot have %s bins: 1 or more.", count);
        Check.range("The bins", low, high);
        bins = IntStream.rangeClosed(0, count)
                .mapToDouble(i -> low + i * (high - low) / count)
                .toArray();
        x.look.put("range", List.of(low, high));
        layout.put("barmode", "overlay");
        return this;
    }

    /**
     * A histogram: how many of these values fall into each bin, and how many into none; several sets shine through
     * each other.
     */
    public Plot values(String name, double[] values) {
        Check.numbers("The histogram of \"" + Check.text("The name of a histogram", name) + "\"", "", values);
        Require.state(bins != null, "Give the bins first: .bins(count, low, high).values(\"%s\", ...).", name);
        // Counted here: plotly would leave the highest value out.
        int count = bins.length - 1;
        double width = (bins[count] - bins[0]) / count;
        double[] counts = new double[count];
        long outside = 0;
        for (double value : values) {
            if (value >= bins[0] && value <= bins[count]) {
                counts[Math.min(count - 1, (int) ((value - bins[0]) / width))]++;
            } else if (!Double.isNaN(value)) {
                outside++;
            }
        }
        double[] centers =
                Arrays.stream(bins).limit(count).map(edge -> edge + width / 2).toArray();
        Map<String, Object> trace = bar(0.7);
        trace.put("width", width);
        String more = outside > 0 ? Text.format(" (%,d outside)", outside) : "";
        text.points(name + more, values);
        reaches(centers, counts);
        return series(trace, name + more, numbers(centers), numbers(counts));
    }

    /**
     * A heat map of a table: values[row][column], row 0 at the top, both counted from 0, drawn as squares.
     * {@code name} says what the colors mean. It may do without axis labels, and then has no axes.
     */
    public Plot cells(String name, double[][] values) {
        int columns = values == null || values.length == 0 || values[0] == null ? 0 : values[0].length;
        int rows = values == null ? 0 : values.length;
        double[] xs = IntStream.range(0, columns).asDoubleStream().toArray();
        double[] ys = IntStream.range(0, rows).asDoubleStream().toArray();
        surface(name, xs, ys, values);
        int gap = rows * columns > 2_000 ? 0 : 1;
        cells.putAll(Map.of("xgap", gap, "ygap", gap));
        String ticks = "constrain: 'domain', range: [%s, %s], dtick: %d}";
        x.look.putAll(Text.object(("{" + ticks).formatted(-0.5, columns - 0.5, 1 + columns / 10)));
        y.look.putAll(Text.object(("{scaleanchor: 'x', " + ticks).formatted(rows - 0.5, -0.5, 1 + rows / 10)));
        height = Math.max(180, Math.min(460, 130 + 540 * rows / columns));
        return this;
    }

    /**
     * A function of two numbers as a heat map: values[j][i] belongs to (xs[i], ys[j]); y grows upwards. NaN, where
     * nobody has been, stays white.
     */
    public Plot surface(String name, double[] xs, double[] ys, double[][] values) {
        String owner = "The heat map \"" + Check.text("The name of a heat map's colors", name) + "\"";
        double[][] checked = Check.table(owner, values, ys.length, xs.length);
        Check.finite(owner, "x", xs);
        Check.finite(owner, "y", ys);
        cells = Text.object("""
                {type: 'heatmap', colorscale: 'Cividis', hoverongaps: false,
                 colorbar: {thickness: 16, outlinewidth: 0, title: {side: 'right'}, tickformat: ',.12~g'}}""");
        cells.put("z", Arrays.stream(checked).map(Plot::numbers).toArray());
        child(child(cells, "colorbar"), "title")
                .put("text", "&nbsp;<br>" + plain(Text.lines(name, 40))); // room beside the numbers
        x.look.put("showgrid", false);
        y.look.put("showgrid", false);
        layout.put("plot_bgcolor", "#FFFFFF");
        text.heat(name, xs, ys, checked);
        reaches(xs, ys);
        traces.add(0, cells);
        cells.putAll(Map.of("name", plain(name), "x", xs, "y", ys));
        return this;
    }

    /**
     * The colors of the heat map run from {@code low} to {@code high}; from -r to r they are blue and red, and gray
     * at zero.
     */
    public Plot range(double low, double high) {
        Check.range("The colors", low, high);
        heatMap("range").putAll(Map.of("zmin", low, "zmax", high));
        if (low == -high) {
            cells.put("colorscale", new Object[][] {{0, "#0072B2"}, {0.5, "#EEEEEE"}, {1, "#D55E00"}});
        }
        return this;
    }

    /**
     * The heat map's numbers 0, 1, 2, ... stand for these words, each with a color of its own: what an agent does in
     * each state.
     */
    public Plot choices(String... words) {
        List<String> names = Check.names("The choices", words);
        Object[][] scale = IntStream.range(0, 2 * names.size())
                .mapToObj(i -> new Object[] {(i + 1) / 2 / (double) names.size(), COLORS.get(i / 2 % COLORS.size())})
                .toArray(Object[][]::new);
        heatMap("choices").putAll(Map.of("colorscale", scale, "zmin", -0.5, "zmax", names.size() - 0.5));
        int[] places = IntStream.range(0, names.size()).toArray();
        Object[] texts = names.stream().map(Plot::plain).toArray();
        child(cells, "colorbar").putAll(Map.of("tickvals", places, "ticktext", texts));
        return this;
    }

    /** Writes into each cell of the heat map its value. */
    public Plot numbered() {
        heatMap("numbered").put("texttemplate", "%{z:.3~g}");
        return this;
    }

    /** Writes a sign into each cell of the heat map: an arrow, or several; "" for none. */
    public Plot signs(String[][] signs) {
        heatMap("signs").put("texttemplate", "%{text}");
        cells.put(
                "text",
                Stream.of(signs)
                        .map(row -> Stream.of(row).map(Plot::plain).toArray())
                        .toArray());
        cells.put("textfont", Map.of("size", 18));
        text.signs(signs);
        return this;
    }

    private Map<String, Object> heatMap(String of) {
        String refusal = "The plot \"%s\" has no heat map yet: call .cells(...) or .surface(...) before .%s(...).";
        Require.state(cells != null, refusal, title, of);
        return cells;
    }

    /** A named horizontal line at {@code y}. */
    public Plot level(String name, double y) {
        return level(name, y, false);
    }

    /** A named vertical line at {@code x}. */
    public Plot vertical(String name, double x) {
        return level(name, x, true);
    }

    /**
     * What the reader expects, as a horizontal line named "your guess"; as long as that is NaN, the figure says "no
     * guess yet".
     */
    public Plot guess(double y) {
        return guess(y, false);
    }

    /** The same as a vertical line. */
    public Plot verticalGuess(double x) {
        return guess(x, true);
    }

    private Plot guess(double at, boolean upright) {
        if (Double.isNaN(at)) {
            remarks.add("no guess yet");
            return this;
        }
        return level("your guess", at, upright);
    }

    private Plot level(String name, double at, boolean upright) {
        Check.finite("The level \"" + Check.text("The name of a level", name) + "\"", at);
        boolean numbers = !upright || categories.isEmpty();
        Require.that(numbers, "The x axis has names and no numbers: there is no place %s.", at);
        String line = upright
                ? "x0: %1$s, x1: %1$s, y0: 0, y1: 1, yref: 'paper'"
                : "y0: %1$s, y1: %1$s, x0: 0, x1: 1, xref: 'paper'";
        String color = name.equals("your guess") ? "#CC3311" : "#333333";
        String look = "line: {color: '%s', width: 1.5, dash: '%s'}".formatted(color, DASHES.get(1 + shapes.size() % 3));
        shapes.add(Text.object("{type: 'line', " + line.formatted(at) + ", " + look + "}"));
        String place = upright
                ? "x: %s, y: 1.0, xref: 'x', yref: 'paper', yanchor: 'top', yshift: " + -20 * uprights++
                : "x: 0.0, y: %s, xref: 'paper', yref: 'y', yanchor: 'bottom', yshift: 0";
        Map<String, Object> note = Text.object("{showarrow: false, xanchor: 'left', " + place.formatted(at) + "}");
        note.put("text", plain(Text.lines(name, 40)));
        notes.add(note);
        text.level(name, at, upright);
        (upright ? x : y).levels.add(at);
        return this;
    }

    /** Words with an arrow to (x, y), where something is to be seen. */
    public Plot note(String words, double x, double y) {
        String place = "The place of the note \"" + Check.text("A note", words) + "\"";
        Map<String, Object> note = Text.object(
                "{showarrow: true, arrowhead: 2, arrowsize: 1, arrowwidth: 1.2, ax: 30, ay: -40, x: %s, y: %s}"
                        .formatted(Check.finite(place, x), Check.finite(place, y)));
        note.put("text", plain(Text.lines(words, 30)));
        notes.add(note);
        text.note(words, x, y);
        return this;
    }

    private Plot joined(String name, String mode, double[] xs, double[] ys) {
        check(mode.equals("lines") ? "line" : "path", name, xs, ys);
        boolean white = cells != null;
        Map<String, Object> trace = Text.object("""
                {type: 'scatter', mode: '%s', line: {color: '%s', width: 2, dash: '%s', shape: 'linear'},
                 marker: {color: '%s', symbol: '%s', size: %d}, connectgaps: false}""".formatted(
                        ys.length == 1 ? "markers" : mode,
                        white ? "#FFFFFF" : color(),
                        // The dashes of a jagged line could not be told from its jags.
                        white || ys.length > 500 ? "solid" : sign(DASHES),
                        white ? "#FFFFFF" : color(),
                        sign(MARKS),
                        white ? 3 : 6));
        int[] kept = thinned(ys);
        text.line(name, xs, ys);
        reaches(xs, ys);
        if (white) {
            trace.put("showlegend", false);
            return add(trace, name, pick(xs, kept), pick(ys, kept));
        }
        return series(trace, name, pick(xs, kept), pick(ys, kept));
    }

    private void check(String what, String name, double[] xs, double[] ys) {
        String owner = "The " + what + " \"" + Check.text("The name of a series", name) + "\"";
        Check.numbers(owner, "x", xs);
        Check.numbers(owner, "y", ys);
        Check.sameLength(owner, "y", ys.length, xs.length);
    }

    /** What is enough to look at: of each stretch its first and last point, its lowest and its highest, and a gap. */
    private static int[] thinned(double[] ys) {
        if (ys.length <= MOST_OF_A_LINE) {
            return IntStream.range(0, ys.length).toArray();
        }
        int stretches = MOST_OF_A_LINE / 4;
        return IntStream.range(0, stretches)
                .flatMap(k -> {
                    int from = (int) ((long) k * ys.length / stretches);
                    int to = (int) ((k + 1L) * ys.length / stretches);
                    int lowest = from;
                    int highest = from;
                    int gap = from;
                    for (int i = from; i < to; i++) {
                        lowest = ys[i] < ys[lowest] || Double.isNaN(ys[lowest]) ? i : lowest;
                        highest = ys[i] > ys[highest] || Double.isNaN(ys[highest]) ? i : highest;
                        gap = Double.isNaN(ys[i]) ? i : gap;
                    }
                    return IntStream.of(from, lowest, highest, gap, to - 1)
                            .sorted()
                            .distinct();
                })
                .toArray();
    }

    /** JSON knows no NaN. */
    private static Object[] pick(double[] values, int[] kept) {
        return Arrays.stream(kept)
                .mapToObj(i -> Double.isNaN(values[i]) ? null : (Object) values[i])
                .toArray();
    }

    private static Object[] numbers(double[] values) {
        return pick(values, IntStream.range(0, values.length).toArray());
    }

    private String color() {
        return COLORS.get(series % COLORS.size());
    }

    private String sign(List<String> signs) {
        return signs.get(series % signs.size());
    }

    private Map<String, Object> bar(double opacity) {
        Map<String, Object> bar = Text.object("""
                {type: 'bar', opacity: %s, marker: {color: '%s',
                 pattern: {fillmode: 'overlay', solidity: 0.2, fgcolor: '#FFFFFF'}}}""".formatted(opacity, color()));
        child(child(bar, "marker"), "pattern").put("shape", sign(HATCHES));
        return bar;
    }

    private Object[] categoryNames() {
        return categories.stream().map(name -> plain(Text.lines(name, 14))).toArray();
    }

    private void reaches(double[] xs, double[] ys) {
        x.reaches(xs);
        y.reaches(ys);
    }

    /** With a trace that has a color of its own and a name in the legend. */
    private Plot series(Map<String, Object> trace, String name, Object xs, Object ys) {
        series++;
        return add(trace, name, xs, ys);
    }

    private Plot add(Map<String, Object> trace, String name, Object xs, Object ys) {
        trace.put("name", plain(name));
        trace.put("x", xs);
        trace.put("y", ys);
        traces.add(trace);
        return this;
    }

    /** Plotly's {@code data} and {@code layout}, strict JSON. */
    public Map<String, Object> plotly() {
        boolean bare = cells != null && x.label.isEmpty() && y.label.isEmpty();
        boolean complete = !traces.isEmpty() && (bare || !x.label.isEmpty() && !y.label.isEmpty());
        Require.state(complete, "The plot \"%s\" needs data and a label for each axis: .x(...), .y(...).", title);
        for (Axis axis : List.of(x, y)) {
            if (axis.showsNothing()) {
                remarks.add("all data lie outside of the " + (axis == x ? "x" : "y") + " axis");
            }
        }
        Map<String, Object> whole = new LinkedHashMap<>(layout);
        whole.put("xaxis", x.plotly(Integer.MAX_VALUE, bare));
        whole.put("yaxis", y.plotly(38, bare));
        String below = remarks.isEmpty() ? "" : "<br><sub>" + plain(String.join("; ", remarks)) + "</sub>";
        whole.put("title", Map.of("text", plain(Text.lines(title, 70)) + below));
        whole.put("shapes", shapes);
        whole.put("annotations", notes.stream().map(this::placed).toList());
        whole.put("showlegend", series > 1);
        return Map.of("data", traces, "layout", whole);
    }

    /**
     * Plotly wants the place of a note, but not that of a line, as its logarithm. The name of a level stands at its
     * right end where dots leave more room there.
     */
    private Map<String, Object> placed(Map<String, Object> note) {
        Map<String, Object> placed = new LinkedHashMap<>(note);
        Map.of("x", x, "y", y).forEach((key, axis) -> {
            if (axis.isLog() && !"paper".equals(note.get(key + "ref"))) {
                placed.put(key, Math.log10((Double) note.get(key)));
            }
        });
        if ("paper".equals(note.get("xref")) && room((Double) note.get("y"), 0) < room((Double) note.get("y"), 1)) {
            placed.putAll(Map.of("x", 1, "xanchor", "right"));
        }
        return placed;
    }

    /** How far the first dots (0) or the last ones (1) with their intervals are from a level. */
    private double room(double level, int end) {
        return dots.stream()
                .map(all -> all.get(end * (all.size() - 1)))
                .mapToDouble(dot -> Math.max(0, Math.max(dot.low() - level, level - dot.high())))
                .min()
                .orElse(0);
    }

    @Override
    public String describe() {
        plotly(); // finds out what must be remarked
        return title + ": " + (y.label.isEmpty() ? "" : y.label + " over " + x.label + ". ") + text.sentences()
                + remarks.stream().map(remark -> " (" + remark + ")").collect(Collectors.joining());
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if there are no data, or an axis has no label
     * @throws IllegalArgumentException if a logarithmic axis would have to show 0
     */
    @Override
    public String html() {
        return figure().html();
    }

    @Override
    public Map<String, Object> mimeBundle(Frontend frontend) {
        return figure().mimeBundle(frontend);
    }

    private PageFigure figure() {
        return new PageFigure(plotly(), describe(), width(), height);
    }

    @Override
    public int width() {
        return 720;
    }

    /**
     * Plotly reads a few HTML tags in its texts, and TeX between dollars: a user's "<" stays a "<". It breaks no
     * lines itself.
     */
    private static String plain(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("$", "&#36;")
                .replace("\n", "<br>");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> child(Map<String, Object> parent, String key) {
        return (Map<String, Object>) parent.get(key);
    }
}
