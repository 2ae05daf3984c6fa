package deepq.course.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.CellShell;
import deepq.course.exercise.Answers.Cell;
import deepq.course.notebook.Claim;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What an exercise hands back is what the cells below run on: with the checks switched off and one answer made wrong,
 * a claim below it no longer holds. The wrong answers are in mutants/NN.txt, each after a line
 * {@code %% name of the exercise | what is wrong}; each takes the place of the cell answer-name. As a rule only the
 * first of each notebook is tried, which is the one that costs least; all of them with {@code -Dmutants=all}.
 */
class MutantsIT {
    private static final String CLAIM = "a claim failed";
    private static final boolean ALL = "all".equals(System.getProperty("mutants"));

    private final PrintStream out = System.out;

    @BeforeEach
    void switchOff() {
        System.setProperty("deepq.exercises", "unchecked");
        System.setProperty("deepq.claims", "strict");
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    }

    @AfterEach
    void switchOn() {
        System.clearProperty("deepq.exercises");
        System.clearProperty("deepq.claims");
        System.setOut(out);
    }

    @TestFactory
    Stream<DynamicTest> aClaimBelowNoticesAWrongAnswer() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("notebooks"))) {
            for (Path notebook : files.filter(file -> file.toString().endsWith(".ipynb"))
                    .sorted()
                    .toList()) {
                String number = notebook.getFileName().toString().substring(0, 2);
                Map<String, List<Answers.Answer>> mutants =
                        Answers.read(Path.of("src/test/resources/mutants", number + ".txt"));
                mutants.entrySet().stream().limit(ALL ? Long.MAX_VALUE : 1).forEach(mutant -> {
                    String cell = "answer-" + mutant.getKey();
                    mutant.getValue().stream()
                            .limit(ALL ? Long.MAX_VALUE : 1)
                            .forEach(answer -> tests.add(DynamicTest.dynamicTest(
                                    number + " " + mutant.getKey() + ": " + answer.words(),
                                    () -> assertEquals(CLAIM, end(Answers.cells(notebook), cell, answer.code())))));
                });
            }
        }
        return tests.stream();
    }

    /** How the notebook ends when another answer stands in one of its cells. */
    private static String end(List<Cell> cells, String mutated, String answer) {
        assertTrue(cells.stream().anyMatch(cell -> cell.id().equals(mutated)), () -> "there is no cell " + mutated);
        boolean below = false;
        try (CellShell shell = new CellShell()) {
            for (Cell cell : cells) {
                try {
                    shell.run(cell.id().equals(mutated) ? answer : cell.runs() ? cell.source() : "");
                } catch (CellShell.Ended e) {
                    return below && e.thrown.equals(Claim.Failed.class.getName()) ? CLAIM : cell.id() + ": " + e;
                }
                below |= cell.id().equals(mutated);
            }
        }
        return "all claims hold";
    }

    private static final List<Cell> CHAIN = List.of(
            new Cell("imports", true, "import deepq.course.exercise.*; import deepq.course.notebook.*;"),
            new Cell("answer-target", true, """
                    var target = Exercises03.target(Exercise.given());
                    target = Exercises03.target((reward, gamma, nextQ, terminated) -> Exercise.todo());
                    """),
            new Cell("training", true, """
                    double[][] value = new double[5][1];
                    for (int sweep = 0; sweep < 10; sweep++)
                        for (int s = 0; s < 4; s++) value[s][0] = target.of(s == 3 ? 1 : 0, 0.9, value[s + 1], false);
                    """),
            new Cell(
                    "claim",
                    true,
                    "Claim.check(Math.abs(value[0][0] - 0.729) < 1e-9, \"the reward comes three steps later\");"));

    @Test
    void theCoursesOwnAnswerBearsOutTheClaim() {
        assertEquals("all claims hold", end(CHAIN, "answer-target", CHAIN.get(1).source()));
    }

    @Test
    void aWrongAnswerDoesNot() {
        assertEquals(
                CLAIM,
                end(
                        CHAIN,
                        "answer-target",
                        "var target = Exercises03.target((r, gamma, next, over) -> r - gamma * next[0]);"));
    }

    @Test
    void aWrongAnswerInACellThatNothingRunsOnIsNotNoticed() {
        List<Cell> unused = new ArrayList<>(CHAIN);
        unused.add(2, new Cell("answer-sarsa", true, ""));
        assertEquals(
                "all claims hold",
                end(unused, "answer-sarsa", "var sarsa = Exercises03.sarsaTarget((r, g, q, a, over) -> -r);"));
    }

    @Test
    void anExceptionIsNotAClaim() {
        assertTrue(end(CHAIN, "answer-target", "int target = 1 / 0;").contains("ArithmeticException"));
    }
}
