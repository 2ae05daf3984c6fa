package deepq.tabular;

import deepq.env.Environment;
import deepq.env.Step;
import deepq.policy.EpsilonGreedy;
import deepq.policy.Schedule;
import deepq.random.SeedStreams;

/**
 * Like {@link QLearning}, but learns the value of what it does, exploring included, instead of what would be best: the target
 * takes the action that comes next, not the best one (Sutton and Barto, section 6.4).
 */
public final class Sarsa {
    private final Environment<Integer> environment;
    private final double gamma;
    private final Schedule alpha;
    private final Schedule epsilon;
    private final long seed;
    private final EpsilonGreedy policy;
    private final QTable table;
    private long steps;
    private long episodes;

    /** The arguments are those of {@link QLearning#QLearning}. */
    public Sarsa(Environment<Integer> environment, double gamma, Schedule alpha, Schedule epsilon, long seed) {
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
        int action = action(state);
        double total = 0;
        Step<Integer> step;
        do {
            step = environment.step(action);
            int next = action(step.observation());
            learn(state, action, step, next);
            total += step.reward();
            state = step.observation();
            action = next;
        } while (!step.ended());
        episodes++;
        return total;
    }

    /** The action that the learner would try next in a state. */
    public int action(int state) {
        return policy.action(table.row(state), epsilon.at(steps));
    }

    /** Learns from one step and the action that comes after it: Q(s, a) += alpha (r + gamma Q(s', a') - Q(s, a)). */
    public void learn(int state, int action, Step<Integer> step, int nextAction) {
        double future = step.terminated() ? 0 : table.get(step.observation(), nextAction);
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
