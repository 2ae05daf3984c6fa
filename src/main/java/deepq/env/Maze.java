package deepq.env;

import deepq.random.Require;
import java.util.List;

/**
 * A maze drawn as text, one character a square: {@code S} a start (if there are several, each is as likely),
 * {@code G} the exit, {@code #} a wall, {@code .} floor, {@code ~} ice. Actions: 0 left, 1 down, 2 right, 3 up; a
 * step into a wall leads nowhere. Ice is slippery as on the {@link FrozenLake}: with probability 1/3 each a step goes
 * where it should, and to either side. A digit from 1 to 9 is an exit, too.
 *
 * <p>Reward 1 for the step to the exit G, that many for an exit with a digit, else 0. So it is only the discount that
 * makes a short way better than a long one.
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

    /** The same with ice on the square where the path turns upward. */
    public static GridWorld slippery() {
        return of("""
                S..#...
                .#.#.#.
                .#..~#G
                .#.#.##
                S..#...
                """);
    }

    /** A small prize near the start, a larger one far away: to which of them the best way leads depends on gamma. */
    public static GridWorld twoPrizes() {
        return of("""
                1.S..
                ###..
                4....
                """);
    }

    /** A maze of your own, one line of text for each row. */
    public static GridWorld of(String drawing) {
        List<String> rows = drawing.lines().toList();
        for (String row : rows) {
            boolean alike = !row.isEmpty() && row.length() == rows.get(0).length();
            Require.that(alike, "rows of different lengths: \"%s\" and \"%s\"", rows.get(0), row);
            Require.that(
                    row.matches("[SG#.~1-9]*"), "a maze is drawn with S, G, #, ., ~ and 1 to 9, not with \"%s\"", row);
        }
        boolean both = drawing.contains("S") && drawing.matches("(?s).*[G1-9].*");
        Require.that(both, "a maze needs a start S and an exit G, not only \"%s\"", drawing);
        return GridWorld.withIce(rows, "~");
    }
}
