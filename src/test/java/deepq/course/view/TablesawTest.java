package deepq.course.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.api.BoxPlot;
import tech.tablesaw.plotly.api.Histogram;
import tech.tablesaw.plotly.api.LinePlot;
import tech.tablesaw.plotly.api.ScatterPlot;
import tech.tablesaw.plotly.api.VerticalBarPlot;

/** What a reader plots with tablesaw itself. */
class TablesawTest {
    private static final Table RUNS = Table.create(
            "runs",
            IntColumn.create("step", new int[] {1, 2, 3, 4}),
            DoubleColumn.create("mean \"return\"", new double[] {1e-5, Double.NaN, 3, 40}),
            StringColumn.create("agent", new String[] {"DQN", "DQN", "it's <b>me</b>", "it's <b>me</b>"}));

    private static String html(Object thing) {
        return (String)
                Tablesaw.showable(thing).mimeBundle(Frontend.RENDER).data().get("text/html");
    }

    @Test
    void aLinePlotIsALineChartWithTitleLabelsAndStillPicture() {
        LineChart chart =
                (LineChart) Tablesaw.showable(LinePlot.create("It's \"DQN\" < 5", RUNS, "step", "mean \"return\""));
        assertEquals("It's \"DQN\" < 5", chart.frame.title());
        assertEquals("step", chart.frame.x());
        assertEquals("mean \"return\"", chart.frame.y());
        assertArrayEquals(new double[] {1, 3, 4}, chart.series.get(0).xs(), "a missing number is left out");
        assertArrayEquals(new double[] {1e-5, 3, 40}, chart.series.get(0).ys());
        assertEquals(Series.Kind.LINE, chart.series.get(0).kind());
        assertTrue(chart.png().length > 1000);
    }

    @Test
    void aGroupIsASeriesOfItsName() {
        LineChart chart =
                (LineChart) Tablesaw.showable(ScatterPlot.create("Scatter", RUNS, "step", "mean \"return\"", "agent"));
        assertEquals(
                List.of("DQN", "it's <b>me</b>"),
                chart.series.stream().map(Series::name).toList());
        assertEquals(Series.Kind.POINTS, chart.series.get(1).kind());
    }

    @Test
    void barsAndHistogramsAreOurs() {
        Table two = RUNS.where(RUNS.intColumn("step").isIn(2, 3));
        BarChart bars = (BarChart) Tablesaw.showable(VerticalBarPlot.create("Bars", two, "agent", "step"));
        assertEquals(List.of("DQN", "it's <b>me</b>"), bars.categories);
        assertArrayEquals(new double[] {2, 3}, bars.bars.get(0).values());
        HistogramChart histogram = (HistogramChart) Tablesaw.showable(Histogram.create("Steps", RUNS, "step"));
        assertArrayEquals(new double[] {1, 2, 3, 4}, histogram.samples.get(0).values());
    }

    @Test
    void anyOtherFigureIsLeftToPlotlyAndSaysSoWhereThereIsNone() {
        Showable box = Tablesaw.showable(BoxPlot.create("Returns", RUNS, "agent", "step"));
        String html = (String) box.mimeBundle(Frontend.LAB).data().get("text/html");
        assertTrue(html.contains("\"type\":\"box\"") && html.contains("\"showSendToCloud\":false"), html);
        assertEquals(
                Map.of("text/plain", "Returns: drawn by tablesaw (box), to be seen where the notebook runs."),
                box.mimeBundle(Frontend.RENDER).data());
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
