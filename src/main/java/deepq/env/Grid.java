package deepq.env;

import java.util.List;
import java.util.function.BiFunction;

/** A map drawn as text, one character a square; squares are numbered row by row from the top left. */
record Grid(List<String> lines) {
    static Grid of(String... lines) {
        return new Grid(List.of(lines));
    }

    int rows() {
        return lines.size();
    }

    int columns() {
        return lines.get(0).length();
    }

    int squares() {
        return rows() * columns();
    }

    char at(int square) {
        return lines.get(square / columns()).charAt(square % columns());
    }

    /** The square next to {@code square}, or itself at the edge of the map. */
    int next(int square, Direction direction) {
        int row = Math.min(Math.max(square / columns() + direction.rows(), 0), rows() - 1);
        int column = Math.min(Math.max(square % columns() + direction.columns(), 0), columns() - 1);
        return row * columns() + column;
    }

    /** On ice: a third each where one wants to go, and to either side of it. In Gymnasium's order and with its rounding. */
    static List<Outcome> slip(Direction direction, BiFunction<Direction, Double, Outcome> go) {
        double side = (1 - 1.0 / 3) / 2;
        return List.of(
                go.apply(direction.turned(-1), side),
                go.apply(direction, 1.0 / 3),
                go.apply(direction.turned(1), side));
    }
}
