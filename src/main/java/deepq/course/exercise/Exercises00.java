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
                .with(0.1)
                .with(-0.1)
                .with(0.002)
                .hint(
                        "This pushes the cart away from where the pole leans, and the pole falls faster. Which number is right?")
                .when(angle -> angle > 0 ? 0 : 1)
                .hint("This pushes to the right, wherever the pole leans. Ask the angle.")
                .when(angle -> 1)
                .hint("This pushes to the left, wherever the pole leans. Ask the angle.")
                .when(angle -> 0)
                .hint("There is no action -1. The actions are 0 (left) and 1 (right).")
                .when(angle -> (int) Math.signum(angle))
                .otherwise("Compare the angle with 0: above it return 1, else 0.")
                .handBack(answer);
    }
}
