package deepq.course.notebook;

/**
 * A sentence of a notebook that its own numbers must bear out: {@code Claim.check(mean >= 475, "the agent solves CartPole-v1");}. The reader sees a note, green
 * or red and in words. Where the environment variable DEEPQ_CLAIMS is {@code strict} (the launcher's run and render, and the tests), a claim that does not hold
 * stops the notebook.
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
        check(holds, claim, "strict".equals(System.getenv("DEEPQ_CLAIMS")));
    }

    static void check(boolean holds, String claim, boolean strict) {
        Notebook.show(
                new Note(holds ? Note.Kind.GOOD : Note.Kind.BAD, holds ? "Holds:" : "Does not hold here:", claim));
        if (strict && !holds) {
            throw new Failed(claim);
        }
    }
}
