package deepq.course.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SeedsTest {
    private final String before = System.getProperty("deepq.seeds");

    @AfterEach
    void restore() {
        begin(before);
    }

    private static void begin(String text) {
        if (text == null) {
            System.clearProperty("deepq.seeds");
        } else {
            System.setProperty("deepq.seeds", text);
        }
    }

    @Test
    void theyBeginWhereThePropertySays() {
        begin(" ");
        assertArrayEquals(new long[] {0, 1, 2}, Seeds.of(3));
        begin("31000");
        assertArrayEquals(new long[] {31000, 31001}, Seeds.of(2));
        assertEquals(31000, Seeds.first());
    }

    @Test
    void nonsenseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Seeds.of(0));
        for (String text : new String[] {"-1", "many"}) {
            begin(text);
            assertThrows(IllegalArgumentException.class, () -> Seeds.of(1), text);
        }
    }
}
