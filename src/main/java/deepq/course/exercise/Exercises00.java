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
                .says("The pole leans to the right. Pushed the other way it falls faster. Which number is right?")
                .with(-0.1)
                .says("The pole leans to the left. Ask the angle. (There is no action -1: 0 is left, 1 is right.)")
                .with(0.002)
                .otherwise("Compare the angle with 0: above it return 1, else 0.")
                .handBack(answer);
    }
}
