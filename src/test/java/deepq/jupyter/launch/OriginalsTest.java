package deepq.jupyter.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginalsTest {
    @TempDir
    Path root;

    private Originals originals;
    private Path notebook;
    private String original;

    @BeforeEach
    void aProjectWithOneRenderedNotebook() throws IOException {
        Project project = new Project(root, List.of());
        originals = new Originals(project);
        notebook = Files.createDirectories(project.notebooks()).resolve("01-x.ipynb");
        NotebookFile source = NotebookFile.parse("""
                {"nbformat": 4, "nbformat_minor": 5, "metadata": {},
                 "cells": [{"cell_type": "code", "id": "a", "metadata": {}, "execution_count": null,
                            "source": "1 + 1", "outputs": []}]}""");
        original = source.withOutputsOf(source).tidy();
        Files.writeString(notebook, original);
    }

    private String change() throws IOException {
        String changed = original.replace("1 + 1", "2 + 2");
        Files.writeString(notebook, changed);
        return changed;
    }

    @Test
    void aChangedNotebookIsResetAndItsCopyKept() throws IOException {
        originals.keep();
        String changed = change();
        originals.keep();
        assertTrue(originals.reset(notebook).startsWith("01-x: reset; your version is "));
        assertEquals(original, Files.readString(notebook));
        try (Stream<Path> copies = Files.list(notebook.resolveSibling("before-reset"))) {
            assertEquals(changed, Files.readString(copies.findFirst().orElseThrow()));
        }
    }

    @Test
    void anUnchangedNotebookIsLeftAlone() throws IOException {
        originals.keep();
        assertEquals("01-x: unchanged", originals.reset(notebook));
    }

    @Test
    void aNotebookChangedBeforeTheFirstStartIsNotTakenForTheOriginal() throws IOException {
        String changed = change();
        originals.keep();
        assertEquals(
                "01-x: it was changed before the first start, so there is no copy of the original: download it again",
                originals.reset(notebook));
        assertEquals(changed, Files.readString(notebook));
    }

    @Test
    void aNewerVersionOfTheProjectReplacesTheKeptOriginal() throws IOException {
        originals.keep();
        NotebookFile newer = NotebookFile.parse(original.replace("1 + 1", "3 + 3"));
        Files.writeString(notebook, newer.withOutputsOf(newer).tidy());
        originals.keep();
        assertEquals("01-x: unchanged", originals.reset(notebook));
    }
}
