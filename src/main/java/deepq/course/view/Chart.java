package deepq.course.view;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A chart: what to draw, made step by step in one expression, and drawn twice, by plotly in the page and by Java as a PNG; both from the same {@link Axis axes}. Each method
 * returns a new chart. Title and axis labels (with their unit) are required; colors are Okabe and Ito's, which readers with color blindness can tell apart, and lines also
 * differ in their dashes, so that a grey print can be read.
 *
 * @param <C> the kind of chart
 */
public abstract sealed class Chart<C extends Chart<C>> implements Picture
        permits LineChart, HistogramChart, BarChart, HeatMap {
    static final int WIDTH = 720;
    static final int HEIGHT = 400;

    final Frame frame;

    Chart(Frame frame) {
        this.frame = frame;
    }

    /** The same data in another frame. */
    abstract C with(Frame changed);

    /** All that the x axis must hold, levels aside. */
    abstract DoubleStream xs();

    /** All that the y axis must hold, levels aside. */
    abstract DoubleStream ys();

    /** What the data are, for a reader who does not see them: a part for each series. */
    abstract Stream<String> parts();

    /** The names of the series, in the order in which they get their colors. */
    abstract List<String> names();

    /** The x axis counts {@code label}; name the unit. */
    public C x(String label) {
        return with(frame.x(label));
    }

    /** The y axis counts {@code label}; name the unit. */
    public C y(String label) {
        return with(frame.y(label));
    }

    /** A named horizontal line at {@code y}. */
    public C level(String name, double y) {
        return with(frame.level(name, y, false));
    }

    /** A named vertical line at {@code x}. */
    public C vertical(String name, double x) {
        return with(frame.level(name, x, true));
    }

    /** The x axis runs from {@code low} to {@code high}, instead of over all the data. */
    public C xRange(double low, double high) {
        return with(frame.xRange(low, high));
    }

    /** The y axis runs from {@code low} to {@code high}, instead of over all the data: needed to compare two charts. */
    public C yRange(double low, double high) {
        return with(frame.yRange(low, high));
    }

    Axis xAxis() {
        return Axis.of("x", frame, frame.logX(), frame.xRange(), withLevels(xs(), true));
    }

    Axis yAxis() {
        return Axis.of("y", frame, frame.logY(), frame.yRange(), withLevels(ys(), false));
    }

    /** Across bars the name of a level could not be read. */
    boolean levelsInLegend() {
        return this instanceof BarChart || this instanceof HistogramChart;
    }

    /** What a legend tells apart; a single name needs none. */
    List<String> legend() {
        Stream<Frame.Level> levels = levelsInLegend() ? frame.levels().stream() : Stream.empty();
        List<String> all =
                Stream.concat(names().stream(), levels.map(Frame.Level::name)).toList();
        return all.size() > 1 ? all : List.of();
    }

    /** Whether the name of a level stands left of it or below it, because on the other side it would leave the plot or meet another one. */
    boolean turned(Frame.Level level) {
        Axis axis = level.upright() ? xAxis() : yAxis();
        double place = axis.share(level.value());
        return level.upright()
                ? place > 0.5
                : place > 0.9
                        || frame.levels().stream()
                                .filter(other -> !other.upright())
                                .mapToDouble(other -> axis.share(other.value()) - place)
                                .anyMatch(distance -> distance > 0 && distance < 0.09);
    }

    /** Names of vertical levels stand one below the other. */
    int row(Frame.Level level) {
        return frame.levels().stream().filter(Frame.Level::upright).toList().indexOf(level);
    }

    private double[] withLevels(DoubleStream values, boolean upright) {
        return DoubleStream.concat(
                        values,
                        frame.levels().stream()
                                .filter(level -> level.upright() == upright)
                                .mapToDouble(Frame.Level::value))
                .toArray();
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public int height() {
        return HEIGHT;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if an axis has no label
     * @throws IllegalArgumentException if a logarithmic axis would have to show 0
     */
    @Override
    public byte[] png() {
        return Png.encode(StillChart.draw(this, WIDTH, HEIGHT, 2));
    }

    /** A PNG with as many pixels as it is shown large: drawn in a quarter of the time, for a picture that is soon replaced. */
    public byte[] coarsePng() {
        return Png.encode(StillChart.draw(this, WIDTH, HEIGHT, 1));
    }

    /** The figure as plotly understands it: {@code data}, {@code layout} and {@code config}, strict JSON. */
    public Map<String, Object> plotly() {
        return PlotlyFigure.of(this);
    }

    @Override
    public String html() {
        return Html.chart(png(), WIDTH, describe(), plotly());
    }

    @Override
    public String describe() {
        return frame.title() + ": " + frame.y() + " over " + frame.x() + "; "
                + Stream.concat(parts(), frame.levels().stream().map(Frame.Level::describe))
                        .collect(Collectors.joining(", "))
                + ".";
    }

    static String range(double[] lows, double[] highs) {
        return Text.number(Arrays.stream(lows).min().orElseThrow()) + " to "
                + Text.number(Arrays.stream(highs).max().orElseThrow());
    }
}
