package deepq.course.exercise;

import static deepq.course.exercise.Exercise.row;
import static deepq.policy.EpsilonGreedy.argmax;

import deepq.env.Discrete;
import deepq.env.Environment;
import deepq.env.FrozenLake;
import deepq.env.Step;
import deepq.env.TimeLimit;
import deepq.policy.EpsilonGreedy;
import deepq.policy.Schedule;
import deepq.random.Pcg64;
import deepq.tabular.QLearning;
import deepq.tabular.ValueIteration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** The checks of notebook 03, Q-learning: the agent that the reader makes and keeps, and before it its pieces. */
public final class Exercises03 {
    private Exercises03() {}

    /** The mean of n numbers, from that of the first n - 1 and the last one, x: Sutton and Barto, equation 2.3. */
    public interface Mean {
        double of(double old, double x, int n);
    }

    public static Mean mean(Mean answer) {
        return Exercise.<Mean>of("The running mean", (old, x, n) -> old + (x - old) / n)
                .with(0, 7, 1)
                .says("The first number of all. Before it there was none, whatever stood there.")
                .with(4, 4, 5)
                .says("Four numbers had the mean 4, and the fifth is a 4, too. What is the mean of all five?")
                .with(2, 6, 2)
                .says("Two numbers, 2 and 6, and n = 2. What is their mean?")
                .with(5, 1, 4)
                .says("Three numbers had the mean 5, and a 1 comes. Which way does the mean move, and how far?")
                .otherwise("What was the sum of the n - 1 numbers before? What is it now, and how many are there?")
                .handBack(answer);
    }

    /** The target of Q-learning: Sutton and Barto, equation 6.8, inside the brackets. */
    public interface Target {
        double of(double reward, double gamma, double[] nextQ, boolean terminated);
    }

    public static Target target(Target answer) {
        return Exercise.<Target>of("The target", (r, g, next, end) -> r + (end ? 0 : g * next[argmax(next)]))
                .fixed("gamma")
                .with(0, 0.5, row(1, 4, 2), false)
                .says("Nothing was received, and in S' the best action is worth 4, from there on. What is that worth "
                        + "here, one step earlier: more, as much or a little less?")
                .with(3, 0.5, row(1, 4, 2), false)
                .says("Now there was a reward, too. It is received in this very step: how much of it counts?")
                .with(3, 0.5, row(1, 4, 2), true)
                .says("This step has ended the game. What may still come after it?")
                .with(-1, 0.8, row(-3, -1.5, -2, -7), false)
                .says("All values of S' are negative. Where does your search for the largest begin? (What does"
                        + " Double.MIN_VALUE print?)")
                .with(-1, 0.8, row(-3, -1.5, -2, -7, -1), false)
                .otherwise("Two parts: what was received now, and the best that may still come, worth a little less.")
                .handBack(answer);
    }

    /** Sutton and Barto, section 2.2. */
    public interface Choice {
        int of(double[] q, double epsilon, Pcg64 random);
    }

    public static Choice epsilonGreedy(Choice answer) {
        return Exercise.<Choice>of(
                        "Epsilon-greedy",
                        (q, e, random) -> new EpsilonGreedy(random).randomTies().action(q, e))
                .fixed("epsilon")
                .task("epsilon 0 (how often each of 4 actions, the third is the best)", f -> shares(f, 0, 1, 2, 5, 3))
                .says("With epsilon 0 the agent uses what it knows, always: the action, not its value.")
                .task("epsilon 0, q {3, 1, 3, 0} (how often each action)", f -> shares(f, 0, 3, 1, 3, 0))
                .says("Two actions are worth 3. Each of them should be as likely, and no other action.")
                .task("epsilon 0, q {-5, -1, -2, -1} (how often each action)", f -> shares(f, 0, -5, -1, -2, -1))
                .says("All four values are negative. Where does your search for the largest begin?")
                .task("epsilon 1 (how often each of 6 actions)", f -> shares(f, 1, 0, 3, 0, 0, 0, 0))
                .says("With epsilon 1 it always explores: any action, the best one too. How many does the row q have?")
                .task("epsilon 0.4 (how often each of 2 actions, the second is the best)", f -> shares(f, 0.4, -2, -1))
                .says("Any action in four of ten steps, and the best one in the other six.")
                .handBack(answer);
    }

    /** How often an answer takes each action, in tenths: so that it may draw its random numbers in any order. */
    private static double[] shares(Choice answer, double epsilon, double... q) {
        int draws = 10_000;
        double[] shares = new double[q.length];
        Pcg64 random = new Pcg64(3);
        for (int i = 0; i < draws; i++) {
            shares[answer.of(q.clone(), epsilon, random)]++;
        }
        for (int a = 0; a < q.length; a++) {
            shares[a] = Math.round(10 * shares[a] / draws) / 10.0;
        }
        return shares;
    }

    /** What an agent with a table can do. */
    public interface Learner {
        /** Its table, not a copy. */
        double[][] q();

        /** How many steps it has learned from. */
        long steps();

        /** An action in state s, exploring included. */
        int act(int s);

        /** From one step: action a in state s, and what came of it. */
        void learn(int s, int a, Step<Integer> step);

        /** From {@code game.reset()} to the end, learning from each step. Gives the sum of the rewards. */
        double episode(Environment<Integer> game);
    }

    /** Makes an agent that knows nothing; alpha and epsilon go by the number of steps that it has learned from. */
    public interface Maker {
        Learner of(int states, int actions, double gamma, Schedule alpha, Schedule epsilon, long seed);
    }

    public static Maker agent(Maker answer) {
        Step<Integer> on = new Step<>(2, 3, false, false);
        Step<Integer> over = new Step<>(2, 3, true, false);
        Step<Integer> late = new Step<>(2, 3, false, true);
        return Exercise.<Maker>of("Your agent", (states, actions, gamma, alpha, epsilon, seed) -> {
                    EpsilonGreedy policy = new EpsilonGreedy(new Pcg64(seed)).randomTies();
                    return new TableAgent(new double[states][actions], gamma, alpha, epsilon, policy, new AtomicLong());
                })
                .task("q {1, 2, 5, 3} in its state, epsilon 0 (how often each action)", f -> acts(f, t -> 0, 0))
                .says("act(s): with epsilon 0 the best action of the row q[s].")
                .task("the same and epsilon 1 (how often each action)", f -> acts(f, t -> 1, 0))
                .says("act(s): with epsilon 1 all actions are as likely. How many has the row?")
                .task(
                        "alpha 1, gamma 0.5, a step from state 0, action 1, to state 2 with reward 3 (the table)",
                        f -> learned(f, t -> 1, on))
                .says("learn(s, a, step): one entry changes, that of the s in which a was taken. Its target has the "
                        + "best of the row of the next state in it.")
                .task("alpha 0.25, reward -9 (the table)", f -> learned(f, t -> 0.25, new Step<>(2, -9, false, false)))
                .says("learn(s, a, step): the target lies below the old value. Which way does it move, and how far?")
                .task("a step that terminates the game (the table)", f -> learned(f, t -> 1, over))
                .says("learn(s, a, step): after a terminal step nothing follows, whatever stands in the next row.")
                .task("a step after which the clock cuts the episode off (the table)", f -> learned(f, t -> 1, late))
                .says("learn(s, a, step): cut off is not over. The pole of 01 would have stood on; only termination "
                        + "ends the future.")
                .task("alpha 1, then 0, two steps (the table)", f -> learned(f, t -> t == 0 ? 1 : 0, on, over))
                .says("alpha.at(steps) goes by the steps that were learned from so far. Who counts them, and when?")
                .task("epsilon 1, after ten steps 0 (how often each action)", f -> acts(f, t -> t < 10 ? 1 : 0, 10))
                .says("epsilon.at(steps) goes by the steps that were learned from so far.")
                .task("an episode of a single step (what is done)", f -> diary(f, "reset|step.*", true, 4))
                .says("episode(game): it begins with a reset, and reset says where the agent stands.")
                .task("an episode that is cut off by the clock (its steps)", f -> diary(f, "step.*", false, -1, -3))
                .says("episode(game): the clock may cut it off, and then no step may follow. Which flag says both?")
                .task("three steps (the rewards in the table)", f -> diary(f, "learned.*", true, 0, 0.5, 2))
                .says("episode(game): learn from every step, also the last, and with the s in which a was taken.")
                .task("rewards 0, 0.5 and 2, then -1 and -3 until the clock (what is returned)", Exercises03::returned)
                .says("episode(game): asked for is the sum of all its rewards.")
                .task("two episodes, alpha 1 at first and 0 after three steps (the table)", Exercises03::twice)
                .says("The count of steps goes on from one episode to the next.")
                .handBack(answer);
    }

    private static double[] acts(Maker maker, Schedule epsilon, int learnedFrom) {
        double[] row = {1, 2, 5, 3};
        Learner agent = maker.of(3, row.length, 0.5, t -> 0, epsilon, 3);
        for (int i = 0; i < learnedFrom; i++) {
            agent.learn(0, 0, new Step<>(2, 0, true, false));
        }
        System.arraycopy(row, 0, agent.q()[1], 0, row.length);
        return shares((q, e, random) -> agent.act(1), 0, row);
    }

    @SafeVarargs
    private static double[][] learned(Maker maker, Schedule alpha, Step<Integer>... steps) {
        Learner agent = maker.of(3, 2, 0.5, alpha, t -> 0, 3);
        agent.q()[0][1] = 1;
        agent.q()[1][0] = 5;
        agent.q()[2][0] = 4;
        agent.q()[2][1] = -2;
        int s = 0;
        for (Step<Integer> step : steps) {
            agent.learn(s, 1, step);
            s = step.observation();
        }
        return agent.q();
    }

    private static List<Double> returned(Maker maker) {
        Learner agent = maker.of(10, 3, 0, t -> 1, t -> 0, 3);
        return List.of(agent.episode(game(true, 0, 0.5, 2)), agent.episode(game(false, -1, -3)));
    }

    private static double[][] twice(Maker maker) {
        Learner agent = maker.of(10, 1, 0, t -> t < 3 ? 1 : 0, t -> 0, 3);
        agent.episode(game(true, 1, 2));
        agent.episode(game(true, 7, 8));
        return agent.q();
    }

    /** From state 5 to 6, 7, ... */
    private static Toy<Integer> game(boolean terminates, double... rewards) {
        return Toy.paying(3, new Discrete(10), n -> 5 + n, terminates, rewards);
    }

    /** What an agent does in a game with these rewards, and what it has learned; of it the lines of this form. */
    private static List<String> diary(Maker maker, String form, boolean terminates, double... rewards) {
        Toy<Integer> game = game(terminates, rewards);
        Learner agent = maker.of(10, 3, 0, t -> 1, t -> 0, 3);
        for (int s = 0; s < 10; s++) {
            agent.q()[s][s % 3] = 100; // what is greedy there, until it is learned otherwise
        }
        agent.episode(game);
        for (int s = 0; s < 10; s++) {
            game.diary.add("learned in state " + s + ": " + Math.round(1e6 * agent.q()[s][s % 3]) / 1e6);
        }
        return game.diary.stream().filter(line -> line.matches(form)).toList();
    }

    /** All that an unfinished notebook trains: the class that the reader is asked to write. */
    private record TableAgent(
            double[][] q, double gamma, Schedule alpha, Schedule epsilon, EpsilonGreedy policy, AtomicLong count)
            implements Learner {
        @Override
        public long steps() {
            return count.get();
        }

        @Override
        public int act(int s) {
            return policy.action(q[s], epsilon.at(steps()));
        }

        @Override
        public void learn(int s, int a, Step<Integer> step) {
            double[] next = q[step.observation()];
            double y = step.reward() + (step.terminated() ? 0 : gamma * next[argmax(next)]);
            q[s][a] += alpha.at(count.getAndIncrement()) * (y - q[s][a]);
        }

        @Override
        public double episode(Environment<Integer> game) {
            int s = game.reset();
            double total = 0;
            Step<Integer> step;
            do {
                int a = act(s);
                step = game.step(a);
                learn(s, a, step);
                total += step.reward();
                s = step.observation();
            } while (!step.ended());
            return total;
        }
    }

    /** The reader's own way of exploring the slippery lake, by the number of an agent's steps. */
    public static Schedule schedule(Schedule answer) {
        return Exercise.<Schedule>of("Your own schedule", t -> Math.max(0, 1 - t / 10_000.0))
                .within(10)
                .task("step 0 (whether it explores at least every fifth time)", f -> f.at(0) >= 0.2)
                .says("At first the agent knows nothing. When is there most to find out?")
                .task("step 59,999 (whether it explores at most every tenth time)", f -> f.at(59_999) <= 0.05)
                .says("In the end there is little to find out, and on ice any step may be the last. When may it stop?")
                .task("4 agents with 60,000 steps each", Exercises03::earned)
                .otherwise("Wanted: more than 0.43 while it learns and more than 0.72 afterward. When is there "
                        + "most to find out, and when most to lose?")
                .handBack(answer);
    }

    private static String earned(Schedule epsilon) {
        double goals = 0;
        double greedy = 0;
        for (long seed = 0; seed < 4; seed++) {
            QLearning learner = new QLearning(
                            new TimeLimit<>(FrozenLake.slippery(), 100),
                            0.99,
                            Schedule.exponential(0.5, 0.01, 60_000),
                            t -> epsilon.at(Math.min(t, 59_999)), // the last episode may take longer
                            seed)
                    .randomTies();
            double total = 0;
            int episodes = 0;
            while (learner.steps() < 60_000) {
                total += learner.episode();
                episodes++;
            }
            goals += total / episodes / 4;
            greedy += ValueIteration.expectedReturn(
                            FrozenLake.slippery().model(), learner.table().greedy(), 0, 100)
                    / 4;
        }
        return goals > 0.43 && greedy > 0.72
                ? "enough"
                : String.format(Locale.ROOT, "%.2f goals an episode while learning, and %.2f afterward", goals, greedy);
    }

    /** The target of SARSA (Sutton and Barto, equation 6.7, inside the brackets). */
    public interface SarsaTarget {
        double of(double reward, double gamma, double[] nextQ, int nextAction, boolean terminated);
    }

    public static SarsaTarget sarsaTarget(SarsaTarget answer) {
        return Exercise.<SarsaTarget>of("The target of SARSA", (r, g, q, next, end) -> r + (end ? 0 : g * q[next]))
                .fixed("gamma")
                .with(-1, 0.9, row(-5, -2, -7, -3), 1, true)
                .says("After a terminal step nothing follows: what is left is the reward of this very step.")
                .with(0, 1, row(-5, -2, -7, -3), 3, false)
                .says("It is the value of the action that really comes next, not of the best one; it stands in nextQ.")
                .with(-100, 0.5, row(4, 8), 0, false)
                .otherwise("A single part of Q-learning's target changes. Where are the reward and gamma?")
                .handBack(answer);
    }
}
