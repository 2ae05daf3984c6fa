package deepq.course.exercise;

import static deepq.course.exercise.Exercise.row;

/** The checks of notebook 06, A moving target. */
public final class Exercises06 {
    private Exercises06() {}

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
                .mistake(
                        "one-late",
                        (updates, period) -> updates % period == 1,
                        "This copies after update 1, when nothing much has been learned, and one update late ever after.")
                .mistake(
                        "one-early",
                        (updates, period) -> (updates + 1) % period == 0,
                        "This is one update early: is the update just made the last of its period, or the last but one?")
                .mistake(
                        "only-once",
                        (updates, period) -> updates == period,
                        "The first copy is right. And the next ones?")
                .mistake(
                        "ever-after",
                        (updates, period) -> updates >= period,
                        "From the first copy on this copies after every update: the target would move all the time.")
                .mistake(
                        "inverted",
                        (updates, period) -> updates % period != 0,
                        "This copies nearly always, and stands still when it should copy.")
                .mistake(
                        "divided",
                        (updates, period) -> period % updates == 0,
                        "Which number must be divisible by which?")
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
        double[] of(double[] target, double[] online, double tau);
    }

    public static SoftUpdate softUpdate(SoftUpdate answer) {
        return Exercise.<SoftUpdate>of("The soft update", (target, online, tau) -> mix(target, online, 1 - tau, tau))
                .with(row(1, 2), row(2, 0), 0.1)
                .with(row(-3), row(5), 0.02)
                .with(row(4, 4), row(1, 7), 1)
                .mistake(
                        "swapped",
                        (target, online, tau) -> mix(target, online, tau, 1 - tau),
                        "This moves nearly all of the way at once. Tau is the part that comes from the online network.")
                .mistake(
                        "added",
                        (target, online, tau) -> mix(target, online, 1, tau),
                        "Added like this the weights grow for ever. How much of the old ones may stay?")
                .mistake(
                        "hard",
                        (target, online, tau) -> online.clone(),
                        "That is the hard update, a copy. Where is tau?")
                .mistake(
                        "only-the-change",
                        (target, online, tau) -> mix(target, online, -tau, tau),
                        "This is the change. From where does the target set out?")
                .mistake(
                        "away",
                        (target, online, tau) -> mix(target, online, 1 + tau, -tau),
                        "The target moves away from the online network. Check the sign of the difference.")
                .otherwise("Each weight goes the part tau of its way to the online network's weight.")
                .handBack(answer);
    }

    private static double[] mix(double[] target, double[] online, double share, double tau) {
        double[] mixed = new double[target.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = share * target[i] + tau * online[i];
        }
        return mixed;
    }

    /** How large Q can be, with a reward of 1 for each step, after some copies of a target network that began at 0. */
    public interface SpeedLimit {
        double of(double gamma, int copies);
    }

    public static SpeedLimit speedLimit(SpeedLimit answer) {
        return Exercise.<SpeedLimit>of("The speed limit", (gamma, copies) -> sum(gamma, copies + 1))
                .task("gamma 0.99, no copy yet", f -> f.of(0.99, 0))
                .task("gamma 0.99, 1 copy", f -> f.of(0.99, 1))
                .task("gamma 0.5, 3 copies", f -> f.of(0.5, 3))
                .task("gamma 0.99, 19 copies", f -> f.of(0.99, 19))
                .mistake(
                        "one-short",
                        (gamma, copies) -> sum(gamma, copies),
                        "Before the first copy the target is the reward alone, and that is 1 already, not 0.")
                .mistake(
                        "one-too-many",
                        (gamma, copies) -> sum(gamma, copies + 2),
                        "One step ahead of time: what is the target before the first copy?")
                .mistake(
                        "limit",
                        (gamma, copies) -> 1 / (1 - gamma),
                        "That is the height reached in the end. Each copy lets the values climb one stair.")
                .mistake(
                        "no-discount",
                        (gamma, copies) -> copies + 1,
                        "Each stair is a little lower than the one before. Which number makes it so?")
                .mistake(
                        "last-stair",
                        (gamma, copies) -> Math.pow(gamma, copies),
                        "That is the height of the last stair alone. How high are all of them together?")
                .otherwise("Begin with the value 1. Each copy turns the value into 1 + gamma times the value.")
                .handBack(answer);
    }

    private static double sum(double gamma, int terms) {
        double value = 0;
        for (int i = 0; i < terms; i++) {
            value = 1 + gamma * value;
        }
        return value;
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
                .mistake(
                        "own-target",
                        (w, copy, gamma, alpha) -> w + alpha * (gamma * 2 * w - w),
                        "This is the agent without a target network: its target is made from w. Which weight makes the target here?")
                .mistake(
                        "not-doubled",
                        (w, copy, gamma, alpha) -> w + alpha * (gamma * copy - w),
                        "How much is the second state worth, if the first is worth w?")
                .mistake(
                        "no-discount",
                        (w, copy, gamma, alpha) -> w + alpha * (2 * copy - w),
                        "The second state comes a step later. Where is gamma?")
                .mistake(
                        "error-from-copy",
                        (w, copy, gamma, alpha) -> w + alpha * (gamma * 2 * copy - copy),
                        "The copy makes the target. The estimate that is corrected is the one of w itself.")
                .mistake(
                        "jump",
                        (w, copy, gamma, alpha) -> gamma * 2 * copy,
                        "That is the target. The weight goes only a part of the way.")
                .otherwise(
                        "The target is 0 + gamma times the value of the second state; w goes the part alpha of the way to it.")
                .handBack(answer);
    }
}
