package deepq.course.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ExerciseTest {
    private static String hint() {
        return Exercise.lastFeedback().hint();
    }

    private static Exercise<UnaryOperator<Integer>> doubled() {
        return Exercise.<UnaryOperator<Integer>>of("Doubled", x -> 2 * x)
                .task("1", f -> f.apply(1))
                .task("5", f -> f.apply(5))
                .mistake("squared", x -> x * x, "Twice, not times itself.")
                .otherwise("Add it to itself.");
    }

    @Test
    void theTargetPassesAndItsMistakesGetTheirHints() {
        Exercises03.tdTarget((reward, gamma, maxNext) -> reward + gamma * maxNext);
        assertTrue(Exercise.lastFeedback().passed());
        Exercises03.tdTarget((reward, gamma, maxNext) -> reward + maxNext);
        assertEquals("no-discount", hint());
        Exercises03.tdTarget((reward, gamma, maxNext) -> gamma * maxNext);
        assertEquals("no-reward", hint());
        Exercises03.tdTarget((reward, gamma, maxNext) -> reward);
        assertEquals("only-reward", hint());
        Exercises03.tdTarget((reward, gamma, maxNext) -> gamma * (reward + maxNext));
        assertEquals("discounted-reward", hint());
        Exercises03.tdTarget((reward, gamma, maxNext) -> Exercise.todo());
        assertEquals("not-yet", hint());
        Exercises03.tdTarget(null);
        assertEquals("not-yet", hint());
    }

    @Test
    void theTargetAtTheEndPassesAndItsMistakesGetTheirHints() {
        Exercises09.targetAtEnd((r, gamma, next, fell, capped) -> r + (fell ? 0 : gamma * next));
        assertTrue(Exercise.lastFeedback().passed());
        Exercises09.targetAtEnd((r, gamma, next, fell, capped) -> r + (fell || capped ? 0 : gamma * next));
        assertEquals("limit-as-end", hint());
        Exercises09.targetAtEnd((r, gamma, next, fell, capped) -> r + gamma * next);
        assertEquals("never-ends", hint());
        Exercises09.targetAtEnd((r, gamma, next, fell, capped) -> fell && !capped ? r : r + gamma * next);
        assertEquals("limit-wins", hint());
        Exercises09.targetAtEnd((r, gamma, next, fell, capped) -> fell ? 0 : r + gamma * next);
        assertEquals("nothing-at-end", hint());
    }

    @Test
    void anUnknownMistakeIsShownWithoutTheAnswer() {
        doubled().check(x -> x + 1);
        Feedback feedback = Exercise.lastFeedback();
        assertEquals("other", feedback.hint());
        assertEquals("With 5 your answer gives 6, which is not right. Add it to itself.", feedback.text());
        assertFalse(feedback.text().contains("10"));
    }

    @Test
    void anExceptionIsFeedback() {
        doubled().check(x -> x / 0);
        assertEquals("exception", hint());
        assertTrue(Exercise.lastFeedback().text().contains("/ by zero"));
        doubled().check(x -> recursion(x));
        assertEquals("exception", hint());
    }

    private static int recursion(int x) {
        return recursion(x + 1) + 1;
    }

    @Test
    void anEndlessAnswerEndsWithItsHint() {
        doubled()
                .check(
                        x -> {
                            while (x > 0) {
                                Thread.onSpinWait();
                            }
                            return x;
                        },
                        0.1);
        assertEquals("endless", hint());
        assertTrue(Exercise.lastFeedback().text().startsWith("With 1 your answer had not come to an end"));
    }

    @Test
    void anAnswerThatWaitsIsInterrupted() throws Exception {
        Thread[] worker = new Thread[1];
        doubled()
                .check(
                        x -> {
                            worker[0] = Thread.currentThread();
                            try {
                                Thread.sleep(60_000);
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                            return x;
                        },
                        0.1);
        assertEquals("endless", hint());
        worker[0].join(10_000);
        assertFalse(worker[0].isAlive());
    }

    @Test
    void resultsAreComparedByValue() {
        assertTrue(Exercise.same(1, 1.0));
        assertTrue(Exercise.same(0.1 + 0.2, 0.3));
        assertTrue(Exercise.same(0.1f, 0.1));
        assertFalse(Exercise.same(0.1, 0.1000001));
        assertTrue(Exercise.same(Double.NaN, Double.NaN));
        assertTrue(Exercise.same(new double[][] {{1}, {2}}, new double[][] {{1}, {2}}));
        assertFalse(Exercise.same(new int[] {1}, new int[] {1, 2}));
        assertTrue(Exercise.same(List.of(1, 2.0), List.of(1.0, 2)));
        assertFalse(Exercise.same(null, 0));
    }
}
