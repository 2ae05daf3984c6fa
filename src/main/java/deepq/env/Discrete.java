package deepq.env;

import deepq.random.Pcg64;
import deepq.random.Require;

/** The numbers 0 to n - 1: Gymnasium's {@code Discrete}. */
public record Discrete(int n) implements Space<Integer> {
    public Discrete {
        Require.that(n >= 1, "a discrete space needs at least 1 value, not %s", n);
    }

    @Override
    public boolean contains(Integer value) {
        return value != null && 0 <= value && value < n;
    }

    /** A random value, drawn as Gymnasium draws it. */
    public int sample(Pcg64 random) {
        return random.integers(n);
    }

    /**
     * Throws IllegalArgumentException, naming the action and the range, if this space of actions does not contain it.
     */
    public void require(int action) {
        boolean exists = action >= 0 && action < n;
        Require.that(exists, "there is no action %s; the actions are 0 to %s", action, n - 1);
    }
}
