package deepq.course.view;

import deepq.env.GridWorld;
import deepq.random.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A grid world as a picture: squares with their letters and numbers, the agent, and, if wanted, values as colors, a
 * policy as arrows, or Q(S, a) as four triangles a square. Squares are numbered row by row from 0, as Gymnasium
 * numbers its states.
 *
 * <pre>{@code
 * GridScene.of("SFFF", "FHFH", "FFFH", "HFFG").agent(5).values(v).scene()
 * GridScene.of(lake).q(table).range(0, 1).scene()
 * }</pre>
 *
 * Each method changes this and returns it; {@link #scene} is the picture of the moment.
 *
 * Letters: S start, F or . free, ~ ice, H hole, G goal, C cliff, # wall, 1 to 9 a prize; any other is written as it
 * is. A value of NaN, where nobody has been, leaves its place white.
 */
public final class GridScene {
    private static final String DIRECTIONS = "\u2190\u2193\u2192\u2191";
    private static final double[] ACROSS = {-1, 0, 1, 0};
    private static final double[] DOWN = {0, 1, 0, -1};

    /**
     * Cividis (Nunez, Anderton and Renslow 2018): even steps of lightness, for color-blind eyes and gray prints
     * alike.
     */
    private static final int[] CIVIDIS = {
        0x00224E, 0x123570, 0x3B496C, 0x575D6D, 0x707173, 0x8A8678, 0xA59C74, 0xC3B369, 0xE1CC55, 0xFEE838
    };

    private final List<String> rows;
    private final String directions; // of the actions 0, 1, 2, 3
    private int agent = -1;
    private double[][] numbers; // of each square one value, or one of each action
    private boolean byAction;
    private List<Double> range;
    private String[] arrows;

    private GridScene(List<String> rows, String directions) {
        this.rows = rows;
        this.directions = directions;
        for (String row : rows.isEmpty() ? List.of("") : rows) {
            boolean fits = !row.isEmpty() && row.length() == columns();
            Require.that(fits, "A grid needs rows that are equally long: %s.", rows);
        }
    }

    /** The actions go left, down, right and up. */
    public static GridScene of(String... rows) {
        return new GridScene(List.of(rows), DIRECTIONS);
    }

    public static GridScene of(GridWorld grid) {
        String directions = IntStream.range(0, grid.model().actions())
                .mapToObj(action -> "" + grid.direction(action).arrow())
                .collect(Collectors.joining());
        return new GridScene(List.of(grid.toString().split("\n")), directions);
    }

    /** The agent stands on this square; -1 for nowhere. */
    public GridScene agent(int square) {
        boolean there = square >= -1 && square < squares();
        Require.that(there, "There is no square %s: they are numbered 0 to %s.", square, squares() - 1);
        agent = square;
        return this;
    }

    /** One value for each square, shown as its color and number. */
    public GridScene values(double[] values) {
        Check.sameLength("The grid", "value", Check.numbers("The grid", "", values).length, squares());
        numbers = Arrays.stream(values).mapToObj(value -> new double[] {value}).toArray(double[][]::new);
        byAction = false;
        return this;
    }

    /** Q[square][action], each a triangle on its action's side of the square: its color and number. */
    public GridScene q(double[][] q) {
        numbers = Check.table("The Q-values of the grid", q, squares(), directions.length());
        byAction = true;
        return this;
    }

    /**
     * The colors run from {@code low} to {@code high} instead of the smallest and largest value: needed to compare
     * two grids.
     */
    public GridScene range(double low, double high) {
        range = Check.range("The colors", low, high);
        return this;
    }

    /** For each square any of the characters \u2190 \u2193 \u2192 \u2191, "" for none. */
    public GridScene arrows(String[] arrows) {
        Check.sameLength("The grid", "arrow", arrows == null ? 0 : arrows.length, squares());
        boolean complete = !Arrays.asList(arrows).contains(null);
        Require.that(complete, "An arrow is null; \"\" is none: %s.", Arrays.toString(arrows));
        this.arrows = arrows.clone();
        return this;
    }

    private int squares() {
        return rows.size() * columns();
    }

    private int columns() {
        return rows.get(0).length();
    }

    private char letter(int square) {
        return rows.get(square / columns()).charAt(square % columns());
    }

    /** Where values mean something. */
    private boolean open(int square) {
        return "H#CG123456789".indexOf(letter(square)) < 0;
    }

    /** All numbers that have a color. */
    private DoubleStream shown() {
        return IntStream.range(0, numbers == null ? 0 : squares())
                .filter(this::open)
                .boxed()
                .flatMapToDouble(square -> Arrays.stream(numbers[square]))
                .filter(value -> !Double.isNaN(value));
    }

    /** The picture. Scenes of one grid that differ in agent, values and arrows only can be played one after another. */
    public Scene scene() {
        int side = byAction ? 88 : 64;
        List<Shape> shapes = new ArrayList<>();
        // What shows between the squares; and so it is no drawing on paper.
        shapes.add(Shape.Polygon.rectangle("#BBBBBB", 0, 0, columns() * side, rows.size() * side));
        for (int square = 0; square < squares(); square++) {
            double x = (square % columns() + 0.5) * side;
            double y = (square / columns() + 0.5) * side;
            square(shapes, square, x, y, side);
            for (int action = 0; byAction && action < directions.length() && open(square); action++) {
                int direction = DIRECTIONS.indexOf(directions.charAt(action));
                triangle(shapes, direction, numbers[square][action], x, y, side);
            }
        }
        double x = agent < 0 ? -side : (agent % columns() + 0.5) * side;
        double y = agent < 0 ? -side : (agent / columns() + 0.5) * side;
        int face = byAction ? 44 : 64; // so that it hides no number
        shapes.add(new Shape.Circle(x, y, 0.26 * face, "#FFFFFF"));
        shapes.add(new Shape.Circle(x, y, 0.23 * face, "#D55E00"));
        shapes.add(new Shape.Circle(x - 5, y - 4, 2.5, "#FFFFFF"));
        shapes.add(new Shape.Circle(x + 5, y - 4, 2.5, "#FFFFFF"));
        return new Scene(columns() * side, rows.size() * side, shapes, description());
    }

    private void square(List<Shape> shapes, int square, double x, double y, int side) {
        char letter = letter(square);
        double value = numbers == null || byAction || !open(square) ? Double.NaN : numbers[square][0];
        boolean valued = !Double.isNaN(value);
        String ground = valued ? color(value) : ground(letter);
        String ink = inkOn(ground);
        double half = side / 2.0;
        shapes.add(Shape.Polygon.rectangle(ground, x - half + 0.5, y - half + 0.5, side - 1, side - 1));
        if (letter == '#') {
            bricks(shapes, x - half, y - half, side);
        }
        boolean named = "F#. ".indexOf(letter) < 0 && !(byAction && open(square));
        shapes.add(new Shape.Label(
                x, valued ? y - 0.2 * side : y, valued ? 13 : 20, ink, named ? String.valueOf(letter) : " "));
        boolean numbered = letter != '#' && !(byAction && open(square));
        shapes.add(new Shape.Label(x - half + 11, y - half + 9, 10, ink, numbered ? String.valueOf(square) : " "));
        if (numbers != null && !byAction) {
            shapes.add(new Shape.Label(x, y + 0.05 * side, 14, ink, valued ? number(value) : " "));
        }
        for (int d = 0; arrows != null && d < 4; d++) {
            // Always four, so that scenes stay alike: those not wanted have no size.
            double size = arrows[square].indexOf(DIRECTIONS.charAt(d)) >= 0 ? side : 0;
            shapes.add(wedge(ink, x, y, d, size, 0.47, 0.34, 0.11));
        }
    }

    private void triangle(List<Shape> shapes, int direction, double value, double x, double y, int side) {
        double reach = side / 2.0 - 1;
        String ground = Double.isNaN(value) ? "#FFFFFF" : color(value);
        shapes.add(wedge(ground, x, y, direction, reach, 0.03, 1, 1));
        double labelX = x + 0.63 * ACROSS[direction] * reach;
        double labelY = y + 0.7 * DOWN[direction] * reach;
        shapes.add(new Shape.Label(labelX, labelY, 12, inkOn(ground), Double.isNaN(value) ? " " : number(value)));
    }

    /** A triangle with its tip and its base so far from (x, y) in a direction, in parts of {@code reach}. */
    private static Shape wedge(
            String color, double x, double y, int direction, double reach, double tip, double base, double half) {
        double dx = ACROSS[direction] * reach;
        double dy = DOWN[direction] * reach;
        double x1 = x + base * dx;
        double y1 = y + base * dy;
        double acrossX = half * dy;
        double acrossY = half * dx;
        return new Shape.Polygon(
                color, x + tip * dx, y + tip * dy, x1 + acrossX, y1 + acrossY, x1 - acrossX, y1 - acrossY);
    }

    private String description() {
        String where = agent < 0 ? "" : ", the agent in row " + agent / columns() + ", column " + agent % columns();
        IntStream shown = IntStream.range(0, numbers == null && arrows == null ? 0 : rows.size());
        return "A grid of " + rows.size() + " rows and " + columns() + " columns" + where + "."
                + shown.mapToObj(row -> IntStream.range(row * columns(), (row + 1) * columns())
                                .mapToObj(this::words)
                                .collect(Collectors.joining(", ", " Row " + row + ": ", ".")))
                        .collect(Collectors.joining());
    }

    private String words(int square) {
        if (!open(square)) {
            return String.valueOf(letter(square));
        }
        double[] own = numbers == null ? new double[0] : numbers[square];
        String words = IntStream.range(0, own.length)
                .filter(i -> !Double.isNaN(own[i]))
                .mapToObj(i -> (byAction ? directions.substring(i, i + 1) : "") + number(own[i]))
                .collect(Collectors.joining(" ", "", arrows == null ? "" : arrows[square]));
        return words.isEmpty() ? "-" : words;
    }

    /** Short enough for its square. */
    private static String number(double value) {
        double size = Math.abs(value);
        return Text.format(size < 10 ? "%.2f" : size < 1000 ? "%.1f" : size < 1e5 ? "%.0f" : "%.0e", value);
    }

    /** The color scale at a value. */
    private String color(double value) {
        double low = range == null ? shown().min().orElse(0) : range.get(0);
        double high = range == null ? shown().max().orElse(1) : range.get(1);
        double share = high > low ? Math.max(0, Math.min(1, (value - low) / (high - low))) : 0.5;
        double place = share * (CIVIDIS.length - 1);
        int left = Math.min(CIVIDIS.length - 2, (int) place);
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = CIVIDIS[left] >> shift & 255;
            int to = CIVIDIS[left + 1] >> shift & 255;
            rgb |= (int) Math.round(from + (place - left) * (to - from)) << shift;
        }
        return String.format("#%06X", rgb);
    }

    /** Black or white, whichever can be read on {@code ground}. */
    private static String inkOn(String ground) {
        int rgb = Integer.decode(ground);
        double lightness = 0.299 * (rgb >> 16) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255);
        return lightness > 118 ? "#000000" : "#FFFFFF";
    }

    /** A wall: no color of the values looks like it, also not in gray. */
    private static void bricks(List<Shape> shapes, double x, double y, int side) {
        for (int course = 0; course < 4; course++) {
            double top = y + course * side / 4.0;
            shapes.add(new Shape.Line(x, top, x + side, top, 2, "#999999"));
            for (double at = course % 2 == 0 ? 0.25 : 0.5; at < 1; at += 0.5) {
                shapes.add(new Shape.Line(x + at * side, top, x + at * side, top + side / 4.0, 2, "#999999"));
            }
        }
    }

    private static String ground(char letter) {
        return switch (letter) {
            case 'H' -> "#3B6E8F";
            case '~' -> "#CFE6F3";
            case 'C' -> "#333333";
            case '#' -> "#EEEEEE";
            case 'G', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> "#BFE5D5";
            case 'S' -> "#FCE8C8";
            default -> "#FFFFFF";
        };
    }
}
