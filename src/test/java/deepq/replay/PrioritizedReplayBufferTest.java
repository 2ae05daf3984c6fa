package deepq.replay;

import static deepq.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import deepq.Described;
import deepq.Golden;
import deepq.policy.Schedule;
import deepq.random.Pcg64;
import java.io.IOException;
import java.util.Arrays;
import java.util.PrimitiveIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class PrioritizedReplayBufferTest {
    private static Transition transition(int number) {
        return new Transition(new float[] {1}, number, number, new float[] {1}, 1);
    }

    private static PrioritizedReplayBuffer buffer(int capacity, double alpha, int added) {
        PrioritizedReplayBuffer buffer = new PrioritizedReplayBuffer(capacity, 1, alpha, Schedule.constant(0.4));
        for (int i = 0; i < added; i++) {
            buffer.add(transition(i));
        }
        return buffer;
    }

    /** P(i): the chance of a slot to be the next one drawn. */
    private static double probability(PrioritizedReplayBuffer buffer, int slot) {
        return buffer.priorities.get(slot) / buffer.priorities.total();
    }

    private static void prioritize(PrioritizedReplayBuffer buffer, double... tdErrors) {
        Batch batch = new Batch(tdErrors.length, 1);
        float[] errors = new float[tdErrors.length];
        for (int i = 0; i < errors.length; i++) {
            batch.indices[i] = i;
            errors[i] = (float) tdErrors[i];
        }
        buffer.updatePriorities(batch, errors);
    }

    @ParameterizedTest
    @Golden.Each("learning_math prioritized_sampling")
    void probabilitiesDrawsAndWeightsAreThoseOfTheGoldenData(JsonNode golden) {
        double[] errors = Golden.doubles(golden.get("abs_td"));
        PrioritizedReplayBuffer buffer = buffer(8, golden.get("alpha").asDouble(), errors.length);
        prioritize(buffer, errors);
        for (int i = 0; i < errors.length; i++) {
            assertEquals(
                    golden.get("probability").get(i).asDouble(), probability(buffer, i), 1e-7); // TD errors are float
        }
        Batch batch = new Batch(3, 1);
        PrimitiveIterator.OfDouble uniforms =
                Arrays.stream(Golden.doubles(golden.get("stratified_uniforms"))).iterator();
        buffer.sample(batch, golden.get("beta").asDouble(), uniforms::nextDouble);
        assertArrayEquals(Golden.ints(golden.get("stratified_indices")), batch.indices);
        assertArrayEquals(Golden.floats(golden.get("weights_over_batch_max")), batch.weights, 1e-6f);
    }

    @ParameterizedTest
    @Golden.Each("learning_math prioritized_sampling")
    void aBatchThatHoldsTheRarestHasTheWeightsOverTheWholeBuffer(JsonNode golden) {
        double[] errors = Golden.doubles(golden.get("abs_td"));
        PrioritizedReplayBuffer buffer = buffer(6, golden.get("alpha").asDouble(), errors.length);
        prioritize(buffer, errors);
        Batch batch = new Batch(100, 1);
        buffer.sample(batch, golden.get("beta").asDouble(), new Pcg64(1)::random);
        for (int row = 0; row < batch.size(); row++) {
            double expected = golden.get("weights_over_buffer_max")
                    .get(batch.indices[row])
                    .asDouble();
            assertEquals(expected, batch.weights[row], 1e-6);
        }
    }

    @Test
    void betaIsTakenAtTheUpdate() {
        PrioritizedReplayBuffer buffer = new PrioritizedReplayBuffer(2, 1, 1, Schedule.linear(0, 1, 10));
        buffer.add(transition(0));
        buffer.add(transition(1));
        prioritize(buffer, 1, 4);
        Batch batch = new Batch(10, 1);
        for (int update : new int[] {0, 5, 10}) {
            buffer.sample(batch, update, new Pcg64(1)); // beta at this update
            for (int row = 0; row < 10; row++) {
                assertEquals(batch.indices[row] == 0 ? 1 : Math.pow(0.25, update / 10.0), batch.weights[row], 1e-6);
            }
        }
    }

    @Test
    void aNewTransitionHasTheLargestPriorityThereEverWas() {
        PrioritizedReplayBuffer buffer = buffer(4, 1, 2);
        prioritize(buffer, 9, 3);
        prioritize(buffer, 1, 3);
        buffer.add(transition(0));
        assertEquals(9 / 13.0, probability(buffer, 2), 1e-6);
    }

    @Test
    void ofARowDrawnTwiceTheLastErrorCounts() {
        PrioritizedReplayBuffer buffer = buffer(2, 1, 2);
        Batch batch = new Batch(3, 1);
        batch.indices[0] = 1; // rows 1 and 2 are slot 0
        buffer.updatePriorities(batch, new float[] {2, 5, -6});
        assertEquals(0.75, probability(buffer, 0), 1e-6);
    }

    @Test
    void aDrawAtTheVeryTopIsTheLastWrittenSlot() {
        for (int capacity : new int[] {1, 2, 3, 5, 8, 100}) {
            for (int added = 1; added <= capacity; added++) {
                PrioritizedReplayBuffer buffer = buffer(capacity, 0.6, added);
                Batch batch = new Batch(1, 1);
                buffer.sample(batch, 0.4, () -> Math.nextDown(1.0));
                assertEquals(added - 1, batch.indices[0]);
            }
        }
    }

    @Test
    void anErrorOfZeroCanStillBeDrawnAndOneThatIsNoNumberIsRefused() {
        Batch one = new Batch(1, 1);
        assertThrows(IllegalStateException.class, () -> buffer(2, 1, 0).sample(one, 1, new Pcg64(0)::random), "empty");
        PrioritizedReplayBuffer buffer = buffer(2, 1, 2);
        prioritize(buffer, 0, 0);
        assertEquals(0.5, probability(buffer, 1));
        assertThrows(IllegalArgumentException.class, () -> prioritize(buffer, 1, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> prioritize(buffer, Double.POSITIVE_INFINITY, 1));
    }

    private static byte[] written(PrioritizedReplayBuffer buffer) throws IOException {
        return Described.written(buffer::describe);
    }

    @Test
    void readBackItGoesOnAsIfNothingHadHappened() throws IOException {
        PrioritizedReplayBuffer buffer = buffer(5, 0.7, 8);
        prioritize(buffer, 3, 1, 4, 1, 5);
        PrioritizedReplayBuffer resumed = buffer(5, 0.7, 2);
        Described.read(resumed::describe, written(buffer));
        buffer.add(transition(1));
        resumed.add(transition(1));
        assertArrayEquals(written(buffer), written(resumed));
        Batch batch = new Batch(20, 1);
        Batch again = new Batch(20, 1);
        buffer.sample(batch, 0.4, new Pcg64(3)::random);
        resumed.sample(again, 0.4, new Pcg64(3)::random);
        assertArrayEquals(batch.indices, again.indices);
        assertArrayEquals(batch.weights, again.weights);
    }

    @Test
    void aStreamThatDoesNotFitIsRefused() throws IOException {
        byte[] bytes = written(buffer(3, 0.5, 3));
        assertThrows(IOException.class, () -> Described.read(buffer(3, 0.6, 0)::describe, bytes));
        assertThrows(IOException.class, () -> Described.read(buffer(4, 0.5, 0)::describe, bytes));
        Arrays.fill(bytes, bytes.length - 8, bytes.length, (byte) 0); // a priority of zero
        refused(IOException.class, "priority of 0.0", () -> Described.read(buffer(3, 0.5, 0)::describe, bytes));
    }
}
