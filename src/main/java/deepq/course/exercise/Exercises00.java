package deepq.course.exercise;

/** The check of notebook 00: an exercise to see how exercises work. */
public final class Exercises00 {
    private Exercises00() {}

    /** A rule for CartPole that sees only the angle. */
    public interface Push {
        int of(double angle);
    }

    public static Push push(Push answer) {
        return Exercise.<Push>of("Push where it leans", angle -> angle > 0 ? 1 : 0)
                .task("the angle 0.1", f -> f.of(0.1))
                .task("the angle -0.1", f -> f.of(-0.1))
                .task("the angle 0.002", f -> f.of(0.002))
                .mistake(
                        "other-side",
                        angle -> angle > 0 ? 0 : 1,
                        "This pushes the cart away from where the pole leans, and the pole falls faster. Which number is right?")
                .mistake(
                        "always-right", angle -> 1, "This pushes to the right, wherever the pole leans. Ask the angle.")
                .mistake("always-left", angle -> 0, "This pushes to the left, wherever the pole leans. Ask the angle.")
                .mistake(
                        "sign",
                        angle -> (int) Math.signum(angle),
                        "There is no action -1. The actions are 0 (left) and 1 (right).")
                .otherwise("Compare the angle with 0: above it return 1, else 0.")
                .handBack(answer);
    }
}
