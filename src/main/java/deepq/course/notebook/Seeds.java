package deepq.course.notebook;

import deepq.random.Require;
import java.util.stream.LongStream;

/**
 * The seeds of the notebooks' experiments: 0, 1, 2, ..., or, to see whether what was found holds on seeds that nobody
 * looked at, as many others. The system property {@code deepq.seeds}, else the environment variable
 * {@code DEEPQ_SEEDS}, says where they begin.
 */
public final class Seeds {
    private Seeds() {}

    /** So many seeds, 1 or more, one after the other. */
    public static long[] of(int count) {
        Require.that(count >= 1, "an experiment needs 1 or more seeds, not %s", count);
        String given = System.getProperty("deepq.seeds", System.getenv("DEEPQ_SEEDS"));
        String text = given == null || given.isBlank() ? "0" : given.strip();
        String refusal = "deepq.seeds or DEEPQ_SEEDS is the first seed, a whole number of 0 or more, not \"%s\"";
        Require.that(text.matches("\\d{1,15}"), refusal, text);
        long first = Long.parseLong(text);
        return LongStream.range(first, first + count).toArray();
    }

    /** The first of them, for what is shown on one seed. */
    public static long first() {
        return of(1)[0];
    }
}
