package deepq.agent;

import deepq.random.Require;

/**
 * When the agent is tested during training, and when it has passed. Every {@code every} environment steps, once
 * learning has begun, {@code episodes} greedy episodes are played in environments of their own; if their mean return
 * is at least {@code threshold}, {@code confirmation} more are played, and if theirs is too, training is over.
 *
 * @param every environment steps between tests; 0: never tested
 * @param threshold mean return to be reached; infinite: tested, but never stopped
 */
public record StopRule(int every, int episodes, double threshold, int confirmation) {
    private static final int MOST = 100_000;

    public StopRule {
        Require.that(every >= 0, "tests come every 1 or more steps (0: never), not every %s", every);
        boolean some = every == 0 || episodes >= 1 && episodes <= MOST && confirmation >= 0 && confirmation <= MOST;
        String given = episodes + " and " + confirmation;
        Require.that(some, "a test needs 1 to 100,000 episodes, and 0 to 100,000 to confirm, not %s", given);
        Require.that(!Double.isNaN(threshold), "the threshold of a stop rule is a number, not NaN");
    }

    /** Never tested, never stopped. */
    public static StopRule none() {
        return new StopRule(0, 0, Double.POSITIVE_INFINITY, 0);
    }

    /** Tested with 20 episodes, and 100 more to confirm. */
    public static StopRule atMean(double threshold, int every) {
        return new StopRule(every, 20, threshold, 100);
    }

    /** Tested all along, never stopped: for watching whether an agent stays good. */
    public static StopRule onlyTest(int every, int episodes) {
        return new StopRule(every, episodes, Double.POSITIVE_INFINITY, 0);
    }
}
