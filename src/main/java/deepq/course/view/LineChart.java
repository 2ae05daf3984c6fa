package deepq.course.view;

import deepq.experiment.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Lines and points over a number: learning curves, Q-values along an episode, samples of a replay buffer.
 *
 * <pre>{@code
 * LineChart.titled("Return per episode").x("episode").y("return")
 *         .line("DQN", returns)
 *         .band("20 seeds", xs, lows, mids, highs)
 *         .level("solved", 475)
 * }</pre>
 */
public final class LineChart extends Chart<LineChart> {
    final List<Series> series;

    LineChart(Frame frame, List<Series> series) {
        super(frame);
        this.series = series;
    }

    public static LineChart titled(String title) {
        return new LineChart(Frame.titled(title), List.of());
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

    /** Points joined in their order, each marked: a few measurements, an episode's way through its states. */
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

    /** The x axis shows powers of ten in equal steps. */
    public LineChart logX() {
        return with(frame.log(true, false));
    }

    /** The y axis shows powers of ten in equal steps. */
    public LineChart logY() {
        return with(frame.log(false, true));
    }

    @Override
    LineChart with(Frame changed) {
        return new LineChart(changed, series);
    }

    private LineChart with(Series more) {
        return new LineChart(frame, Check.append(series, more));
    }

    @Override
    DoubleStream xs() {
        return series.stream().flatMapToDouble(one -> Arrays.stream(one.xs()));
    }

    @Override
    DoubleStream ys() {
        return series.stream()
                .flatMap(one -> Stream.of(one.ys(), one.lows(), one.highs()))
                .flatMapToDouble(Arrays::stream);
    }

    @Override
    Stream<String> parts() {
        return series.stream().map(Series::describe);
    }

    @Override
    List<String> names() {
        return series.stream().map(Series::name).toList();
    }
}
