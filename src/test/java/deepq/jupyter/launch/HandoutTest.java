package deepq.jupyter.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The handout made of the real notebooks. */
class HandoutTest {
    private static final List<String> said = new ArrayList<>();
    private static Path folder;

    static List<Path> notebooks() throws IOException {
        return Project.here().notebooks(List.of());
    }

    @BeforeAll
    static void make() throws IOException {
        folder = new Handout(Project.here()).write(said::add);
    }

    private static NotebookFile version(String version, Path notebook) throws IOException {
        return NotebookFile.read(folder.resolve(version).resolve(notebook.getFileName()));
    }

    private static String source(JsonObject cell) {
        return NotebookFile.text(cell.get("source"));
    }

    private static List<String> sources(NotebookFile notebook, String kind) {
        return notebook.cells().stream()
                .filter(cell -> cell.get("id").getAsString().startsWith(kind))
                .map(HandoutTest::source)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void noSolutionRemainsForTheLearner(Path notebook) throws IOException {
        List<String> solutions = sources(NotebookFile.read(notebook), "solution-");
        String handedOut = String.join("\n", sources(version("learner", notebook), ""));
        String elsewhere = String.join("\n", sourcesWithout("solution-", NotebookFile.read(notebook)));
        assertFalse(handedOut.contains("<details>"));
        for (String solution : solutions) {
            // A brace, or the first line of an exercise's call, stands elsewhere too.
            List<String> own = solution.replaceAll("(?s).*```java\n(.*)```.*", "$1")
                    .lines()
                    .filter(line -> !elsewhere.contains(line))
                    .toList();
            assertFalse(own.isEmpty(), solution);
            assertTrue(own.stream().noneMatch(handedOut::contains), solution);
        }
        assertEquals(
                solutions.size(),
                sources(version("learner", notebook), "solution-").stream()
                        .filter("The solution is in the teacher's version of this notebook."::equals)
                        .count());
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void allElseIsWordForWordTheOriginal(Path notebook) throws IOException {
        assertEquals(
                sourcesWithout("solution-", NotebookFile.read(notebook)),
                sourcesWithout("solution-", version("learner", notebook)));
        assertEquals(
                sourcesWithout("answer-", NotebookFile.read(notebook)),
                sourcesWithout("answer-", version("teacher", notebook)));
    }

    private static List<String> sourcesWithout(String kind, NotebookFile notebook) {
        Predicate<JsonObject> isKind = cell -> cell.get("id").getAsString().startsWith(kind);
        return notebook.cells().stream()
                .filter(isKind.negate())
                .map(HandoutTest::source)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void theTeachersAnswersAreTheSolutions(Path notebook) throws IOException {
        for (JsonObject cell : version("teacher", notebook).cells()) {
            String id = Render.id(cell);
            if (id.startsWith("answer-")) {
                assertFalse(source(cell).contains("Exercise.todo"), id);
                String given = source(cell).lines().findFirst().orElseThrow();
                assertTrue(given.contains("(Exercise.given());"), given);
                String solution = sources(version("teacher", notebook), "solution-" + id.substring("answer-".length()))
                        .get(0);
                String answer = source(cell).replace(given + "\n", "");
                assertTrue(solution.contains("```java\n" + answer + "\n```"), id);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void bothAreWithoutOutputsNotedAsOriginalsAndBesideWhatTheyLinkTo(Path notebook) throws IOException {
        for (String kind : List.of("learner", "teacher")) {
            NotebookFile version = version(kind, notebook);
            assertEquals(Render.sourceHash(version), version.notedHash());
            assertTrue(version.cells().stream()
                    .filter(NotebookFile::isCode)
                    .allMatch(cell -> NotebookFile.outputs(cell).isEmpty()
                            && cell.get("execution_count").isJsonNull()));
            for (String link : Handout.links(version)) {
                assertTrue(Files.exists(folder.resolve(kind).resolve(link)), link);
            }
        }
    }
}
