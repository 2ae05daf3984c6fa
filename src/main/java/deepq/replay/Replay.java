package deepq.replay;

import deepq.policy.Schedule;
import deepq.random.Require;

/**
 * What an agent learns from: how its buffer is made. A buffer of your own is
 * {@code size -> new MyBuffer(1_000, size)}, where MyBuffer extends {@link ReplayBuffer}.
 */
@FunctionalInterface
public interface Replay {
    /** A new, empty buffer for observations of that many numbers. */
    ReplayBuffer create(int observationSize);

    /** Online: one update a step, from the transition just seen, which is then forgotten. */
    static Replay none() {
        return new None();
    }

    /**
     * The last {@code capacity} transitions, all equally likely, drawn with replacement (Lin 1992; Mnih et al. 2015).
     */
    static Replay uniform(int capacity) {
        return new Uniform(capacity);
    }

    /**
     * Drawn in proportion to |TD error|^alpha, corrected by importance weights of exponent beta (Schaul et al. 2016).
     *
     * @param alpha 0 (uniform) to 1
     * @param beta by update, 0 to 1; usually rises to 1
     */
    static Replay prioritized(int capacity, double alpha, Schedule beta) {
        return new Prioritized(capacity, alpha, beta);
    }

    record None() implements Replay {
        @Override
        public ReplayBuffer create(int observationSize) {
            return new ReplayBuffer(1, observationSize); // of one transition none is drawn, so that costs no number
        }
    }

    record Uniform(int capacity) implements Replay {
        public Uniform {
            Require.that(capacity >= 1, "a replay buffer holds 1 or more transitions, not %s", capacity);
        }

        @Override
        public ReplayBuffer create(int observationSize) {
            return new ReplayBuffer(capacity, observationSize);
        }
    }

    record Prioritized(int capacity, double alpha, Schedule beta) implements Replay {
        public Prioritized {
            Require.that(capacity >= 1, "a replay buffer holds 1 or more transitions, not %s", capacity);
            Require.that(alpha >= 0 && alpha <= 1, "alpha of prioritized replay is in [0, 1], not %s", alpha);
            beta.requireRange("beta", 0, 1);
        }

        @Override
        public ReplayBuffer create(int observationSize) {
            return new PrioritizedReplayBuffer(capacity, observationSize, alpha, beta);
        }
    }
}
