package deepq.course.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.api.Histogram;
import tech.tablesaw.plotly.api.LinePlot;
import tech.tablesaw.plotly.api.ScatterPlot;
import tech.tablesaw.plotly.api.VerticalBarPlot;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.components.Layout.BarMode;
import tech.tablesaw.plotly.traces.HeatmapTrace;

/** What a reader plots with tablesaw itself. */
class TablesawTest {
    private static final Table RUNS = Table.create(
            "runs",
            IntColumn.create("step", new int[] {1, 2, 3, 4}),
            DoubleColumn.create("mean \"return\"", new double[] {1e-5, Double.NaN, 3, 40}),
            StringColumn.create("agent", new String[] {"DQN", "DQN", "it's <b>me</b>", "it's <b>me</b>"}));

    private static String html(Object thing) {
        return (String) Tablesaw.showable(thing).mimeBundle(Frontend.HTML).get("text/html");
    }

    private static JsonNode json(Figure figure) throws Exception {
        Object json = Tablesaw.showable(figure).mimeBundle(Frontend.NOTEBOOK).get(PageFigure.PLOTLY);
        return new ObjectMapper().readTree(Text.json(json));
    }

    @Test
    void aFigureIsDrawnAsItIs() throws Exception {
        JsonNode figure = json(LinePlot.create("It's \"DQN\" < 5", RUNS, "step", "mean \"return\""));
        assertEquals("It's \"DQN\" < 5", figure.at("/layout/title").asText());
        assertEquals("mean \"return\"", figure.at("/layout/yaxis/title").asText());
        assertEquals("[1.0,2.0,3.0,4.0]", figure.at("/data/0/x").toString(), "numbers, not their names");
        assertEquals("[1.0E-5,null,3.0,40.0]", figure.at("/data/0/y").toString(), "a missing number is a gap");
        assertEquals(
                "it's <b>me</b>",
                json(ScatterPlot.create("s", RUNS, "step", "step", "agent"))
                        .at("/data/1/name")
                        .asText());
    }

    @Test
    void whatPlotlyWouldTakeByDefaultIsSaid() throws Exception {
        Table two = RUNS.where(RUNS.intColumn("step").isIn(2, 3));
        assertEquals(
                "group",
                json(VerticalBarPlot.create("Bars", two, "agent", "step"))
                        .at("/layout/barmode")
                        .asText());
        assertEquals(
                "stack",
                json(VerticalBarPlot.create("Bars", two, "agent", BarMode.STACK, "step"))
                        .at("/layout/barmode")
                        .asText());
    }

    @Test
    void everyHeatMapOfAFigureIsDrawn() throws Exception {
        HeatmapTrace map = HeatmapTrace.builder(new Double[] {1.0, 2.0}, new Double[] {1.0}, new double[][] {{1, 2}})
                .build();
        assertEquals(
                2,
                json(new Figure(Layout.builder("two").build(), map, map))
                        .get("data")
                        .size());
    }

    @Test
    void theTextSaysKindNameAndEnds() {
        Object text = Tablesaw.showable(Histogram.create("Steps", RUNS, "step"))
                .mimeBundle(Frontend.LAB)
                .get("text/plain");
        assertEquals("Steps, drawn by tablesaw: histogram, 4 values from 1.0 to 4.0.", text);
    }

    @Test
    void aFigureThatCannotBeDrawnIsRefusedInWords() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Tablesaw.showable(
                                new Figure(Layout.builder("none").build())))
                .getMessage();
        assertTrue(message.contains("\"none\" has no traces"), message);
    }

    @Test
    void aTableWithoutRowsSaysSo() {
        assertTrue(html(RUNS.emptyCopy()).contains("The table has no rows."));
    }

    @Test
    void aTableIsATableOfThePage() {
        String html = html(RUNS);
        assertTrue(html.contains("<th scope=\"col\">mean &quot;return&quot;</th>"), html);
        assertTrue(html.contains("it&#39;s &lt;b&gt;me&lt;/b&gt;</td>"), html);
        assertFalse(html.contains("rows."), html);
        Table many = Table.create("many", IntColumn.indexColumn("n", 1000, 0));
        assertTrue(html(many).contains("The first 20 of 1000 rows."), html(many));
    }

    @Test
    void aTableCanBeSorted() {
        // With the fastutil that ND4J asks for this is a NoSuchMethodError.
        assertEquals(
                "[4, 3, 2, 1]",
                RUNS.sortDescendingOn("step").intColumn("step").asList().toString());
    }

    @Test
    void anythingElseIsNotTablesaws() {
        assertNull(Tablesaw.showable("text"));
        assertNull(Tablesaw.showable(null));
        assertNull(Tablesaw.showable(RUNS.column(0)));
    }
}
