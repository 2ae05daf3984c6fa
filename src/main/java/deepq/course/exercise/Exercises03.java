package deepq.course.exercise;

import static deepq.course.exercise.Exercise.row;
import static deepq.policy.EpsilonGreedy.argmax;

import deepq.env.Discrete;
import deepq.env.Environment;
import deepq.env.FrozenLake;
import deepq.env.Step;
import deepq.env.TimeLimit;
import deepq.policy.Schedule;
import deepq.random.Pcg64;
import deepq.tabular.QLearning;
import deepq.tabular.ValueIteration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The checks of notebook 03, Q-learning: target, update, choice and loop, of which an agent is made. */
public final class Exercises03 {
    private Exercises03() {}

    /** The target of Q-learning (Sutton and Barto, equation 6.8, inside the brackets) for a step that does not end the episode. */
    public interface TdTarget {
        double of(double reward, double gamma, double maxNext);
    }

    public static TdTarget tdTarget(TdTarget answer) {
        return Exercise.<TdTarget>of("The target", (r, g, next) -> r + g * next)
                .fixed("gamma")
                .with(1, 0.9, 0)
                .says("Nothing can come any more; what did the agent receive in this very step, at its full worth?")
                .with(0, 0.5, 4)
                .says(
                        "Nothing was received. What is the next square worth, one step later: more, as much or a little less?")
                .with(-2, 0.8, -3)
                .otherwise(
                        "The target has two parts: what was received now, and what may still come, worth a little less.")
                .handBack(answer);
    }

    /** The new value of Q(S, A) after one step: Sutton and Barto, equation 6.8. */
    public interface Update {
        double of(double q, double alpha, double target);
    }

    public static Update update(Update answer) {
        return Exercise.<Update>of("The update", (q, a, y) -> q + a * (y - q))
                .fixed("alpha")
                .with(5, 0, 1)
                .says("With alpha 0 nothing may change.")
                .with(-3, 1, -2.8)
                .says("With alpha 1 the value goes all the way to the target.")
                .with(2, 0.5, 2)
                .says("The value is right already: the difference between the target and q has vanished.")
                .with(2, 0.25, 4)
                .says("How large a part of the way from q to the target should the value move, and in which direction?")
                .with(4, 0.25, 2)
                .says("The target lies below q. Which way does the value move?")
                .otherwise("First the error, target minus q; then a part of the error, added to q.")
                .handBack(answer);
    }

    /** An action of the largest value, any of them if there are several. */
    public interface Greedy {
        int of(double[] q, Pcg64 random);
    }

    public static Greedy greedy(Greedy answer) {
        return Exercise.<Greedy>of("Ties", (q, random) -> anyBest(q, random))
                .task("q {1, 4, 2} (how often each action)", f -> shares(f::of, 1, 4, 2))
                .says(
                        "One action is better than the others: it is always taken. (At which place of the row does it stand?)")
                .task("q {3, 1, 3, 0} (how often each action)", f -> shares(f::of, 3, 1, 3, 0))
                .says("Where values tie, each of them should be as likely, and no other action.")
                .task("q {-5, -1, -2, -1} (how often each action)", f -> shares(f::of, -5, -1, -2, -1))
                .says("All four values may be negative. Where does your search for the largest begin?")
                .otherwise("First find the largest value, then all actions that have it, then draw one of these.")
                .handBack(answer);
    }

    /** All agents that an unfinished notebook trains choose with this: so no streams. */
    private static int anyBest(double[] q, Pcg64 random) {
        double largest = q[argmax(q)];
        int ties = 0;
        for (double value : q) {
            ties += value == largest ? 1 : 0;
        }
        int chosen = random.integers(ties);
        int a = 0;
        while (q[a] != largest || chosen-- > 0) {
            a++;
        }
        return a;
    }

    private static double[] shares(Greedy answer, double... q) {
        return shares((row, e, random) -> answer.of(row, random), 0, q);
    }

    /** Sutton and Barto, section 2.2. */
    public interface Choice {
        int of(double[] q, double epsilon, Pcg64 random);
    }

    public static Choice epsilonGreedy(Choice answer) {
        return Exercise.<Choice>of(
                        "Epsilon-greedy",
                        (q, e, random) -> random.random() < e ? random.integers(q.length) : anyBest(q, random))
                .fixed("epsilon")
                .task("epsilon 0 (how often each of 4 actions, the third is the best)", f -> shares(f, 0, 1, 2, 5, 3))
                .says("With epsilon 0 the agent uses what it knows, always: the action, not its value.")
                .task("epsilon 1 (how often each of 6 actions)", f -> shares(f, 1, 0, 3, 0, 0, 0, 0))
                .says(
                        "With epsilon 1 the agent explores all the time: any of the actions, the best one too. How many does the row q have?")
                .task("epsilon 0.4 (how often each of 2 actions, the second is the best)", f -> shares(f, 0.4, -2, -1))
                .says("Any action in four of ten steps, and the best one in the other six.")
                .task("epsilon 0 (how often each of 2 actions, both are worth 2)", f -> shares(f, 0, 2, 2))
                .says("When it is greedy, it takes any of several best actions. You have a method for that.")
                .otherwise(
                        "One random number decides whether to explore; what follows is either any action or the best one.")
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

    /** The action that an agent takes in a state. */
    public interface Choose {
        int in(int state);
    }

    /** What an agent makes of one step: action {@code a} in state {@code s}, and what came of it. */
    public interface Learn {
        void from(int s, int a, Step<Integer> step);
    }

    /** One episode, from {@code game.reset()} to its end, learning from each step. Gives the sum of its rewards. */
    public interface Loop {
        double of(Environment<Integer> game, Choose choose, Learn learn);
    }

    public static Loop loop(Loop answer) {
        return Exercise.<Loop>of("The loop", Exercises03::play)
                .task("an episode of a single step (what is asked and done)", f -> diary(f, true, 4)
                        .subList(0, 2))
                .says("Every episode begins with a reset, and reset says where the agent stands.")
                .task("an episode of three steps (its steps)", f -> only("step", diary(f, true, 0, 0.5, 2)))
                .says(
                        "Go on until the episode has ended. After each step the agent is somewhere else, and chooses there.")
                .task("an episode that is cut off by the clock (its steps)", f -> only("step", diary(f, false, -1, -3)))
                .says("An episode can also be cut off by the clock, and then no step may follow. Which flag says both?")
                .task("an episode of three steps (what is learned)", f -> only("learn", diary(f, true, 0, 0.5, 2)))
                .says("Learn from every step, also from the last, and with the s in which the action was taken.")
                .task("rewards 0, 0.5 and 2 (what is returned)", f -> only("return", diary(f, true, 0, 0.5, 2)))
                .says("Asked for is the sum of all rewards of the episode.")
                .task(
                        "rewards -1 and -3, then the clock (what is returned)",
                        f -> only("return", diary(f, false, -1, -3)))
                .says("Asked for is the sum of all rewards of the episode.")
                .task("an episode of three steps (all of it)", f -> diary(f, true, 0, 0.5, 2))
                .otherwise(
                        "Reset. Then, until the step has ended: choose, step, learn, add the reward, and move on to the next state.")
                .handBack(answer);
    }

    private static double play(Environment<Integer> game, Choose choose, Learn learn) {
        int s = game.reset();
        double total = 0;
        Step<Integer> step;
        do {
            int a = choose.in(s);
            step = game.step(a);
            learn.from(s, a, step);
            total += step.reward();
            s = step.observation();
        } while (!step.ended());
        return total;
    }

    private static List<String> only(String what, List<String> diary) {
        return diary.stream().filter(line -> line.startsWith(what)).toList();
    }

    /** What happens when an answer plays a game with these rewards: all that it asks and does, and what it returns. */
    private static List<String> diary(Loop answer, boolean terminated, double... rewards) {
        List<String> diary = new ArrayList<>();
        Environment<Integer> game = new Scripted(diary, terminated, rewards, new int[] {0});
        double total = answer.of(
                game,
                s -> {
                    diary.add("choose in state " + s);
                    return s % 3;
                },
                (s, a, step) ->
                        diary.add("learn from state " + s + ", action " + a + ", next state " + step.observation()));
        diary.add("return " + Math.round(1e6 * total) / 1e6);
        return diary;
    }

    /** Plays the same rewards in every episode: from state 5 to 6, 7, ... */
    private record Scripted(List<String> diary, boolean terminated, double[] rewards, int[] at)
            implements Environment<Integer> {
        @Override
        public Integer reset(long seed) {
            return reset();
        }

        @Override
        public Integer reset() {
            diary.add("reset");
            at[0] = 0;
            return 5;
        }

        @Override
        public Step<Integer> step(int action) {
            diary.add("step " + action);
            boolean last = ++at[0] >= rewards.length;
            if (at[0] > rewards.length + 3) {
                throw new IllegalStateException("step after the end of the episode: call reset() first");
            }
            return new Step<>(
                    5 + at[0], rewards[Math.min(at[0], rewards.length) - 1], last && terminated, last && !terminated);
        }

        @Override
        public Discrete actionSpace() {
            return new Discrete(3);
        }

        @Override
        public Discrete observationSpace() {
            return new Discrete(10);
        }
    }

    /** The exploration that an agent of the reader's own invention does on the slippery lake, by the number of its steps. */
    public static Schedule schedule(Schedule answer) {
        return Exercise.<Schedule>of("Your own schedule", t -> Math.max(0, 1 - t / 10_000.0))
                .within(10)
                .task("step 0 (whether it explores at least every fifth time)", f -> f.at(0) >= 0.2)
                .says("At first the agent knows nothing. When is there most to find out?")
                .task("step 59,999 (whether it explores at most every tenth time)", f -> f.at(59_999) <= 0.05)
                .says(
                        "In the end there is little to find out, and on the ice each step may be the last. When may it stop?")
                .task("4 agents with 60,000 steps each", Exercises03::earned)
                .otherwise(
                        "Wanted: more than 0.43 while it learns and more than 0.72 afterward. When is there most to find out, and when most to lose?")
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

    /** The largest number of a row. */
    public interface Largest {
        double of(double[] row);
    }

    public static Largest largest(Largest answer) {
        return Exercise.<Largest>of("The colleague's mistake", row -> row[argmax(row)])
                .with(row(2, 9, 4, 1))
                .says("Asked for is the largest of the four numbers itself, wherever it stands.")
                .with(row(-3, -1.5, -2, -7))
                .says(
                        "On the cliff all Q-values are negative. Where does the search begin, and is -7 larger than -1? (What does Double.MIN_VALUE print?)")
                .with(row(-3, -1.5, -2, -7, -1))
                .otherwise("Which of its numbers is larger than all others, also when each is below 0?")
                .handBack(answer);
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
                .says(
                        "SARSA asks for the value of the action that really comes next, not of the best one; it stands in nextQ.")
                .with(-100, 0.5, row(4, 8), 0, false)
                .otherwise(
                        "Compare with the target of Q-learning: a single part of it changes. Where are the reward and gamma?")
                .handBack(answer);
    }
}
