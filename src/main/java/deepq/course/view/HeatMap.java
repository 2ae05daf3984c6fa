package deepq.course.view;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Numbers in a grid as colors: a value function over position and velocity, the pixels of a screen. A cell that is NaN stays blank. (A grid world is
 * drawn by {@link GridScene}.)
 *
 * <pre>{@code
 * HeatMap.titled("Value of each state").x("position").y("velocity").surface("max Q", positions, velocities, values)
 * }</pre>
 */
public final class HeatMap extends Chart<HeatMap> {
    private final Cells cells;
    private final Frame.Range range;
    final List<Series> paths;

    /** values[row][column] in the middle of (xs[column], ys[row]); of a table row 0 is at the top. */
    record Cells(String name, double[][] values, double[] xs, double[] ys, boolean table) {}

    private HeatMap(Frame frame, Cells cells, Frame.Range range, List<Series> paths) {
        super(frame);
        this.cells = cells;
        this.range = range;
        this.paths = paths;
    }

    public static HeatMap titled(String title) {
        return new HeatMap(Frame.titled(title), null, null, List.of());
    }

    /** values[row][column], row 0 at the top, both counted from 0. {@code name} says what the colors mean. */
    public HeatMap cells(String name, double[][] values) {
        int columns = values.length == 0 ? 0 : values[0].length;
        requireShape(name, values, values.length, columns);
        return new HeatMap(
                frame, new Cells(name, copy(values), fromZero(columns), fromZero(values.length), true), range, paths);
    }

    /** A function of two numbers: values[j][i] belongs to (xs[i], ys[j]); y grows upwards. Both axes are evenly spaced and rise. */
    public HeatMap surface(String name, double[] xs, double[] ys, double[][] values) {
        requireShape(name, values, ys.length, xs.length);
        requireEven("x", xs);
        requireEven("y", ys);
        return new HeatMap(frame, new Cells(name, copy(values), xs.clone(), ys.clone(), false), range, paths);
    }

    /** The colors run from {@code low} to {@code high}, instead of the smallest and largest value: needed to compare two maps. */
    public HeatMap range(double low, double high) {
        return new HeatMap(frame, cells, new Frame.Range("color", low, high), paths);
    }

    /** A path drawn over the map, for example one episode. Its coordinates are those of the axes. */
    public HeatMap path(String name, double[] pathXs, double[] pathYs) {
        List<Series> more = Check.append(paths, Series.of(name, Series.Kind.PATH, pathXs, pathYs));
        return new HeatMap(frame, cells, range, more);
    }

    @Override
    HeatMap with(Frame changed) {
        return new HeatMap(changed, cells, range, paths);
    }

    /** @throws IllegalStateException if there are none yet */
    Cells cells() {
        if (cells == null) {
            throw new IllegalStateException("The heat map \"" + frame.title()
                    + "\" has no cells: call .cells(...) or .surface(...) before it is shown.");
        }
        return cells;
    }

    /** The values that the two ends of the color scale stand for. */
    Axis colors() {
        double[] there = Arrays.stream(cells().values)
                .flatMapToDouble(Arrays::stream)
                .filter(value -> !Double.isNaN(value))
                .toArray();
        double low = range != null ? range.low() : Arrays.stream(there).min().orElse(0);
        double high = range != null ? range.high() : Arrays.stream(there).max().orElse(1);
        // One value everywhere still needs a scale of some width.
        return low < high ? new Axis(false, low, high, false) : new Axis(false, low - 0.5, high + 0.5, false);
    }

    @Override
    Axis xAxis() {
        return axis(cells().xs, frame.xRange());
    }

    @Override
    Axis yAxis() {
        return axis(cells().ys, frame.yRange());
    }

    private Axis axis(double[] centers, Frame.Range part) {
        double half = step(centers) / 2;
        return part != null
                ? new Axis(false, part.low(), part.high(), cells.table)
                : new Axis(false, centers[0] - half, centers[centers.length - 1] + half, cells.table);
    }

    /** The distance of neighbors on an axis. */
    static double step(double[] centers) {
        return centers.length < 2 ? 1 : (centers[centers.length - 1] - centers[0]) / (centers.length - 1);
    }

    @Override
    DoubleStream xs() {
        return Arrays.stream(cells().xs);
    }

    @Override
    DoubleStream ys() {
        return Arrays.stream(cells().ys);
    }

    @Override
    Stream<String> parts() {
        String colors = "colors for " + cells().name + " from " + Text.number(colors().low()) + " to "
                + Text.number(colors().high()) + " in " + cells.ys.length + " rows and " + cells.xs.length + " columns";
        return Stream.concat(Stream.of(colors), paths.stream().map(path -> "the path " + path.name()));
    }

    @Override
    List<String> names() {
        return List.of();
    }

    private static void requireShape(String name, double[][] cells, int rows, int columns) {
        boolean right = cells.length == rows && rows > 0 && columns > 0;
        for (double[] row : cells) {
            right &= row.length == columns;
        }
        if (!right) {
            throw new IllegalArgumentException(
                    "The cells of \"" + name + "\" are not " + rows + " rows of " + columns + " each.");
        }
    }

    private static void requireEven(String axis, double[] centers) {
        Check.finite("The heat map", axis, centers);
        double step = centers.length < 2 ? 0 : step(centers);
        for (int i = 0; i < centers.length; i++) {
            if (!(step > 0) || Math.abs(centers[i] - centers[0] - i * step) > 1e-6 * step * centers.length) {
                throw new IllegalArgumentException(
                        "The " + axis + " values of a surface must be two or more, evenly spaced and rising; "
                                + "number " + i + " is " + centers[i] + ".");
            }
        }
    }

    private static double[][] copy(double[][] values) {
        for (double[] row : values) {
            for (double value : row) {
                if (Double.isInfinite(value)) {
                    throw new IllegalArgumentException(
                            "The heat map holds " + value + ", but a chart needs finite numbers (or NaN for a blank).");
                }
            }
        }
        return Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
    }

    private static double[] fromZero(int count) {
        return IntStream.range(0, count).asDoubleStream().toArray();
    }
}
