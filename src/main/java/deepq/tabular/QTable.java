package deepq.tabular;

import deepq.policy.EpsilonGreedy;
import deepq.policy.Policy;
import deepq.random.Require;
import java.util.Arrays;

/**
 * A number for each state and action: how much reward is expected from doing the action there, and well from then on
 * (the action-value function q of Sutton and Barto, section 3.5, as an array). All are 0 at first.
 */
public final class QTable {
    private final int states;
    private final int actions;
    private final double[] values; // row after row, a row for each state

    /** 1 or more states, and 1 or more actions. A cell takes 8 bytes. */
    public QTable(int states, int actions) {
        String size = states + " states times " + actions + " actions";
        boolean fits = states >= 1 && actions >= 1 && (long) states * actions <= Integer.MAX_VALUE - 8;
        Require.that(fits, "a table of %s; wanted: 1 or more of both, and at most 2^31 - 9 cells", size);
        this.states = states;
        this.actions = actions;
        values = new double[states * actions];
    }

    public int states() {
        return states;
    }

    public int actions() {
        return actions;
    }

    public double get(int state, int action) {
        return values[index(state, action)];
    }

    void set(int state, int action, double value) {
        values[index(state, action)] = value;
    }

    /** Moves a value a part of the way toward a target: Q(s, a) += alpha (target - Q(s, a)). */
    void moveToward(int state, int action, double target, double alpha) {
        int i = index(state, action);
        values[i] += alpha * (target - values[i]);
    }

    /** The values of all actions in a state: a copy. */
    public double[] row(int state) {
        int from = index(state, 0);
        return Arrays.copyOfRange(values, from, from + actions);
    }

    /** The largest value in a state. */
    public double max(int state) {
        return get(state, best(state));
    }

    /** The action of the largest value in a state; the lowest one wins ties. */
    public int best(int state) {
        return EpsilonGreedy.argmax(row(state));
    }

    /** The policy that always takes the best action, as the table stands whenever it is asked. */
    public Policy<Integer> greedy() {
        return this::best;
    }

    private int index(int state, int action) {
        if (state < 0 || state >= states || action < 0 || action >= actions) {
            throw new IllegalArgumentException("no cell for state " + state + ", action " + action
                    + "; the states are 0 to " + (states - 1) + ", the actions 0 to " + (actions - 1));
        }
        return state * actions + action;
    }
}
