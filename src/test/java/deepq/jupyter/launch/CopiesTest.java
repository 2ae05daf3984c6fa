package deepq.jupyter.launch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The learner's own notebooks: made once, never overwritten, and never lost. */
class CopiesTest {
    /** What can be wrong with a notebook, and how it is said. */
    enum Bad {
        EMPTY("is empty"),
        NO_JSON("is no notebook"),
        ANOTHER_JSON("is no notebook"),
        NO_CELLS("is no notebook"),
        MERGE("has the marks of a merge"),
        FOLDER("is a folder"),
        LINK("is a link to nothing"),
        BINARY("is no text");

        private final String words;

        Bad(String words) {
            this.words = words;
        }

        void put(Path file, String whole) throws IOException {
            Files.deleteIfExists(file);
            switch (this) {
                case EMPTY -> Files.writeString(file, "");
                case NO_JSON -> Files.writeString(file, whole.substring(0, whole.length() / 2));
                case ANOTHER_JSON -> Files.writeString(file, "{}");
                case NO_CELLS -> Files.writeString(file, "{\"cells\": [{\"cell_type\": \"code\"}]}");
                case MERGE ->
                    Files.writeString(file, "<<<<<<< HEAD\n" + whole + "=======\n" + whole + ">>>>>>> theirs\n");
                case FOLDER -> Files.createDirectories(file);
                case LINK -> Files.createSymbolicLink(file, Path.of("nowhere.ipynb"));
                case BINARY -> Files.write(file, new byte[] {(byte) 0xff, 0, 1});
            }
        }
    }

    @TempDir
    Path root;

    private final List<String> said = new ArrayList<>();
    private Project project;
    private Copies copies;
    private Path published;
    private Path mine;
    private String original;

    @BeforeEach
    void aProjectWithTwoRenderedNotebooksAndAPicture() throws IOException {
        project = new Project(root, root.resolve("target/classes"));
        copies = new Copies(project, said::add);
        published = Files.createDirectories(project.notebooks()).resolve("01-x.ipynb");
        mine = project.mine().resolve("01-x.ipynb");
        NotebookFile source = NotebookFile.parse("""
                {"nbformat": 4, "nbformat_minor": 5, "metadata": {},
                 "cells": [{"cell_type": "code", "id": "a", "metadata": {}, "execution_count": null, "source": "1 + 1",
                            "outputs": [{"output_type": "stream", "name": "stdout", "text": "two"}]}]}""");
        original = Render.withOutputs(source, source).tidy();
        Files.writeString(published, original);
        Files.writeString(published.resolveSibling("02-y.ipynb"), original);
        Files.writeString(published.resolveSibling("teaching.md"), "a page");
        Path images = Files.createDirectories(published.resolveSibling("images"));
        Files.write(images.resolve("pole.png"), new byte[] {1, 2, 3});
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(project.mine())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theyAreMadeWithoutOutputsWithWhatTheyLinkTo() throws IOException {
        assertEquals(List.of(mine, mine.resolveSibling("02-y.ipynb")), copies.make());
        NotebookFile copy = NotebookFile.read(mine);
        assertEquals(List.of(), NotebookFile.outputs(copy.cells().get(0)));
        assertTrue(copy.cells().get(0).get("execution_count").isJsonNull());
        assertEquals(Render.sourceHash(NotebookFile.read(published)), Render.sourceHash(copy));
        assertEquals(List.of("01-x.ipynb", "02-y.ipynb", "images"), names(), "not the teacher's page");
        assertArrayEquals(
                new byte[] {1, 2, 3}, Files.readAllBytes(project.mine().resolve("images/pole.png")));
        assertEquals(original, Files.readString(published));
        assertEquals(List.of(), said);
    }

    @Test
    void aCopyIsNeverOverwritten() throws IOException {
        copies.make();
        String changed = Files.readString(mine).replace("1 + 1", "2 + 2");
        Files.writeString(mine, changed);
        Files.writeString(project.mine().resolve("images/pole.png"), "mine");
        assertEquals(List.of(), copies.make());
        assertEquals(changed, Files.readString(mine));
        assertEquals("mine", Files.readString(project.mine().resolve("images/pole.png")));
    }

    @Test
    void aNewerPublishedNotebookIsNamedAndLeftToReset() throws IOException {
        copies.make();
        NotebookFile newer = NotebookFile.parse(original.replace("1 + 1", "3 + 3"));
        Files.writeString(published, Render.withOutputs(newer, newer).tidy());
        copies.make();
        assertEquals(
                List.of("The course has a newer 01-x. `reset` with a name brings it, and keeps yours beside it."),
                said);
        assertTrue(Files.readString(mine).contains("1 + 1"));
    }

    @Test
    void resetBringsTheOriginalBackAndKeepsYoursBesideIt() throws IOException {
        copies.make();
        String fresh = Files.readString(mine);
        assertEquals("01-x: unchanged", copies.reset(published));
        Files.writeString(mine, "mine");
        String answer = copies.reset(published);
        Matcher words = Pattern.compile(
                        "01-x: reset; your version is (\\S*/yours-01-x-\\S*\\.ipynb)\\. A tab .* Revert .*")
                .matcher(answer);
        assertTrue(words.matches(), answer);
        Path kept = root.resolve(words.group(1));
        assertEquals("mine", Files.readString(kept));
        assertEquals(mine.getParent(), kept.getParent(), "links from it still work");
        assertEquals(fresh, Files.readString(mine));
        Files.delete(mine);
        assertEquals("01-x: made", copies.reset(published));
        assertEquals(fresh, Files.readString(mine));
    }

    @ParameterizedTest
    @EnumSource
    void aBadOriginalIsNamedWithItsCureAndStopsNothingElse(Bad bad) throws IOException {
        bad.put(published, original);
        assertEquals(List.of(mine.resolveSibling("02-y.ipynb")), copies.make());
        assertEquals(
                List.of("notebooks/01-x.ipynb " + bad.words
                        + ". `git checkout notebooks/01-x.ipynb`, or a new download, brings it back."),
                said);
        Files.writeString(mine, "mine");
        assertThrows(Problem.class, () -> copies.reset(published));
        assertEquals("mine", Files.readString(mine));
    }

    @ParameterizedTest
    @EnumSource
    void aBadCopyIsNamedAndResetBringsTheOriginalBack(Bad bad) throws IOException {
        copies.make();
        String fresh = Files.readString(mine);
        bad.put(mine, original);
        copies.make();
        assertEquals(
                List.of("my-notebooks/01-x.ipynb " + bad.words
                        + ". `reset 01-x` brings the original back, and keeps this one beside it."),
                said);
        copies.reset(published);
        assertEquals(fresh, Files.readString(mine));
        assertEquals(4, names().size(), () -> "what was there is kept: " + said);
    }

    @Test
    void oddNamesAreAnsweredBySentences() throws IOException {
        copies.make();
        for (String name : List.of("/", "", ".", "..", "\0", "notebooks/", "C:\\", "99", "my-notebooks/99", "*", "Ü")) {
            Problem problem = assertThrows(Problem.class, () -> project.notebooks(List.of(name)));
            assertTrue(problem.getMessage().contains("there are 01-x, 02-y"), problem.getMessage());
        }
        for (String name :
                List.of("01", "01-x", "01-x.ipynb", "notebooks/01-x.ipynb", "notebooks\\01-x.ipynb", "./01-x")) {
            assertEquals(List.of(published), project.notebooks(List.of(name)));
        }
        assertEquals(List.of(mine), project.notebooks(List.of("my-notebooks/01-x.ipynb")));
    }
}
