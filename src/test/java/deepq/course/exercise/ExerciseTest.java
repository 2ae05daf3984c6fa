package deepq.course.exercise;

import static deepq.course.exercise.Exercise.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.CellShell;
import deepq.course.notebook.Note;
import deepq.course.notebook.Notebook;
import deepq.env.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
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

    private static Feedback.Kind kind() {
        return Exercise.lastFeedback().kind();
    }

    private static String text() {
        return Exercise.lastFeedback().text();
    }

    private static Exercise<UnaryOperator<Integer>> doubled() {
        return Exercise.<UnaryOperator<Integer>>of("Doubled", x -> 2 * x)
                .task("1", f -> f.apply(1))
                .says("Twice, not times itself.")
                .task("5", f -> f.apply(5))
                .otherwise("Add it to itself.");
    }

    private static Exercise<Scaled> scaled() {
        return Exercise.<Scaled>of("Scaled", ExerciseTest::times)
                .with(row(1, 2), 3)
                .with(row(0.5), 2)
                .says("Times, not plus.");
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
                List.<UnaryOperator<Integer>>of(x -> x * x, x -> x / (x - x), x -> Exercise.todo())) {
            assertEquals(14, doubled().handBack(answer).apply(7));
            assertFalse(Exercise.lastFeedback().passed());
            assertTrue(text().endsWith("Until then the cells below run on the course's own answer."), text());
        }
        assertEquals(Feedback.Kind.NOT_YET, kind());
    }

    @Test
    void aWrongAnswerThatRunsIsNamedAndHandedBackButNotOneThatThrowsOrIsMissing() {
        assertEquals(49, doubled().runs().handBack(x -> x * x).apply(7));
        assertFalse(Exercise.lastFeedback().passed());
        assertTrue(text().endsWith("The cells below run on it as it is, and show what it does."), text());
        assertEquals(14, doubled().runs().handBack(x -> x / (x - x)).apply(7));
        assertEquals(14, doubled().runs().handBack(x -> Exercise.todo()).apply(7));
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
    void theFirstCaseThatFailsSpeaksWithBothValues() {
        doubled().handBack(x -> x + 2);
        assertEquals(Feedback.Kind.WRONG, kind());
        assertTrue(text().startsWith("With 1 your answer gives 3, expected 2. Twice, not times itself."), text());
    }

    @Test
    void aCaseThatSaysNothingGetsTheGeneralHint() {
        doubled().handBack(x -> x == 1 ? 2 : x);
        assertEquals(Feedback.Kind.WRONG, kind());
        assertTrue(text().startsWith("With 5 your answer gives 5, expected 10. Add it to itself."), text());
    }

    @Test
    void aCaseMadeOfArgumentsIsToldByTheirNames() {
        scaled().handBack((values, factor) -> new double[] {7, factor});
        assertTrue(
                text().startsWith("With values {1, 2}, factor 3 your answer gives {7, 3}, expected {3, 6}."), text());
    }

    @Test
    void whatIsGivenIsTheCoursesOwnWithoutAWord() {
        assertEquals(14, doubled().handBack(Exercise.given()).apply(7));
        assertEquals(List.of(), page);
    }

    @Test
    void everyArrayIsAlsoTriedInAnotherOrder() {
        Exercise<ToDoubleFunction<double[]>> largest = Exercise.<ToDoubleFunction<double[]>>of(
                        "Largest", row -> Arrays.stream(row).max().orElseThrow())
                .with(row(1, 3, 2));
        largest.handBack(row -> row[1]);
        assertTrue(text().contains("{3, 2, 1} your answer gives 2, expected 3"), text());
    }

    @Test
    void everyNumberIsAlsoTriedWithTheOtherSignButNotOutsideOfTheDomain() {
        Exercise<DoubleUnaryOperator> square =
                Exercise.<DoubleUnaryOperator>of("Square", x -> x * x).with(3);
        square.handBack(x -> x * Math.abs(x));
        assertTrue(text().contains("-3 your answer gives -9, expected 9"), text());
        String name = square.method.getParameters()[0].getName();
        Exercise.<DoubleUnaryOperator>of("Square", x -> x * x)
                .fixed(name)
                .with(3)
                .handBack(x -> x * Math.abs(x));
        assertTrue(Exercise.lastFeedback().passed(), text());
        Exercise.<DoubleUnaryOperator>of("Root", x -> {
                    if (x < 0) {
                        throw new IllegalArgumentException("no root");
                    }
                    return Math.sqrt(x);
                })
                .with(4)
                .handBack(x -> Math.pow(x, 0.5));
        assertTrue(Exercise.lastFeedback().passed(), text());
    }

    @Test
    void theSummaryListsWhatIsSolvedAndWhatIsOpen() {
        doubled().handBack(x -> x * 2);
        scaled().handBack(Exercise.given());
        String[] before = summary().split("Open, so that the course's own answer runs: ");
        assertTrue(before[0].contains("Doubled") && before[1].contains("Scaled"), () -> String.join("|", before));
        doubled().handBack(x -> x);
        scaled().handBack(ExerciseTest::times);
        String[] after = summary().split("Open, so that the course's own answer runs: ");
        assertTrue(after[0].contains("Scaled") && after[1].contains("Doubled"), () -> String.join("|", after));
    }

    private static String summary() {
        page.clear();
        Exercise.summary();
        return page.get(0).text();
    }

    @Test
    void anExceptionIsShownWithTheReadersOwnLine() {
        try (CellShell shell = new CellShell()) {
            shell.run("""
                    import deepq.course.exercise.*;
                    var target = Exercises03.target(Exercise.given());
                    target = Exercises03.target((reward, gamma, nextQ, terminated) -> {
                        int[] none = {};
                        return none[3];
                    });
                    """);
        }
        assertTrue(text().contains("ArrayIndexOutOfBoundsException"), text());
        assertTrue(text().contains("(in line 3 of your answer)"), text());
    }

    @Test
    void aCellThatDoesNotCompileLeavesTheCoursesOwnAnswerInPlace() {
        try (CellShell shell = new CellShell()) {
            shell.run("import deepq.course.exercise.*;");
            assertThrows(AssertionError.class, () -> shell.run("""
                    var target = Exercises03.target(Exercise.given());
                    target = Exercises03.target((reward, gamma, nextQ, terminated) -> rewrad + gamma);
                    """));
            shell.run("if (target.of(1, 0.5, new double[] {4}, false) != 3) throw new IllegalStateException();");
        }
    }

    /** IJava and JJava make such a class, and JShell throws when it is used. */
    @Test
    void aNameThatNoCellDeclaresIsSaidOfAClassThatAKernelHasMadeAllTheSame() {
        try (CellShell shell = new CellShell()) {
            shell.run("""
                    import deepq.course.exercise.*;
                    class Memory implements Exercises07.Buffer {
                        int added;
                        public void add(Exercises06.Transition now) { aded++; }
                        public List<Exercises06.Transition> sample(int n, Random random) { return List.of(); }
                    }
                    var buffer = Exercises07.memory(capacity -> new Memory());
                    """);
        }
        assertTrue(text().contains("ends in a name that no cell declares (misspelled?). "), text());
    }

    @Test
    void anAnswerMustNotChangeWhatItWasGiven() {
        scaled().handBack((values, factor) -> {
            double[] right = times(values, factor);
            values[0] = 9;
            return right;
        });
        assertEquals(Feedback.Kind.WRONG, kind());
        assertTrue(text().contains("leaves {9, 2} in values, expected {1, 2}. What you return is right"), text());
        scaled().handBack((values, factor) -> {
            Arrays.setAll(values, i -> values[i] * factor);
            return values;
        });
        assertEquals(Feedback.Kind.WRONG, kind());
    }

    @Test
    void anAnswerThatIsToChangeWhatItWasGivenMustDoSo() {
        Exercise<Consumer<double[]>> cleared = Exercise.<Consumer<double[]>>of("Cleared", x -> Arrays.fill(x, 0))
                .with(row(1, 2));
        cleared.handBack(x -> x[0] = x[1] = 0);
        assertTrue(Exercise.lastFeedback().passed());
        cleared.handBack(x -> x[0] = 0);
        assertEquals(Feedback.Kind.WRONG, kind());
        assertTrue(text().contains("leaves {0, 2}"), text());
    }

    @Test
    void allValuesAreShownAsTheReaderKnowsThem() {
        assertEquals("{{1, 2.5}, {3}}", Words.of(List.of(List.of(1, 2.5), new double[] {3})));
        assertEquals("{2.7, 0, 0.1, 1234568}", Words.of(new double[] {2.6999999999999997, -0.0, 0.1f, 1234567.8}));
        assertEquals("an object of Object", Words.of(new Object()));
        assertEquals("null", Words.of(null));
        assertEquals(
                "{observation {1}, reward 0.5, terminated true, truncated false}",
                Words.of(new Step<>(new float[] {1}, 0.5, true, false)));
    }

    @Test
    void twoValuesAreShownSoThatAPersonSeesWhereTheyDiffer() {
        assertEquals("gives 0.1, expected 0.3", Words.beside(0.1, 0.30000000000000004));
        assertEquals("gives 0.1, expected 0.10000001", Words.beside(0.1, 0.10000001));
        double[] long1 = new double[20];
        double[] long2 = long1.clone();
        long2[17] = 5;
        assertEquals("gives 0 at place 17 (counted from 0), expected 5", Words.beside(long1, long2));
        assertEquals(
                "gives step 1 in line 2, expected choose 1",
                Words.beside(List.of("reset", "step 1"), List.of("reset", "choose 1", "step 1")));
        assertEquals(
                "gives nothing in line 2, expected step 1", Words.beside(List.of("reset"), List.of("reset", "step 1")));
        assertEquals("gives reset in line 1, expected nothing more", Words.beside(List.of("reset"), List.of()));
        Step<float[]> step = new Step<>(new float[] {1}, 2, false, true);
        assertEquals(
                "gives false for truncated, expected true",
                Words.beside(new Step<>(new float[] {1}, 2, false, false), step));
    }

    @Test
    void anExceptionIsFeedback() {
        doubled().handBack(x -> x / (x - x));
        assertEquals(Feedback.Kind.BROKEN, kind());
        assertTrue(Exercise.lastFeedback().text().contains("/ by zero"));
        doubled().handBack(x -> recursion(x));
        assertEquals(Feedback.Kind.BROKEN, kind());
    }

    private static int recursion(int x) {
        return recursion(x + 1) + 1;
    }

    @Test
    void anEndlessAnswerEndsWithItsHint() {
        doubled().within(0.1).handBack(x -> {
            while (x > 0) {
                Thread.onSpinWait();
            }
            return x;
        });
        assertEquals(Feedback.Kind.BROKEN, kind());
        assertTrue(Exercise.lastFeedback().text().startsWith("With 1 your answer had not come to an end"));
    }

    @Test
    void anAnswerThatWaitsIsInterrupted() throws Exception {
        Thread[] worker = new Thread[1];
        doubled().within(0.1).handBack(x -> {
            worker[0] = Thread.currentThread();
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return x;
        });
        assertEquals(Feedback.Kind.BROKEN, kind());
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
