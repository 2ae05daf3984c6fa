package deepq.env;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All that can happen in a finite environment: the dynamics p(s', r | s, a) of a Markov decision process (Sutton and
 * Barto, section 3.1) as a table, and the probabilities of the states in which episodes start. A planner may look
 * into it; an agent that learns may not. A {@link GridWorld} makes it of its map.
 */
public final class Model {
    private final List<List<List<Outcome>>> outcomes;
    private final double[] start;
    private final boolean[] reachable;

    /**
     * @param outcomes what may come of each action in each state: {@code outcomes.get(state).get(action)},
     *     probabilities summing to 1
     * @param start for each state the probability that an episode starts there
     */
    Model(List<List<List<Outcome>>> outcomes, double[] start) {
        this.outcomes = outcomes;
        this.start = start;
        reachable = new boolean[states()];
        Deque<Integer> found = new ArrayDeque<>();
        IntStream.range(0, states()).filter(state -> start[state] > 0).forEach(found::add);
        while (!found.isEmpty()) {
            int state = found.remove();
            if (!reachable[state]) {
                reachable[state] = true;
                outcomes.get(state).stream()
                        .flatMap(List::stream)
                        .filter(outcome -> !outcome.terminated())
                        .forEach(outcome -> found.add(outcome.next()));
            }
        }
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
}
