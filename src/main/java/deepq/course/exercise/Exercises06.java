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
                .with(1, 0.5, row(2, 4), false)
                .with(-1, 0.5, row(-3, -2, -5), false)
                .with(1, 0.9, row(7, 4), false)
                .with(1, 0.9, row(2, 4), true)
                .hint(
                        "A network gives Q-values for any numbers, also for a pole that has fallen. What is the future worth there?")
                .when((r, g, q, end) -> r + g * largest(q))
                .hint("What comes a step later counts a little less. Where is gamma?")
                .when((r, g, q, end) -> end ? r : r + largest(q))
                .hint("The target assumes the best next action. Is that always action 0?")
                .when((r, g, q, end) -> end ? r : r + g * q[0])
                .hint("After the end there is no future. But the last step has earned its reward.")
                .when((r, g, q, end) -> end ? 0 : r + g * largest(q))
                .hint("Where all Q-values are negative, the largest is negative too: a maximum must not start from 0.")
                .when((r, g, q, end) -> end ? r : r + g * Math.max(0, largest(q)))
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
                .task("period 100, after updates 1, 99, 100, 101, 150, 200, 300", f -> copies(f, 100))
                .task("period 1, after update 1", f -> f.of(1, 1))
                .task("period 500, after update 1000", f -> f.of(1000, 500))
                .task("period 500, after update 250", f -> f.of(250, 500))
                .hint("This copies after update 1, when nothing much has been learned, and one update late ever after.")
                .when((updates, period) -> updates % period == 1)
                .hint("This is one update early: is the update just made the last of its period, or the last but one?")
                .when((updates, period) -> (updates + 1) % period == 0)
                .hint("The first copy is right. And the next ones?")
                .when((updates, period) -> updates == period)
                .hint("From the first copy on this copies after every update: the target would move all the time.")
                .when((updates, period) -> updates >= period)
                .hint("This copies nearly always, and stands still when it should copy.")
                .when((updates, period) -> updates % period != 0)
                .hint("Which number must be divisible by which?")
                .when((updates, period) -> period % updates == 0)
                .otherwise("With period 100 it is due after updates 100, 200, 300 and so on, and at no other time.")
                .handBack(answer);
    }

    private static boolean[] copies(CopyDue f, int period) {
        long[] updates = {1, 99, 100, 101, 150, 200, 300};
        boolean[] due = new boolean[updates.length];
        for (int i = 0; i < due.length; i++) {
            due[i] = f.of(updates[i], period);
        }
        return due;
    }

    /** The target network's weights after a soft update. */
    public interface SoftUpdate {
        float[] of(float[] target, float[] online, float tau);
    }

    public static SoftUpdate softUpdate(SoftUpdate answer) {
        return Exercise.<SoftUpdate>of("The soft update", (target, online, tau) -> mix(target, online, 1 - tau, tau))
                .with(row(1, 2), row(2, 0), 0.1)
                .with(row(-3), row(5), 0.02)
                .with(row(4, 4), row(1, 7), 1)
                .hint("This moves nearly all of the way at once. Tau is the part that comes from the online network.")
                .when((target, online, tau) -> mix(target, online, tau, 1 - tau))
                .hint("Added like this the weights grow for ever. How much of the old ones may stay?")
                .when((target, online, tau) -> mix(target, online, 1, tau))
                .hint("That is the hard update, a copy. Where is tau?")
                .when((target, online, tau) -> online.clone())
                .hint("This is the change. From where does the target set out?")
                .when((target, online, tau) -> mix(target, online, -tau, tau))
                .hint("The target moves away from the online network. Check the sign of the difference.")
                .when((target, online, tau) -> mix(target, online, 1 + tau, -tau))
                .otherwise("Each weight goes the part tau of its way to the online network's weight.")
                .handBack(answer);
    }

    private static float[] mix(float[] target, float[] online, float share, float tau) {
        float[] mixed = new float[target.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = share * target[i] + tau * online[i];
        }
        return mixed;
    }

    /** The weight after one update from the first state, worth w, whose next state is worth 2w in a copy of the weight. */
    public interface TwoStates {
        double of(double w, double copy, double gamma, double alpha);
    }

    public static TwoStates twoStates(TwoStates answer) {
        return Exercise.<TwoStates>of("Two states", (w, copy, gamma, alpha) -> w + alpha * (gamma * 2 * copy - w))
                .task("w 1, copy 1, gamma 0.99, alpha 0.1", f -> f.of(1, 1, 0.99, 0.1))
                .task("w 3, copy 1, gamma 0.9, alpha 0.5", f -> f.of(3, 1, 0.9, 0.5))
                .task("w -2, copy 4, gamma 0.5, alpha 1", f -> f.of(-2, 4, 0.5, 1))
                .hint(
                        "This is the agent without a target network: its target is made from w. Which weight makes the target here?")
                .when((w, copy, gamma, alpha) -> w + alpha * (gamma * 2 * w - w))
                .hint("How much is the second state worth, if the first is worth w?")
                .when((w, copy, gamma, alpha) -> w + alpha * (gamma * copy - w))
                .hint("The second state comes a step later. Where is gamma?")
                .when((w, copy, gamma, alpha) -> w + alpha * (2 * copy - w))
                .hint("The copy makes the target. The estimate that is corrected is the one of w itself.")
                .when((w, copy, gamma, alpha) -> w + alpha * (gamma * 2 * copy - copy))
                .hint("That is the target. The weight goes only a part of the way.")
                .when((w, copy, gamma, alpha) -> gamma * 2 * copy)
                .otherwise(
                        "The target is 0 + gamma times the value of the second state; w goes the part alpha of the way to it.")
                .handBack(answer);
    }
}
