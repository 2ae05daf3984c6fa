package deepq.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedStreamsTest {
    /** In numpy SeedSequence([low word, high word, each signed byte + 256]).generate_state(1, uint64) // 2. */
    @Test
    void theSeedsAreThoseOfNumpysSeedSequence() {
        assertEquals(7707147113826477281L, new SeedStreams(0).seed("replay"));
        assertEquals(3717377837946358015L, new SeedStreams(1).seed(""));
        assertEquals(7869059217700981327L, new SeedStreams((1L << 40) + 7).seed("gr\u00f6\u00dfe"));
    }

    @Test
    void rootsAndNamesAllGiveDifferentSeeds() {
        Set<Long> seeds = new HashSet<>();
        for (long root = 0; root < 100; root++) {
            for (String name : List.of("", "\0", "a", "b", "ab", "ba", "aa", "environment", "exploration", "replay")) {
                seeds.add(new SeedStreams(root).seed(name));
            }
        }
        assertEquals(1000, seeds.size());
        seeds.forEach(seed -> assertTrue(seed >= 0));
    }

    @Test
    void aNegativeRootIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SeedStreams(-1));
    }
}
