package deepq.tabular;

import deepq.env.Discrete;
import deepq.env.Environment;
import deepq.env.Step;
import deepq.env.TimeLimit;
import deepq.policy.EpsilonGreedy;
import deepq.policy.Schedule;
import deepq.random.SeedStreams;

/**
 * Learns a table of action values by trying, without a model, exploring epsilon-greedily (Watkins, 1989; Sutton and
 * Barto, section 6.5). For every step {@code Q(s, a) += alpha (r + gamma max Q(s', .) - Q(s, a))}.
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
    private final SeedStreams streams;
    private EpsilonGreedy policy;
    private final QTable table;
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
        streams = new SeedStreams(seed);
        policy = new EpsilonGreedy(streams.stream("exploration"));
        int states = ((Discrete) environment.observationSpace()).n();
        table = new QTable(states, environment.actionSpace().n());
    }

    /** A new learner like this one that breaks ties between actions at random; otherwise the lowest one wins. */
    public QLearning randomTies() {
        QLearning learner = new QLearning(environment, gamma, alpha, epsilon, streams.root());
        learner.policy = learner.policy.randomTies();
        return learner;
    }

    /**
     * Plays one episode, learning from every step. Returns the sum of its rewards. Throws CancellationException if
     * this thread is interrupted (it stays so), and IllegalStateException if the episode does not end; what was
     * learned stays.
     */
    public double episode() {
        int state = started ? environment.reset() : environment.reset(streams.seed("environment"));
        started = true;
        double total = 0;
        int played = 0;
        Step<Integer> step;
        do {
            int action = action(state);
            step = environment.step(action);
            learn(state, action, step);
            total += step.reward();
            state = step.observation();
            TimeLimit.requireGoingOn(++played);
        } while (!step.ended());
        return total;
    }

    /** The action that the learner would try next in a state. */
    int action(int state) {
        return policy.action(table.row(state), epsilon.at(steps));
    }

    void learn(int state, int action, Step<Integer> step) {
        // Nothing follows a terminal state. A time limit is no such end: what would have followed counts.
        double future = step.terminated() ? 0 : table.max(step.observation());
        table.moveToward(state, action, step.reward() + gamma * future, alpha.at(steps));
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
