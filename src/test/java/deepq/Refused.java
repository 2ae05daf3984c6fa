package deepq;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;

/** What is refused is refused in words. */
public final class Refused {
    private Refused() {}

    /** Demands an exception of this type with these words in its message. */
    public static void refused(Class<? extends Throwable> type, String words, Executable action) {
        String message = assertThrows(type, action).getMessage();
        assertTrue(message.contains(words), message);
    }

    /** Demands an IllegalArgumentException with these words in its message. */
    public static void refused(String words, Executable action) {
        refused(IllegalArgumentException.class, words, action);
    }
}
