package deepq.env;

import deepq.random.Require;
import java.util.List;

/**
 * A maze drawn as text, one character a square: {@code S} a start (if there are several, each is as likely), {@code G} the exit,
 * {@code #} a wall, {@code .} floor, {@code ~} ice. Actions: 0 left, 1 down, 2 right, 3 up; a step into a wall leads nowhere. Ice is
 * slippery as on the {@link FrozenLake}: with probability 1/3 each a step goes where it should, and to either side.
 *
 * <p>Reward 1 for the step to the exit, else 0. So it is only the discount that makes a short way better than a long one.
 */
public final class Maze {
    private Maze() {}

    /** Two starts whose ways join: from there on it does not matter where the walker came from. */
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
            boolean alike = !row.isEmpty() && row.length() == rows.get(0).length();
            Require.that(alike, "rows of different lengths: \"%s\" and \"%s\"", rows.get(0), row);
            Require.that(row.matches("[SG#.~]*"), "a maze is drawn with S, G, #, . and ~, not with \"%s\"", row);
        }
        boolean both = drawing.contains("S") && drawing.contains("G");
        Require.that(both, "a maze needs a start S and an exit G, not only \"%s\"", drawing);
        return GridWorld.withIce(rows, "~");
    }
}
