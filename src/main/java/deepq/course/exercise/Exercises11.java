package deepq.course.exercise;

import deepq.env.MountainCar;
import deepq.env.Simulation;
import deepq.env.Step;
import deepq.env.TimeLimit;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** The checks of notebook 11, Another environment. */
public final class Exercises11 {
    private Exercises11() {}

    /** A policy for MountainCar, written by hand. */
    public interface Swing {
        int action(double position, double velocity);
    }

    /** Pushing the way the car moves adds energy in every step. */
    public static Swing swing(Swing answer) {
        return Exercise.<Swing>of("Swing up by hand", (position, velocity) -> velocity < 0 ? 0 : 2)
                .task("the car in the valley, moving to the right", f -> f.action(-0.45, 0.02))
                .task("the car in the valley, moving to the left", f -> f.action(-0.45, -0.02))
                .task("the car on the left slope, moving to the right", f -> f.action(-0.9, 0.01))
                .task("the car on the right slope, moving to the left", f -> f.action(0.2, -0.03))
                .task("a whole episode played: does it reach the flag? It", Exercises11::reaches)
                .hint("Full speed to the flag, from a standing start, is what the engine is too weak for.")
                .when((position, velocity) -> 2)
                .hint("This pushes against the movement: it is a brake. When does a push make a swing faster?")
                .when((position, velocity) -> velocity < 0 ? 2 : 0)
                .hint("The position alone does not say which way the car is swinging. Which number does?")
                .when((position, velocity) -> position < -0.5 ? 2 : 0)
                .hint("The position alone does not say which way the car is swinging. Which number does?")
                .when((position, velocity) -> position < -0.5 ? 0 : 2)
                .otherwise("A child on a swing pushes with the movement, forth and back. 0 pushes left, 2 right.")
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
                .task("gamma 0.9 and value -1", f -> whole(f.of(0.9, -1)))
                .task("gamma 0.9 and value -1.9", f -> whole(f.of(0.9, -1.9)))
                .task("gamma 0.99 and value -45.2 (to the next whole number)", f -> whole(f.of(0.99, -45.2)))
                .hint("A step that comes late costs less than 1, so more steps fit into the value than this.")
                .when((gamma, value) -> -value)
                .hint("This is the logarithm of gamma to the power k. How does k come out of it?")
                .when((gamma, value) -> StrictMath.log(1 + value * (1 - gamma)))
                .hint("The value is negative already: look at the sign when you solve for gamma to the power k.")
                .when((gamma, value) -> StrictMath.log(1 - value * (1 - gamma)) / StrictMath.log(gamma))
                .hint("This is gamma to the power k. One step is left: k itself.")
                .when((gamma, value) -> 1 + value * (1 - gamma))
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
        return Exercise.<Factors>of("Factors from what is seen", seen -> factors(seen, value -> 1 / value, true))
                .task("the observations [1, -20] and [-2, 10]", f -> f.of(List.of(of(1, -20), of(-2, 10))))
                .task(
                        "the observations [0.5, 4], [0.25, -8] and [-0.1, 2]",
                        f -> f.of(List.of(of(0.5f, 4), of(0.25f, -8), of(-0.1f, 2))))
                .task(
                        "the observations [1, -2, 4] and [-3, 1, -8]",
                        f -> f.of(List.of(new float[] {1, -2, 4}, new float[] {-3, 1, -8})))
                .hint("Observations are multiplied by these. By what do you multiply the largest to get 1?")
                .when(seen -> factors(seen, value -> value, true))
                .hint("-20 is a large number too. What counts is the size, whatever the sign.")
                .when(seen -> factors(seen, value -> 1 / value, false))
                .hint("One factor for all leaves the small numbers small. Each place has its own.")
                .when(seen -> {
                    float[] each = factors(seen, value -> 1 / value, true);
                    Arrays.sort(each);
                    Arrays.fill(each, each[0]);
                    return each;
                })
                .hint("Look at all the observations, not only at the first.")
                .when(seen -> factors(seen.subList(0, 1), value -> 1 / value, true))
                .otherwise("For each place: the largest absolute value of all observations, then 1 divided by it.")
                .handBack(answer);
    }

    private static float[] of(float first, float second) {
        return new float[] {first, second};
    }

    private static float[] factors(List<float[]> seen, DoubleUnaryOperator factor, boolean ignoreSign) {
        float[] factors = new float[seen.get(0).length];
        for (int i = 0; i < factors.length; i++) {
            float largest = Float.NEGATIVE_INFINITY;
            for (float[] observation : seen) {
                largest = Math.max(largest, ignoreSign ? Math.abs(observation[i]) : observation[i]);
            }
            factors[i] = (float) factor.applyAsDouble(largest);
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
                .task("largest Q 98.5, gamma 0.99", f -> f.of(98.5, 0.99))
                .task("largest Q 120, gamma 0.99", f -> f.of(120, 0.99))
                .task("largest Q 12, gamma 0.9", f -> f.of(12, 0.9))
                .task("largest Q 9.5, gamma 0.9", f -> f.of(9.5, 0.9))
                .task("largest Q 0.5, gamma 0.9", f -> f.of(0.5, 0.9))
                .hint("100 is the limit for gamma 0.99. What is it for another gamma?")
                .when((q, gamma) -> q > 100)
                .hint("1 is the most that a single step can bring. A Q-value sums all the steps to come.")
                .when((q, gamma) -> q > 1)
                .hint("The first reward is not discounted: the sum begins with 1.")
                .when((q, gamma) -> q > gamma / (1 - gamma))
                .hint("The other way round: true is the alarm.")
                .when((q, gamma) -> q < 1 / (1 - gamma))
                .otherwise("What is the sum of 1, gamma, gamma squared, ... without end?")
                .handBack(answer);
    }
}
