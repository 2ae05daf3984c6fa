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
                .says("The pole leans to the right. Which number pushes right?")
                .with(-0.1)
                .says("The pole leans to the left. What does your rule do about the sign? (There is no action -1.)")
                .with(0.002)
                .otherwise("This pole leans a little, but it leans. To which side?")
                .handBack(answer);
    }
}
