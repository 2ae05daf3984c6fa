package deepq.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import deepq.Described;
import deepq.Golden;
import deepq.env.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class NStepTest {
    /** In these tests an observation is the number of the step before it. */
    private record Seen(float start, int action, float reward, float next, float discount) {}

    private static Consumer<Transition> into(List<Seen> seen) {
        return t ->
                seen.add(new Seen(t.observation()[0], t.action(), t.reward(), t.nextObservation()[0], t.discount()));
    }

    private static void step(NStep window, int t, double reward, boolean end, boolean cut, Consumer<Transition> to) {
        window.add(new float[] {t}, t % 4, new Step<>(new float[] {t + 1}, reward, end, cut), to);
    }

    private static Set<Integer> steps(JsonNode array) {
        Set<Integer> steps = new HashSet<>();
        array.forEach(step -> steps.add(step.asInt()));
        return steps;
    }

    @ParameterizedTest
    @Golden.Each("learning_math n_step")
    void returnsAndDiscountsAreThoseOfTheGoldenData(JsonNode golden) {
        double[] rewards = Golden.doubles(golden.get("rewards"));
        Set<Integer> terminated = steps(golden.get("terminated_at"));
        Set<Integer> truncated = steps(golden.get("truncated_at"));
        int checked = 0;
        for (JsonNode row : golden.get("rows")) {
            List<Seen> seen = new ArrayList<>();
            NStep window = new NStep(row.get(0).asInt(), row.get(1).asDouble(), 1);
            for (int t = 0; t < rewards.length; t++) {
                step(window, t, rewards[t], terminated.contains(t), truncated.contains(t), into(seen));
            }
            int start = row.get(2).asInt();
            Seen transition = seen.stream()
                    .filter(one -> one.start() == start)
                    .findFirst()
                    .orElseThrow();
            assertEquals(
                    row.get(3).asDouble(),
                    transition.reward(),
                    3e-7 * (1 + Math.abs(row.get(3).asDouble())));
            assertEquals(row.get(5).asInt() + 1, transition.next());
            assertEquals((float) row.get(6).asDouble(), transition.discount(), 6e-8f);
            assertEquals(start % 4, transition.action());
            checked++;
        }
        assertTrue(checked > 10);
    }

    @Test
    void atTheEndEveryOpenStepIsEmittedOnceOldestFirst() {
        List<Seen> seen = new ArrayList<>();
        NStep window = new NStep(3, 0.5, 1);
        for (int t = 0; t < 5; t++) {
            step(window, t, 1, t == 4, false, into(seen));
        }
        assertEquals(
                List.of(
                        new Seen(0, 0, 1.75f, 3, 0.125f),
                        new Seen(1, 1, 1.75f, 4, 0.125f),
                        new Seen(2, 2, 1.75f, 5, 0),
                        new Seen(3, 3, 1.5f, 5, 0),
                        new Seen(4, 0, 1, 5, 0)),
                seen);
    }

    @Test
    void terminationWinsWhereBothAreTrue() {
        List<Seen> seen = new ArrayList<>();
        step(new NStep(2, 0.5, 1), 0, 1, true, true, into(seen));
        assertEquals(List.of(new Seen(0, 0, 1, 1, 0)), seen);
    }

    @Test
    void readBackItGoesOnAsIfNothingHadHappened() throws IOException {
        for (int stop = 0; stop < 12; stop++) {
            NStep window = new NStep(4, 0.9, 1);
            NStep resumed = new NStep(4, 0.9, 1);
            List<Seen> seen = new ArrayList<>();
            List<Seen> after = new ArrayList<>();
            for (int t = 0; t < 20; t++) {
                if (t == stop) {
                    Described.read(resumed::describe, written(window));
                    seen.clear();
                }
                step(window, t, t, t % 6 == 5, false, into(seen));
                if (t >= stop) {
                    step(resumed, t, t, t % 6 == 5, false, into(after));
                }
            }
            assertEquals(seen, after);
            assertArrayEquals(written(window), written(resumed));
        }
    }

    private static byte[] written(NStep window) throws IOException {
        return Described.written(window::describe);
    }

    @Test
    void aStreamThatDoesNotFitIsRefused() throws IOException {
        byte[] bytes = written(new NStep(4, 0.9, 1));
        assertThrows(IOException.class, () -> Described.read(new NStep(3, 0.9, 1)::describe, bytes));
        assertThrows(IOException.class, () -> Described.read(new NStep(4, 0.8, 1)::describe, bytes));
        bytes[bytes.length - 1] = 4; // the open steps, of which n - 1 is the most
        byte[] full = Arrays.copyOf(bytes, bytes.length + 64);
        assertThrows(IOException.class, () -> Described.read(new NStep(4, 0.9, 1)::describe, full));
    }

    @Test
    void numbersThatCannotBeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new NStep(0, 0.9, 1));
        assertThrows(IllegalArgumentException.class, () -> new NStep(1, 1.1, 1));
        assertThrows(IllegalArgumentException.class, () -> new NStep(1, Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> new NStep(1, 0.9, 0));
    }
}
