package deepq.course.exercise;

import static deepq.course.exercise.Exercise.row;

import deepq.env.GridWorld;
import deepq.env.Maze;
import deepq.env.Outcome;
import deepq.tabular.ValueIteration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** The checks of notebook 02, the Bellman equation. */
public final class Exercises02 {
    private Exercises02() {}

    /** G at the start of an episode with these rewards (Sutton and Barto, equation 3.8). */
    public interface DiscountedReturn {
        double of(double[] rewards, double gamma);
    }

    public static DiscountedReturn discountedReturn(DiscountedReturn answer) {
        return Exercise.<DiscountedReturn>of("The discounted return", Exercises02::discounted)
                .fixed("gamma")
                .with(row(5), 0.9)
                .says("The only reward comes at once, so it counts in full.")
                .with(row(0, 1), 0.9)
                .says("This reward comes a step later. What does it count?")
                .with(row(0, 0, 1), 0.9)
                .says("Each step multiplies by gamma once more. From which end does the loop have to come?")
                .with(row(3, -1, 2), 1)
                .says("All rewards on the way count, not only the last.")
                .with(row(1, 2, 4, -16, 8), 0.5)
                .with(row(-4, 2), 0.5)
                .otherwise("G is the reward now, plus gamma times the return from the next step on, however many there"
                        + " are.")
                .handBack(answer);
    }

    private static double discounted(double[] rewards, double gamma) {
        double sum = 0;
        for (int k = 0; k < rewards.length; k++) {
            sum += StrictMath.pow(gamma, k) * rewards[k];
        }
        return sum;
    }

    /** Q(S, A) from one step and the Q-values of the next state (Sutton and Barto, equation 3.20, for a certain outcome). */
    public interface Bellman {
        double of(double reward, double gamma, double[] nextQ, boolean terminated);
    }

    public static Bellman bellman(Bellman answer) {
        return Exercise.<Bellman>of("The Bellman equation", (r, g, q, end) -> end ? r : r + g * max(q))
                .fixed("gamma")
                .with(2, 0.9, row(0.7, 0.4, 0, 0), true)
                .says("The game is over: what can still be earned? But the reward of this last step was received.")
                .with(0, 0.5, row(1, 8, 3, 2), false)
                .says(
                        "Nothing is received now. Of the four actions only one can be taken from S' on, the best; and what"
                                + " comes a step later counts less.")
                .with(1, 0.5, row(-4, -3, -2, -1), false)
                .says("All four Q-values may be negative. Where does your search for the largest begin?"
                        + " (Double.MIN_VALUE is no good place: it lies just above 0.) And the reward counts in full.")
                .with(-3, 0.9, row(0.1, 0.5, 0.3, 0.2), false)
                .otherwise(
                        "Q(S, A) is the reward now, plus gamma times the best that the next state offers, if there is"
                                + " one.")
                .handBack(answer);
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }

    /** Q(S, A) from all that may happen and the values of the states (Sutton and Barto, equation 3.20). */
    public interface Expected {
        double of(List<Outcome> outcomes, double gamma, double[] values);
    }

    public static Expected expected(Expected answer) {
        List<Outcome> certain = List.of(new Outcome(1, 1, -3, false));
        List<Outcome> unlikely = List.of(new Outcome(0.75, 0, 0, false), new Outcome(0.25, 2, 0, false));
        List<Outcome> over = List.of(new Outcome(0.5, 2, 1, true), new Outcome(0.5, 0, 0, false));
        List<Outcome> ice = List.of(
                new Outcome(0.4, 0, 0, false),
                new Outcome(0.3, 1, 1, false),
                new Outcome(0.2, 2, 1, true),
                new Outcome(0.1, 3, 0, false));
        double[] values = {4, 2, 9};
        return Exercise.<Expected>of("The average over what may happen", Exercises02::expected)
                .fixed("gamma")
                .task(
                        "one certain outcome (to state 1 with reward -3), gamma 0.5, values 4, 2, 9",
                        f -> f.of(certain, 0.5, values.clone()))
                .says("Only one thing can happen: its reward, plus what the next state is worth. What comes a step"
                        + " later counts less.")
                .task(
                        "two outcomes (p 0.75 to state 0, p 0.25 to state 2), gamma 1, values 4, 2, 9",
                        f -> f.of(unlikely, 1, values.clone()))
                .says("Only one of them happens: a likely one must count more than an unlikely one. The agent chooses"
                        + " the action, but the ice chooses the outcome.")
                .task(
                        "two outcomes (p 0.5 to state 2 with reward 1 and over, p 0.5 to state 0), gamma 0.9, values 4, 2, 9",
                        f -> f.of(over, 0.9, values.clone()))
                .says("One of the outcomes ends the game: what can still be earned after it? Its reward counts with its"
                        + " probability. (Mind the brackets.)")
                .task(
                        "four outcomes (p 0.4 to state 0, p 0.3 to state 1 with reward 1, p 0.2 to state 2 with reward 1 and over, p 0.1 to state 3), gamma 0.9, values -4, 2, 9, 7",
                        f -> f.of(ice, 0.9, new double[] {-4, 2, 9, 7}))
                .otherwise("For each outcome: its probability, times the reward plus the discounted value of what"
                        + " follows. Then the sum.")
                .handBack(answer);
    }

    private static double expected(List<Outcome> outcomes, double gamma, double[] values) {
        return outcomes.stream()
                .mapToDouble(o -> o.probability() * (o.reward() + (o.terminated() ? 0 : gamma * values[o.next()])))
                .sum();
    }

    /** A drawing for {@link Maze#of} whose way from S to G is long. */
    public static Supplier<String> maze(Supplier<String> answer) {
        return Exercise.<Supplier<String>>of(
                        "A maze of your own", () -> "S......\n######.\n.......\n.######\n......G\n")
                .task("your drawing (what stands in it beside # and dots)", f -> sorted(f.get()))
                .says("There should be one start S, one exit G, and no ice.")
                .task("your drawing (whether it has 5 rows of 7 squares at most)", f -> fits(Maze.of(f.get())))
                .says("This is larger than 5 rows of 7 squares.")
                .task("your drawing (whether there is a way from S to G)", f -> sweeps(f.get()) < 35)
                .says("There is no way from S to G, so the news never arrives.")
                .task("your drawing (whether the shortest way takes 20 steps or more)", f -> sweeps(f.get()) >= 20)
                .says("Where could a wall make the shortest way longer?")
                .otherwise("Each line is a row, all of them equally long, made of S, G, # and a dot.")
                .handBack(answer);
    }

    private static String sorted(String drawing) {
        char[] squares = drawing.replaceAll("[#.\\s]", "").toCharArray();
        Arrays.sort(squares);
        return new String(squares);
    }

    private static boolean fits(GridWorld maze) {
        return maze.rows() <= 5 && maze.columns() <= 7;
    }

    /** How many sweeps bring the news from G to S, 35 at most. */
    private static int sweeps(String drawing) {
        ValueIteration news = new ValueIteration(Maze.of(drawing).model(), 0.9);
        int sweeps = 0;
        while (news.startValue() == 0 && sweeps < 35) {
            news.sweep();
            sweeps++;
        }
        return sweeps;
    }
}
