package deepq.course.view;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Points in a plane, or the path through them: samples of a replay buffer, an episode's way through its states. */
public record ScatterChart(Frame frame, List<Series> series, List<Level> levels) implements Chart {
    public ScatterChart {
        series = List.copyOf(series);
        levels = List.copyOf(levels);
    }

    public static ScatterChart titled(String title) {
        return new ScatterChart(Frame.titled(title), List.of(), List.of());
    }

    public ScatterChart x(String label) {
        return with(frame.x(label));
    }

    public ScatterChart y(String label) {
        return with(frame.y(label));
    }

    /** Points that are not joined. */
    public ScatterChart points(String name, double[] xs, double[] ys) {
        return with(Series.of(name, Series.Kind.POINTS, xs, ys));
    }

    /** Points joined in their order. */
    public ScatterChart path(String name, double[] xs, double[] ys) {
        return with(Series.of(name, Series.Kind.PATH, xs, ys));
    }

    /** A named horizontal line at {@code y}. */
    public ScatterChart level(String name, double y) {
        return new ScatterChart(frame, series, Check.append(levels, new Level(name, y, false)));
    }

    /** A named vertical line at {@code x}. */
    public ScatterChart vertical(String name, double x) {
        return new ScatterChart(frame, series, Check.append(levels, new Level(name, x, true)));
    }

    public ScatterChart xRange(double low, double high) {
        return with(frame.xRange(low, high));
    }

    public ScatterChart yRange(double low, double high) {
        return with(frame.yRange(low, high));
    }

    @Override
    public String describe() {
        return frame.title() + ": " + frame.y() + " against " + frame.x() + "; "
                + Stream.concat(
                                series.stream().map(Series::describe),
                                levels.stream().map(Level::describe))
                        .collect(Collectors.joining(", "))
                + ".";
    }

    private ScatterChart with(Frame changed) {
        return new ScatterChart(changed, series, levels);
    }

    private ScatterChart with(Series more) {
        return new ScatterChart(frame, Check.append(series, more), levels);
    }
}
