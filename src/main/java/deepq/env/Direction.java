package deepq.env;

/** Where an action of a {@link GridWorld} leads. */
public enum Direction {
    LEFT(0, -1, '←'),
    DOWN(1, 0, '↓'),
    RIGHT(0, 1, '→'),
    UP(-1, 0, '↑');

    final int rows; // by how many it leads downwards: -1, 0 or 1
    final int columns; // by how many it leads to the right: -1, 0 or 1
    private final char arrow;

    Direction(int rows, int columns, char arrow) {
        this.rows = rows;
        this.columns = columns;
        this.arrow = arrow;
    }

    public char arrow() {
        return arrow;
    }

    Direction rotated(int quarters) {
        return values()[Math.floorMod(ordinal() + quarters, 4)];
    }
}
