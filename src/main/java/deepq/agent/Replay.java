package deepq.agent;

import deepq.policy.Schedule;

/** What the agent learns from: the transition just seen, or a memory of past ones (Lin 1992; Mnih et al. 2015). */
public sealed interface Replay {
    /** Online: each update learns from the transitions of the step just taken, one of each environment, and forgets them. */
    static Replay none() {
        return new None();
    }

    /** The last {@code capacity} transitions, all equally likely, drawn with replacement. */
    static Replay uniform(int capacity) {
        return new Uniform(capacity);
    }

    /**
     * Drawn in proportion to |TD error|^alpha, corrected by importance weights of exponent beta (Schaul et al. 2016,
     * "Prioritized experience replay").
     *
     * @param alpha 0 (uniform) to 1
     * @param beta by update, 0 to 1; usually rises to 1
     */
    static Replay prioritized(int capacity, double alpha, Schedule beta) {
        return new Prioritized(capacity, alpha, beta);
    }

    record None() implements Replay {
        @Override
        public String toString() {
            return "none";
        }
    }

    record Uniform(int capacity) implements Replay {
        public Uniform {
            requireCapacity(capacity);
        }

        @Override
        public String toString() {
            return "uniform(" + capacity + ")";
        }
    }

    record Prioritized(int capacity, double alpha, Schedule beta) implements Replay {
        public Prioritized {
            requireCapacity(capacity);
            if (!(alpha >= 0 && alpha <= 1)) {
                throw new IllegalArgumentException("alpha of prioritized replay is in [0, 1], not " + alpha);
            }
            ConfigText.requireRange("beta of prioritized replay", beta, 0, 1);
        }

        @Override
        public String toString() {
            return "prioritized(" + capacity + ", " + alpha + ", " + ConfigText.of(beta) + ")";
        }
    }

    private static void requireCapacity(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a replay buffer holds 1 or more transitions, not " + capacity);
        }
    }
}
