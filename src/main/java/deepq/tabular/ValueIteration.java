package deepq.tabular;

import deepq.env.Model;
import deepq.env.Outcome;
import deepq.policy.Policy;
import deepq.random.Require;

/**
 * Computes the value of every state from a model, without playing (Sutton and Barto, section 4.4), sweep by sweep, so
 * that you can watch the values propagate. After k sweeps a value is what the best play brings in k steps.
 */
public final class ValueIteration {
    private static final int MOST_SWEEPS = 1_000_000;

    private final Model model;
    private final double gamma;
    private double[] values;
    private int sweeps;

    /** All values are 0 at first. @param gamma the discount, 0 to 1 */
    public ValueIteration(Model model, double gamma) {
        this.model = model;
        this.gamma = requireDiscount(gamma);
        values = new double[model.states()];
    }

    /**
     * Computes all values anew from those of the sweep before: V(s) = max over a of the sum of p (r + gamma V(s')).
     * Returns the largest change of a value.
     */
    public double sweep() {
        QTable table = table();
        double[] next = new double[model.states()];
        double largestChange = 0;
        for (int state = 0; state < next.length; state++) {
            next[state] = table.max(state);
            largestChange = Math.max(largestChange, Math.abs(next[state] - values[state]));
        }
        values = next;
        sweeps++;
        return largestChange;
    }

    /**
     * Sweeps until no value changes by {@code tolerance}, above 0, or more. Returns how many sweeps there have been
     * in all.
     */
    public int solve(double tolerance) {
        Require.that(tolerance > 0, "values change by a tolerance above 0, not by %s", tolerance);
        while (sweep() >= tolerance) {
            Require.state(sweeps < MOST_SWEEPS, "values still change; they have a limit if gamma is below 1");
        }
        return sweeps;
    }

    /** The value of each state as it stands: a copy. */
    public double[] values() {
        return values.clone();
    }

    /** What an episode is worth at its start, as the values stand. */
    public double startValue() {
        return startValue(model, values);
    }

    /** The value of each action in each state, computed from the values as they stand. */
    public QTable table() {
        QTable table = new QTable(model.states(), model.actions());
        for (int state = 0; state < model.states(); state++) {
            for (int action = 0; action < model.actions(); action++) {
                table.set(state, action, expected(model, state, action, gamma, values));
            }
        }
        return table;
    }

    /**
     * The exact mean of the return (not discounted) of a policy that explores with probability epsilon, in episodes
     * of at most {@code maxSteps} steps: policy evaluation (Sutton and Barto, section 4.1), as many sweeps as steps.
     */
    public static double expectedReturn(Model model, Policy<Integer> policy, double epsilon, int maxSteps) {
        double[] values = new double[model.states()];
        for (int sweep = 0; sweep < maxSteps; sweep++) {
            double[] next = new double[model.states()];
            for (int state = 0; state < next.length; state++) {
                double random = 0;
                for (int action = 0; action < model.actions(); action++) {
                    random += expected(model, state, action, 1, values) / model.actions();
                }
                double chosen = expected(model, state, policy.action(state), 1, values);
                next[state] = (1 - epsilon) * chosen + epsilon * random;
            }
            values = next;
        }
        return startValue(model, values);
    }

    /**
     * The mean over what may come of an action: the sum of p (r + gamma V(s')), without V(s') where the game is over.
     */
    private static double expected(Model model, int state, int action, double gamma, double[] values) {
        double sum = 0;
        for (Outcome outcome : model.outcomes(state, action)) {
            double future = outcome.terminated() ? 0 : values[outcome.next()];
            sum += outcome.probability() * (outcome.reward() + gamma * future);
        }
        return sum;
    }

    private static double startValue(Model model, double[] values) {
        double sum = 0;
        for (int state = 0; state < values.length; state++) {
            sum += model.start(state) * values[state];
        }
        return sum;
    }

    static double requireDiscount(double gamma) {
        Require.that(0 <= gamma && gamma <= 1, "the discount gamma is from 0 to 1, not %s", gamma);
        return gamma;
    }
}
