package deepq.tabular;

import deepq.env.Environment;
import deepq.env.Step;
import deepq.policy.EpsilonGreedy;
import deepq.policy.Schedule;
import deepq.random.SeedStreams;

/**
 * Learns a table of action values by trying, without a model, exploring epsilon-greedily. For every step
 * {@code Q(s, a) += alpha (r + gamma Q(s', a') - Q(s, a))}, and there are two targets: a' is the best action in s' (Q-learning;
 * Watkins, 1989; Sutton and Barto, section 6.5), or with {@link #sarsa} the one that comes next, exploring included (SARSA;
 * section 6.4).
 *
 * <pre>{@code
 * QLearning learner = new QLearning(FrozenLake.slippery(), 0.99, Schedule.constant(0.1), Schedule.constant(0.1), 0);
 * learner.episode();
 * learner.table().get(0, 2);
 * }</pre>
 */
public final class QLearning {
    private final Environment<Integer> environment;
    private final double gamma;
    private final Schedule alpha;
    private final Schedule epsilon;
    private final long seed;
    private final QTable table;
    private EpsilonGreedy policy;
    private boolean sarsa;
    private boolean randomTies;
    private long steps;
    private boolean started;

    /**
     * @param gamma the discount, 0 to 1
     * @param alpha the step size, by the number of steps learned from so far
     * @param epsilon the probability of a random action, likewise
     * @param seed for the environment and for exploring, each with a stream of its own
     */
    public QLearning(Environment<Integer> environment, double gamma, Schedule alpha, Schedule epsilon, long seed) {
        this.environment = environment;
        this.gamma = ValueIteration.requireDiscount(gamma);
        this.alpha = alpha;
        this.epsilon = epsilon;
        this.seed = seed;
        policy = new EpsilonGreedy(new SeedStreams(seed).stream("exploration"));
        table = QTable.of(environment);
    }

    /**
     * A new learner like this one, with the target of SARSA: it learns the value of what it does, exploring included, instead of
     * what would be best. The next action is drawn before the table changes.
     */
    public QLearning sarsa() {
        return variant(true, randomTies);
    }

    /** A new learner like this one that breaks ties between actions at random; otherwise the lowest one wins. */
    public QLearning randomTies() {
        return variant(sarsa, true);
    }

    private QLearning variant(boolean sarsa, boolean randomTies) {
        QLearning variant = new QLearning(environment, gamma, alpha, epsilon, seed);
        variant.sarsa = sarsa;
        variant.randomTies = randomTies;
        variant.policy = randomTies ? variant.policy.randomTies() : variant.policy;
        return variant;
    }

    /** Plays one episode, learning from every step. Returns the sum of its rewards. */
    public double episode() {
        int state = started ? environment.reset() : environment.reset(new SeedStreams(seed).seed("environment"));
        started = true;
        int action = action(state);
        double total = 0;
        while (true) {
            Step<Integer> step = environment.step(action);
            total += step.reward();
            int next = step.observation();
            int nextAction = sarsa ? action(next) : table.best(next);
            learn(state, action, step, nextAction);
            if (step.ended()) {
                return total;
            }
            state = next;
            action = sarsa ? nextAction : action(next);
        }
    }

    /** The action that the learner would try next in a state. */
    int action(int state) {
        return policy.action(table.row(state), epsilon.at(steps));
    }

    /** Learns from one step, where {@code nextAction} is the a' of the target. */
    void learn(int state, int action, Step<Integer> step, int nextAction) {
        // Nothing follows a terminal state. A time limit is no such end: what would have followed counts.
        double future = step.terminated() ? 0 : table.get(step.observation(), nextAction);
        table.moveTowards(state, action, step.reward() + gamma * future, alpha.at(steps));
        steps++;
    }

    /** The table as it stands; it goes on changing while the learner learns. */
    public QTable table() {
        return table;
    }

    /** How many steps have been learned from. */
    public long steps() {
        return steps;
    }
}
