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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The checks of notebook 03, Q-learning: target, update, choice and loop, of which an agent is made. */
public final class Exercises03 {
    private Exercises03() {}

    /** The target of Q-learning (Sutton and Barto, equation 6.8, inside the brackets) for a step that does not end the episode. */
    public interface TdTarget {
        double of(double reward, double gamma, double maxNext);
    }

    public static TdTarget tdTarget(TdTarget answer) {
        return Exercise.<TdTarget>of("The target", (r, g, next) -> r + g * next)
                .with(1, 0.9, 2)
                .with(-1, 0.5, 4)
                .with(0, 0.8, -3)
                .hint("What comes one step later counts a little less. Which number says how much less?")
                .when((r, g, next) -> r + next)
                .hint("This is what may still come. What did the agent receive in this very step?")
                .when((r, g, next) -> g * next)
                .hint("This agent sees only the reward of the moment. What is the next square worth?")
                .when((r, g, next) -> r)
                .hint("The reward arrives now, at its full worth. Only what comes later is discounted.")
                .when((r, g, next) -> g * (r + next))
                .hint("A valuable next square should make the target larger. Look at the sign.")
                .when((r, g, next) -> r - g * next)
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
                .with(0.5, 0.1, 0.72)
                .with(2, 0.25, 4)
                .with(-3, 1, -2.8)
                .with(5, 0, 1)
                .hint("This takes over the target as a whole. How large a part of the way should the value move?")
                .when((q, a, y) -> y)
                .hint("This is the change alone. From where does the value set out?")
                .when((q, a, y) -> a * (y - q))
                .hint(
                        "Added like this the value keeps growing even when it is right already. It is the difference between the target and q that has to vanish.")
                .when((q, a, y) -> q + a * y)
                .hint("The value moves away from the target. Look at the sign.")
                .when((q, a, y) -> q - a * (y - q))
                .hint("Here a small alpha keeps little of the old value. With alpha 0 nothing may change.")
                .when((q, a, y) -> a * q + (1 - a) * y)
                .hint("This always goes half of the way. Where is alpha?")
                .when((q, a, y) -> (q + y) / 2)
                .hint("Nothing changes, so nothing is learned.")
                .when((q, a, y) -> q)
                .otherwise("First the error, target minus q; then a part of the error, added to q.")
                .handBack(answer);
    }

    /** An action of the largest value, any of them if there are several. */
    public interface Greedy {
        int of(double[] q, Pcg64 random);
    }

    public static Greedy greedy(Greedy answer) {
        return Exercise.<Greedy>of("Ties", Exercises03::anyBest)
                .task("q {1, 4, 2} (how often each action)", f -> shares(f::of, 1, 4, 2))
                .task("q {3, 1, 3, 0} (how often each action)", f -> shares(f::of, 3, 1, 3, 0))
                .task("q {-5, -1, -2, -1} (how often each action)", f -> shares(f::of, -5, -1, -2, -1))
                .task("five zeros (how often each action)", f -> shares(f::of, 0, 0, 0, 0, 0))
                .hint("Where values tie, yours always takes the lowest number. Each of them should be as likely.")
                .when((q, random) -> argmax(q))
                .hint("Where values tie, yours always takes the highest number. Each of them should be as likely.")
                .when((q, random) -> {
                    int best = 0;
                    for (int a = 1; a < q.length; a++) {
                        best = q[a] >= q[best] ? a : best;
                    }
                    return best;
                })
                .hint("This is any action at all, also one that is worse than another.")
                .when((q, random) -> random.integers(q.length))
                .hint("You have drawn a place in the list of the best. Which action stands at that place?")
                .when((q, random) -> random.integers(best(q, q[argmax(q)]).length))
                .hint("All four values may be negative. Where does your search for the largest begin?")
                .when((q, random) -> anyOf(best(q, Math.max(0, q[argmax(q)])), random))
                .when((q, random) -> q[argmax(q)] < 0 ? 0 : anyBest(q, random))
                .when((q, random) -> q[argmax(q)] < 0 ? random.integers(q.length) : anyBest(q, random))
                .otherwise("First find the largest value, then all actions that have it, then draw one of these.")
                .handBack(answer);
    }

    private static int[] best(double[] q, double largest) {
        return IntStream.range(0, q.length).filter(a -> q[a] == largest).toArray();
    }

    private static int anyOf(int[] actions, Pcg64 random) {
        return actions[random.integers(actions.length)];
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
                .task("epsilon 0 (how often each of 4 actions, the third is the best)", f -> shares(f, 0, 1, 2, 5, 3))
                .task("epsilon 1 (how often each of 6 actions)", f -> shares(f, 1, 0, 3, 0, 0, 0, 0))
                .task("epsilon 0.4 (how often each of 2 actions, the second is the best)", f -> shares(f, 0.4, -2, -1))
                .task("epsilon 0 (how often each of 2 actions, both are worth 2)", f -> shares(f, 0, 2, 2))
                .hint(
                        "With epsilon 0 this agent explores all the time, and with epsilon 1 never. It should be the other way round.")
                .when((q, e, random) -> random.random() < e ? anyBest(q, random) : random.integers(q.length))
                .when((q, e, random) -> random.random() < e ? argmax(q) : random.integers(q.length))
                .hint("This is the greedy action, always. Where does epsilon come in?")
                .when((q, e, random) -> anyBest(q, random))
                .when((q, e, random) -> argmax(q))
                .hint("This is any action, always. When should the agent use what it knows?")
                .when((q, e, random) -> random.integers(q.length))
                .hint("When it is greedy, yours takes the lowest of several best actions. You have a method for that.")
                .when((q, e, random) -> random.random() < e ? random.integers(q.length) : argmax(q))
                .hint("When it explores, your agent avoids the best action. \"Any action\" includes that one.")
                .when((q, e, random) -> random.random() < e ? otherThanBest(q, random) : anyBest(q, random))
                .when((q, e, random) -> random.random() < e ? otherThanBest(q, random) : argmax(q))
                .hint("When it is greedy, your agent takes the action with the smallest value.")
                .when((q, e, random) -> random.random() < e
                        ? random.integers(q.length)
                        : anyBest(Arrays.stream(q).map(value -> -value).toArray(), random))
                .hint("Your agent explores two actions only. The row q says how many there are.")
                .when((q, e, random) -> random.random() < e ? random.integers(2) : anyBest(q, random))
                .hint("The lake has four actions, other games have more or fewer. The row q says how many there are.")
                .when((q, e, random) -> random.random() < e ? random.integers(4) : anyBest(q, random))
                .when((q, e, random) -> random.random() < e ? random.integers(4) : argmax(q))
                .hint(
                        "When it is greedy, your answer returns the largest value. Wanted is the action that it belongs to.")
                .when((q, e, random) -> random.random() < e ? random.integers(q.length) : (int) q[argmax(q)])
                .otherwise(
                        "One random number decides whether to explore; what follows is either any action or the best one.")
                .handBack(answer);
    }

    private static int otherThanBest(double[] q, Pcg64 random) {
        int other = random.integers(q.length - 1);
        return other < argmax(q) ? other : other + 1;
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
        return Exercise.<Loop>of("The loop", (game, choose, learn) -> play(game, choose, learn, true))
                .task("an episode of three steps that ends in a goal", f -> diary(f, true, 0, 0.5, 2))
                .task("an episode of two steps that is cut off by the clock", f -> diary(f, false, -1, -3))
                .task("an episode of a single step", f -> diary(f, true, 4))
                .hint("The last step is not learned from. On the lake it is the only one that may bring a reward.")
                .when((game, choose, learn) -> play(game, choose, learn, false))
                .hint("The agent chooses as if it still stood where it began. After each step it is somewhere else.")
                .when((game, choose, learn) -> {
                    int s = game.reset();
                    return rest(game, x -> choose.in(s), (x, a, step) -> learn.from(s, a, step), s, Step::ended);
                })
                .hint("The action was taken in the old state. When you learn, s must still be that one.")
                .when((game, choose, learn) ->
                        play(game, choose, (s, a, step) -> learn.from(step.observation(), a, step), true))
                .hint("An episode can also be cut off by the clock, and then no step may follow. Which flag says both?")
                .when((game, choose, learn) -> rest(game, choose, learn, game.reset(), Step::terminated))
                .hint("This is the reward of the last step. Asked for is the sum of all.")
                .when((game, choose, learn) -> {
                    double[] last = new double[1];
                    play(game, choose, noting(learn, step -> last[0] = step.reward()), true);
                    return last[0];
                })
                .hint("This is the number of steps. Asked for is the sum of the rewards.")
                .when((game, choose, learn) -> {
                    double[] steps = new double[1];
                    play(game, choose, noting(learn, step -> steps[0]++), true);
                    return steps[0];
                })
                .hint("The episode is played as it should be. What it returns is not the sum of its rewards.")
                .when((game, choose, learn) -> 0 * play(game, choose, learn, true))
                .hint("Your agent plays to the end and learns nothing on the way.")
                .when((game, choose, learn) -> play(game, choose, (s, a, step) -> {}, true))
                .hint("Every episode begins with a reset, and reset says where the agent stands.")
                .when((game, choose, learn) -> rest(game, choose, learn, 0, Step::ended))
                .hint("A single step is played. Go on until the episode has ended.")
                .when((game, choose, learn) -> {
                    int s = game.reset();
                    int a = choose.in(s);
                    Step<Integer> step = game.step(a);
                    learn.from(s, a, step);
                    return step.reward();
                })
                .otherwise(
                        "Reset. Then, until the step has ended: choose, step, learn, add the reward, and move on to the next state.")
                .handBack(answer);
    }

    private static double play(Environment<Integer> game, Choose choose, Learn learn, boolean alsoFromTheLast) {
        return rest(
                game,
                choose,
                (s, a, step) -> {
                    if (alsoFromTheLast || !step.ended()) {
                        learn.from(s, a, step);
                    }
                },
                game.reset(),
                Step::ended);
    }

    /** An episode that was begun in a state, until the step that is over. */
    private static double rest(
            Environment<Integer> game, Choose choose, Learn learn, int start, Predicate<Step<Integer>> over) {
        int s = start;
        double total = 0;
        Step<Integer> step;
        do {
            int a = choose.in(s);
            step = game.step(a);
            learn.from(s, a, step);
            total += step.reward();
            s = step.observation();
        } while (!over.test(step));
        return total;
    }

    private static Learn noting(Learn learn, Consumer<Step<Integer>> note) {
        return (s, a, step) -> {
            learn.from(s, a, step);
            note.accept(step);
        };
    }

    /** What happens when an answer plays a game with these rewards: all that it asks and does, and what it returns. */
    private static List<Object> diary(Loop answer, boolean terminated, double... rewards) {
        List<Object> diary = new ArrayList<>();
        Environment<Integer> game = new Scripted(diary, terminated, rewards);
        double total = answer.of(
                game,
                s -> {
                    diary.add("choose in state " + s);
                    return s % 3;
                },
                (s, a, step) ->
                        diary.add("learn from state " + s + ", action " + a + ", next state " + step.observation()));
        diary.add("return");
        diary.add(total);
        return diary;
    }

    /** Plays the same rewards in every episode: from state 5 to 6, 7, ... */
    private record Scripted(List<Object> diary, boolean terminated, double[] rewards, int[] at)
            implements Environment<Integer> {
        Scripted(List<Object> diary, boolean terminated, double... rewards) {
            this(diary, terminated, rewards, new int[] {0});
        }

        @Override
        public Integer reset(long seed) {
            diary.add("reset(" + seed + ")");
            at[0] = 0;
            return 5;
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
            if (at[0] == rewards.length) {
                throw new IllegalStateException("step after the end of the episode: call reset() first");
            }
            double reward = rewards[at[0]++];
            boolean last = at[0] == rewards.length;
            return new Step<>(5 + at[0], reward, last && terminated, last && !terminated);
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
                .task("4 agents with 60,000 steps each", Exercises03::earned)
                .hint("This agent explores all the time. It learns well, and earns next to nothing. When may it stop?")
                .when(t -> 1)
                .hint("This agent never explores. It finds the goal by luck and learns little else.")
                .when(t -> 0)
                .hint(
                        "A constant tenth: each step may be the last, to the very end. What does it know in the end that it did not know at first?")
                .when(t -> 0.1)
                .hint("This agent explores the less the less it knows. Should it not be the other way round?")
                .when(t -> Math.min(1, t / 60_000.0))
                .when(t -> Math.min(1, t / 10_000.0))
                .hint("A good idea, and slow: when the table is long good enough, this agent still stumbles about.")
                .when(t -> Math.max(0, 1 - t / 60_000.0))
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
                .with(row(-3, -1.5, -2, -7))
                .with(row(0.2, 0.9, 0.4, 0.1))
                .with(row(-5))
                .hint(
                        "On the cliff all Q-values are negative, and a search that begins at 0, or just above it, finds none of them. (What does Double.MIN_VALUE print?)")
                .when(row -> Math.max(0, row[argmax(row)]))
                .hint("This is the first number of the row. A later one may be larger.")
                .when(row -> row[0])
                .hint("This is the smallest number of the row.")
                .when(row -> Arrays.stream(row).min().orElseThrow())
                .hint("This is the place of the largest number. What stands there?")
                .when(row -> argmax(row))
                .hint("This is the average of the row. From S' on the best action is taken.")
                .when(row -> Arrays.stream(row).average().orElseThrow())
                .hint("This is the number farthest from 0. Is -7 larger than -1?")
                .when(row -> {
                    double largest = row[0];
                    for (double value : row) {
                        largest = Math.abs(value) > Math.abs(largest) ? value : largest;
                    }
                    return largest;
                })
                .otherwise("Which of its numbers is larger than all others, also when each is below 0?")
                .handBack(answer);
    }

    /** The target of SARSA (Sutton and Barto, equation 6.7, inside the brackets). */
    public interface SarsaTarget {
        double of(double reward, double gamma, double[] nextQ, int nextAction, boolean terminated);
    }

    public static SarsaTarget sarsaTarget(SarsaTarget answer) {
        return Exercise.<SarsaTarget>of("The target of SARSA", (r, g, q, next, end) -> target(r, g, q[next], end))
                .with(-1, 0.9, row(-5, -2, -7, -3), 3, false)
                .with(-100, 1, row(4, 8), 0, false)
                .with(-1, 0.9, row(-5, -2, -7, -3), 1, true)
                .hint(
                        "This is the target of Q-learning: the best action. SARSA asks for the action that really comes next.")
                .when((r, g, q, next, end) -> target(r, g, q[argmax(q)], end))
                .hint("After a terminal step nothing follows, whatever stands in nextQ.")
                .when((r, g, q, next, end) -> r + g * q[next])
                .hint("What comes one step later counts a little less. Where is gamma?")
                .when((r, g, q, next, end) -> target(r, 1, q[next], end))
                .hint("nextAction is the number of an action. Its value stands in nextQ.")
                .when((r, g, q, next, end) -> target(r, g, next, end))
                .hint("This is what may still come. What did the agent receive in this very step?")
                .when((r, g, q, next, end) -> target(0, g, q[next], end))
                .otherwise("Compare with the target of Q-learning: a single part of it changes.")
                .handBack(answer);
    }

    private static double target(double reward, double gamma, double next, boolean terminated) {
        return reward + (terminated ? 0 : gamma * next);
    }
}
