package deepq.course.exercise;

import static deepq.course.exercise.Exercise.row;

/** The checks of notebook 06, A moving target. */
public final class Exercises06 {
    private Exercises06() {}

    /** The target of one transition, from the next state's Q-values. */
    public interface Target {
        float of(float reward, float gamma, float[] nextQ, boolean terminated);
    }

    public static Target target(Target answer) {
        return Exercise.<Target>of("The target", (r, g, q, end) -> end ? r : r + g * largest(q))
                .fixed("gamma")
                .with(1, 0.9, row(2, 4), true)
                .says(
                        "A network gives Q-values for any numbers, also for a pole that has fallen. What is the future worth"
                                + " there? But the last step has earned its reward.")
                .with(0, 0.5, row(2, 4), false)
                .says(
                        "Nothing is received. The target assumes the best next action, which is not always action 0, and what"
                                + " comes a step later counts a little less.")
                .with(-2, 0.5, row(-3, -2.5, -5, -2), false)
                .says("Where all Q-values are negative, the largest is negative too: a maximum must not start from 0.")
                .otherwise("The line from 03, with the largest number of nextQ.")
                .handBack(answer);
    }

    private static float largest(float[] q) {
        float largest = q[0];
        for (float value : q) {
            largest = Math.max(largest, value);
        }
        return largest;
    }

    /** Whether the network is to be copied after this update; updates are counted from 1. */
    public interface CopyDue {
        boolean of(long updates, int period);
    }

    public static CopyDue copyDue(CopyDue answer) {
        return Exercise.<CopyDue>of("When to copy", (updates, period) -> updates % period == 0)
                .with(100, 100)
                .says("The update just made is the last of its period.")
                .with(1, 100)
                .says("After update 1 nothing much has been learned.")
                .with(99, 100)
                .says("This is one update early.")
                .with(101, 100)
                .says("The first copy is right. From then on the target should stand still again.")
                .with(300, 100)
                .says("The first copy is right. And the next ones?")
                .with(50, 100)
                .says("Which number must be divisible by which?")
                .with(1, 1)
                .with(150, 100)
                .with(1000, 500)
                .with(250, 500)
                .otherwise("With period 100 it is due after updates 100, 200, 300 and so on, and at no other time.")
                .handBack(answer);
    }

    /** The target network's weights after a soft update. */
    public interface SoftUpdate {
        float[] of(float[] target, float[] online, float tau);
    }

    public static SoftUpdate softUpdate(SoftUpdate answer) {
        return Exercise.<SoftUpdate>of("The soft update", Exercises06::mix)
                .fixed("tau")
                .with(row(4), row(7), 1)
                .says("With tau 1 it is the hard update: a copy.")
                .with(row(-3), row(5), 0)
                .says("With tau 0 nothing moves. From where does the target set out?")
                .with(row(4), row(4), 0.5)
                .says(
                        "Both have the same weight already. Added like this the weights grow forever: how much of the old one"
                                + " may stay?")
                .with(row(1, 2, -3, 5), row(2, 0, -7, 4), 0.1)
                .says("Tau is the part of its way that each weight goes.")
                .otherwise("Each weight goes the part tau of its way to the online network's weight.")
                .handBack(answer);
    }

    private static float[] mix(float[] target, float[] online, float tau) {
        float[] mixed = new float[target.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = target[i] + tau * (online[i] - target[i]);
        }
        return mixed;
    }

    /** The weight after one update from the first state, worth w, whose next state is worth 2w in a copy of the weight. */
    public interface TwoStates {
        double of(double w, double copy, double gamma, double alpha);
    }

    public static TwoStates twoStates(TwoStates answer) {
        return Exercise.<TwoStates>of("Two states", (w, copy, gamma, alpha) -> w + alpha * (gamma * 2 * copy - w))
                .fixed("gamma", "alpha")
                .with(-2, 4, 0.5, 1)
                .says(
                        "With alpha 1 the weight goes all the way to the target. The copy makes the target: how much is the second"
                                + " state worth, if the first is worth copy, and a step later?")
                .with(3, 3, 0.5, 0.1)
                .says("The target and w are the same. The estimate that is corrected is the one of w itself.")
                .with(3, 1, 0.9, 0.5)
                .says("The weight goes only a part of the way from w.")
                .otherwise(
                        "The target is 0 + gamma times the value of the second state; w goes the part alpha of the way to"
                                + " it.")
                .handBack(answer);
    }
}
