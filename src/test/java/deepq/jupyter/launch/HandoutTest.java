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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"../../x.md", "linked.md"})
    void whatLiesOutsideIsNotHandedOut(String link, @TempDir Path place) throws IOException {
        Path root = place.resolve("project");
        Path notebooks = Files.createDirectories(root.resolve("notebooks"));
        Path outside = Files.writeString(place.resolve("x.md"), "from outside");
        Files.createSymbolicLink(notebooks.resolve("linked.md"), outside);
        Files.writeString(notebooks.resolve("01-x.ipynb"), """
                {"nbformat": 4, "nbformat_minor": 4, "metadata": {},
                 "cells": [{"cell_type": "markdown", "metadata": {}, "source": "[a](%s)"}]}""".formatted(link));
        List<String> words = new ArrayList<>();
        new Handout(new Project(root, root.resolve("target/classes"))).write(words::add);
        assertEquals(List.of("01-x.ipynb links to " + link + ", which lies outside of the project"), words);
        try (Stream<Path> files = Files.walk(place)) {
            assertEquals(
                    List.of(outside),
                    files.filter(file -> file.endsWith("x.md")).toList(),
                    "it is where it was, and nowhere else");
        }
    }
}
