package deepq.course.exercise;

import deepq.policy.EpsilonGreedy;
import deepq.random.Pcg64;

/** The checks of notebook 03, Q-learning. */
public final class Exercises03 {
    private Exercises03() {}

    /** The target of Q-learning (Sutton and Barto, equation 6.8, inside the brackets) for a step that does not end the episode. */
    public interface TdTarget {
        double of(double reward, double gamma, double maxNext);
    }

    public static TdTarget tdTarget(TdTarget answer) {
        return Exercise.<TdTarget>of("The target", (reward, gamma, maxNext) -> reward + gamma * maxNext)
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
                .handBack(answer);
    }

    /** The new value of Q(S, A) after one step: Sutton and Barto, equation 6.8. */
    public interface Update {
        double of(double q, double alpha, double reward, double gamma, double maxNext, boolean terminated);
    }

    public static Update update(Update answer) {
        return Exercise.<Update>of("The update", (q, alpha, reward, gamma, maxNext, terminated) -> {
                    double target = reward + (terminated ? 0 : gamma * maxNext);
                    return q + alpha * (target - q);
                })
                .task(
                        "q 0.5, alpha 0.1, reward 0, gamma 0.9, maxNext 0.8, not terminated",
                        f -> f.of(0.5, 0.1, 0, 0.9, 0.8, false))
                .task(
                        "q 2, alpha 0.25, reward 1, gamma 0.5, maxNext 6, not terminated",
                        f -> f.of(2, 0.25, 1, 0.5, 6, false))
                .task(
                        "q 0.5, alpha 0.1, reward 1, gamma 0.9, maxNext 0.8, terminated",
                        f -> f.of(0.5, 0.1, 1, 0.9, 0.8, true))
                .task(
                        "q -3, alpha 1, reward -1, gamma 0.9, maxNext -2, not terminated",
                        f -> f.of(-3, 1, -1, 0.9, -2, false))
                .mistake(
                        "terminal-future",
                        (q, alpha, reward, gamma, maxNext, terminated) -> q + alpha * (reward + gamma * maxNext - q),
                        "After a terminal step nothing follows. Your target still counts on a future there: what does terminated say?")
                .mistake(
                        "no-alpha",
                        (q, alpha, reward, gamma, maxNext, terminated) -> reward + (terminated ? 0 : gamma * maxNext),
                        "This takes over the target as a whole. How large a part of the way should the value move?")
                .mistake(
                        "forgot-the-old-value",
                        (q, alpha, reward, gamma, maxNext, terminated) ->
                                alpha * (reward + (terminated ? 0 : gamma * maxNext) - q),
                        "This is the change. From where does the value set out?")
                .mistake(
                        "no-error",
                        (q, alpha, reward, gamma, maxNext, terminated) ->
                                q + alpha * (reward + (terminated ? 0 : gamma * maxNext)),
                        "Added like this the value grows for ever, also when it is right already. It is the difference between the target and q that has to vanish.")
                .mistake(
                        "wrong-way",
                        (q, alpha, reward, gamma, maxNext, terminated) ->
                                q - alpha * (reward + (terminated ? 0 : gamma * maxNext) - q),
                        "The value moves away from the target. Look at the sign.")
                .mistake(
                        "alpha-swapped",
                        (q, alpha, reward, gamma, maxNext, terminated) ->
                                alpha * q + (1 - alpha) * (reward + (terminated ? 0 : gamma * maxNext)),
                        "Here a small alpha keeps little of the old value. With alpha 0 nothing may change.")
                .mistake(
                        "no-discount",
                        (q, alpha, reward, gamma, maxNext, terminated) ->
                                q + alpha * (reward + (terminated ? 0 : maxNext) - q),
                        "What comes one step later counts a little less. Where is gamma?")
                .mistake(
                        "no-reward-at-the-end",
                        (q, alpha, reward, gamma, maxNext, terminated) ->
                                q + alpha * ((terminated ? 0 : reward + gamma * maxNext) - q),
                        "The last step has no future, but it has a reward.")
                .mistake(
                        "no-learning-at-the-end",
                        (q, alpha, reward, gamma, maxNext, terminated) ->
                                terminated ? q : q + alpha * (reward + gamma * maxNext - q),
                        "The last step teaches something too: on the lake it is the only one with a reward.")
                .otherwise("First the target, then the error (target minus q), then a part of the error added to q.")
                .handBack(answer);
    }

    /** Sutton and Barto, section 2.2. */
    public interface Choice {
        int of(double[] q, double epsilon, Pcg64 random);
    }

    public static Choice epsilonGreedy(Choice answer) {
        return Exercise.<Choice>of(
                        "Epsilon-greedy",
                        (q, epsilon, random) ->
                                random.random() < epsilon ? random.integers(q.length) : EpsilonGreedy.argmax(q))
                .task("epsilon 0 (how often each of 4 actions, the third is the best)", f -> shares(f, 0, 1, 2, 5, 3))
                .task("epsilon 1 (how often each of 5 actions)", f -> shares(f, 1, 0, 3, 0, 0, 0))
                .task("epsilon 0.4 (how often each of 2 actions, the second is the best)", f -> shares(f, 0.4, -2, -1))
                .mistake(
                        "swapped",
                        (q, epsilon, random) ->
                                random.random() < epsilon ? EpsilonGreedy.argmax(q) : random.integers(q.length),
                        "With epsilon 0 this agent explores all the time, and with epsilon 1 never. It should be the other way round.")
                .mistake(
                        "never-explores",
                        (q, epsilon, random) -> EpsilonGreedy.argmax(q),
                        "This is the greedy action, always. Where does epsilon come in?")
                .mistake(
                        "always-explores",
                        (q, epsilon, random) -> random.integers(q.length),
                        "This is any action, always. When should the agent use what it knows?")
                .mistake(
                        "not-the-best",
                        (q, epsilon, random) -> {
                            int best = EpsilonGreedy.argmax(q);
                            int other = random.integers(q.length - 1);
                            return random.random() < epsilon ? (other < best ? other : other + 1) : best;
                        },
                        "When it explores, your agent avoids the best action. \"Any action\" includes that one.")
                .mistake(
                        "smallest",
                        (q, epsilon, random) -> {
                            double[] negative = q.clone();
                            for (int a = 0; a < q.length; a++) {
                                negative[a] = -q[a];
                            }
                            return random.random() < epsilon
                                    ? random.integers(q.length)
                                    : EpsilonGreedy.argmax(negative);
                        },
                        "When it is greedy, your agent takes the action with the smallest value.")
                .mistake(
                        "two-actions",
                        (q, epsilon, random) ->
                                random.random() < epsilon ? random.integers(2) : EpsilonGreedy.argmax(q),
                        "Your agent explores two actions only. The row q says how many there are.")
                .mistake(
                        "four-actions",
                        (q, epsilon, random) ->
                                random.random() < epsilon ? random.integers(4) : EpsilonGreedy.argmax(q),
                        "The lake has four actions, other games have more or fewer. The row q says how many there are.")
                .mistake(
                        "value-instead-of-action",
                        (q, epsilon, random) -> random.random() < epsilon
                                ? random.integers(q.length)
                                : (int) q[EpsilonGreedy.argmax(q)],
                        "When it is greedy, your answer returns the largest value. Wanted is the action that it belongs to.")
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
        return Exercise.<SarsaTarget>of(
                        "The target of SARSA",
                        (reward, gamma, nextQ, nextAction, terminated) ->
                                reward + (terminated ? 0 : gamma * nextQ[nextAction]))
                .task(
                        "reward -1, gamma 0.9, nextQ {-5, -2, -7, -3}, nextAction 3, not terminated",
                        f -> f.of(-1, 0.9, new double[] {-5, -2, -7, -3}, 3, false))
                .task(
                        "reward -100, gamma 1, nextQ {4, 8}, nextAction 0, not terminated",
                        f -> f.of(-100, 1, new double[] {4, 8}, 0, false))
                .task(
                        "reward -1, gamma 0.9, nextQ {-5, -2, -7, -3}, nextAction 1, terminated",
                        f -> f.of(-1, 0.9, new double[] {-5, -2, -7, -3}, 1, true))
                .mistake(
                        "q-learning",
                        (reward, gamma, nextQ, nextAction, terminated) ->
                                reward + (terminated ? 0 : gamma * nextQ[EpsilonGreedy.argmax(nextQ)]),
                        "This is the target of Q-learning: the best action. SARSA asks for the action that really comes next.")
                .mistake(
                        "terminal-future",
                        (reward, gamma, nextQ, nextAction, terminated) -> reward + gamma * nextQ[nextAction],
                        "After a terminal step nothing follows, whatever stands in nextQ.")
                .mistake(
                        "no-discount",
                        (reward, gamma, nextQ, nextAction, terminated) -> reward + (terminated ? 0 : nextQ[nextAction]),
                        "What comes one step later counts a little less. Where is gamma?")
                .mistake(
                        "action-as-value",
                        (reward, gamma, nextQ, nextAction, terminated) ->
                                reward + (terminated ? 0 : gamma * nextAction),
                        "nextAction is the number of an action. Its value stands in nextQ.")
                .mistake(
                        "no-reward",
                        (reward, gamma, nextQ, nextAction, terminated) -> terminated ? 0 : gamma * nextQ[nextAction],
                        "This is what may still come. What did the agent receive in this very step?")
                .otherwise("Compare with the target of Q-learning: a single part of it changes.")
                .handBack(answer);
    }
}
