package deepq.course.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.CellShell;
import deepq.course.notebook.Notebook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The reader's whole program: what the solution of 08 makes is the page's, passes all probes, and each of ten planted
 * mistakes fails the one that names it.
 */
class PlantedIT {
    private static final Path PAGE = Path.of("src/one-page/Play.java");

    private static CellShell shell;

    @BeforeAll
    static void begin() throws Exception {
        Exercise.page = note -> {};
        shell = new CellShell();
        for (String id : new String[] {"imports", "network"}) {
            shell.run(cell("08-the-dqn-algorithm", id));
        }
    }

    @AfterAll
    static void end() {
        shell.close();
        Exercise.page = Notebook::show;
    }

    static String program() throws Exception {
        Matcher text = Pattern.compile("(?s)// begin\n(.*?)\n// end").matcher(Files.readString(PAGE));
        assertTrue(text.find());
        return text.group(1);
    }

    private static String cell(String notebook, String id) throws Exception {
        return Answers.source(Answers.cells(Path.of("notebooks/" + notebook + ".ipynb")), id);
    }

    /** What is said of the program when these words of it are others. */
    private static Feedback feedback(String program) throws Exception {
        shell.run(program);
        for (String id : new String[] {"learned", "check"}) {
            shell.run(cell("08-the-dqn-algorithm", id));
        }
        return Exercise.lastFeedback();
    }

    @Test
    void theSolutionAndTheFinaleAreThePageCharacterByCharacter() throws Exception {
        assertTrue(cell("08-the-dqn-algorithm", "solution-program").contains("```java\n" + program() + "\n```"));
        assertEquals(program(), cell("09-cartpole", "dqn"));
        assertTrue(Files.readString(PAGE)
                        .lines()
                        .filter(line -> !line.startsWith("//DEPS"))
                        .count()
                <= 145);
    }

    @Test
    void theProgramPassesAllProbes() throws Exception {
        Feedback feedback = feedback(program());
        assertTrue(feedback.passed(), feedback::toString);
    }

    @Test
    void untouchedItIsOpenAndRuns() throws Exception {
        assertEquals(
                Feedback.Kind.NOT_YET,
                feedback(cell("08-the-dqn-algorithm", "program")).kind());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            no mask | (a) | mask[i][drawn[i].action] = 1 \
                | Arrays.fill(mask[i], 1)
            no end in the target | (a) | drawn[i].terminated ? 0 : |
            the first two actions only | (g) | target.output(Nd4j.create(nexts)).max(1) \
                | target.output(Nd4j.create(nexts)).getColumns(0, 1).max(1)
            the maximum over states | (c) | target.output(Nd4j.create(nexts)) \
                | target.output(Nd4j.create(states))
            target = online | (i) | target = net.clone() \
                | target = net
            truncated as terminated | (f) | next, now.terminated() \
                | next, now.ended()
            stored after s was replaced | (b) | new Transition(s, action, \
                | new Transition(s = now.ended() ? scaled(game.reset()) : next, action,
            the newest only | (h) | random.nextInt(Math.min(step, ring.length)) \
                | (step - 1 - random.nextInt(Math.min(step, batch)))
            unwritten slots | NullPointerException | random.nextInt(Math.min(step, ring.length)) \
                | random.nextInt(ring.length)
            no scale at reset | (a) | ? scaled(game.reset()) \
                | ? game.reset()
            epsilon turned round | looks at the actions | random.nextDouble() < epsilon \
                | random.nextDouble() > epsilon
            no warm-up | looks at the actions | if (step < warmUp) continue; |
            """)
    void aPlantedMistakeFailsTheProbeThatNamesIt(String mistake, String probe, String right, String wrong)
            throws Exception {
        assertTrue(program().contains(right), right);
        Feedback feedback = feedback(program().replace(right, wrong == null ? "" : wrong));
        assertFalse(feedback.passed(), mistake);
        assertTrue(feedback.text().contains(probe), feedback::toString);
    }
}
