package deepq.course.exercise;

import static deepq.course.exercise.Exercise.row;
import static deepq.policy.EpsilonGreedy.argmax;

import deepq.random.Pcg64;
import java.util.Arrays;

/** The checks of notebook 03, Q-learning. */
public final class Exercises03 {
    private Exercises03() {}

    /** The target of Q-learning (Sutton and Barto, equation 6.8, inside the brackets) for a step that does not end the episode. */
    public interface TdTarget {
        double of(double reward, double gamma, double maxNext);
    }

    public static TdTarget tdTarget(TdTarget answer) {
        return Exercise.<TdTarget>of("The target", (r, g, next) -> r + g * next)
                .with(1, 0.9, 2)
                .with(-1, 0.5, 4)
                .with(0, 0.8, -3)
                .hint("What comes one step later counts a little less. Which number says how much less?")
                .when((r, g, next) -> r + next)
                .hint("This is what may still come. What did the agent receive in this very step?")
                .when((r, g, next) -> g * next)
                .hint("This agent sees only the reward of the moment. What is the next square worth?")
                .when((r, g, next) -> r)
                .hint("The reward arrives now, at its full worth. Only what comes later is discounted.")
                .when((r, g, next) -> g * (r + next))
                .otherwise(
                        "The target has two parts: what was received now, and what may still come, worth a little less.")
                .handBack(answer);
    }

    /** The new value of Q(S, A) after one step: Sutton and Barto, equation 6.8. */
    public interface Update {
        double of(double q, double alpha, double reward, double gamma, double maxNext, boolean terminated);
    }

    public static Update update(Update answer) {
        return Exercise.<Update>of("The update", (q, a, r, g, next, end) -> q + a * (target(r, g, next, end) - q))
                .with(0.5, 0.1, 0, 0.9, 0.8, false)
                .with(2, 0.25, 1, 0.5, 6, false)
                .with(0.5, 0.1, 1, 0.9, 0.8, true)
                .with(-3, 1, -1, 0.9, -2, false)
                .hint(
                        "After a terminal step nothing follows. Your target still counts on a future there: what does terminated say?")
                .when((q, a, r, g, next, end) -> q + a * (r + g * next - q))
                .hint("This takes over the target as a whole. How large a part of the way should the value move?")
                .when((q, a, r, g, next, end) -> target(r, g, next, end))
                .hint("This is the change. From where does the value set out?")
                .when((q, a, r, g, next, end) -> a * (target(r, g, next, end) - q))
                .hint(
                        "Added like this the value grows for ever, also when it is right already. It is the difference between the target and q that has to vanish.")
                .when((q, a, r, g, next, end) -> q + a * target(r, g, next, end))
                .hint("The value moves away from the target. Look at the sign.")
                .when((q, a, r, g, next, end) -> q - a * (target(r, g, next, end) - q))
                .hint("Here a small alpha keeps little of the old value. With alpha 0 nothing may change.")
                .when((q, a, r, g, next, end) -> a * q + (1 - a) * target(r, g, next, end))
                .hint("What comes one step later counts a little less. Where is gamma?")
                .when((q, a, r, g, next, end) -> q + a * (target(r, 1, next, end) - q))
                .hint("The last step has no future, but it has a reward.")
                .when((q, a, r, g, next, end) -> end ? q - a * q : q + a * (r + g * next - q))
                .hint("The last step teaches something too: on the lake it is the only one with a reward.")
                .when((q, a, r, g, next, end) -> end ? q : q + a * (r + g * next - q))
                .otherwise("First the target, then the error (target minus q), then a part of the error added to q.")
                .handBack(answer);
    }

    private static double target(double reward, double gamma, double maxNext, boolean terminated) {
        return reward + (terminated ? 0 : gamma * maxNext);
    }

    /** Sutton and Barto, section 2.2. */
    public interface Choice {
        int of(double[] q, double epsilon, Pcg64 random);
    }

    public static Choice epsilonGreedy(Choice answer) {
        return Exercise.<Choice>of(
                        "Epsilon-greedy", (q, e, random) -> random.random() < e ? random.integers(q.length) : argmax(q))
                .task("epsilon 0 (how often each of 4 actions, the third is the best)", f -> shares(f, 0, 1, 2, 5, 3))
                .task("epsilon 1 (how often each of 5 actions)", f -> shares(f, 1, 0, 3, 0, 0, 0))
                .task("epsilon 0.4 (how often each of 2 actions, the second is the best)", f -> shares(f, 0.4, -2, -1))
                .hint(
                        "With epsilon 0 this agent explores all the time, and with epsilon 1 never. It should be the other way round.")
                .when((q, e, random) -> random.random() < e ? argmax(q) : random.integers(q.length))
                .hint("This is the greedy action, always. Where does epsilon come in?")
                .when((q, e, random) -> argmax(q))
                .hint("This is any action, always. When should the agent use what it knows?")
                .when((q, e, random) -> random.integers(q.length))
                .hint("When it explores, your agent avoids the best action. \"Any action\" includes that one.")
                .when((q, e, random) -> {
                    int other = random.integers(q.length - 1);
                    return random.random() >= e ? argmax(q) : other < argmax(q) ? other : other + 1;
                })
                .hint("When it is greedy, your agent takes the action with the smallest value.")
                .when((q, e, random) -> random.random() < e
                        ? random.integers(q.length)
                        : argmax(Arrays.stream(q).map(value -> -value).toArray()))
                .hint("Your agent explores two actions only. The row q says how many there are.")
                .when((q, e, random) -> random.random() < e ? random.integers(2) : argmax(q))
                .hint("The lake has four actions, other games have more or fewer. The row q says how many there are.")
                .when((q, e, random) -> random.random() < e ? random.integers(4) : argmax(q))
                .hint(
                        "When it is greedy, your answer returns the largest value. Wanted is the action that it belongs to.")
                .when((q, e, random) -> random.random() < e ? random.integers(q.length) : (int) q[argmax(q)])
                .otherwise(
                        "One random number decides whether to explore; what follows is either any action or the best one.")
                .handBack(answer);
    }

    /** How often an answer takes each action, in tenths: so that it may draw its random numbers in any order. */
    private static double[] shares(Choice answer, double epsilon, double... q) {
        int draws = 10_000;
        double[] shares = new double[q.length];
        Pcg64 random = new Pcg64(3);
        for (int i = 0; i < draws; i++) {
            shares[answer.of(q.clone(), epsilon, random)]++;
        }
        for (int a = 0; a < q.length; a++) {
            shares[a] = Math.round(10 * shares[a] / draws) / 10.0;
        }
        return shares;
    }

    /** The target of SARSA (Sutton and Barto, equation 6.7, inside the brackets). */
    public interface SarsaTarget {
        double of(double reward, double gamma, double[] nextQ, int nextAction, boolean terminated);
    }

    public static SarsaTarget sarsaTarget(SarsaTarget answer) {
        return Exercise.<SarsaTarget>of("The target of SARSA", (r, g, q, next, end) -> target(r, g, q[next], end))
                .with(-1, 0.9, row(-5, -2, -7, -3), 3, false)
                .with(-100, 1, row(4, 8), 0, false)
                .with(-1, 0.9, row(-5, -2, -7, -3), 1, true)
                .hint(
                        "This is the target of Q-learning: the best action. SARSA asks for the action that really comes next.")
                .when((r, g, q, next, end) -> target(r, g, q[argmax(q)], end))
                .hint("After a terminal step nothing follows, whatever stands in nextQ.")
                .when((r, g, q, next, end) -> r + g * q[next])
                .hint("What comes one step later counts a little less. Where is gamma?")
                .when((r, g, q, next, end) -> target(r, 1, q[next], end))
                .hint("nextAction is the number of an action. Its value stands in nextQ.")
                .when((r, g, q, next, end) -> target(r, g, next, end))
                .hint("This is what may still come. What did the agent receive in this very step?")
                .when((r, g, q, next, end) -> target(0, g, q[next], end))
                .otherwise("Compare with the target of Q-learning: a single part of it changes.")
                .handBack(answer);
    }
}
