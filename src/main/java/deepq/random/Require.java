package deepq.random;

import java.util.Locale;

/** Refuses what makes no sense, at the earliest moment and with the offending value. */
public final class Require {
    private Require() {}

    /**
     * Throws IllegalArgumentException, with the values in the message's places (%s, %d), unless the condition holds.
     */
    public static void that(boolean condition, String message, Object... values) {
        if (!condition) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, message, values));
        }
    }

    /** Throws IllegalStateException, with the values in the message's places (%s, %d), unless the condition holds. */
    public static void state(boolean condition, String message, Object... values) {
        if (!condition) {
            throw new IllegalStateException(String.format(Locale.ROOT, message, values));
        }
    }
}
