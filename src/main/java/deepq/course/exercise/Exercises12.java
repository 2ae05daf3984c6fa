package deepq.course.exercise;

import deepq.env.MountainCar;
import deepq.env.Simulation;
import deepq.env.Step;
import deepq.env.TimeLimit;
import java.util.List;

/** The checks of notebook 11, Another environment. */
public final class Exercises12 {
    private Exercises12() {}

    /** A policy for MountainCar, written by hand. */
    public interface Swing {
        int action(double position, double velocity);
    }

    /** Pushing the way the car moves adds energy in every step. */
    public static Swing swing(Swing answer) {
        return Exercise.<Swing>of("Swing up by hand", (position, velocity) -> velocity < 0 ? 0 : 2)
                .fixed("position", "velocity") // elsewhere other rules get there, too
                .with(-0.45, 0.02)
                .says(
                        "The car moves to the right. A push against the movement is a brake: when does a push make a swing"
                                + " faster?")
                .with(-0.45, -0.02)
                .says("The car moves to the left. Full speed to the flag is what the engine is too weak for.")
                .with(-0.9, 0.01)
                .says("The position alone does not say which way the car is swinging. Which number does?")
                .with(0.2, -0.03)
                .says("The position alone does not say which way the car is swinging. Which number does?")
                .task("a whole episode played (whether it reaches the flag)", Exercises12::reaches)
                .otherwise("A child on a swing pushes with the movement, back and forth. 0 pushes left, 2 right.")
                .handBack(answer);
    }

    private static boolean reaches(Swing answer) {
        var game = new TimeLimit<>(new Simulation(new MountainCar()), 200);
        float[] seen = game.reset(0);
        Step<float[]> step;
        do {
            step = game.step(answer.action(seen[0], seen[1]));
            seen = step.observation();
        } while (!step.ended());
        return step.terminated();
    }

    /** What a value says about time, where each step costs 1. */
    public interface StepsToGo {
        double of(double gamma, double value);
    }

    public static StepsToGo stepsToGo(StepsToGo answer) {
        return Exercise.<StepsToGo>of(
                        "Steps to go",
                        (gamma, value) -> StrictMath.log(1 + value * (1 - gamma)) / StrictMath.log(gamma))
                .fixed("gamma", "value") // a cost
                .task("gamma 0.9 and value -1", f -> whole(f.of(0.9, -1)))
                .says(
                        "One step costs 1, and that is the whole value. (The value is negative already: mind the sign when you"
                                + " solve for gamma to the power k. Its logarithm is not yet k.)")
                .task("gamma 0.9 and value -1.9", f -> whole(f.of(0.9, -1.9)))
                .says("Two steps cost 1 and 0.9, and that is the whole value.")
                .task("gamma 0.99 and value -45.2", f -> whole(f.of(0.99, -45.2)))
                .says("A step that comes late costs less than 1, so more steps fit into the value than this.")
                .otherwise("Solve value = -(1 - gamma^k) / (1 - gamma) for k.")
                .handBack(answer);
    }

    /** An answer that counts steps in a loop is right as well. */
    private static double whole(double steps) {
        return Double.isFinite(steps) ? Math.rint(steps) : steps;
    }

    /** Factors that bring measured observations to one size. */
    public interface Factors {
        float[] of(List<float[]> observations);
    }

    public static Factors factors(Factors answer) {
        return Exercise.<Factors>of("Factors from what is seen", Exercises12::factors)
                .task("the single observation [4]", f -> f.of(List.of(of(4))))
                .says("Observations are multiplied by these. By what do you multiply the largest to get 1?")
                .task("the single observation [-20, 2]", f -> f.of(List.of(of(-20, 2))))
                .says(
                        "-20 is a large number too: what counts is the size, whatever the sign. And each place has a factor of its"
                                + " own.")
                .task("the observations [1, -20] and [-2, 10]", f -> f.of(List.of(of(1, -20), of(-2, 10))))
                .says("Look at all the observations, not only at the first or the last.")
                .task(
                        "the observations [0.5, 4], [0.25, -8] and [-0.1, 2]",
                        f -> f.of(List.of(of(0.5f, 4), of(0.25f, -8), of(-0.1f, 2))))
                .task(
                        "four observations of four numbers",
                        f -> f.of(List.of(of(1, -2, 4, 1), of(-3, 1, -8, 2), of(2, 1, 1, 1), of(2, -5, 1, 9))))
                .otherwise("For each place: the largest absolute value of all observations, then 1 divided by it.")
                .handBack(answer);
    }

    private static float[] of(float... numbers) {
        return numbers;
    }

    private static float[] factors(List<float[]> seen) {
        float[] factors = new float[seen.get(0).length];
        for (int i = 0; i < factors.length; i++) {
            float largest = 0;
            for (float[] observation : seen) {
                largest = Math.max(largest, Math.abs(observation[i]));
            }
            factors[i] = 1 / largest;
        }
        return factors;
    }

    /** Whether a Q-value is larger than any return can be. */
    public interface Impossible {
        boolean of(double largestQ, double gamma);
    }

    /** Each reward is between -1 and 1, so no return is beyond 1 + gamma + gamma^2 + ... = 1 / (1 - gamma). */
    public static Impossible impossible(Impossible answer) {
        return Exercise.<Impossible>of("Impossible Q-values", (q, gamma) -> q > 1 / (1 - gamma))
                .fixed("gamma")
                .with(120, 0.99)
                .says("More than all the steps to come can bring: that is the alarm, true.")
                .with(98.5, 0.99)
                .says("1 is the most that a single step can bring. A Q-value sums all the steps to come.")
                .with(12, 0.9)
                .says("100 is the limit for gamma 0.99. What is it for another gamma?")
                .with(9.5, 0.9)
                .says("The first reward is not discounted: the sum begins with 1.")
                .with(0.5, 0.9)
                .otherwise("What is the sum of 1, gamma, gamma squared, ... without end?")
                .handBack(answer);
    }
}
