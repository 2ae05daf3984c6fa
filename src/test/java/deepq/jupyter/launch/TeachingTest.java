package deepq.jupyter.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the teacher's page says of the notebooks is what they say themselves. */
class TeachingTest {
    private static final Path PAGE = Path.of("notebooks/teaching.md");

    private static Stream<MatchResult> found(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.MULTILINE).matcher(text).results();
    }

    /** Number and name of each notebook, to the minutes that it says it takes. */
    private static Map<String, Integer> minutes() throws IOException {
        Map<String, Integer> minutes = new TreeMap<>();
        for (Path notebook : Project.here().notebooks(List.of())) {
            NotebookFile file = NotebookFile.read(notebook);
            Matcher said = Pattern.compile("(?s)^# (\\d\\d [^\n]+)\n.*\\*\\*Time\\*\\* (\\d+) minutes")
                    .matcher(NotebookFile.text(file.cells().get(0).get("source")));
            if (said.find()) {
                minutes.put(said.group(1), Integer.valueOf(said.group(2)));
            }
        }
        return minutes;
    }

    /**
     * Words at 180 a minute, a line of code five seconds, a guess one minute, an exercise eight, another cell of the
     * reader's three.
     */
    private static double measured(Stream<JsonObject> cells) {
        return cells.mapToDouble(cell -> {
                            String source = NotebookFile.text(cell.get("source"));
                            // Solutions are read only if need be; examples of code belong to an exercise.
                            String text = source.replaceAll("(?s)<details>.*?</details>|```.*?```", "");
                            double seconds = NotebookFile.isCode(cell)
                                    ? 5 * found("^(?!import ).*\\S.*$", source).count()
                                    : found("\\S*[A-Za-z]\\S*", text).count() / 3.0;
                            if (NotebookFile.hasTag(cell, "guess")) seconds += 60;
                            if (NotebookFile.hasTag(cell, "yours")) seconds += source.contains("Exercises") ? 480 : 180;
                            return seconds;
                        })
                        .sum()
                / 60;
    }

    @Test
    void theMinutesAreThoseOfWordsCodeGuessesAndExercises() throws IOException {
        for (Path notebook : Project.here().notebooks(List.of())) {
            List<JsonObject> cells = NotebookFile.read(notebook).cells();
            String title = NotebookFile.text(cells.get(0).get("source"));
            int said = found("\\*\\*Time\\*\\* (\\d+) minutes(?:, and (\\d+) more)?", title)
                    .mapToInt(time -> Integer.parseInt(time.group(1))
                            + (time.group(2) == null ? 0 : Integer.parseInt(time.group(2))))
                    .sum();
            if (said > 0) { // the glossary takes none
                assertEquals(
                        measured(cells.stream()),
                        said,
                        5,
                        title.lines().findFirst().orElseThrow());
            }
        }
    }

    /** The core of a notebook is what its cells tagged `core` take; that of 00 to 09 fits into a day of seven hours. */
    @Test
    void theCoreTakesWhatItsCellsTakeAndTheWholeWalkADay() throws IOException {
        int walk = 0;
        for (Map.Entry<String, Integer> core : cores().entrySet()) {
            Path notebook = Project.here()
                    .notebooks(List.of(core.getKey().substring(0, 2)))
                    .get(0);
            double minutes = measured(
                    NotebookFile.read(notebook).cells().stream().filter(cell -> NotebookFile.hasTag(cell, "core")));
            assertEquals(minutes, core.getValue(), 5, core.getKey());
            walk += core.getValue();
        }
        assertTrue(walk <= 420, walk + " minutes");
    }

    /** Number and name of each notebook of the walk, to the minutes of its core. */
    private static Map<String, Integer> cores() throws IOException {
        Map<String, Integer> cores = new TreeMap<>();
        found("^### (0\\d .+) \\((?:\\d+) minutes, its core (\\d+)\\)$", Files.readString(PAGE))
                .forEach(heading -> cores.put(heading.group(1), Integer.valueOf(heading.group(2))));
        assertEquals(10, cores.size());
        return cores;
    }

    /** The map of the first notebook, the README's, and the teacher's page. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "notebooks/00-start-here.ipynb; ^    \"\\| (\\d\\d) \\| \\[?([^\\]|]+?)(?:\\]\\(.*\\))? \\| (\\d+) \\|",
                "README.md; ^\\| (\\d\\d) \\| \\[(.+)\\]\\(notebooks/.*\\) \\| (\\d+) \\|",
                "notebooks/teaching.md; ^### (\\d\\d) (.+) \\((\\d+) minutes(?:, its core \\d+)?\\)$"
            })
    void everyNotebookHasItsPlaceWithItsOwnMinutes(Path page, String row) throws IOException {
        Map<String, Integer> told = new TreeMap<>();
        found(row, Files.readString(page))
                .forEach(one -> told.put(one.group(1) + " " + one.group(2), Integer.valueOf(one.group(3))));
        assertEquals(14, told.size());
        assertEquals(minutes(), told);
    }

    @Test
    void thePlansTakeTheNotebooksMinutesAndAddUp() throws IOException {
        Map<String, Integer> minutes = minutes();
        Map<String, Integer> cores = cores();
        List<String> plans = found("(?:^\\|.*\n)+", Files.readString(PAGE))
                .map(MatchResult::group)
                .filter(table -> table.contains("| together |"))
                .toList();
        assertEquals(5, plans.size());
        for (String plan : plans) {
            int sum = 0;
            for (MatchResult row : found("^\\| (?:\\[(.+)\\]\\(.*\\)(, its core)?|(.+)) \\| (\\d+) \\|$", plan)
                    .toList()) {
                int time = Integer.parseInt(row.group(4));
                if ("together".equals(row.group(3))) {
                    assertEquals(sum, time, plan);
                    sum = -1;
                } else {
                    Map<String, Integer> whole = row.group(2) == null ? minutes : cores;
                    assertEquals(row.group(1) == null ? time : whole.get(row.group(1)), time, row.group());
                    sum += time;
                }
            }
            assertEquals(-1, sum, plan);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"notebooks/teaching.md", "README.md", "src/README.md", "src/workshop/README.md"})
    void linksLeadToFilesThatExist(Path page) throws IOException {
        found("\\]\\((?!https?:)([^)#]+)", Files.readString(page))
                .forEach(link -> assertTrue(Files.exists(page.resolveSibling(link.group(1))), link.group(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "src/README.md"})
    void everyCommandIsAVerbOfTheLauncher(Path page) throws IOException {
        List<MatchResult> verbs =
                found("-Dexec.args=\"?([a-z-]+)", Files.readString(page)).toList();
        assertTrue(verbs.size() >= 3, () -> page + ": " + verbs.size());
        for (MatchResult verb : verbs) {
            assertTrue(("\n" + Launcher.USAGE).contains("\n" + verb.group(1) + " "), verb.group());
        }
    }
}
