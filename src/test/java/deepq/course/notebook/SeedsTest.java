package deepq.course.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SeedsTest {
    @Test
    void theyBeginWhereTheOffsetSays() {
        assertArrayEquals(new long[] {0, 1, 2}, Seeds.of(3, 0));
        assertArrayEquals(new long[] {1000, 1001}, Seeds.of(2, 1000));
        assertEquals(0, Seeds.offset(null));
        assertEquals(0, Seeds.offset(" "));
        assertEquals(2000, Seeds.offset("2000"));
    }

    @Test
    void theSystemPropertySetsTheOffset() {
        String before = System.getProperty("deepq.seeds");
        System.setProperty("deepq.seeds", "31000");
        try {
            assertArrayEquals(new long[] {31000, 31001}, Seeds.of(2));
            assertEquals(31000, Seeds.first());
        } finally {
            if (before == null) {
                System.clearProperty("deepq.seeds");
            } else {
                System.setProperty("deepq.seeds", before);
            }
        }
    }

    @Test
    void nonsenseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Seeds.of(0));
        assertThrows(IllegalArgumentException.class, () -> Seeds.offset("-1"));
        assertThrows(IllegalArgumentException.class, () -> Seeds.offset("many"));
    }
}
