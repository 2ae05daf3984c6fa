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
        return of(count, offset(System.getProperty("deepq.seeds", System.getenv("DEEPQ_SEEDS"))));
    }

    /** The first of them, for what is shown on one seed. */
    public static long first() {
        return of(1)[0];
    }

    static long[] of(int count, long offset) {
        Require.that(count >= 1, "an experiment needs 1 or more seeds, not %s", count);
        return LongStream.range(offset, offset + count).toArray();
    }

    static long offset(String text) {
        if (text == null || text.isBlank()) {
            return 0;
        }
        boolean fits = text.strip().matches("\\d{1,15}");
        String refusal = "deepq.seeds or DEEPQ_SEEDS is the first seed, a whole number of 0 or more, not \"%s\"";
        Require.that(fits, refusal, text);
        return Long.parseLong(text.strip());
    }
}
