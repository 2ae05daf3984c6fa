package deepq.course.exercise;

import static deepq.course.exercise.Exercise.row;

import deepq.env.GridWorld;
import deepq.env.Maze;
import deepq.env.Model;
import deepq.env.Outcome;
import deepq.tabular.ValueIteration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The checks of notebook 02, the Bellman equation. */
public final class Exercises02 {
    private Exercises02() {}

    /** Q(S, A) from all that may happen and the values of the states (Sutton and Barto, equation 4.6). */
    public interface Worth {
        double of(List<Outcome> outcomes, double gamma, double[] values);
    }

    public static Worth worth(Worth answer) {
        List<Outcome> certain = List.of(new Outcome(1, 1, -3, false));
        List<Outcome> unlikely = List.of(new Outcome(0.75, 0, 0, false), new Outcome(0.25, 2, 0, false));
        List<Outcome> over = List.of(new Outcome(0.5, 2, 1, true), new Outcome(0.5, 0, 0, false));
        List<Outcome> ice = List.of(
                new Outcome(0.4, 0, 0, false),
                new Outcome(0.3, 1, 1, false),
                new Outcome(0.2, 2, 1, true),
                new Outcome(0.1, 3, 0, false));
        return Exercise.<Worth>of("What an action is worth", Exercises02::expected)
                .fixed("gamma")
                .with(certain, 0.5, row(4, 2, 9))
                .says("Only one thing can happen: -3 now, and then you are in state 1, one step later.")
                .with(unlikely, 1, row(4, 2, 9))
                .says("Only one of the two will happen. Should the likely one count as much as the unlikely one?")
                .with(over, 0.9, row(4, 2, 9))
                .says("One of the outcomes ends the game. What can be earned after it? And what was earned with it?")
                .with(ice, 0.9, row(-4, 2, 9, 7))
                .otherwise("Work out each outcome by itself on paper; then put them together.")
                .handBack(answer);
    }

    private static double expected(List<Outcome> outcomes, double gamma, double[] values) {
        return outcomes.stream()
                .mapToDouble(o -> o.probability() * (o.reward() + (o.terminated() ? 0 : gamma * values[o.next()])))
                .sum();
    }

    /** New values of all states from the old ones. */
    public interface Sweep {
        double[] of(Model model, double gamma, double[] values);
    }

    /** One sweep for the policy that picks each action equally often (Sutton and Barto, equation 4.5). */
    public static Sweep wander(Sweep answer) {
        return sweep(
                Exercise.of("One sweep for the wanderer", (model, gamma, values) -> swept(model, gamma, values, false)),
                "From square 1 one of the four actions reaches the exit. How often does the wanderer take it?",
                "What square 0 is worth depends on square 1, and the other three actions lead nowhere.",
                answer);
    }

    /** One sweep with the optimality equation (Sutton and Barto, equation 4.10). */
    public static Sweep best(Sweep answer) {
        return sweep(
                Exercise.of(
                        "One sweep for the best policy", (model, gamma, values) -> swept(model, gamma, values, true)),
                "From square 1 one of the four actions reaches the exit. What would the best policy do there?",
                "All the values are negative here. From which number does your search for the largest start?"
                        + " (Double.MIN_VALUE lies just above 0.)",
                answer);
    }

    private static Sweep sweep(Exercise<Sweep> exercise, String first, String negative, Sweep answer) {
        Model corridor = Maze.of("S.G").model();
        Model ice = Maze.of("S~G").model();
        Model prizes = Maze.twoPrizes().model();
        double[] some = {2, -1, 0.5, 3, -2, 0, 1, 4, -3, 2, 0, 1, -1, 2, 5};
        return exercise.fixed("gamma")
                .task("the maze S.G, gamma 0.5, values 0, 0, 0", f -> f.of(corridor, 0.5, new double[3]))
                .says(first)
                .task("the maze S.G: the old values 8, 4, 0, after the sweep", f -> {
                    double[] old = {8, 4, 0};
                    f.of(corridor, 0.5, old);
                    return old;
                })
                .says("The old values changed while other squares still had to read them. Write into a new array.")
                .task("the maze S.G, gamma 0.5, values -4, -2, 0", f -> f.of(corridor, 0.5, row(-4, -2, 0)))
                .says(negative)
                .task("the slippery maze S~G, gamma 0.5, values 1, 0.4, 0", f -> f.of(ice, 0.5, row(1, 0.4, 0)))
                .says("On ice an action has several outcomes. Your worth (above) weighs them: hand it the whole list.")
                .task("the maze with two prizes, gamma 0.9, some values", f -> f.of(prizes, 0.9, some.clone()))
                .otherwise("Take one square of the maze S.G and work it out on paper, action by action.")
                .handBack(answer);
    }

    private static double[] swept(Model model, double gamma, double[] values, boolean best) {
        double[] next = new double[values.length];
        Arrays.setAll(next, s -> {
            DoubleStream worth =
                    IntStream.range(0, model.actions()).mapToDouble(a -> expected(model.outcomes(s, a), gamma, values));
            return (best ? worth.max() : worth.average()).orElseThrow();
        });
        return next;
    }

    /** Sweeps until nothing changes anymore. */
    public interface Solve {
        double[] of(UnaryOperator<double[]> sweep, double[] values, double tolerance);
    }

    public static Solve solve(Solve answer) {
        return Exercise.<Solve>of("When to stop", (sweep, values, tolerance) -> {
                    double[] old = values;
                    while (true) {
                        double[] next = sweep.apply(old.clone());
                        double change = 0;
                        for (int i = 0; i < next.length; i++) {
                            change = Math.max(change, Math.abs(next[i] - old[i]));
                        }
                        if (change < tolerance) {
                            return next;
                        }
                        old = next;
                    }
                })
                .fixed("tolerance")
                .task("a sweep that changes nothing, values 3 and 5", f -> f.of(v -> v.clone(), row(3, 5), 0.1))
                .says("Nothing changes here, so the values are the answer as they are.")
                .task("a sweep that halves every value, from 8 and 0, tolerance 0.3", f -> halved(f, 8, 0))
                .says("8, 4, 2, 1, 0.5, 0.25, ...: which of these steps is the first to change less than 0.3? And each"
                        + " sweep goes on from the result of the one before.")
                .task("a sweep that halves every value, from 0, 0, 0 and 8, tolerance 0.3", f -> halved(f, 0, 0, 0, 8))
                .says("Here the first values have been still from the start. Has every value?")
                .task("a sweep that halves every value, from -8 and -1, tolerance 0.3", f -> halved(f, -8, -1))
                .says("These values rise. How large is a change from -8 to -4?")
                .task("a sweep that halves every value, from 1, 1 and 1, tolerance 0.3", f -> halved(f, 1, 1, 1))
                .says("1, 0.5, 0.25: the second sweep changes three values by 0.25, no single one by 0.3 or more.")
                .task("a sweep that halves every value, from 8, -8 and 1, tolerance 0.3", f -> halved(f, 8, -8, 1))
                .says("Changes in opposite directions do not cancel.")
                .handBack(answer);
    }

    private static double[] halved(Solve solve, double... values) {
        return solve.of(old -> Arrays.stream(old).map(v -> v / 2).toArray(), values, 0.3);
    }

    /** A drawing for {@link Maze#of} whose way from S to G is long. */
    public static Supplier<String> maze(Supplier<String> answer) {
        return Exercise.<Supplier<String>>of(
                        "A maze of your own", () -> "S......\n######.\n.......\n.######\n......G\n")
                .task("your drawing (what stands in it beside # and dots)", f -> sorted(f.get()))
                .says("There should be one start S, one exit G, and no ice.")
                .task("your drawing (whether it has 5 rows of 7 squares at most)", f -> fits(Maze.of(f.get())))
                .says("This is larger than 5 rows of 7 squares.")
                .task("your drawing (how many steps the shortest path takes)", f -> steps(f.get()))
                .says("There should be a way from S to G. Where could a wall make the shortest path longer?")
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

    /** As many as sweeps bring the news from G to S; there is no path of 35 steps. */
    private static String steps(String drawing) {
        ValueIteration news = new ValueIteration(Maze.of(drawing).model(), 0.9);
        int sweeps = 0;
        while (news.startValue() == 0 && sweeps < 35) {
            news.sweep();
            sweeps++;
        }
        return sweeps == 35 ? "none: there is no way" : sweeps >= 20 ? "20 or more" : sweeps + "";
    }
}
