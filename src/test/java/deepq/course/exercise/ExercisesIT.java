package deepq.course.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.CellShell;
import deepq.course.notebook.Notebook;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every exercise of every notebook: the solution passes its own check. And in one JShell, as the notebook has it: its
 * placeholder says "not yet", the folded solution passes, and the wrong answer of wrong-answers/NN.txt gets the hint
 * that fits it. In that file a line {@code %% name | words of the hint} comes before each wrong answer. (That no
 * answer passes that is right on one side only is {@link OneSidedIT}.)
 */
class ExercisesIT {
    private static final Pattern JAVA_BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static CellShell shell;
    private static String begun = "";

    @BeforeAll
    static void openShell() {
        Exercise.page = note -> {};
        shell = new CellShell();
    }

    @AfterAll
    static void closeShell() {
        shell.close();
        Exercise.page = Notebook::show;
    }

    @Test
    void everySolutionPassesItsOwnCheck() throws Exception {
        for (Method check : OneSidedIT.checks()) {
            check.invoke(null, new Object[] {null});
            assertTrue(passes(Exercise.lastExercise), check::toString);
        }
    }

    private static <A> boolean passes(Exercise<A> exercise) {
        return exercise.feedback(exercise.solution).passed();
    }

    @TestFactory
    Stream<DynamicNode> exercises() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("notebooks"))) {
            return files
                    .filter(file -> file.getFileName().toString().matches("\\d\\d-.*\\.ipynb"))
                    .sorted()
                    .map(ExercisesIT::ofNotebook)
                    .toList()
                    .stream();
        }
    }

    private static DynamicNode ofNotebook(Path file) {
        try {
            String number = file.getFileName().toString().substring(0, 2);
            List<Answers.Cell> cells = Answers.cells(file);
            String imports = cells.stream()
                    .filter(Answers.Cell::runs)
                    .map(Answers.Cell::source)
                    .findFirst()
                    .orElse("");
            Map<String, List<Answers.Answer>> wrongAnswers =
                    Answers.read(Path.of("src/test/resources/wrong-answers", number + ".txt"));
            List<DynamicNode> tests = new ArrayList<>();
            for (Answers.Cell cell : cells) {
                String id = cell.id();
                // A program of the reader's is tried whole (PlantedIT), and a plot is as he likes it.
                if (id.startsWith("answer-")) {
                    String name = id.substring("answer-".length());
                    List<Answers.Answer> wrong = wrongAnswers.getOrDefault(name, List.of());
                    wrongAnswers.remove(name);
                    tests.add(ofExercise(name, imports, cells, Answers.source(cells, "solution-" + name), wrong));
                }
            }
            tests.add(DynamicTest.dynamicTest(
                    "no wrong answer is without its exercise",
                    () -> assertTrue(wrongAnswers.isEmpty(), () -> "without exercise: " + wrongAnswers.keySet())));
            return DynamicContainer.dynamicContainer(number, tests);
        } catch (IOException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    private static DynamicNode ofExercise(
            String name, String imports, List<Answers.Cell> cells, String solution, List<Answers.Answer> wrong) {
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(DynamicTest.dynamicTest("untouched it is open, and the course's own answer is kept", () -> {
            begin(imports);
            assertEquals(
                    Feedback.Kind.NOT_YET,
                    feedback(Answers.source(cells, "answer-" + name)).kind());
        }));
        tests.add(DynamicTest.dynamicTest("solution passes", () -> {
            Matcher code = JAVA_BLOCK.matcher(solution);
            assertTrue(code.find(), "the solution holds no ```java block");
            begin(imports);
            shell.run(given(Answers.source(cells, "answer-" + name)));
            Feedback feedback = feedback(code.group(1));
            assertTrue(feedback.passed(), feedback::toString);
        }));
        tests.add(DynamicTest.dynamicTest("has a wrong answer", () -> assertFalse(wrong.isEmpty())));
        for (Answers.Answer answer : wrong) {
            tests.add(DynamicTest.dynamicTest("wrong answer gets: " + answer.words(), () -> {
                begin(imports);
                shell.run(given(Answers.source(cells, "answer-" + name)));
                Feedback feedback = feedback(answer.code());
                assertFalse(feedback.passed(), () -> "passes: " + answer.code());
                assertTrue(
                        feedback.toString()
                                .toLowerCase(Locale.ROOT)
                                .contains(answer.words().toLowerCase(Locale.ROOT)),
                        feedback::toString);
            }));
        }
        return DynamicContainer.dynamicContainer(name, tests);
    }

    /** The given line, with which the cell of an exercise begins. */
    private static String given(String cell) {
        String line = cell.lines().findFirst().orElseThrow();
        assertTrue(line.contains("(Exercise.given())"), () -> "no given line: " + cell);
        return line;
    }

    /** Runs the first cell of the notebook in a shell of its own, unless the test before was of the same one. */
    private static void begin(String imports) {
        if (!begun.equals(imports)) {
            shell.close();
            shell = new CellShell();
            shell.run(imports);
            begun = imports;
        }
    }

    /** What the check says of a cell; a cell that checks nothing is an error. */
    private static Feedback feedback(String code) {
        Feedback before = Exercise.lastFeedback();
        shell.run(code);
        Feedback after = Exercise.lastFeedback();
        assertTrue(after != before, () -> "this checks nothing: " + code);
        return after;
    }
}
