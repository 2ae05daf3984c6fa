package deepq.jupyter.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every committed notebook keeps to. Nothing is executed here; NotebooksIT does that. */
class NotebooksTest {
    private static final Pattern EXERCISE = Pattern.compile("(?:(\\w+) = )?Exercises(\\d\\d)\\.(\\w+)\\(");

    static List<Path> notebooks() throws IOException {
        return Project.here().notebooks(List.of());
    }

    /** All but the glossary, which has no code. */
    static List<Path> lessons() throws IOException {
        return notebooks().stream()
                .filter(file -> file.getFileName().toString().matches("\\d\\d-.*"))
                .toList();
    }

    private static List<JsonObject> codeCells(Path file) throws IOException {
        return NotebookFile.read(file).cells().stream()
                .filter(NotebookFile::isCode)
                .toList();
    }

    private static String source(JsonObject cell) {
        return NotebookFile.text(cell.get("source"));
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void isOfNotebookFormat45ForTheKernelNamedJavaAsRenderWritesIt(Path file) throws IOException {
        assertEquals(NotebookFile.read(file).tidy(), Files.readString(file));
        assertTrue(Files.size(file) < 1_000_000, () -> file + " is too large");
        JsonObject json = NotebookFile.read(file).json();
        assertEquals(4, json.get("nbformat").getAsInt());
        assertEquals(5, json.get("nbformat_minor").getAsInt());
        JsonObject metadata = json.getAsJsonObject("metadata");
        assertEquals(
                KernelSpec.NAME,
                metadata.getAsJsonObject("kernelspec").get("name").getAsString());
        assertEquals(
                "java", metadata.getAsJsonObject("language_info").get("name").getAsString());
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void cellsHaveIdsOfTheirOwn(Path file) throws IOException {
        Set<String> ids = new HashSet<>();
        for (JsonObject cell : NotebookFile.read(file).cells()) {
            assertNotNull(cell.get("id"), () -> "no id: " + source(cell));
            assertTrue(ids.add(cell.get("id").getAsString()), () -> "id twice: " + cell.get("id"));
        }
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void codeCellsFitOnAScreenAndHoldNoMagic(Path file) throws IOException {
        for (JsonObject cell : codeCells(file)) {
            long lines = source(cell).lines().count();
            assertTrue(lines <= 25 || NotebookFile.hasTag(cell, "long"), () -> lines + " lines: " + source(cell));
            assertEquals(
                    List.of(),
                    source(cell)
                            .lines()
                            .filter(line -> line.length() > 95 || line.matches("\\s*%%?\\w+.*"))
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void outputsAreThoseOfTheSources(Path file) throws IOException {
        NotebookFile notebook = NotebookFile.read(file);
        boolean shown = codeCells(file).stream()
                .anyMatch(cell -> !NotebookFile.outputs(cell).isEmpty());
        if (shown || !notebook.notedHash().isEmpty()) {
            assertEquals(
                    Render.sourceHash(notebook),
                    notebook.notedHash(),
                    "changed since: mvn test-compile exec:exec@author -Dauthor=render");
        }
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void outputsHoldNoErrorNoPathOfAMachineAndNoObjectsIdentity(Path file) throws IOException {
        assertEquals(List.of(), NotebookFile.read(file).failures());
        assertEquals(
                List.of(),
                Render.machinePaths(NotebookFile.read(file), Project.here().root()));
        // java.io.PrintStream@15249c9e: a cell ended in printf, whose value nobody wants to see.
        Pattern identity = Pattern.compile("\\w+\\.\\w+@[0-9a-f]{5,8}\\b");
        assertEquals(
                List.of(),
                identity.matcher(Files.readString(file))
                        .results()
                        .map(MatchResult::group)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void linksLeadToFilesThatExist(Path file) throws IOException {
        assertEquals(
                List.of(),
                Handout.links(NotebookFile.read(file)).stream()
                        .filter(target -> !Files.exists(file.resolveSibling(target)))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void everyPictureIsAlsoSaidInWords(Path file) throws IOException {
        for (JsonObject cell : codeCells(file)) {
            for (JsonObject output : NotebookFile.outputs(cell)) {
                if (output.has("data") && output.getAsJsonObject("data").has("image/png")) {
                    JsonObject picture = output.getAsJsonObject("metadata").getAsJsonObject("image/png");
                    String alt = picture.get("alt").getAsString();
                    // A title alone says that there is a picture, not what can be seen on it.
                    assertTrue(alt.split(" ").length >= 8, () -> source(cell) + ": " + alt);
                    assertFalse(NotebookFile.text(output.getAsJsonObject("data").get("text/plain"))
                            .isBlank());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void headingsGoDownOneLevelAtATime(Path file) throws IOException {
        Pattern heading = Pattern.compile("(?m)^(#+) .*");
        int level = 0;
        for (JsonObject cell : NotebookFile.read(file).cells()) {
            if (!NotebookFile.isCode(cell)) {
                String text = source(cell).replaceAll("(?s)```.*?```", "");
                for (MatchResult found : heading.matcher(text).results().toList()) {
                    int next = found.group(1).length();
                    assertTrue(next <= level + 1 && (next > 1 || level == 0), found.group());
                    level = next;
                }
            }
        }
        assertTrue(level > 0, "no heading");
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void halfOfItsCodeCellsHaveSixLinesAtMost(Path file) throws IOException {
        long[] lines = codeCells(file).stream()
                .mapToLong(cell -> source(cell).lines().count())
                .sorted()
                .toArray();
        assertTrue(lines[lines.length / 2] <= 6, () -> "the median is " + lines[lines.length / 2]);
    }

    /**
     * Three of ten cells are the reader's, half of them code that he writes, and never more than five given ones lie
     * between two. 00 is no lesson yet: it has an example of each.
     */
    @ParameterizedTest
    @MethodSource("lessons")
    void theReaderDoes(Path file) throws IOException {
        List<JsonObject> cells = codeCells(file);
        int code = 0, guesses = 0, given = 0, longest = 0;
        for (JsonObject cell : cells) {
            boolean yours = NotebookFile.hasTag(cell, "yours");
            boolean guess = NotebookFile.hasTag(cell, "guess");
            if (yours) code++;
            else if (guess) guesses++;
            given = yours || guess ? 0 : given + 1;
            longest = Math.max(longest, given);
        }
        String counts =
                code + " written, " + guesses + " guessed of " + cells.size() + ", " + longest + " given in a row";
        assertTrue(
                10 * (code + guesses) >= 3 * cells.size() && (code >= guesses || isFirst(file)) && longest <= 5,
                counts);
    }

    private static boolean isFirst(Path file) {
        return NotebookFile.name(file).startsWith("00");
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void claimsAndAsks(Path file) throws IOException {
        String code = String.join(
                "\n", codeCells(file).stream().map(NotebooksTest::source).toList());
        assertTrue(code.contains("Claim."), "no claim");
        assertTrue(EXERCISE.matcher(code).find(), "no exercise");
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void importsPackages(Path file) throws IOException {
        List<String> single = codeCells(file).stream()
                .flatMap(cell -> source(cell).lines())
                // Of ND4J and deeplearning4j a notebook takes single classes: they have an Environment, too.
                .filter(line -> line.startsWith("import ") && !line.startsWith("import org."))
                .filter(line -> !line.endsWith(".*;"))
                .toList();
        assertEquals(List.of(), single);
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void runsOnWhatItsExercisesHandBack(Path file) throws Exception {
        List<String> cells = codeCells(file).stream().map(NotebooksTest::source).toList();
        for (int i = 0; i < cells.size(); i++) {
            for (MatchResult call : EXERCISE.matcher(cells.get(i)).results().toList()) {
                Class<?> exercises = Class.forName("deepq.course.exercise.Exercises" + call.group(2));
                boolean handsBack = Arrays.stream(exercises.getMethods())
                        .anyMatch(method ->
                                method.getName().equals(call.group(3)) && method.getReturnType() != void.class);
                if (handsBack) {
                    assertNotNull(call.group(1), () -> "what " + call.group(3) + " hands back is not kept");
                    Pattern used = Pattern.compile("\\b" + call.group(1) + "\\b");
                    assertTrue(
                            cells.stream().skip(i + 1).anyMatch(cell -> used.matcher(cell)
                                    .find()),
                            () -> call.group(1) + " is never used");
                }
            }
        }
    }
}
