package deepq.tabular;

import deepq.env.Environment;
import deepq.env.Step;
import deepq.policy.EpsilonGreedy;
import deepq.policy.Schedule;
import deepq.random.SeedStreams;

/**
 * Learns a table of action values by trying, without a model: Q-learning (Watkins, 1989; Sutton and Barto, section 6.5),
 * exploring epsilon-greedily. Episode by episode with {@link #episode}, or step by step:
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
    private final EpsilonGreedy policy;
    private final QTable table;
    private long steps;
    private long episodes;

    /**
     * @param gamma the discount, 0 to 1
     * @param alpha the step size, by the number of steps learnt from so far
     * @param epsilon the probability of a random action, likewise
     * @param seed for the environment and for exploring, each with a stream of its own
     */
    public QLearning(Environment<Integer> environment, double gamma, Schedule alpha, Schedule epsilon, long seed) {
        this.environment = environment;
        this.gamma = Discount.require(gamma);
        this.alpha = alpha;
        this.epsilon = epsilon;
        SeedStreams streams = new SeedStreams(seed);
        this.seed = streams.seed("environment");
        policy = new EpsilonGreedy(streams.stream("exploration"));
        table = QTable.of(environment);
    }

    /** Plays one episode, learning from every step. Returns the sum of its rewards. */
    public double episode() {
        int state = episodes == 0 ? environment.reset(seed) : environment.reset();
        double total = 0;
        Step<Integer> step;
        do {
            int action = action(state);
            step = environment.step(action);
            learn(state, action, step);
            total += step.reward();
            state = step.observation();
        } while (!step.ended());
        episodes++;
        return total;
    }

    /** The action that the learner would try next in a state. */
    public int action(int state) {
        return policy.action(table.row(state), epsilon.at(steps));
    }

    /** Learns from one step: Q(s, a) += alpha (r + gamma max Q(s', .) - Q(s, a)). */
    public void learn(int state, int action, Step<Integer> step) {
        // Nothing follows a terminal state. A time limit is no such end: what would have followed counts.
        double future = step.terminated() ? 0 : table.max(step.observation());
        table.moveTowards(state, action, step.reward() + gamma * future, alpha.at(steps));
        steps++;
    }

    /** The table as it stands; it goes on changing while the learner learns. */
    public QTable table() {
        return table;
    }

    /** How many steps have been learnt from. */
    public long steps() {
        return steps;
    }

    /** How many episodes have been played to their end. */
    public long episodes() {
        return episodes;
    }
}
