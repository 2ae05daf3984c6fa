package deepq.course.exercise;

import deepq.env.Environment;
import deepq.env.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;

/**
 * A game so small that its Q-values are known: one number is seen, there are three actions, and gamma is one half. A
 * program that learns other values has a mistake, and the game says where to look.
 *
 * @param name a letter and what the game is
 * @param steps after which the values must be there
 * @param copyEvery steps the target network is copied
 * @param warmUp steps before the first update
 * @param games makes one
 * @param look where to look if it fails
 * @param known each number that may be seen in it, followed by Q of the three actions
 */
public record Probe(
        String name,
        int steps,
        int copyEvery,
        int warmUp,
        Supplier<Environment<float[]>> games,
        String look,
        float[]... known) {
    /** What the number seen is multiplied by, so that the network gets numbers of about 1. */
    public static final float SCALE = 0.25f;

    private Probe(String name, int steps, Supplier<Environment<float[]>> games) {
        this(name, steps, 10, 50, games, "");
    }

    /** The same, with the Q-values of the three actions where this number is seen. */
    Probe q(float seen, float first, float second, float third) {
        float[][] more = Arrays.copyOf(known, known.length + 1);
        more[known.length] = row(seen, first, second, third);
        return new Probe(name, steps, copyEvery, warmUp, games, look, more);
    }

    private Probe look(String where) {
        return new Probe(name, steps, copyEvery, warmUp, games, where, known);
    }

    private static Step<float[]> step(float seen, double reward, boolean terminated, boolean truncated) {
        return new Step<>(new float[] {seen}, reward, terminated, truncated);
    }

    private static float[] row(float... numbers) {
        return numbers;
    }

    private static Environment<float[]> oneMove(IntToDoubleFunction reward) {
        return Toy.of(3, () -> row(4), (n, action) -> step(4, reward.applyAsDouble(action), true, false));
    }

    /** 4 and -4 in turn; what is earned depends on that, and perhaps on the action. */
    private static Environment<float[]> inTurn(boolean byAction) {
        float[] x = {4};
        return Toy.of(
                3,
                () -> row(x[0] = -x[0]),
                (n, action) -> step(x[0], x[0] / 4 * (byAction ? action - 1 : 1), true, false));
    }

    private static Environment<float[]> later() {
        return Toy.of(3, () -> row(-4), (n, action) -> step(4, n - 1, n == 2, false));
    }

    /** Cut off after five steps. */
    private static Environment<float[]> five(float seen, IntToDoubleFunction reward) {
        return Toy.of(3, () -> row(seen), (n, action) -> step(seen, reward.applyAsDouble(action), false, n == 5));
    }

    private static Environment<float[]> longAgo() {
        int[] games = {0};
        return Toy.of(
                3,
                () -> row(games[0]++ < 150 ? 2 : 4),
                (n, action) -> step(games[0] > 150 ? 4 : 2, games[0] > 150 ? 1 : -1, true, false));
    }

    /** From the simplest on: where one fails, those after it may fail for the same reason. */
    public static List<Probe> ladder() {
        return List.of(
                new Probe("(a) a reward of 1, and the game is over", 200, () -> oneMove(action -> 1))
                        .q(4, 1, 1, 1)
                        .look("One reward and nothing after it: look at y, at the mask, at what follows after the "
                                + "end."),
                new Probe("(b) a reward of 1 where 4 is seen, of -1 where -4 is seen", 200, () -> inTurn(false))
                        .q(4, 1, 1, 1)
                        .q(-4, -1, -1, -1)
                        .look("The same value for two states, or exchanged: look at which s is stored, and at what "
                                + "becomes of s after an end (scaled, too)."),
                new Probe("(c) first -4 and no reward, then 4 and a reward of 1", 350, Probe::later)
                        .q(4, 1, 1, 1)
                        .q(-4, 0.5f, 0.5f, 0.5f)
                        .look("The reward comes a step later, so it passes through gamma and the next state: of which "
                                + "states is the largest Q-value taken, and which next state is stored?"),
                new Probe("(d) a reward of -1, 0 or 1, by the action", 200, () -> oneMove(action -> action - 1))
                        .q(4, -1, 0, 1)
                        .look("The actions are mixed up: look at the column into which y and mask are written."),
                new Probe("(e) by the action, and by what is seen the other way around", 300, () -> inTurn(true))
                        .q(4, -1, 0, 1)
                        .q(-4, 1, 0, -1)
                        .look("States and actions belong together row by row: look at how the batch is laid out."),
                new Probe("(f) a reward of 1 in each step, cut off after five", 250, () -> five(4, action -> 1))
                        .q(4, 2, 2, 2)
                        .look("Time is up, nothing has ended: 1 + gamma Q = Q. What is stored as the end of a game?"),
                new Probe("(g) the same, but only the last action earns 1", 250, () -> five(4, a -> a == 2 ? 1 : 0))
                        .q(4, 1, 1, 2)
                        .look("The best next action is number 2 of 0, 1, 2: does the maximum look at all of them?"),
                new Probe("(h) 150 games in which 2 is seen and -1 earned, then only 4 and 1", 600, Probe::longAgo)
                        .q(2, -1, -1, -1)
                        .q(4, 1, 1, 1)
                        .look("What was seen long ago is forgotten: from which slots of the ring is drawn?"),
                new Probe("(i) as (f), with a single copy on the way", 499, 250, 50, () -> five(0, action -> 1), "")
                        .q(0, 1.5f, 1.5f, 1.5f)
                        .look("Between two copies the target stands still: Q = 1 at first, 1 + gamma after one copy. "
                                + "Does it move with the online network, or is it never copied?"));
    }

    /** Makes one game. */
    public Environment<float[]> game() {
        return games.get();
    }

    /** Q of all that may be seen, a row each. */
    public float[][] q(Function<float[], float[]> program) {
        return Arrays.stream(known).map(row -> program.apply(row(row[0]))).toArray(float[][]::new);
    }

    /** The right ones. */
    float[][] q() {
        return Arrays.stream(known)
                .map(row -> Arrays.copyOfRange(row, 1, row.length))
                .toArray(float[][]::new);
    }

    /** By how much the worst of these values misses. */
    public double error(float[][] learned) {
        double error = 0;
        for (int i = 0; i < known.length; i++) {
            for (int a = 1; a < known[i].length; a++) {
                error = Math.max(error, Math.abs(learned[i][a - 1] - known[i][a]));
            }
        }
        return error;
    }

    /** What was learned, in a line. */
    public String line(float[][] learned) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-68s", name));
        for (int i = 0; i < known.length; i++) {
            line.append(String.format(Locale.ROOT, " Q(%.0f) =", known[i][0]));
            for (float value : learned[i]) {
                line.append(String.format(Locale.ROOT, " %.2f", value == 0 ? 0 : value));
            }
        }
        return line.toString();
    }
}
