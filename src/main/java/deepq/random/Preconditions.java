package deepq.random;

import java.util.Locale;

/** Refuse what makes no sense, at the earliest moment and with the offending value. Named as Guava's, whose idiom it is. */
public final class Preconditions {
    private Preconditions() {}

    /** Throws IllegalArgumentException, with the values in the message's places (%s, %d), unless the condition holds. */
    public static void checkArgument(boolean condition, String message, Object... values) {
        if (!condition) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, message, values));
        }
    }

    /** Throws IllegalStateException, with the values in the message's places (%s, %d), unless the condition holds. */
    public static void checkState(boolean condition, String message, Object... values) {
        if (!condition) {
            throw new IllegalStateException(String.format(Locale.ROOT, message, values));
        }
    }
}
