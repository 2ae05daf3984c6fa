package deepq.jupyter.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotebookFileTest {
    private static NotebookFile notebook(String source, String outputs) {
        return NotebookFile.parse("""
                {"nbformat": 4, "nbformat_minor": 5, "metadata": {"widgets": {}, "authors": ["Ada"]},
                 "cells": [
                  {"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["# Title\\n", "text"]},
                  {"cell_type": "code", "id": "b", "metadata": {"execution": {"iopub": "2026"}, "tags": ["t"]},
                   "execution_count": 17, "source": "%s", "outputs": [%s]}]}
                """.formatted(source, outputs));
    }

    private static final String RESULT = """
            {"output_type": "execute_result", "execution_count": 17,
             "metadata": {"image/png": {"alt": "a pole"}, "text/html": {}},
             "data": {"text/plain": "a pole", "image/png": "AAAA", "text/html": "<b>",
             "application/vnd.plotly.v1+json": {}}}""";
    private static final String WARNING =
            "{\"output_type\": \"stream\", \"name\": \"stderr\", \"text\": [\"careful\"]}";
    private static final String ERROR = """
            {"output_type": "error", "ename": "IllegalStateException", "evalue": "no such square",
             "traceback": ["\\u001b[1mat cell, line 2\\u001b[0m"]}""";

    @Test
    void renderingKeepsTextAndPicturesAndNothingThatChangesFromRunToRun() {
        NotebookFile executed = notebook("1", RESULT + "," + WARNING);
        String rendered = Render.withOutputs(notebook("1", ""), executed).tidy();
        assertTrue(rendered.contains("\"alt\": \"a pole\""));
        assertTrue(rendered.contains("\"image/png\": \"AAAA\""));
        assertTrue(rendered.contains("\"tags\""));
        assertTrue(rendered.contains("Ada"), "what its author noted stays");
        assertFalse(rendered.matches("(?s).*(text/html|plotly|careful|iopub|widgets|17).*"), rendered);
    }

    @Test
    void renderingWhatWasRenderedChangesNothing() {
        NotebookFile once = Render.withOutputs(notebook("1", ""), notebook("1", RESULT));
        assertEquals(once.tidy(), Render.withOutputs(once, once).tidy());
        assertEquals(once.tidy(), NotebookFile.parse(once.tidy()).tidy());
    }

    @Test
    void theHashIsOfTheSourcesHoweverTheyAreStored() {
        assertEquals(Render.sourceHash(notebook("1", "")), Render.sourceHash(notebook("1", RESULT)));
        assertNotEquals(Render.sourceHash(notebook("1", "")), Render.sourceHash(notebook("2", "")));
        NotebookFile rendered = Render.withOutputs(notebook("1", ""), notebook("1", RESULT));
        assertEquals(Render.sourceHash(rendered), rendered.notedHash());
    }

    @Test
    void aFailureNamesTheCellAndTheErrorWithoutColorCodes() {
        List<String> failures = notebook("grid.at(99)", ERROR).failures();
        assertEquals(1, failures.size());
        assertTrue(
                failures.get(0).startsWith("cell [17] \"grid.at(99)\": IllegalStateException: no such square"),
                failures.get(0));
        assertFalse(failures.get(0).contains("\u001b"));
    }

    @Test
    void anExpectedErrorIsNoFailure() {
        String tagged = notebook("1", ERROR).tidy().replace("\"t\"", "\"raises-exception\"");
        assertEquals(List.of(), NotebookFile.parse(tagged).failures());
    }

    @Test
    void aPathOfThisMachineIsFoundInTextButNotInAPicture() {
        String text = RESULT.replace("\"a pole\",", "\"file /home/me/x\",").replace("AAAA", "AA/tmp/AA");
        assertEquals(
                1,
                Render.machinePaths(notebook("1", text), Path.of("/some/where")).size());
        assertEquals(List.of(), Render.machinePaths(notebook("1", RESULT), Path.of("/some/where")));
    }
}
