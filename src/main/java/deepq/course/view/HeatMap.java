package deepq.course.view;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Numbers in a grid as colours: a value function over position and velocity, the pixels of a screen. A cell that is NaN stays blank. (A grid world is
 * drawn by {@link GridScene}.)
 *
 * <pre>{@code
 * HeatMap.titled("Value of each state").x("position").y("velocity").surface("max Q", positions, velocities, values)
 * }</pre>
 */
public record HeatMap(
        Frame frame,
        String valueName,
        double[][] values,
        double[] xs,
        double[] ys,
        boolean table,
        Frame.Range range,
        List<Series> paths)
        implements Chart {
    public HeatMap {
        paths = List.copyOf(paths);
    }

    public static HeatMap titled(String title) {
        return new HeatMap(Frame.titled(title), "", null, null, null, false, null, List.of());
    }

    public HeatMap x(String label) {
        return new HeatMap(frame.x(label), valueName, values, xs, ys, table, range, paths);
    }

    public HeatMap y(String label) {
        return new HeatMap(frame.y(label), valueName, values, xs, ys, table, range, paths);
    }

    /** values[row][column], row 0 at the top, both counted from 0. {@code name} says what the colours mean. */
    public HeatMap cells(String name, double[][] values) {
        int columns = values.length == 0 ? 0 : values[0].length;
        requireShape(name, values, values.length, columns);
        return new HeatMap(frame, name, copy(values), fromZero(columns), fromZero(values.length), true, range, paths);
    }

    /** A function of two numbers: values[j][i] belongs to (xs[i], ys[j]); y grows upwards. Both axes are evenly spaced and rise. */
    public HeatMap surface(String name, double[] xs, double[] ys, double[][] values) {
        requireShape(name, values, ys.length, xs.length);
        requireEven("x", xs);
        requireEven("y", ys);
        return new HeatMap(frame, name, copy(values), xs.clone(), ys.clone(), false, range, paths);
    }

    /** The colours run from {@code low} to {@code high}, instead of the smallest and largest value: needed to compare two maps. */
    public HeatMap range(double low, double high) {
        return new HeatMap(frame, valueName, values, xs, ys, table, new Frame.Range("colour", low, high), paths);
    }

    /** A path drawn over the map, for example one episode. Its coordinates are those of the axes. */
    public HeatMap path(String name, double[] pathXs, double[] pathYs) {
        List<Series> more = Check.append(paths, Series.of(name, Series.Kind.PATH, pathXs, pathYs));
        return new HeatMap(frame, valueName, values, xs, ys, table, range, more);
    }

    /** The distance of neighbours on an axis. */
    static double step(double[] centres) {
        return centres.length < 2 ? 1 : (centres[centres.length - 1] - centres[0]) / (centres.length - 1);
    }

    /** The values that the two ends of the colour scale stand for. */
    Frame.Range colours() {
        if (range != null) {
            return range;
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double[] row : values) {
            for (double value : row) {
                if (!Double.isNaN(value)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
        }
        // One value everywhere (or none) still needs a scale of some width.
        return low < high
                ? new Frame.Range("colour", low, high)
                : new Frame.Range("colour", low > high ? 0 : low - 0.5, low > high ? 1 : high + 0.5);
    }

    @Override
    public String describe() {
        requireCells("describe");
        Frame.Range scale = colours();
        return frame.title() + ": colours for " + valueName + " from " + Text.number(scale.low()) + " to "
                + Text.number(scale.high()) + " in " + ys.length + " rows (" + frame.y() + ") and " + xs.length
                + " columns (" + frame.x() + ")"
                + (paths.isEmpty() ? "" : ", with the path " + paths.get(0).name()) + ".";
    }

    void requireCells(String wanted) {
        if (values == null) {
            throw new IllegalStateException("The heat map \"" + frame.title()
                    + "\" has no cells: call .cells(...) or .surface(...) before ." + wanted + "(...).");
        }
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

    private static void requireEven(String axis, double[] centres) {
        Check.finite("The heat map", axis, centres);
        double step = centres.length < 2 ? 0 : step(centres);
        for (int i = 0; i < centres.length; i++) {
            if (!(step > 0) || Math.abs(centres[i] - centres[0] - i * step) > 1e-6 * step * centres.length) {
                throw new IllegalArgumentException(
                        "The " + axis + " values of a surface must be two or more, evenly spaced and rising; "
                                + "number " + i + " is " + centres[i] + ".");
            }
        }
    }

    private static double[][] copy(double[][] values) {
        double[][] copy = new double[values.length][];
        for (int row = 0; row < values.length; row++) {
            copy[row] = values[row].clone();
            for (double value : copy[row]) {
                if (Double.isInfinite(value)) {
                    throw new IllegalArgumentException("Row " + row + " of the heat map holds " + value
                            + ", but a chart needs finite numbers (or NaN for a blank).");
                }
            }
        }
        return copy;
    }

    private static double[] fromZero(int count) {
        return IntStream.range(0, count).asDoubleStream().toArray();
    }
}
