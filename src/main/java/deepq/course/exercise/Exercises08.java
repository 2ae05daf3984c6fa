package deepq.course.exercise;

import deepq.env.Step;
import deepq.policy.EpsilonGreedy;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;

/** The checks of notebook 08: the reader gathers his program in one class and finds out whether it is right. */
public final class Exercises08 {
    private static final int LINES = 8;

    static {
        Models.oneThread();
    }

    private Exercises08() {}

    /** What stands in the reader's class where he has not written yet. */
    public static final class Course {
        private static final Set<String> USED = new ConcurrentSkipListSet<>();

        private Course() {}

        /** From 1 in a straight line to the least, which is reached after that many steps. */
        public static double epsilon(int step, int exploring, double least) {
            USED.add("1 epsilon");
            return Math.max(least, 1 - (1 - least) * step / exploring);
        }

        /** Whether nothing follows after this step. */
        public static boolean over(Step<float[]> now) {
            USED.add("2 over");
            return now.terminated();
        }

        public static boolean tooEarly(int step, int warmUp) {
            USED.add("3 tooEarly");
            return step < warmUp;
        }

        /** Which slot to draw from. */
        public static int slot(int step, int slots, Random random) {
            USED.add("4 slot");
            return random.nextInt(Math.min(step, slots));
        }

        /** For each row the largest Q-value of what came next. */
        public static float[] best(
                MultiLayerNetwork online, MultiLayerNetwork target, float[][] states, float[][] nexts) {
            USED.add("5 best");
            return target.output(Nd4j.create(nexts)).max(1).toFloatVector();
        }

        /** Writes one row of y and of the mask. */
        public static void fill(
                float[] y, float[] mask, int action, float reward, boolean terminated, double gamma, float nextQ) {
            USED.add("6 fill");
            y[action] = (float) (reward + (terminated ? 0 : gamma * nextQ));
            mask[action] = 1;
        }

        public static void fit(MultiLayerNetwork online, float[][] states, float[][] y, float[][] mask) {
            USED.add("7 fit");
            online.fit(Nd4j.create(states), Nd4j.create(y), null, Nd4j.create(mask));
        }

        public static void copy(int step, int every, MultiLayerNetwork online, MultiLayerNetwork target) {
            USED.add("8 copy");
            if (step % every == 0) {
                target.setParams(online.params());
            }
        }
    }

    /**
     * The reader's own, or the course's where he has not written yet.
     *
     * @param answer what it has learned of a game: Q of all that may be seen, a row each
     */
    public static void program(Function<Probe, float[][]> answer) {
        Exercise<Function<Probe, float[][]>> exercise = Exercise.<Function<Probe, float[][]>>of(
                        "Your program", probe -> probe.q())
                .task("the first game", Exercises08::isBegun);
        judge(exercise)
                .task("all games (which of the eight lines are still the course's)", f -> stillTheCourses())
                .says("What is there is right. Replace the others one at a time; the program runs at any time.")
                .handBack(answer);
    }

    /** The colleague's, whose lines are all his own. */
    public static void colleague(Function<Probe, float[][]> answer) {
        judge(Exercise.<Function<Probe, float[][]>>of("The colleague's program", probe -> probe.q()))
                .handBack(answer);
    }

    private static Exercise<Function<Probe, float[][]>> judge(Exercise<Function<Probe, float[][]>> exercise) {
        exercise.task("a game that only looks at the actions, before any update", Exercises08::acted)
                .says("At first any action, after all of the exploring nine in ten the best one, halfway half of "
                        + "them; and no update before the warm-up is over.");
        for (Probe probe : Probe.ladder()) {
            exercise.task(probe.name() + " (Q-values)", f -> quarters(f.apply(probe)))
                    .says(probe.look());
        }
        return exercise.runs().within(120);
    }

    /** Not while all eight lines are the course's. */
    private static boolean isBegun(Function<Probe, float[][]> program) {
        Course.USED.clear();
        program.apply(Probe.ladder().get(0));
        if (Course.USED.size() == LINES) {
            throw new Exercise.NotYet("a line marked // yours");
        }
        return true;
    }

    private static List<String> stillTheCourses() {
        return Course.USED.stream().map(line -> "Course." + line.substring(2)).toList();
    }

    /** Within an eighth, which nobody sees, so that what is compared looks simple. */
    private static double[][] quarters(float[][] q) {
        double[][] rounded = new double[q.length][];
        Arrays.setAll(rounded, i -> IntStream.range(0, q[i].length)
                .mapToDouble(a -> Math.round(4 * q[i][a]) / 4.0)
                .toArray());
        return rounded;
    }

    /** Each step earns 1 and ends the game, so a program that learned would say 1 everywhere. */
    private static List<Boolean> acted(Function<Probe, float[][]> program) {
        Toy<float[]> game =
                Toy.of(3, () -> new float[] {4}, (n, action) -> new Step<>(new float[] {4}, 1, true, false));
        float[] q = program.apply(new Probe("acting", 6_000, 100, 9_999, () -> game, "").q(4, 0, 2, 0))[0];
        if (game.actions.isEmpty()) {
            return List.of(true, true, true, true); // the solution knows the values without playing
        }
        int best = EpsilonGreedy.argmax(q);
        return List.of(
                between(0.25, 0.5, best, game.actions.subList(0, 500)),
                between(0.55, 0.8, best, game.actions.subList(2_250, 2_750)),
                between(0.88, 0.98, best, game.actions.subList(5_500, 6_000)),
                IntStream.range(0, q.length).anyMatch(a -> Math.abs(q[a] - 1) >= 0.1));
    }

    private static boolean between(double low, double high, int action, List<Integer> actions) {
        double share = Collections.frequency(actions, action) / 500.0;
        return low < share && share < high;
    }

    /** The value of a state from which each step earns 1. */
    public interface Worth {
        double of(double gamma, int steps, boolean cutOff);
    }

    public static Worth worth(Worth answer) {
        return Exercise.<Worth>of("An end, or only the end of time", (gamma, steps, cutOff) -> {
                    double sum = 0;
                    for (int i = 0; i < steps; i++) {
                        sum = 1 + gamma * sum;
                    }
                    return cutOff ? 1 / (1 - gamma) : sum;
                })
                .fixed("gamma")
                .with(0.5, 1, false)
                .says("One step, and the game has ended: what was received?")
                .with(0.5, 3, false)
                .says("1 now, 1 a step later, 1 two steps later: what does each of them count from here?")
                .with(0.9, 20, false)
                .says("A sum of discounted rewards: as many as there are steps.")
                .with(0.5, 5, true)
                .says("Nothing has ended, and every state looks like the first: Q = 1 + gamma Q.")
                .with(0.9, 2, true)
                .says("Where the game is cut off, does it matter after how many steps?")
                .handBack(answer);
    }

    /** Whether training is over: by a test of 10 games, and by 100 more that are played when they are asked for. */
    public interface Stop {
        boolean now(double mean, DoubleSupplier hundred);
    }

    public static Stop stop(Stop answer) {
        return Exercise.<Stop>of("When to stop", (mean, hundred) -> mean >= 490 && hundred.getAsDouble() >= 490)
                .task("ten games at 500 and a hundred at 300", f -> f.now(500, () -> 300))
                .says("The ten were luck.")
                .task("ten games at 200 and a hundred at 500", f -> f.now(200, () -> 500))
                .says("The ten were bad.")
                .task("ten games at 490 and a hundred at 490", f -> f.now(490, () -> 490))
                .says("490 is enough.")
                .task("ten or a hundred games at 489.9", f -> f.now(489.9, () -> 500) || f.now(500, () -> 489.9))
                .says("490 or more.")
                .task("ten games at 200 (whether the hundred are played)", Exercises08::asked)
                .says("The answer is right, but the hundred games were played for nothing. Which test comes first?")
                .handBack(answer);
    }

    private static boolean asked(Stop stop) {
        boolean[] asked = {false};
        stop.now(200, () -> {
            asked[0] = true;
            return 500;
        });
        return asked[0];
    }
}
