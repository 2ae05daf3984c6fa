package deepq.env;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * All that can happen in a finite environment: the dynamics p(s', r | s, a) of a Markov decision process (Sutton and Barto,
 * section 3.1) as a table, and the probabilities of the states in which episodes start. A planner may look into it; an agent
 * that learns may not.
 */
public final class Model {
    private final List<List<List<Outcome>>> outcomes;
    private final double[] start;
    private final boolean[] reachable;

    /**
     * @param outcomes what may come of each action in each state: {@code outcomes.get(state).get(action)}, probabilities summing
     *     to 1
     * @param start for each state the probability that an episode starts there
     */
    public Model(List<List<List<Outcome>>> outcomes, double[] start) {
        this.outcomes = outcomes.stream()
                .map(actions -> actions.stream().map(List::copyOf).toList())
                .toList();
        this.start = start.clone();
        requireConsistent();
        reachable = new boolean[states()];
        findReachable();
    }

    /** How many states there are. */
    public int states() {
        return outcomes.size();
    }

    /** How many actions there are. */
    public int actions() {
        return outcomes.get(0).size();
    }

    public List<Outcome> outcomes(int state, int action) {
        return outcomes.get(state).get(action);
    }

    /** The probability that an episode starts in this state. */
    public double start(int state) {
        return start[state];
    }

    /** Whether an agent may ever have to act in this state: not so in walls, holes and goals. */
    public boolean reachable(int state) {
        return reachable[state];
    }

    private void findReachable() {
        Deque<Integer> found = new ArrayDeque<>();
        for (int state = 0; state < states(); state++) {
            reachable[state] = start[state] > 0;
            if (reachable[state]) {
                found.add(state);
            }
        }
        while (!found.isEmpty()) {
            for (List<Outcome> ofAction : outcomes.get(found.remove())) {
                for (Outcome outcome : ofAction) {
                    if (!outcome.terminated() && !reachable[outcome.next()]) {
                        reachable[outcome.next()] = true;
                        found.add(outcome.next());
                    }
                }
            }
        }
    }

    private void requireConsistent() {
        if (outcomes.isEmpty() || actions() == 0 || start.length != states()) {
            throw new IllegalArgumentException(
                    "a model needs states, actions, and a start probability for each state; got " + states()
                            + " states and " + start.length + " start probabilities");
        }
        requireSum(Arrays.stream(start).sum(), "of the starts");
        for (int state = 0; state < states(); state++) {
            if (outcomes.get(state).size() != actions()) {
                throw new IllegalArgumentException(
                        "state " + state + " has " + outcomes.get(state).size() + " actions; state 0 has " + actions());
            }
            for (int action = 0; action < actions(); action++) {
                double sum = 0;
                for (Outcome outcome : outcomes(state, action)) {
                    sum += outcome.probability();
                    if (outcome.next() < 0 || outcome.next() >= states()) {
                        throw new IllegalArgumentException("state " + state + ", action " + action + " leads to state "
                                + outcome.next() + "; the states are 0 to " + (states() - 1));
                    }
                }
                requireSum(sum, "of state " + state + ", action " + action);
            }
        }
    }

    private static void requireSum(double sum, String of) {
        if (!(Math.abs(sum - 1) < 1e-9)) {
            throw new IllegalArgumentException("the probabilities " + of + " sum to " + sum + ", not to 1");
        }
    }
}
