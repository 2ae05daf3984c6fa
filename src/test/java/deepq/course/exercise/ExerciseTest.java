package deepq.course.exercise;

import static deepq.course.exercise.Exercise.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.course.notebook.Note;
import deepq.course.notebook.Notebook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExerciseTest {
    /** For the short form: the reader sees the names of its parameters. */
    interface Scaled {
        double[] of(double[] values, float factor);
    }

    private static final List<Note> page = new ArrayList<>();

    @BeforeEach
    void emptyPage() {
        page.clear();
        Exercise.page = page::add;
    }

    @AfterAll
    static void pageOfTheNotebook() {
        Exercise.page = Notebook::show;
    }

    private static String hint() {
        return Exercise.lastFeedback().hint();
    }

    private static String text() {
        return Exercise.lastFeedback().text();
    }

    private static Exercise<UnaryOperator<Integer>> doubled() {
        return Exercise.<UnaryOperator<Integer>>of("Doubled", x -> 2 * x)
                .task("1", f -> f.apply(1))
                .task("5", f -> f.apply(5))
                .hint("Twice, not times itself.")
                .when(x -> x * x)
                .otherwise("Add it to itself.");
    }

    private static Exercise<Scaled> scaled() {
        return Exercise.<Scaled>of("Scaled", ExerciseTest::times)
                .with(row(1, 2), 3)
                .with(row(-0.5), 2)
                .hint("Times, not plus.")
                .when((values, factor) ->
                        Arrays.stream(values).map(x -> x + factor).toArray());
    }

    private static double[] times(double[] values, float factor) {
        return Arrays.stream(values).map(x -> x * factor).toArray();
    }

    @Test
    void aRightAnswerPassesAndIsHandedBack() {
        assertEquals(14, doubled().handBack(x -> x + x).apply(7));
        assertTrue(Exercise.lastFeedback().passed());
        assertTrue(text().endsWith("The cells below run on your answer."), text());
    }

    @Test
    void untilThenTheCoursesOwnAnswerIsHandedBack() {
        for (UnaryOperator<Integer> answer :
                Arrays.<UnaryOperator<Integer>>asList(x -> x * x, x -> x / (x - x), x -> Exercise.todo(), null)) {
            assertEquals(14, doubled().handBack(answer).apply(7));
            assertFalse(Exercise.lastFeedback().passed());
            assertTrue(text().endsWith("Until then the cells below run on the course's own answer."), text());
        }
        assertEquals(Feedback.NOT_YET, hint());
    }

    @Test
    void aCheckOnWhichNothingIsBuiltSpeaksOfNoCellsBelow() {
        doubled().check(x -> x + x);
        assertEquals("Well done.", text());
    }

    @Test
    void aKnownMistakeGetsItsHint() {
        doubled().check(x -> x * x);
        assertEquals(Feedback.KNOWN, hint());
        assertEquals("Twice, not times itself.", text());
    }

    @Test
    void anAnswerThatPassedAndThrowsLaterIsReplacedForGood() {
        int[] calls = {0};
        UnaryOperator<Integer> answer = doubled().handBack(x -> {
            if (x == 7) {
                calls[0]++;
                throw new IllegalStateException("seven");
            }
            return 2 * x;
        });
        assertEquals(8, answer.apply(4));
        assertEquals(14, answer.apply(7));
        assertEquals(14, answer.apply(7));
        assertEquals(1, calls[0]);
        assertEquals(2, page.size());
        assertEquals("Doubled: passed, but not right yet.", page.get(1).word());
        assertTrue(page.get(1).text().contains("seven"), page::toString);
    }

    @Test
    void anExceptionThatIsNotTheAnswersFaultComesThrough() {
        UnaryOperator<Integer> answer = doubled().handBack(x -> x + x);
        assertThrows(NullPointerException.class, () -> answer.apply(null));
        UnaryOperator<Integer> waiting = doubled().handBack(x -> {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException();
            }
            return x + x;
        });
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> waiting.apply(1));
        assertTrue(Thread.interrupted());
    }

    @Test
    void uncheckedAnAnswerIsHandedBackRightOrWrong() {
        System.setProperty("deepq.exercises", "unchecked");
        try {
            assertEquals(49, doubled().handBack(x -> x * x).apply(7));
            assertEquals(14, doubled().handBack(x -> Exercise.todo()).apply(7));
        } finally {
            System.clearProperty("deepq.exercises");
        }
    }

    @Test
    void aTaskMadeOfArgumentsIsToldByTheirNames() {
        scaled().check((values, factor) -> new double[] {7, factor});
        assertEquals(
                "With values {1, 2}, factor 3 your answer gives {7, 3}, which is not right. "
                        + "Compare each part with the text above.",
                text());
        scaled().check((values, factor) -> {
            double[] sums = new double[values.length];
            Arrays.setAll(sums, i -> values[i] + factor);
            return sums;
        });
        assertEquals("Times, not plus.", text());
    }

    @Test
    void anAnswerMustNotChangeWhatItWasGiven() {
        scaled().check((values, factor) -> {
            double[] right = times(values, factor);
            values[0] = 9;
            return right;
        });
        assertEquals(Feedback.CHANGED, hint());
        assertTrue(text().contains("values has changed"), text());
        scaled().check((values, factor) -> {
            Arrays.setAll(values, i -> values[i] + factor);
            return values;
        });
        assertEquals("Times, not plus.", text());
    }

    @Test
    void anAnswerThatIsToChangeWhatItWasGivenMustDoSo() {
        Exercise<Consumer<double[]>> cleared = Exercise.<Consumer<double[]>>of("Cleared", x -> Arrays.fill(x, 0))
                .with(row(1, 2));
        cleared.check(x -> x[0] = x[1] = 0);
        assertTrue(Exercise.lastFeedback().passed());
        cleared.check(x -> x[0] = 0);
        assertEquals(Feedback.OTHER, hint());
        assertTrue(text().contains("leaves {0, 2}"), text());
    }

    @Test
    void allValuesAreShownAsTheReaderKnowsThem() {
        assertEquals("{{1, 2.5}, {3}}", Words.of(List.of(List.of(1, 2.5), new double[] {3})));
        assertEquals("an object of Object", Words.of(new Object()));
        assertEquals("null", Words.of(null));
    }

    @Test
    void anUnknownMistakeIsShownWithoutTheAnswer() {
        doubled().check(x -> x + 1);
        Feedback feedback = Exercise.lastFeedback();
        assertEquals(Feedback.OTHER, feedback.hint());
        assertEquals("With 5 your answer gives 6, which is not right. Add it to itself.", feedback.text());
        assertFalse(feedback.text().contains("10"));
    }

    @Test
    void stepsThatAreCountedInALoopAreRight() {
        Exercises11.stepsToGo((gamma, value) -> {
            int steps = 0;
            for (double sum = 0; sum > value + 1e-9; steps++) {
                sum -= Math.pow(gamma, steps);
            }
            return steps;
        });
        assertTrue(Exercise.lastFeedback().passed(), text());
    }

    @Test
    void anExceptionIsFeedback() {
        doubled().check(x -> x / (x - x));
        assertEquals(Feedback.EXCEPTION, hint());
        assertTrue(Exercise.lastFeedback().text().contains("/ by zero"));
        doubled().check(x -> recursion(x));
        assertEquals(Feedback.EXCEPTION, hint());
    }

    private static int recursion(int x) {
        return recursion(x + 1) + 1;
    }

    @Test
    void anEndlessAnswerEndsWithItsHint() {
        doubled().within(0.1).check(x -> {
            while (x > 0) {
                Thread.onSpinWait();
            }
            return x;
        });
        assertEquals(Feedback.ENDLESS, hint());
        assertTrue(Exercise.lastFeedback().text().startsWith("With 1 your answer had not come to an end"));
    }

    @Test
    void anAnswerThatWaitsIsInterrupted() throws Exception {
        Thread[] worker = new Thread[1];
        doubled().within(0.1).check(x -> {
            worker[0] = Thread.currentThread();
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return x;
        });
        assertEquals(Feedback.ENDLESS, hint());
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
        assertTrue(Exercise.same(Double.POSITIVE_INFINITY, Float.POSITIVE_INFINITY));
        assertFalse(Exercise.same(Double.POSITIVE_INFINITY, 5));
        assertFalse(Exercise.same(5, Double.NEGATIVE_INFINITY));
        assertTrue(Exercise.same(new double[][] {{1}, {2}}, new double[][] {{1}, {2}}));
        assertFalse(Exercise.same(new int[] {1}, new int[] {1, 2}));
        assertTrue(Exercise.same(List.of(1, 2.0), List.of(1.0, 2)));
        assertFalse(Exercise.same(null, 0));
    }
}
