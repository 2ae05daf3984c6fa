package deepq.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import deepq.Golden;
import deepq.random.Pcg64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpaceTest {
    @ParameterizedTest
    @Golden.Each("numpy_random pcg64")
    void discreteSamplesAreGymnasiums(JsonNode record) {
        for (int n : new int[] {2, 3, 4, 6}) {
            Pcg64 random = new Pcg64(record.get("seed").asLong());
            Discrete space = new Discrete(n);
            StringBuilder drawn = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                drawn.append(space.sample(random));
            }
            assertEquals(record.get("Discrete_" + n + "_sample_20").asText(), drawn.toString());
        }
    }

    @Test
    void aDiscreteSpaceContainsZeroToBelowN() {
        Discrete space = new Discrete(3);
        assertTrue(space.contains(0) && space.contains(2));
        assertFalse(space.contains(-1) || space.contains(3) || space.contains(null));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 3, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void anActionThatDoesNotExistIsNamedWithTheRange(int action) {
        var error = assertThrows(IllegalArgumentException.class, () -> new Discrete(3).require(action));
        assertEquals("there is no action " + action + "; the actions are 0 to 2", error.getMessage());
    }

    @Test
    void aBoxContainsItsBoundsButNotNaNNorAnotherLength() {
        Box box = new Box(new float[] {0, Float.NEGATIVE_INFINITY}, new float[] {1, 2});
        assertTrue(box.contains(new float[] {0, 2}));
        assertTrue(box.contains(new float[] {1, -1e30f}));
        assertFalse(box.contains(new float[] {0, Math.nextUp(2f)}));
        assertFalse(box.contains(new float[] {Float.NaN, 0}));
        assertFalse(box.contains(new float[] {0}));
        assertFalse(box.contains(null));
    }

    @Test
    void aBoxSharesNoArrayWithItsCaller() {
        float[] low = {0};
        float[] high = {1};
        Box box = new Box(low, high);
        low[0] = 5;
        box.high()[0] = 5;
        assertEquals(new Box(new float[] {0}, new float[] {1}), box);
    }

    @Test
    void impossibleSpacesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Discrete(0));
        assertThrows(IllegalArgumentException.class, () -> new Box(new float[0], new float[0]));
        assertThrows(IllegalArgumentException.class, () -> new Box(new float[1], new float[2]));
        assertThrows(IllegalArgumentException.class, () -> new Box(new float[] {1}, new float[] {0}));
        assertThrows(IllegalArgumentException.class, () -> new Box(new float[] {Float.NaN}, new float[] {0}));
    }
}
