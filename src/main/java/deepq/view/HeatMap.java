package deepq.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Numbers in a grid as colours: the values of a grid world, a Q-table, a value function over two quantities. A cell that is NaN stays blank.
 *
 * <pre>{@code
 * HeatMap.titled("Values after 10 sweeps").x("column").y("row").cells("V(s)", values).decimals(2).arrows(policy)
 * }</pre>
 */
public record HeatMap(
        Frame frame,
        String valueName,
        double[][] values,
        double[] xs,
        double[] ys,
        List<String> columns,
        List<String> rows,
        Frame.Range range,
        String[][] text,
        String[][] arrows,
        List<Series> paths)
        implements Chart {
    private static final String DIRECTIONS = "\u2190\u2193\u2192\u2191";

    public HeatMap {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        paths = List.copyOf(paths);
    }

    public static HeatMap titled(String title) {
        return new HeatMap(
                Frame.titled(title), "", null, null, null, List.of(), List.of(), null, null, null, List.of());
    }

    public HeatMap x(String label) {
        return with(frame.x(label));
    }

    public HeatMap y(String label) {
        return with(frame.y(label));
    }

    /** values[row][column], row 0 at the top, both counted from 0. {@code name} says what the colours mean. */
    public HeatMap cells(String name, double[][] values) {
        return cells(name, numbers(columnsOf(name, values)), numbers(values.length), values);
    }

    /** values[row][column], row 0 at the top, with names for the columns and the rows. */
    public HeatMap cells(String name, List<String> columns, List<String> rows, double[][] values) {
        requireShape(name, values, rows.size(), columns.size());
        return new HeatMap(frame, name, copy(values), null, null, columns, rows, range, null, null, paths);
    }

    /** A function of two numbers: values[j][i] belongs to (xs[i], ys[j]), y grows upwards. Both axes are evenly spaced and rise. */
    public HeatMap surface(String name, double[] xs, double[] ys, double[][] values) {
        requireShape(name, values, ys.length, xs.length);
        requireEven("x", xs);
        requireEven("y", ys);
        return new HeatMap(
                frame, name, copy(values), xs.clone(), ys.clone(), List.of(), List.of(), range, null, null, paths);
    }

    /** The colours run from {@code low} to {@code high}, instead of the smallest and largest value: needed to compare two maps. */
    public HeatMap range(double low, double high) {
        return new HeatMap(
                frame,
                valueName,
                values,
                xs,
                ys,
                columns,
                rows,
                new Frame.Range("colour", low, high),
                text,
                arrows,
                paths);
    }

    /** Each value is written into its cell with this many decimals. */
    public HeatMap decimals(int decimals) {
        requireCells("decimals");
        String[][] written = new String[values.length][];
        for (int row = 0; row < values.length; row++) {
            written[row] = new String[values[row].length];
            for (int column = 0; column < values[row].length; column++) {
                double value = values[row][column];
                written[row][column] =
                        Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%." + decimals + "f", value);
            }
        }
        return text(written);
    }

    /** A short text for each cell, "" for none. */
    public HeatMap text(String[][] cells) {
        requireCells("text");
        requireShape("text", cells, values.length, values[0].length);
        return new HeatMap(frame, valueName, values, xs, ys, columns, rows, range, cells.clone(), arrows, paths);
    }

    /** Arrows for each cell: any of the characters \u2190 \u2193 \u2192 \u2191 (several where actions tie), "" for none. */
    public HeatMap arrows(String[][] cells) {
        requireCells("arrows");
        requireShape("arrows", cells, values.length, values[0].length);
        for (String[] row : cells) {
            for (String cell : row) {
                if (!cell.chars().allMatch(c -> DIRECTIONS.indexOf(c) >= 0)) {
                    throw new IllegalArgumentException("The arrows of a cell are \"" + cell
                            + "\", but must be of the characters " + DIRECTIONS + ".");
                }
            }
        }
        return new HeatMap(frame, valueName, values, xs, ys, columns, rows, range, text, cells.clone(), paths);
    }

    /** A path drawn over the map, for example one episode. Its coordinates are those of the axes. */
    public HeatMap path(String name, double[] pathXs, double[] pathYs) {
        List<Series> more = Check.append(paths, Series.of(name, Series.Kind.PATH, pathXs, pathYs));
        return new HeatMap(frame, valueName, values, xs, ys, columns, rows, range, text, arrows, more);
    }

    /** Whether row 0 is at the top, as in a table. */
    boolean isTable() {
        return xs == null;
    }

    double columnCentre(int column) {
        return isTable() ? column : xs[column];
    }

    double rowCentre(int row) {
        return isTable() ? row : ys[row];
    }

    double cellWidth() {
        return isTable() ? 1 : (xs[xs.length - 1] - xs[0]) / (xs.length - 1);
    }

    double cellHeight() {
        return isTable() ? 1 : (ys[ys.length - 1] - ys[0]) / (ys.length - 1);
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

    /** The arrows as triangles in the axes' coordinates: {x1, y1, x2, y2, x3, y3} each. */
    List<double[]> triangles() {
        List<double[]> triangles = new ArrayList<>();
        for (int row = 0; arrows != null && row < arrows.length; row++) {
            for (int column = 0; column < arrows[row].length; column++) {
                for (char c : arrows[row][column].toCharArray()) {
                    triangles.add(triangle(columnCentre(column), rowCentre(row), DIRECTIONS.indexOf(c)));
                }
            }
        }
        return triangles;
    }

    private double[] triangle(double x, double y, int direction) {
        // Left, down, right, up on the page; in a table y grows downwards.
        double dx = new double[] {-1, 0, 1, 0}[direction] * cellWidth();
        double dy = new double[] {0, 1, 0, -1}[direction] * cellHeight() * (isTable() ? 1 : -1);
        // Near the cell's edge, so that the middle is free for text.
        double acrossX = dx == 0 ? 0.08 * cellWidth() : 0;
        double acrossY = dy == 0 ? 0.14 * cellHeight() : 0;
        double baseX = x + 0.32 * dx;
        double baseY = y + 0.30 * dy;
        return new double[] {
            x + 0.45 * dx, y + 0.46 * dy, baseX + acrossX, baseY + acrossY, baseX - acrossX, baseY - acrossY
        };
    }

    @Override
    public String describe() {
        requireCells("describe");
        Frame.Range scale = colours();
        return frame.title() + ": colours for " + valueName + " from " + Text.number(scale.low()) + " to "
                + Text.number(scale.high()) + " in " + values.length + " rows (" + frame.y() + ") and "
                + values[0].length
                + " columns (" + frame.x() + ")" + (arrows == null ? "" : ", with arrows")
                + (paths.isEmpty() ? "" : ", with the path " + paths.get(0).name()) + ".";
    }

    void requireCells(String wanted) {
        if (values == null) {
            throw new IllegalStateException("The heat map \"" + frame.title()
                    + "\" has no cells: call .cells(...) or .surface(...) before ." + wanted + "(...).");
        }
    }

    private HeatMap with(Frame changed) {
        return new HeatMap(changed, valueName, values, xs, ys, columns, rows, range, text, arrows, paths);
    }

    private static int columnsOf(String name, double[][] values) {
        if (values.length == 0 || values[0].length == 0) {
            throw new IllegalArgumentException(
                    "The heat map of \"" + name + "\" has no cells: there is nothing to draw.");
        }
        return values[0].length;
    }

    private static void requireShape(String name, Object[] cells, int rows, int columns) {
        boolean right = cells.length == rows && rows > 0 && columns > 0;
        for (Object row : cells) {
            right &= java.lang.reflect.Array.getLength(row) == columns;
        }
        if (!right) {
            throw new IllegalArgumentException(
                    "The cells of \"" + name + "\" are not " + rows + " rows of " + columns + " each.");
        }
    }

    private static void requireEven(String axis, double[] centres) {
        Check.finite("The heat map", axis, centres);
        double step = centres.length < 2 ? 0 : (centres[centres.length - 1] - centres[0]) / (centres.length - 1);
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

    private static List<String> numbers(int count) {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(String.valueOf(i));
        }
        return numbers;
    }
}
