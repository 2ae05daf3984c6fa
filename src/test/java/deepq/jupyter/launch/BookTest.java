package deepq.jupyter.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which outputs the book shows. */
class BookTest {
    @TempDir
    Path folder;

    private Path notebook(String name, String source, String output) throws IOException {
        return Files.writeString(folder.resolve(name), """
                {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "code", "id": "a",
                 "metadata": {}, "execution_count": 1, "source": "%s", "outputs": [%s]}]}""".formatted(source, output));
    }

    private static String printed(String text) {
        return "{\"output_type\": \"stream\", \"name\": \"stdout\", \"text\": \"" + text + "\"}";
    }

    private void assertShown(String text, Path published, Path executed) {
        assertEquals(
                text,
                NotebookFile.outputs(Book.latest(published, executed).cells().get(0))
                        .get(0)
                        .get("text")
                        .getAsString());
    }

    @Test
    void whatRanIsShownIfItIsStillTheSameNotebookAndWentWell() throws IOException {
        Path published = notebook("published", "one", printed("published"));
        assertShown("ran", published, notebook("same", "one", printed("ran")));
        assertShown("published", published, notebook("other", "two", printed("ran")));
        assertShown("published", published, folder.resolve("none"));
        String error = "{\"output_type\": \"error\", \"ename\": \"E\", \"evalue\": \"\", \"traceback\": []}";
        assertShown("published", published, notebook("failed", "one", printed("ran") + "," + error));
    }
}
