package deepq.course.view;

import deepq.env.GridWorld;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A grid world as a picture: squares with their letters and numbers, the agent, and, if wanted, values as colours and a policy as arrows. Squares are numbered row by row
 * from 0, as Gymnasium numbers its states.
 *
 * <pre>{@code
 * GridScene.of("SFFF", "FHFH", "FFFH", "HFFG").agent(5).values(v).scene()
 * }</pre>
 *
 * Letters: S start, F or . free, ~ ice, H hole, G goal, C cliff, # wall; any other is written as it is.
 */
public record GridScene(List<String> rows, int agent, double[] values, Frame.Range range, String[] arrows) {
    private static final int SIDE = 64;
    private static final String DIRECTIONS = "\u2190\u2193\u2192\u2191";

    public GridScene {
        rows = List.copyOf(rows);
        for (String row : rows) {
            if (row.isEmpty() || row.length() != rows.get(0).length()) {
                throw new IllegalArgumentException("The rows of a grid must be equally long: " + rows + ".");
            }
        }
    }

    public static GridScene of(String... rows) {
        return new GridScene(List.of(rows), -1, null, null, null);
    }

    public static GridScene of(GridWorld grid) {
        return of(grid.toString().split("\n"));
    }

    /** The agent stands on this square; -1 for nowhere. */
    public GridScene agent(int square) {
        if (square < -1 || square >= squares()) {
            throw new IllegalArgumentException(
                    "There is no square " + square + ": they are numbered 0 to " + (squares() - 1) + ".");
        }
        return new GridScene(rows, square, values, range, arrows);
    }

    /** One value for each square, shown as its colour and number; NaN for none. */
    public GridScene values(double[] values) {
        Check.sameLength("The grid", "state", values.length, squares());
        return new GridScene(rows, agent, values.clone(), range, arrows);
    }

    /** The colors run from {@code low} to {@code high} instead of the smallest and largest value: needed to compare two grids. */
    public GridScene range(double low, double high) {
        return new GridScene(rows, agent, values, new Frame.Range("color", low, high), arrows);
    }

    /** For each square any of the characters \u2190 \u2193 \u2192 \u2191, "" for none. */
    public GridScene arrows(String[] arrows) {
        Check.sameLength("The grid", "arrow", arrows.length, squares());
        return new GridScene(rows, agent, values, range, arrows.clone());
    }

    private int squares() {
        return rows.size() * columns();
    }

    private int columns() {
        return rows.get(0).length();
    }

    /** The picture. Scenes of one grid that differ in agent and values only can be played one after another. */
    public Scene scene() {
        List<Shape> shapes = new ArrayList<>();
        double low = values == null
                ? 0
                : Arrays.stream(values).filter(v -> !Double.isNaN(v)).min().orElse(0);
        double high = values == null
                ? 1
                : Arrays.stream(values).filter(v -> !Double.isNaN(v)).max().orElse(1);
        double from = range == null ? low : range.low();
        double to = range == null ? high : range.high();
        for (int square = 0; square < squares(); square++) {
            double x = square % columns() * SIDE;
            double y = square / columns() * SIDE;
            char letter = rows.get(square / columns()).charAt(square % columns());
            boolean valued = values != null && !Double.isNaN(values[square]) && "H#CG".indexOf(letter) < 0;
            String ground = valued
                    ? Style.css(Style.scale(to > from ? (values[square] - from) / (to - from) : 0.5))
                    : ground(letter);
            String ink = Style.css(Style.inkOn(java.awt.Color.decode(ground)));
            shapes.add(Shape.Polygon.rectangle("#BBBBBB", x, y, SIDE, SIDE));
            shapes.add(Shape.Polygon.rectangle(ground, x + 0.5, y + 0.5, SIDE - 1, SIDE - 1));
            if (letter == '#') {
                bricks(shapes, x, y);
            }
            shapes.add(new Shape.Label(
                    x + SIDE / 2.0,
                    y + (valued ? 0.3 : 0.5) * SIDE,
                    valued ? 13 : 20,
                    ink,
                    "F#. ".indexOf(letter) < 0 ? String.valueOf(letter) : " "));
            shapes.add(new Shape.Label(x + 11, y + 9, 10, ink, letter == '#' ? " " : String.valueOf(square)));
            if (values != null) {
                shapes.add(new Shape.Label(
                        x + SIDE / 2.0,
                        y + 0.55 * SIDE,
                        14,
                        ink,
                        valued
                                ? String.format(
                                        Locale.ROOT, Math.abs(values[square]) < 10 ? "%.2f" : "%.1f", values[square])
                                : " "));
            }
            for (int d = 0; arrows != null && d < 4; d++) {
                // Always four, so that scenes stay alike: those not wanted have no size.
                shapes.add(arrow(
                        x + SIDE / 2.0,
                        y + SIDE / 2.0,
                        d,
                        ink,
                        arrows[square].indexOf(DIRECTIONS.charAt(d)) >= 0 ? SIDE : 0));
            }
        }
        double x = agent < 0 ? -SIDE : (agent % columns() + 0.5) * SIDE;
        double y = agent < 0 ? -SIDE : (agent / columns() + 0.5) * SIDE;
        shapes.add(new Shape.Circle(x, y, 0.26 * SIDE, "#FFFFFF"));
        shapes.add(new Shape.Circle(x, y, 0.23 * SIDE, "#D55E00"));
        shapes.add(new Shape.Circle(x - 5, y - 4, 2.5, "#FFFFFF"));
        shapes.add(new Shape.Circle(x + 5, y - 4, 2.5, "#FFFFFF"));
        String where = agent < 0 ? "" : ", the agent in row " + agent / columns() + ", column " + agent % columns();
        return new Scene(
                columns() * SIDE,
                rows.size() * SIDE,
                shapes,
                "A grid of " + rows.size() + " rows and " + columns() + " columns" + where
                        + (values == null ? "" : ", values from " + Text.number(low) + " to " + Text.number(high))
                        + ".");
    }

    /** A wall: no color of the values looks like it, also not in grey. */
    private static void bricks(List<Shape> shapes, double x, double y) {
        String joint = "#999999";
        for (int course = 0; course < 4; course++) {
            double top = y + course * SIDE / 4.0;
            shapes.add(new Shape.Line(x, top, x + SIDE, top, 2, joint));
            for (double at = course % 2 == 0 ? 0.25 : 0.5; at < 1; at += 0.5) {
                shapes.add(new Shape.Line(x + at * SIDE, top, x + at * SIDE, top + SIDE / 4.0, 2, joint));
            }
        }
    }

    private static String ground(char letter) {
        return switch (letter) {
            case 'H' -> "#3B6E8F";
            case '~' -> "#CFE6F3";
            case 'C' -> "#333333";
            case '#' -> "#EEEEEE";
            case 'G' -> "#BFE5D5";
            case 'S' -> "#FCE8C8";
            default -> "#FFFFFF";
        };
    }

    private static Shape.Polygon arrow(double x, double y, int direction, String color, double size) {
        double dx = new double[] {-1, 0, 1, 0}[direction] * size;
        double dy = new double[] {0, 1, 0, -1}[direction] * size;
        return new Shape.Polygon(
                color,
                x + 0.47 * dx,
                y + 0.47 * dy,
                x + 0.34 * dx + 0.11 * dy,
                y + 0.34 * dy + 0.11 * dx,
                x + 0.34 * dx - 0.11 * dy,
                y + 0.34 * dy - 0.11 * dx);
    }
}
