package deepq.random;

import static deepq.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import deepq.Described;
import deepq.Golden;
import java.io.IOException;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that numpy draws must be drawn here too, to the last bit. */
class Pcg64Test {
    @ParameterizedTest
    @Golden.Each("numpy_random pcg64")
    void theSeedSequenceMixesAsNumpysDoes(JsonNode numpy) {
        SeedSequence sequence = SeedSequence.of(numpy.get("seed").asLong());
        assertArrayEquals(
                hexadecimal(numpy.get("pool")),
                LongStream.range(0, 4)
                        .map(i -> sequence.pool[(int) i] & 0xffffffffL)
                        .toArray());
        assertArrayEquals(hexadecimal(numpy.get("generate_state_u64_4")), sequence.words(4));
    }

    @ParameterizedTest
    @Golden.Each("numpy_random pcg64")
    void whatIsDrawnIsNumpys(JsonNode numpy) {
        long[] words = hexadecimal(numpy.get("raw_u64_8"));
        assertArrayEquals(words, longs(numpy, words.length, Pcg64::nextLong));
        assertDoubles(numpy, "random_8", Pcg64::random);
        assertDoubles(numpy, "uniform_m005_005_8", random -> random.uniform(-0.05, 0.05));
        assertDoubles(numpy, "uniform_m06_m04_4_scalar_calls", random -> random.uniform(-0.6, -0.4));
        for (int n : new int[] {2, 3, 10, 1000}) {
            assertLongs(numpy, "integers_0_" + n + "_8_scalar_calls", random -> random.integers(n));
        }
        double[] probabilities = {0.1, 0.2, 0.7};
        assertLongs(numpy, "choice_p_.1_.2_.7_8", random -> random.choice(probabilities));
    }

    @ParameterizedTest
    @Golden.Each("numpy_random pcg64")
    void wholeNumbersAndDoublesMixAsInNumpy(JsonNode numpy) {
        double[] expected = Golden.doubles(numpy.get("mixed_int10_random_int10_int1_x3"));
        Pcg64 random = generator(numpy);
        for (int i = 0; i < expected.length; i++) {
            double drawn =
                    switch (i % 4) {
                        case 1 -> random.random();
                        case 3 -> random.integers(1);
                        default -> random.integers(10);
                    };
            assertEquals(expected[i], drawn, "draw " + i);
        }
    }

    @Test
    void aCertainChoiceCostsADrawAndACertainWholeNumberNone() {
        Pcg64 chosen = new Pcg64(5);
        chosen.choice(new double[] {1});
        Pcg64 reference = new Pcg64(5);
        assertEquals(0, reference.integers(1));
        reference.nextLong();
        assertEquals(reference.nextLong(), chosen.nextLong());
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void aNegativeSeedIsRefusedByItsValue(long seed) {
        refused(String.valueOf(seed), () -> new Pcg64(seed));
    }

    @Test
    void anEmptyRangeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Pcg64(0).integers(0));
        assertThrows(IllegalArgumentException.class, () -> new Pcg64(0).integers(-3));
    }

    @Test
    void theGaussianHasMeanZeroAndVarianceOne() {
        Pcg64 random = new Pcg64(0);
        int n = 100_000;
        double sum = 0;
        double squares = 0;
        double fourths = 0;
        for (int i = 0; i < n; i++) {
            double x = random.gaussian();
            sum += x;
            squares += x * x;
            fourths += x * x * x * x;
        }
        assertEquals(0, sum / n, 0.013); // four standard errors
        assertEquals(1, squares / n, 0.018);
        assertEquals(3, fourths / n, 0.13);
    }

    @Test
    void whatIsWrittenIsTheWholeState() throws IOException {
        Pcg64 random = new Pcg64(1);
        random.integers(10); // half a word is stored now
        Pcg64 read = new Pcg64(2);
        Described.read(read::describe, Described.written(random::describe));
        for (int i = 0; i < 20; i++) {
            assertEquals(random.integers(1000), read.integers(1000));
            assertEquals(random.random(), read.random());
        }
    }

    private static Pcg64 generator(JsonNode numpy) {
        return new Pcg64(numpy.get("seed").asLong());
    }

    private static void assertDoubles(JsonNode numpy, String field, ToDoubleFunction<Pcg64> draw) {
        Pcg64 random = generator(numpy);
        for (double expected : Golden.doubles(numpy.get(field))) {
            assertEquals(expected, draw.applyAsDouble(random), field);
        }
    }

    private static void assertLongs(JsonNode numpy, String field, ToLongFunction<Pcg64> draw) {
        long[] expected = StreamSupport.stream(numpy.get(field).spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .toArray();
        assertArrayEquals(expected, longs(numpy, expected.length, draw), field);
    }

    private static long[] longs(JsonNode numpy, int n, ToLongFunction<Pcg64> draw) {
        Pcg64 random = generator(numpy);
        return LongStream.range(0, n).map(i -> draw.applyAsLong(random)).toArray();
    }

    private static long[] hexadecimal(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToLong(node -> Long.parseUnsignedLong(node.asText().substring(2), 16))
                .toArray();
    }
}
