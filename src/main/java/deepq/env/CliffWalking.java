package deepq.env;

import static deepq.env.Direction.DOWN;
import static deepq.env.Direction.LEFT;
import static deepq.env.Direction.RIGHT;
import static deepq.env.Direction.UP;

import java.util.List;

/**
 * Along a cliff from its left end to its right: Sutton and Barto, example 6.6, and Gymnasium's CliffWalking. Reward
 * -1 for a step, and -100 for one over the cliff, which leads back to the start. Over at the goal. Actions: 0 up, 1
 * right, 2 down, 3 left. Without a time limit, as Gymnasium's.
 */
public final class CliffWalking {
    private static final List<String> MAP = List.of("............", "............", "............", "SCCCCCCCCCCG");
    private static final int START = 36;

    private CliffWalking() {}

    public static GridWorld create() {
        return new GridWorld(MAP, List.of(UP, RIGHT, DOWN, LEFT), (world, square, direction) -> {
            int next = world.next(square, direction);
            char drawn = world.at(next);
            return List.of(drawn == 'C' ? new Outcome(1, START, -100, false) : new Outcome(1, next, -1, drawn == 'G'));
        });
    }
}
