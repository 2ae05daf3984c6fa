package deepq.course.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import deepq.CellShell;
import deepq.course.notebook.Notebook;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every exercise of every notebook, in its class: the solution passes, and each mistake gets its own hint. And in one JShell, as the notebook has it: its placeholder says "not yet", the folded solution passes, and the wrong
 * answers of wrong-answers/NN.txt get the hint that fits them. In that file a line {@code %% name | words of the hint} comes
 * before each wrong answer.
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

    @TestFactory
    Stream<DynamicNode> mistakesGetTheirOwnHints() {
        return IntStream.range(0, 100)
                .boxed()
                .flatMap(ExercisesIT::checks)
                .map(method -> DynamicTest.dynamicTest(
                        method.getDeclaringClass().getSimpleName() + "." + method.getName(), () -> {
                            method.invoke(null, new Object[] {null});
                            assertEquals(List.of(), faults(Exercise.lastExercise()));
                        }));
    }

    /** The methods of a notebook's class that check an answer. */
    private static Stream<Method> checks(int notebook) {
        try {
            Class<?> checks = Class.forName(String.format("deepq.course.exercise.Exercises%02d", notebook));
            return Arrays.stream(checks.getDeclaredMethods())
                    .filter(method -> Modifier.isPublic(method.getModifiers()) && method.getParameterCount() == 1);
        } catch (ClassNotFoundException e) {
            return Stream.of();
        }
    }

    private static <A> List<String> faults(Exercise<A> exercise) {
        List<String> faults = new ArrayList<>();
        if (!exercise.feedback(exercise.solution()).passed()) {
            faults.add("the solution: " + exercise.feedback(exercise.solution()));
        }
        String before = "";
        Set<String> hints = new HashSet<>();
        for (Exercise.Mistake<A> mistake : exercise.mistakes()) {
            Feedback feedback = exercise.feedback(mistake.answer());
            if (!feedback.text().equals(mistake.hint())) {
                faults.add("a mistake of the hint \"" + mistake.hint() + "\" gets: " + feedback);
            }
            if (!mistake.hint().equals(before) && !hints.add(mistake.hint())) {
                faults.add("a hint twice: " + mistake.hint());
            }
            before = mistake.hint();
        }
        return faults;
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
            List<JsonNode> cells = StreamSupport.stream(
                            new ObjectMapper()
                                    .readTree(file.toFile())
                                    .get("cells")
                                    .spliterator(),
                            false)
                    .toList();
            String imports = cells.stream()
                    .filter(cell -> cell.get("cell_type").asText().equals("code"))
                    .map(ExercisesIT::source)
                    .findFirst()
                    .orElse("");
            Map<String, List<Answers.Answer>> wrongAnswers =
                    Answers.read(Path.of("src/test/resources/wrong-answers", number + ".txt"));
            List<DynamicNode> tests = new ArrayList<>();
            for (JsonNode cell : cells) {
                String id = cell.get("id").asText();
                if (id.startsWith("solution-")) {
                    String name = id.substring("solution-".length());
                    List<Answers.Answer> wrong = wrongAnswers.getOrDefault(name, List.of());
                    wrongAnswers.remove(name);
                    tests.add(ofExercise(name, imports, cells, source(cell), wrong));
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
            String name, String imports, List<JsonNode> cells, String solution, List<Answers.Answer> wrong) {
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(DynamicTest.dynamicTest("placeholder says not yet", () -> {
            String placeholder = cells.stream()
                    .filter(cell -> cell.get("id").asText().equals("answer-" + name))
                    .map(ExercisesIT::source)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("there is no cell answer-" + name));
            begin(imports);
            assertEquals(Feedback.NOT_YET, feedback(placeholder).hint());
        }));
        tests.add(DynamicTest.dynamicTest("solution passes", () -> {
            Matcher code = JAVA_BLOCK.matcher(solution);
            assertTrue(code.find(), "the solution holds no ```java block");
            begin(imports);
            Feedback feedback = feedback(code.group(1));
            assertTrue(feedback.passed(), feedback::toString);
        }));
        tests.add(DynamicTest.dynamicTest(
                "has three wrong answers or more", () -> assertTrue(wrong.size() >= 3, "only " + wrong.size())));
        for (Answers.Answer answer : wrong) {
            tests.add(DynamicTest.dynamicTest("wrong answer gets: " + answer.words(), () -> {
                begin(imports);
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

    /** Runs the first cell of the notebook, unless the test before was of the same one. */
    private static void begin(String imports) {
        if (!begun.equals(imports)) {
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

    private static String source(JsonNode cell) {
        StringBuilder source = new StringBuilder();
        cell.get("source").forEach(line -> source.append(line.asText()));
        return source.toString();
    }
}
