package deepq.course.exercise;

import static deepq.course.exercise.Exercise.row;

import deepq.agent.Evaluation;
import deepq.env.MountainCar;
import deepq.random.Pcg64;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * The checks of notebook 12, Your own game: a bird between pipes, whose state is its height and velocity, the next
 * pipe's distance, and the height of the middle of that pipe's gap.
 */
public final class Exercises12 {
    private static final double GRAVITY = 0.0025;
    private static final double FLAP = 0.03;
    private static final double SPEED = 0.02;
    private static final double WIDTH = 0.06;
    private static final double GAP = 0.15;

    static {
        Models.oneThread();
    }

    private Exercises12() {}

    /** The state in which a game starts. */
    public interface Start {
        double[] of(Pcg64 random);
    }

    public static Start start(Start answer) {
        return Exercise.<Start>of("The start", random -> new double[] {0.5, 0, 1, random.uniform(0.25, 0.75)})
                .task("random numbers of seed 1 (all but the gap)", f -> Arrays.copyOf(f.of(new Pcg64(1)), 3))
                .says("The bird hangs in the middle of the screen. How fast does it move before the first step, and "
                        + "where does a pipe enter?")
                .task("random numbers of seed 1 (how many numbers a state has)", f -> f.of(new Pcg64(1)).length)
                .says("Four numbers describe the game: the list above names them in their order.")
                .task("random numbers of seeds 1 to 200 (how many different gaps)", f -> gaps(f).distinct()
                        .count())
                .says("Every game has the same gap, or draws two numbers for it. Draw one, from the numbers given.")
                .task("random numbers of seeds 1 to 200 (the lowest and the highest gap)", f -> {
                    double[] sorted = gaps(f).sorted().toArray();
                    return List.of(Math.round(100 * sorted[0]) / 100.0, Math.round(100 * sorted[199]) / 100.0);
                })
                .says("How low may the middle of a gap be, and how high?")
                .task("two calls (whether they give two arrays)", f -> f.of(new Pcg64(1)) != f.of(new Pcg64(1)))
                .says("The simulation changes the array. Each game needs a new one.")
                .handBack(answer);
    }

    private static DoubleStream gaps(Start start) {
        return LongStream.range(1, 201).mapToDouble(seed -> start.of(new Pcg64(seed))[3]);
    }

    /** Moves the state by one step. */
    public interface Move {
        void step(double[] s, int action, Pcg64 random);
    }

    public static Move move(Move answer) {
        return Exercise.<Move>of("One step", (s, action, random) -> {
                    s[1] = action == 1 ? FLAP : s[1] - GRAVITY;
                    s[0] += s[1];
                    s[2] -= SPEED;
                    if (s[2] < -WIDTH) {
                        s[2] = 1;
                        s[3] = random.uniform(0.25, 0.75);
                    }
                })
                .task("state {0.5, 0, 1, 0.4} and no flap (height and velocity)", f -> bird(f, 0, 0.5, 0))
                .says("Gravity changes the velocity, and then the new velocity changes the height.")
                .task("state {0.5, -0.02, 1, 0.4} and no flap (height and velocity)", f -> bird(f, 0, 0.5, -0.02))
                .says("It was falling already. What does gravity do to a velocity that is not 0?")
                .task("state {0.5, -0.02, 1, 0.4} and a flap (height and velocity)", f -> bird(f, 1, 0.5, -0.02))
                .says("A flap forgets how fast the bird fell: what is the velocity after it? (No gravity this time.)")
                .task("state {0.7, 0.01, -0.03, 0.4} and no flap (the pipe)", f -> pipe(f, 0, -0.03))
                .says("The pipe comes nearer in every step, and its gap stays. Its middle has passed the bird, but half"
                        + " of its width is still there.")
                .task("state {0.7, 0.01, -0.05, 0.4} and no flap (the pipe)", f -> pipe(f, 0, -0.05))
                .says("This pipe has just gone by: it is farther behind the bird than half of its width. Where does "
                        + "the next one stand, and where is its gap?")
                .task("the same with a flap, and other random numbers", f -> stepped(f, 1, 5, 0.2, 0.01, -0.055, 0.3))
                .otherwise("Go through the rules one by one: flap or gravity, height, distance, next pipe.")
                .handBack(answer);
    }

    private static double[] stepped(Move move, int action, long seed, double... state) {
        move.step(state, action, new Pcg64(seed));
        return state;
    }

    private static double[] bird(Move move, int action, double height, double velocity) {
        return Arrays.copyOf(stepped(move, action, 1, height, velocity, 1, 0.4), 2);
    }

    private static double[] pipe(Move move, int action, double distance) {
        return Arrays.copyOfRange(stepped(move, action, 1, 0.7, 0.01, distance, 0.4), 2, 4);
    }

    /** Whether the game is over. */
    public interface Over {
        boolean in(double[] s);
    }

    public static Over over(Over answer) {
        return Exercise.<Over>of("The end", Exercises12::crashed)
                .fixed("s") // each place has a meaning of its own
                .with(row(0.5, 0, 1, 0.5))
                .says("Nothing has happened yet: the bird is in the air, and the pipe is far away.")
                .with(row(-0.01, -0.02, 0.5, 0.5))
                .says("Below the ground. The pipe is not the only thing that ends a game.")
                .with(row(1.01, 0.03, 0.5, 0.5))
                .says("Above the top of the screen.")
                .with(row(0.7, 0, 0.04, 0.4))
                .with(row(0.3, 0, 0.04, 0.5))
                .says("The bird is within the pipe's width, and above or below the gap.")
                .with(row(0.5, 0, 0.04, 0.4))
                .says("The bird is within the pipe's width, but in the gap. How far from its middle may it be?")
                .with(row(0.7, 0, 0.3, 0.4))
                .says("The bird is not at the height of the gap, but the pipe is still far away.")
                .with(row(0.7, 0, -0.04, 0.4))
                .says("The pipe's middle is behind the bird, but half of its width is not: it can still be hit.")
                .with(row(0.56, 0, 0.05, 0.4))
                .says("How far from the middle of the gap may the bird be?")
                .with(row(0.54, 0, -0.05, 0.4))
                .with(row(0.9, 0, 0.07, 0.4))
                .otherwise("Three ways to crash: ground, top and pipe. Which numbers does each of them need?")
                .handBack(answer);
    }

    private static boolean crashed(double[] s) {
        return s[0] < 0 || s[0] > 1 || Math.abs(s[2]) <= WIDTH && Math.abs(s[0] - s[3]) > GAP;
    }

    /** What a step is worth. */
    public interface Reward {
        double of(double[] before, double[] after);
    }

    public static Reward reward(Reward answer) {
        return Exercise.<Reward>of("The reward", (before, after) -> crashed(after) ? -1 : after[2] > before[2] ? 1 : 0)
                .fixed("before", "after")
                .with(row(0.5, 0, 0.8, 0.5), row(0.4975, -0.0025, 0.78, 0.5))
                .says("Nothing was passed, and nothing was hit. What is such a step worth?")
                .with(row(0.5, 0, 0.02, 0.5), row(0.4975, -0.0025, 0, 0.5))
                .says("The bird is inside of the gap, but not through it yet.")
                .with(row(0.5, 0, -0.05, 0.5), row(0.4975, -0.0025, 1, 0.3))
                .says("A pipe has gone by, and the next one stands at 1. By which of the numbers do you see that?")
                .with(row(0.5, 0, 1, 0.5), row(0.4975, -0.0025, 0.98, 0.5))
                .says("The game has just begun: the first pipe enters, and none was passed.")
                .with(row(0.5, 0, 0.06, 0.2), row(0.53, 0.03, 0.04, 0.2))
                .with(row(0.01, -0.02, 0.5, 0.2), row(-0.0125, -0.0225, 0.48, 0.2))
                .says("This is a crash, with a pipe or without one.")
                .with(row(0.99, 0.02, -0.05, 0.5), row(1.02, 0.03, 1, 0.3))
                .says("A pipe has gone by in the very step in which the bird hits the top. A crash is a crash.")
                .handBack(answer);
    }

    /** What the agent sees. */
    public interface See {
        float[] of(double[] s);
    }

    public static See see(See answer) {
        return Exercise.<See>of("What the agent sees", s ->
                        new float[] {(float) s[0], (float) s[1], (float) s[2], (float) s[3]})
                .fixed("s") // each place has a meaning of its own
                .task(
                        "a bird that rises and one that falls (whether the agent sees a difference)",
                        f -> !Arrays.equals(f.of(row(0.5, 0.03, 0.6, 0.4)), f.of(row(0.5, -0.03, 0.6, 0.4))))
                .says("One of these birds rises, the other falls. What does a photograph not show?")
                .task("a state (how many numbers the agent sees)", f -> f.of(row(0.5, 0.03, 0.6, 0.4)).length)
                .says("Keep the three numbers of the first version, and add what they lack: nothing more.")
                .task("two calls with the same array (whether the agent gets two arrays)", f -> {
                    double[] s = row(0.5, 0.03, 0.6, 0.4);
                    return f.of(s) != f.of(s);
                })
                .says("Whoever keeps an observation finds the next one in it. Make a new array.")
                .with(row(0.5, 0.03, 0.6, 0.4))
                .says("Take the numbers in the order of the state: Box and drawing below count on it.")
                .with(row(0.25, -0.0225, -0.04, 0.7))
                .otherwise("Height, velocity, distance, gap, as floats.")
                .handBack(answer);
    }

    /** A policy for MountainCar, written by hand. */
    public interface Swing {
        int action(double position, double velocity);
    }

    /** Pushing the way the car moves adds energy in every step. */
    public static Swing swing(Swing answer) {
        return Exercise.<Swing>of("Swing up by hand", (position, velocity) -> velocity < 0 ? 0 : 2)
                .fixed("position", "velocity") // elsewhere other rules get there, too
                .with(-0.45, 0.02)
                .says("The car moves right. A push against the movement brakes: when does a push make a swing faster?")
                .with(-0.45, -0.02)
                .says("The car moves to the left. Full speed to the flag is what the engine is too weak for.")
                .task("a whole episode played (whether it reaches the flag)", f -> reaches(f))
                .otherwise("A child on a swing pushes with the movement, back and forth. 0 pushes left, 2 right.")
                .handBack(answer);
    }

    private static boolean reaches(Swing answer) {
        return Evaluation.of(s -> answer.action(s[0], s[1]), MountainCar::v0, 1, 0)
                        .mean()
                > -200;
    }
}
