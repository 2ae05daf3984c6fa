package deepq.course.notebook;

import deepq.experiment.Interval;
import deepq.experiment.Statistics;
import java.util.Locale;

/**
 * A sentence of a notebook that its own numbers must bear out:
 * {@code Claim.check(mean >= 475, "the agent solves CartPole-v1");}. The reader sees a note, green or red and in
 * words. Where the system property {@code deepq.claims}, else the environment variable DEEPQ_CLAIMS, is
 * {@code strict} (the launcher's run and render, and the tests), a claim that does not hold stops the notebook.
 */
public final class Claim {
    /** A claim did not hold, where claims are strict. */
    public static final class Failed extends AssertionError {
        private static final long serialVersionUID = 1;

        Failed(String claim) {
            super("This does not hold here: " + claim);
        }
    }

    private Claim() {}

    /**
     * Shows whether {@code claim} holds.
     *
     * @param claim a sentence or clause, with the numbers that it rests on
     * @throws Failed if it does not hold and claims are strict
     */
    public static void check(boolean holds, String claim) {
        check(holds, claim, strict());
    }

    /**
     * Shows whether the mean of {@code a} lies above that of {@code b} on the seeds that there are, not only on those
     * seen: the 95 % interval of the difference must lie above 0. The note ends with the difference.
     *
     * @param a a result of each seed; likewise for {@code b}
     */
    public static void above(double[] a, double[] b, String claim) {
        Interval difference = Statistics.difference(a, b);
        check(difference.low() > 0, claim + " (difference " + difference + ")");
    }

    /**
     * Shows whether more than half of all seeds do it: Wilson's 95 % interval of the share must lie above one half.
     * The note ends with the share.
     */
    public static void most(int successes, int seeds, String claim) {
        Interval share = Statistics.share(successes, seeds);
        String numbers = String.format(
                Locale.ROOT,
                " (%d of %d seeds; of all seeds %.0f%% to %.0f%%)",
                successes,
                seeds,
                100 * share.low(),
                100 * share.high());
        check(share.low() > 0.5, claim + numbers);
    }

    static void check(boolean holds, String claim, boolean strict) {
        Note.Kind kind = holds ? Note.Kind.GOOD : Note.Kind.BAD;
        Notebook.show(new Note(kind, holds ? "Holds:" : "Does not hold here:", claim));
        if (strict && !holds) {
            throw new Failed(claim);
        }
    }

    static boolean strict() {
        String environment = System.getenv("DEEPQ_CLAIMS");
        return "strict".equals(System.getProperty("deepq.claims", environment));
    }
}
