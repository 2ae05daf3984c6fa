package deepq.env;

import java.util.List;

/**
 * Across a frozen lake to the goal without falling into a hole: Gymnasium's FrozenLake. Reward 1 at the goal, else 0.
 * Actions: 0 left, 1 down, 2 right, 3 up. On slippery ice a step goes where it should with probability 1/3, else to
 * either side of it. Made without a time limit; Gymnasium's is 100 steps:
 * {@code new TimeLimit<>(FrozenLake.slippery(), 100)}.
 */
public final class FrozenLake {
    private static final List<String> MAP = List.of("SFFF", "FHFH", "FFFH", "HFFG");

    private FrozenLake() {}

    /** 4x4, slippery. */
    public static GridWorld slippery() {
        return GridWorld.withIce(MAP, "SF");
    }

    /** 4x4, where each step goes where it should. */
    public static GridWorld firm() {
        return GridWorld.withIce(MAP, "");
    }
}
