package deepq.env;

import static deepq.env.Direction.DOWN;
import static deepq.env.Direction.LEFT;
import static deepq.env.Direction.RIGHT;
import static deepq.env.Direction.UP;

import java.util.List;

/**
 * A maze drawn as text, one character a square: {@code S} a start (if there are several, each is as likely), {@code G} the exit,
 * {@code #} a wall, {@code .} floor, {@code ~} ice. Actions: 0 left, 1 down, 2 right, 3 up; whoever walks into a wall stays where
 * he is. On ice one slips as on the {@link FrozenLake}: a third each where one wants to go, and to either side.
 *
 * <p>Reward 1 for the step to the exit, else 0. So it is only the discount that makes a short way better than a long one.
 */
public final class Maze {
    private Maze() {}

    /** Two starts whose ways join: from there on nobody can tell, nor need to know, where the walker came from. */
    public static GridWorld twoWays() {
        return of("""
                S..#...
                .#.#.#.
                .#...#G
                .#.#.##
                S..#...
                """);
    }

    /** The same with ice on the square where the way turns upwards. */
    public static GridWorld slippery() {
        return of("""
                S..#...
                .#.#.#.
                .#..~#G
                .#.#.##
                S..#...
                """);
    }

    /** A maze of your own, one line of text for each row. */
    public static GridWorld of(String drawing) {
        List<String> rows = drawing.lines().toList();
        for (String row : rows) {
            if (row.isEmpty() || row.length() != rows.get(0).length()) {
                throw new IllegalArgumentException(
                        "rows of different lengths: \"" + rows.get(0) + "\" and \"" + row + "\"");
            }
            if (!row.matches("[SG#.~]*")) {
                throw new IllegalArgumentException("a maze is drawn with S, G, #, . and ~, not with \"" + row + "\"");
            }
        }
        if (!drawing.contains("S") || !drawing.contains("G")) {
            throw new IllegalArgumentException("a maze needs a start S and an exit G, not only \"" + drawing + "\"");
        }
        Grid grid = new Grid(rows);
        return new GridWorld(grid, List.of(LEFT, DOWN, RIGHT, UP), (square, direction) -> switch (grid.at(square)) {
            case '#', 'G' -> List.of(new Outcome(1, square, 0, true)); // nobody walks from here
            case '~' -> Grid.slip(direction, (actual, probability) -> go(grid, square, actual, probability));
            default -> List.of(go(grid, square, direction, 1));
        });
    }

    private static Outcome go(Grid grid, int square, Direction direction, double probability) {
        int next = grid.next(square, direction);
        if (grid.at(next) == '#') {
            next = square;
        }
        boolean exit = grid.at(next) == 'G';
        return new Outcome(probability, next, exit ? 1 : 0, exit);
    }
}
