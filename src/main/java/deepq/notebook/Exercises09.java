package deepq.notebook;

/** The checks of notebook 09, CartPole. */
public final class Exercises09 {
    private Exercises09() {}

    /** The target of DQN where an episode may end. */
    public interface TargetAtEnd {
        double of(double reward, double gamma, double maxNext, boolean terminated, boolean truncated);
    }

    /** Termination ends the future; the time limit only ends our watching (Pardo et al. 2018, "Time limits in reinforcement learning"). */
    public static void targetAtEnd(TargetAtEnd answer) {
        Exercise.<TargetAtEnd>of("The target at the end", (r, gamma, next, fell, capped) -> fell ? r : r + gamma * next)
                .task(
                        "reward 1, gamma 0.9, maxNext 10 in the middle of an episode",
                        f -> f.of(1, 0.9, 10, false, false))
                .task("reward 1, gamma 0.9, maxNext 10 and the pole fallen", f -> f.of(1, 0.9, 10, true, false))
                .task("reward 1, gamma 0.9, maxNext 10 and the time limit reached", f -> f.of(1, 0.9, 10, false, true))
                .task(
                        "reward 1, gamma 0.5, maxNext 4, the pole fallen in the last step allowed",
                        f -> f.of(1, 0.5, 4, true, true))
                .mistake(
                        "limit-as-end",
                        (r, gamma, next, fell, capped) -> fell || capped ? r : r + gamma * next,
                        "When the time limit stops the episode the pole still stands. Would no more reward have come?")
                .mistake(
                        "never-ends",
                        (r, gamma, next, fell, capped) -> r + gamma * next,
                        "After the pole has fallen, how much reward is still to come?")
                .mistake(
                        "limit-wins",
                        (r, gamma, next, fell, capped) -> fell && !capped ? r : r + gamma * next,
                        "Both can be true at once: the pole falls in the last step allowed. Which of the two decides?")
                .mistake(
                        "nothing-at-end",
                        (r, gamma, next, fell, capped) -> fell ? 0 : r + gamma * next,
                        "The reward of the last step was still received.")
                .otherwise("Ask of each ending: is there a future after it?")
                .check(answer);
    }
}
