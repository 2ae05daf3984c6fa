package deepq.env;

import static deepq.env.Direction.DOWN;
import static deepq.env.Direction.LEFT;
import static deepq.env.Direction.RIGHT;
import static deepq.env.Direction.UP;

import java.util.List;

/**
 * Across a frozen lake to the goal without falling into a hole: Gymnasium's FrozenLake. Reward 1 at the goal, else 0. Actions: 0
 * left, 1 down, 2 right, 3 up. On slippery ice a step goes where it should with probability 1/3, else to either side of it. Made
 * without a time limit; Gymnasium's are 100 steps, and 200 for 8x8: {@code new TimeLimit<>(FrozenLake.slippery(), 100)}.
 */
public final class FrozenLake {
    private static final Grid SMALL = Grid.of("SFFF", "FHFH", "FFFH", "HFFG");
    private static final Grid LARGE =
            Grid.of("SFFFFFFF", "FFFFFFFF", "FFFHFFFF", "FFFFFHFF", "FFFHFFFF", "FHHFFFHF", "FHFFHFHF", "FFFHFFFG");

    private FrozenLake() {}

    /** 4x4, slippery. */
    public static GridWorld slippery() {
        return onIce(SMALL);
    }

    /** 4x4, where each step goes where it should. */
    public static GridWorld firm() {
        return onGround(SMALL);
    }

    public static GridWorld slippery8x8() {
        return onIce(LARGE);
    }

    public static GridWorld firm8x8() {
        return onGround(LARGE);
    }

    private static GridWorld onIce(Grid grid) {
        return make(
                grid,
                (square, direction) ->
                        Grid.slip(direction, (actual, probability) -> go(grid, square, actual, probability)));
    }

    private static GridWorld onGround(Grid grid) {
        return make(grid, (square, direction) -> List.of(go(grid, square, direction, 1)));
    }

    private static GridWorld make(Grid grid, GridWorld.Rules rules) {
        return new GridWorld(
                grid,
                List.of(LEFT, DOWN, RIGHT, UP),
                (square, direction) -> over(grid, square)
                        ? List.of(new Outcome(1, square, 0, true))
                        : rules.outcomes(square, direction));
    }

    private static Outcome go(Grid grid, int square, Direction direction, double probability) {
        int next = grid.next(square, direction);
        return new Outcome(probability, next, grid.at(next) == 'G' ? 1 : 0, over(grid, next));
    }

    private static boolean over(Grid grid, int square) {
        char drawn = grid.at(square);
        return drawn == 'G' || drawn == 'H';
    }
}
