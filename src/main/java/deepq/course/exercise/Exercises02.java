package deepq.course.exercise;

import static deepq.course.exercise.Exercise.row;

import deepq.env.GridWorld;
import deepq.env.Maze;
import deepq.env.Outcome;
import deepq.tabular.ValueIteration;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The checks of notebook 02, the Bellman equation. */
public final class Exercises02 {
    private Exercises02() {}

    /** G at the start of an episode with these rewards (Sutton and Barto, equation 3.8). */
    public interface DiscountedReturn {
        double of(double[] rewards, double gamma);
    }

    /** Q(S, A) from one step and the Q-values of the next state (Sutton and Barto, equation 3.20, for a certain outcome). */
    public interface Bellman {
        double of(double reward, double gamma, double[] nextQ, boolean terminated);
    }

    /** Q(S, A) from all that may happen and the values of the states (Sutton and Barto, equation 3.20). */
    public interface Expected {
        double of(List<Outcome> outcomes, double gamma, double[] values);
    }

    public static DiscountedReturn discountedReturn(DiscountedReturn answer) {
        return Exercise.<DiscountedReturn>of("The discounted return", (r, g) -> weighted(r, k -> StrictMath.pow(g, k)))
                .with(row(0, 0, 1), 0.9)
                .with(row(1, 2, 4), 0.5)
                .with(row(3, -1), 1)
                .with(row(5), 0.9)
                .hint("This is the plain sum. A reward that comes later must count less.")
                .when((r, g) -> weighted(r, k -> 1))
                .hint("One gamma too many: the first reward counts in full.")
                .when((r, g) -> weighted(r, k -> StrictMath.pow(g, k + 1)))
                .hint(
                        "Here the last reward counts in full and the first the least. From which end does the loop have to come?")
                .when((r, g) -> weighted(r, k -> StrictMath.pow(g, r.length - 1 - k)))
                .hint("All later rewards get one gamma, however late they are. Each step multiplies once more.")
                .when((r, g) -> weighted(r, k -> k == 0 ? 1 : g))
                .hint("Here gamma is multiplied by the number of steps. It must be raised to that power.")
                .when((r, g) -> weighted(r, k -> k == 0 ? 1 : k * g))
                .hint("Only the last reward is counted. There may be others on the way.")
                .when((r, g) -> weighted(r, k -> k < r.length - 1 ? 0 : StrictMath.pow(g, k)))
                .otherwise("G is the reward now, plus gamma times the return from the next step on.")
                .handBack(answer);
    }

    private static double weighted(double[] rewards, IntToDoubleFunction weight) {
        return IntStream.range(0, rewards.length)
                .mapToDouble(k -> weight.applyAsDouble(k) * rewards[k])
                .sum();
    }

    public static Bellman bellman(Bellman answer) {
        return Exercise.<Bellman>of("The Bellman equation", (r, g, q, end) -> end ? r : r + g * max(q))
                .with(0, 0.9, row(0.1, 0.5, 0.3, 0.2), false)
                .with(1, 0.5, row(-4, -3, -2, -1), false)
                .with(1, 0.9, row(0.7, 0.4, 0, 0), true)
                .hint("Right as long as the game goes on. If it is over, what can still be earned?")
                .when((r, g, q, end) -> r + g * max(q))
                .hint("What comes a step later counts less. Where is gamma?")
                .when((r, g, q, end) -> end ? r : r + max(q))
                .hint("Two things are missing: what comes a step later counts less, and nothing comes after the end.")
                .when((r, g, q, end) -> r + max(q))
                .hint("The reward of this step arrives now and counts in full. Only the future is discounted.")
                .when((r, g, q, end) -> g * (end ? r : r + max(q)))
                .hint(
                        "All four Q-values may be negative. Where does your search for the largest begin? (Double.MIN_VALUE is no good place: it lies just above 0.)")
                .when((r, g, q, end) -> end ? r : r + g * Math.max(0, max(q)))
                .hint(
                        "Two things: where the game is over nothing follows, and your search for the largest has to find negative ones too.")
                .when((r, g, q, end) -> r + g * Math.max(0, max(q)))
                .hint("This is the average of the four actions. From S' on the best action is taken.")
                .when((r, g, q, end) -> end ? r : r + g * Arrays.stream(q).sum() / q.length)
                .hint("This adds up all four actions. Only one of them can be taken: the best.")
                .when((r, g, q, end) -> end ? r : r + g * Arrays.stream(q).sum())
                .hint("This takes the first action, whatever it is worth. From S' on the best action is taken.")
                .when((r, g, q, end) -> end ? r : r + g * q[0])
                .hint("This is the reward of the step alone. What is the next state worth?")
                .when((r, g, q, end) -> r)
                .hint(
                        "Where the game is over the future is worth nothing. But the reward of this last step was received.")
                .when((r, g, q, end) -> end ? 0 : r + g * max(q))
                .hint("This is the future alone. What does the step itself bring?")
                .when((r, g, q, end) -> end ? 0 : g * max(q))
                .otherwise(
                        "Q(S, A) is the reward now, plus gamma times the best that the next state offers, if there is one.")
                .handBack(answer);
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }

    public static Expected expected(Expected answer) {
        List<Outcome> ice =
                List.of(new Outcome(0.5, 0, 0, false), new Outcome(0.3, 1, 1, false), new Outcome(0.2, 2, 1, true));
        List<Outcome> certain = List.of(new Outcome(1, 1, -1, false));
        double[] values = {4, 2, 9};
        return Exercise.<Expected>of(
                        "The average over what may happen",
                        (outcomes, g, v) -> sum(outcomes, o -> o.probability() * target(o, g, v)))
                .task(
                        "three outcomes (p 0.5 to state 0, p 0.3 to state 1 with reward 1, p 0.2 to state 2 with reward 1 and over), gamma 0.9, values 4, 2, 9",
                        f -> f.of(ice, 0.9, values.clone()))
                .task(
                        "one certain outcome (to state 1 with reward -1), gamma 0.5, values 4, 2, 9",
                        f -> f.of(certain, 0.5, values.clone()))
                .hint("Here each outcome counts alike. A likely one must count more than an unlikely one.")
                .when((outcomes, g, v) -> sum(outcomes, o -> target(o, g, v)) / outcomes.size())
                .hint(
                        "The outcomes are added up as if all of them happened. Only one of them does: weight each with its probability.")
                .when((outcomes, g, v) -> sum(outcomes, o -> target(o, g, v)))
                .hint("This takes the best outcome. The agent chooses the action, but the ice chooses the outcome.")
                .when((outcomes, g, v) ->
                        max(outcomes.stream().mapToDouble(o -> target(o, g, v)).toArray()))
                .hint("One of the outcomes ends the game. What can still be earned after it?")
                .when((outcomes, g, v) -> sum(outcomes, o -> o.probability() * (o.reward() + g * v[o.next()])))
                .hint("These are the futures. Each outcome also brings a reward.")
                .when((outcomes, g, v) -> sum(outcomes, o -> o.probability() * (target(o, g, v) - o.reward())))
                .hint("The future is weighted with the probability, the reward is not. Mind the brackets.")
                .when((outcomes, g, v) ->
                        sum(outcomes, o -> o.reward() + o.probability() * (target(o, g, v) - o.reward())))
                .hint("What comes a step later counts less. Where is gamma?")
                .when((outcomes, g, v) -> sum(outcomes, o -> o.probability() * target(o, 1, v)))
                .otherwise(
                        "For each outcome: its probability, times the reward plus the discounted value of what follows. Then the sum.")
                .handBack(answer);
    }

    /** A drawing for {@link Maze#of} whose way from S to G is long. */
    public static Supplier<String> maze(Supplier<String> answer) {
        return Exercise.<Supplier<String>>of(
                        "A maze of your own", () -> "S......\n######.\n.......\n.######\n......G\n")
                .task("your drawing", f -> verdict(f.get()))
                .hint("The shortest way takes fewer than 20 steps. Where could a wall make it longer?")
                .when(() -> "S......\n.......\n.......\n.......\n......G\n")
                .hint("There is no way from S to G, so the news never arrives.")
                .when(() -> "S#....G\n")
                .hint("This is larger than 5 rows of 7 squares.")
                .when(() -> "S.......................G\n")
                .hint("There should be one start S, one exit G, and no ice.")
                .when(() -> "S.....G\n######.\n.......\n.######\n......G\n")
                .otherwise("Each line is a row, all of them equally long, made of S, G, # and a dot.")
                .handBack(answer);
    }

    private static String verdict(String drawing) {
        GridWorld maze = Maze.of(drawing);
        if (maze.rows() > 5 || maze.columns() > 7) {
            return "a maze that is too large";
        }
        if (!drawing.replaceAll("[#.\\s]", "").matches("SG|GS")) {
            return "another number of starts and exits";
        }
        ValueIteration news = new ValueIteration(maze.model(), 0.9);
        int sweeps = 0;
        while (news.startValue() == 0 && sweeps < 35) {
            news.sweep();
            sweeps++;
        }
        return news.startValue() == 0 ? "no way" : sweeps < 20 ? "a way that is too short" : "a long way";
    }

    private static double sum(List<Outcome> outcomes, ToDoubleFunction<Outcome> part) {
        return outcomes.stream().mapToDouble(part).sum();
    }

    private static double target(Outcome outcome, double gamma, double[] values) {
        return outcome.reward() + (outcome.terminated() ? 0 : gamma * values[outcome.next()]);
    }
}
