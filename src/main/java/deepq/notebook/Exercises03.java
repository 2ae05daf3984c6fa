package deepq.notebook;

/** The checks of notebook 03, Q-learning. */
public final class Exercises03 {
    private Exercises03() {}

    /** The target of Q-learning (Sutton and Barto, equation 6.8, inside the brackets) for a step that does not end the episode. */
    public interface TdTarget {
        double of(double reward, double gamma, double maxNext);
    }

    public static void tdTarget(TdTarget answer) {
        Exercise.<TdTarget>of("The target", (reward, gamma, maxNext) -> reward + gamma * maxNext)
                .task("reward 1, gamma 0.9 and maxNext 2", f -> f.of(1, 0.9, 2))
                .task("reward -1, gamma 0.5 and maxNext 4", f -> f.of(-1, 0.5, 4))
                .task("reward 0, gamma 0.8 and maxNext -3", f -> f.of(0, 0.8, -3))
                .mistake(
                        "no-discount",
                        (reward, gamma, maxNext) -> reward + maxNext,
                        "What comes one step later counts a little less. Which number says how much less?")
                .mistake(
                        "no-reward",
                        (reward, gamma, maxNext) -> gamma * maxNext,
                        "This is what may still come. What did the agent receive in this very step?")
                .mistake(
                        "only-reward",
                        (reward, gamma, maxNext) -> reward,
                        "This agent sees only the reward of the moment. What is the next square worth?")
                .mistake(
                        "discounted-reward",
                        (reward, gamma, maxNext) -> gamma * (reward + maxNext),
                        "The reward arrives now, at its full worth. Only what comes later is discounted.")
                .otherwise(
                        "The target has two parts: what was received now, and what may still come, worth a little less.")
                .check(answer);
    }
}
