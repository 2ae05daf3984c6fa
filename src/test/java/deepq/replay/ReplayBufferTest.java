package deepq.replay;

import static deepq.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import deepq.Described;
import deepq.Golden;
import deepq.random.Pcg64;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayBufferTest {
    private static void add(ReplayBuffer buffer, int number) {
        buffer.add(new Transition(
                new float[] {number, number + 0.5f},
                number % 3,
                number * 10,
                new float[] {-1, number},
                number % 2 == 0 ? 0.99f : 0));
    }

    private static Batch draw(ReplayBuffer buffer, int rows, int seed) {
        Batch batch = new Batch(rows, 2);
        buffer.sample(batch, 0, new Pcg64(seed));
        return batch;
    }

    @Test
    void theRingKeepsTheNewestAsTheGoldenDataSay() {
        JsonNode golden =
                Golden.records("learning_math", "ring_buffer").findFirst().orElseThrow();
        ReplayBuffer buffer = new ReplayBuffer(golden.get("capacity").asInt(), 2);
        for (JsonNode row : golden.get("rows")) {
            add(buffer, row.get(0).asInt());
            assertEquals(row.get(1).asInt(), buffer.size());
            Batch batch = draw(buffer, 200, 1);
            for (int i = 0; i < 200; i++) {
                assertEquals(row.get(3).get(batch.indices[i]).asInt(), batch.observations[2 * i]);
            }
            assertEquals(
                    buffer.size(),
                    new TreeSet<>(Arrays.stream(batch.indices).boxed().toList()).size());
        }
    }

    @Test
    void aRowComesBackAsItWasStored() {
        ReplayBuffer buffer = new ReplayBuffer(5, 2);
        for (int number = 1; number <= 7; number++) {
            add(buffer, number);
        }
        Batch batch = draw(buffer, 50, 2);
        for (int i = 0; i < 50; i++) {
            float number = batch.observations[2 * i];
            assertEquals(number + 0.5f, batch.observations[2 * i + 1]);
            assertEquals(-1, batch.nextObservations[2 * i]);
            assertEquals(number, batch.nextObservations[2 * i + 1]);
            assertEquals((int) number % 3, batch.actions[i]);
            assertEquals(number * 10, batch.rewards[i]);
            assertEquals(number % 2 == 0 ? 0.99f : 0, batch.discounts[i]);
            assertEquals(1, batch.weights[i]);
        }
    }

    @Test
    void whatWasStoredDoesNotChangeWithTheCallersArrays() {
        ReplayBuffer buffer = new ReplayBuffer(1, 2);
        float[] rows = {1, 2};
        buffer.add(new Transition(rows, 0, 0, rows, 1));
        Arrays.fill(rows, 99);
        Batch batch = draw(buffer, 1, 0);
        Arrays.fill(batch.observations, 77);
        batch = draw(buffer, 1, 0);
        assertArrayEquals(new float[] {1, 2}, batch.observations);
        assertArrayEquals(new float[] {1, 2}, batch.nextObservations);
    }

    @Test
    void samplingIsUniformAndTakesOneWholeNumberARow() {
        int slots = 20;
        ReplayBuffer buffer = new ReplayBuffer(slots, 2);
        for (int number = 0; number < slots; number++) {
            add(buffer, number);
        }
        int draws = 100_000;
        Batch batch = draw(buffer, draws, 3);
        Pcg64 same = new Pcg64(3);
        int[] counts = new int[slots];
        for (int index : batch.indices) {
            assertEquals(same.integers(slots), index);
            counts[index]++;
        }
        double expected = (double) draws / slots;
        double chiSquare = Arrays.stream(counts)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        assertTrue(chiSquare < 43.8, "chi-square with 19 degrees of freedom, 0.1%: " + chiSquare);
    }

    @Test
    void anEmptyBufferAndAWrongBatchAreRefused() {
        ReplayBuffer buffer = new ReplayBuffer(3, 2);
        assertThrows(IllegalStateException.class, () -> draw(buffer, 1, 0));
        add(buffer, 1);
        assertThrows(IllegalArgumentException.class, () -> buffer.sample(new Batch(4, 3), 0, new Pcg64(0)));
    }

    @Test
    void aTransitionThatCannotBeIsRefused() {
        ReplayBuffer buffer = new ReplayBuffer(3, 2);
        float[] two = {1, 2};
        float[] three = {1, 2, 3};
        for (Transition wrong : List.of(
                new Transition(three, 0, 0, two, 1),
                new Transition(two, 0, 0, three, 1),
                new Transition(two, -5, 0, two, 1),
                new Transition(two, 0, Float.NaN, two, 1),
                new Transition(two, 0, 0, two, Float.POSITIVE_INFINITY))) {
            assertThrows(IllegalArgumentException.class, () -> buffer.add(wrong));
        }
        assertEquals(0, buffer.size());
    }

    @Test
    void aBatchFilledByHandWeighsEachRowOnce() {
        assertArrayEquals(new float[] {1, 1, 1}, new Batch(3, 2).weights);
        assertThrows(IllegalArgumentException.class, () -> new Batch(65_536, 65_536));
    }

    @ParameterizedTest
    @CsvSource({"0, 4", "4, 0", "-1, 4", "1000000, 1000000"})
    void sizesThatCannotBeAreRefused(int capacity, int observationSize) {
        assertThrows(IllegalArgumentException.class, () -> new ReplayBuffer(capacity, observationSize));
    }

    private static byte[] written(ReplayBuffer buffer) throws IOException {
        return Described.written(buffer::describe);
    }

    @ParameterizedTest
    @CsvSource({"0", "2", "5", "6", "13"})
    void readBackItGoesOnAsIfNothingHadHappened(int added) throws IOException {
        ReplayBuffer buffer = new ReplayBuffer(5, 2);
        for (int number = 0; number < added; number++) {
            add(buffer, number);
        }
        ReplayBuffer resumed = new ReplayBuffer(5, 2);
        add(resumed, 99);
        Described.read(resumed::describe, written(buffer));
        assertArrayEquals(written(buffer), written(resumed));
        add(buffer, 50);
        add(resumed, 50);
        assertArrayEquals(written(buffer), written(resumed));
        assertArrayEquals(draw(buffer, 30, 4).rewards, draw(resumed, 30, 4).rewards);
    }

    @Test
    void aBufferThatKeepsSomethingAndDescribesNothingCannotBeSaved() {
        ReplayBuffer own = new ReplayBuffer(5, 2) {
            private int draws;

            @Override
            public void sample(Batch out, long update, Pcg64 random) {
                copy(draws++ % size(), out, 0);
            }
        };
        refused(IllegalStateException.class, "it keeps draws, so it has to override describe", () -> written(own));
    }

    @Test
    void aStreamThatDoesNotFitIsRefused() throws IOException {
        ReplayBuffer buffer = new ReplayBuffer(5, 2);
        add(buffer, 1);
        byte[] bytes = written(buffer);
        assertThrows(IOException.class, () -> Described.read(new ReplayBuffer(6, 2)::describe, bytes));
        assertThrows(IOException.class, () -> Described.read(new ReplayBuffer(5, 3)::describe, bytes));
        assertThrows(IOException.class, () -> Described.read(buffer::describe, Arrays.copyOf(bytes, bytes.length - 1)));
        bytes[bytes.length - 32 - 9] = 6; // the size, before the position and one transition of 32 bytes
        assertThrows(IOException.class, () -> Described.read(buffer::describe, bytes));
    }
}
