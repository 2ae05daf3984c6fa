package deepq.jupyter.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class StoredOutputsTest {
    private static NotebookFile notebook(String tags, String... outputs) {
        return NotebookFile.parse("""
                {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
                 {"cell_type": "markdown", "id": "m", "metadata": {}, "source": "text"},
                 {"cell_type": "code", "id": "c", "metadata": {"tags": [%s]}, "execution_count": 1, "source": "f()",
                  "outputs": [%s]}]}""".formatted(tags, String.join(",", outputs)));
    }

    private static String stream(String text) {
        return "{\"output_type\": \"stream\", \"name\": \"stdout\", \"text\": \"" + text + "\"}";
    }

    private static String display(String text) {
        return "{\"output_type\": \"display_data\", \"metadata\": {}, \"data\": {\"text/plain\": [\"" + text + "\"]}}";
    }

    @Test
    void whatArrivedInOtherPiecesIsTheSame() {
        NotebookFile stored = notebook("", stream("12 34"), display("a chart"));
        NotebookFile given =
                notebook("", stream("12 "), stream("34"), display("(plotly for the charts below)"), display("a chart"));

        assertEquals(List.of(), StoredOutputs.difference(stored, given));
    }

    @Test
    void theFirstDifferenceIsNamedByItsCell() {
        List<String> difference = StoredOutputs.difference(
                notebook("", stream("750 pushes"), display("a chart")),
                notebook("", stream("1750 pushes"), display("b")));

        assertTrue(difference.get(0).startsWith("code cell 1 (c) stores\n    750 pushes\nand gives\n    1750 pushes"));
    }

    @Test
    void aDisplayThatIsMissingIsADifference() {
        assertEquals(
                1,
                StoredOutputs.difference(notebook("", display("a")), notebook(""))
                        .size());
    }

    @Test
    void aCellThatVariesIsNotCompared() {
        assertEquals(
                List.of(),
                StoredOutputs.difference(notebook("\"varies\"", stream("3 s")), notebook("", stream("4 s"))));
    }
}
