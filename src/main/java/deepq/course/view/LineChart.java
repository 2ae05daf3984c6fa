package deepq.course.view;

import deepq.experiment.Interval;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lines over a number: learning curves, Q-values along an episode, the share of seeds that passed.
 *
 * <pre>{@code
 * LineChart.titled("Return per episode").x("episode").y("return")
 *         .line("DQN", returns)
 *         .band("20 seeds", xs, lows, mids, highs)
 *         .level("solved", 475)
 * }</pre>
 */
public record LineChart(Frame frame, List<Series> series, List<Level> levels) implements Chart {
    public LineChart {
        series = List.copyOf(series);
        levels = List.copyOf(levels);
    }

    public static LineChart titled(String title) {
        return new LineChart(Frame.titled(title), List.of(), List.of());
    }

    /** The x axis counts {@code label}; name the unit. */
    public LineChart x(String label) {
        return with(frame.x(label));
    }

    /** The y axis counts {@code label}; name the unit. */
    public LineChart y(String label) {
        return with(frame.y(label));
    }

    /** A line over 1, 2, 3, ... */
    public LineChart line(String name, double[] ys) {
        return line(name, Series.counted(ys), ys);
    }

    /** A line through the points (xs[i], ys[i]). */
    public LineChart line(String name, double[] xs, double[] ys) {
        return with(Series.of(name, Series.Kind.LINE, xs, ys));
    }

    /** A line that holds each value until the next x. */
    public LineChart steps(String name, double[] xs, double[] ys) {
        return with(Series.of(name, Series.Kind.STEPS, xs, ys));
    }

    /** Points that are not joined, drawn faintly: single returns below their mean. */
    public LineChart points(String name, double[] xs, double[] ys) {
        return with(Series.of(name, Series.Kind.POINTS, xs, ys));
    }

    /** Points joined in their order, each marked: a few measurements. */
    public LineChart path(String name, double[] xs, double[] ys) {
        return with(Series.of(name, Series.Kind.PATH, xs, ys));
    }

    /** A line of {@code mids} in a shaded band from {@code lows} to {@code highs}. Say in {@code name} what the band is. */
    public LineChart band(String name, double[] xs, double[] lows, double[] mids, double[] highs) {
        return with(new Series(name, Series.Kind.BAND, xs, mids, lows, highs));
    }

    /** The same from {@link deepq.experiment.Statistics#intervals}: an interval for each x. */
    public LineChart band(String name, double[] xs, List<Interval> intervals) {
        return band(
                name,
                xs,
                intervals.stream().mapToDouble(Interval::low).toArray(),
                intervals.stream().mapToDouble(Interval::estimate).toArray(),
                intervals.stream().mapToDouble(Interval::high).toArray());
    }

    /** A named horizontal line at {@code y}. */
    public LineChart level(String name, double y) {
        return new LineChart(frame, series, Check.append(levels, new Level(name, y, false)));
    }

    /** A named vertical line at {@code x}. */
    public LineChart vertical(String name, double x) {
        return new LineChart(frame, series, Check.append(levels, new Level(name, x, true)));
    }

    public LineChart logX() {
        return with(frame.withLogX());
    }

    public LineChart logY() {
        return with(frame.withLogY());
    }

    public LineChart xRange(double low, double high) {
        return with(frame.xRange(low, high));
    }

    public LineChart yRange(double low, double high) {
        return with(frame.yRange(low, high));
    }

    @Override
    public String describe() {
        return frame.title() + ": " + frame.y() + " over " + frame.x() + "; "
                + Stream.concat(
                                series.stream().map(Series::describe),
                                levels.stream().map(Level::describe))
                        .collect(Collectors.joining(", "))
                + ".";
    }

    private LineChart with(Frame changed) {
        return new LineChart(changed, series, levels);
    }

    private LineChart with(Series more) {
        return new LineChart(frame, Check.append(series, more), levels);
    }
}
