package deepq.course.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import deepq.experiment.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlotTest {
    private static final double[] TWO = {1, 2};
    private static final double NAN = Double.NaN;

    static Stream<Plot> plots() {
        return Samples.plots().stream();
    }

    private static JsonNode json(Plot plot) throws Exception {
        return new ObjectMapper().readTree(Text.json(plot.plotly()));
    }

    private static Plot plot() {
        return Plot.titled("t").x("x").y("y");
    }

    @ParameterizedTest
    @MethodSource("plots")
    void theFigureIsStrictJsonWithTitleAndAxes(Plot plot) throws Exception {
        JsonNode figure = json(plot);
        assertTrue(plot.describe().startsWith(figure.at("/layout/title/text").asText() + ": "));
        assertFalse(figure.at("/layout/xaxis/title/text").asText().isEmpty());
        assertFalse(figure.at("/layout/yaxis/title/text").asText().isEmpty());
        assertTrue(figure.get("data").size() > 0);
    }

    @Test
    void namesPassUnchangedAndAreNoMarkup() throws Exception {
        Plot plot = Plot.titled(Samples.NASTY)
                .x(Samples.NASTY)
                .y(Samples.NASTY)
                .line(Samples.NASTY, TWO)
                .level(Samples.NASTY, 1);
        String escaped = Samples.NASTY
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("$", "&#36;");
        JsonNode figure = json(plot);
        for (String place : List.of(
                "/layout/title/text", "/layout/yaxis/title/text", "/data/0/name", "/layout/annotations/0/text")) {
            assertEquals(escaped, figure.at(place).asText().replace("<br>", " "), place);
        }
        String html = plot.html();
        assertFalse(html.contains("<b>"), "markup of a name");
        assertEquals(1, html.split("</script>", -1).length - 1);
    }

    @Test
    void aGapIsNullInEveryKindOfPlot() throws Exception {
        double[] gap = {1, NAN, 3};
        double[] xs = {1, 2, 3};
        List<Interval> intervals =
                Arrays.stream(gap).mapToObj(v -> new Interval(v, v, v)).toList();
        for (Plot each : List.of(
                plot().line("a", gap),
                plot().points("a", xs, gap),
                plot().dots("a", xs, intervals),
                plot().categories("a", "b", "c").bars("a", gap),
                plot().categories("a", "b", "c").bars("a", intervals))) {
            assertTrue(json(each).at("/data/0/y/1").isNull(), each.describe());
        }
        assertTrue(json(Samples.table()).at("/data/0/z/1/1").isNull());
        JsonNode band = json(plot().band("a", xs, intervals)).at("/data/0/y");
        assertEquals("[1.0,1.0,null,3.0,3.0,null]", band.toString(), "the band is filled on each side of the gap");
    }

    @Test
    void infinityIsRefusedWithItsPlaceInEveryKindOfPlot() {
        double[] bad = {1, Double.POSITIVE_INFINITY};
        for (Executable each : List.<Executable>of(
                () -> plot().line("a", bad),
                () -> plot().points("a", bad, TWO),
                () -> plot().categories("a", "b").bars("a", bad),
                () -> plot().bins(2, 0, 1).values("a", bad),
                () -> plot().cells("a", new double[][] {bad}),
                () -> GridScene.of("FF").values(bad))) {
            assertTrue(refusal(each).contains("number 1 is Infinity"), refusal(each));
        }
        assertTrue(refusal(() -> plot().level("l", Double.NEGATIVE_INFINITY)).contains("-Infinity"));
    }

    @Test
    void nothingAndNullAreRefusedInWords() {
        for (Executable each : List.<Executable>of(
                () -> plot().line("a", null),
                () -> plot().line("a", new double[0]),
                () -> plot().line(null, TWO),
                () -> plot().band("a", TWO, List.of()),
                () -> plot().categories("a", null),
                () -> plot().categories(),
                () -> plot().bins(2, 0, 1).values("a", null),
                () -> plot().cells("a", null),
                () -> plot().cells("a", new double[][] {null}),
                () -> plot().html(),
                () -> Panels.of((Plot) null),
                () -> Panels.titled("t").panel("a", null),
                () -> Panels.titled("t").html(),
                () -> GridScene.of(),
                () -> GridScene.of("FF").arrows(new String[] {"", null}),
                () -> EpisodePlayer.titled("t").html(),
                () -> Slider.titled("t", "a").over(new double[] {1, 2}, value -> null))) {
            String message = refusal(each);
            assertTrue(message != null && message.length() > 15, message);
        }
    }

    @Test
    void otherBadDataAreRefusedByNameAndValue() {
        assertTrue(refusal(() -> plot().line("DQN", TWO, new double[3])).contains("3 y values for 2 x values"));
        assertTrue(refusal(() -> plot().band("b", TWO, List.of(new Interval(1, 2, 3), new Interval(1, 1, 1))))
                .contains("does not hold its estimate 1.0"));
        assertTrue(refusal(() -> plot().line("a", new double[] {0, 1}).logY().html())
                .contains("logarithmic"));
        assertTrue(refusal(() -> Plot.titled(" ")).contains("title of a plot is missing"));
        assertTrue(refusal(() -> Plot.titled("t").x("x").line("a", TWO).html()).contains("a label for each axis"));
        assertTrue(refusal(() -> plot().categories("a").bars("a", 1, 2)).contains("2 values for 1 categories"));
        assertTrue(
                refusal(() -> plot().cells("v", new double[][] {{1, 2}, {3}})).contains("2 rows of 2"));
        assertTrue(refusal(() -> plot().range(0, 1)).contains("no heat map yet"));
        assertTrue(refusal(() -> plot().yRange(2, 1)).contains("from 2.0 to 1.0"));
        assertTrue(refusal(() -> Frontend.of("word")).contains("lab, notebook, html or render"));
    }

    private static String refusal(Executable executable) {
        return assertThrows(RuntimeException.class, executable).getMessage();
    }

    @Test
    void theTextSaysWhatIsToBeSeen() {
        String text = plot().line("DQN", new double[] {10, 500, NAN, 480})
                .line("random", new double[] {20, 22, 21, 19})
                .level("solved", 475)
                .describe();
        assertTrue(
                text.contains("DQN: 3 points, from 10 at 1 to 480 at 4; lowest 10 at 1, highest 500 at 2; 1 gap."),
                text);
        assertTrue(text.contains("Highest at its end is DQN."), text);
        assertTrue(text.contains("DQN rises to solved at 2. random stays below solved."), text);
        assertTrue(plot().line("a", TWO).yRange(5, 6).describe().contains("all data lie outside of the y axis"));
        assertTrue(Samples.bars().describe().contains("best: a 1.00 [0.50, 2.00], b 2.00 [1.50, 2.50]."));
        assertTrue(Samples.table().describe().contains("lowest 0 at (0, 0), highest 5 at (2, 1); 1 cells are blank."));
    }

    @Test
    void aGuessIsDrawnOnceThereIsOne() throws Exception {
        JsonNode open = json(plot().line("a", TWO).guess(NAN));
        assertTrue(open.at("/layout/title/text").asText().contains("no guess yet"));
        assertEquals(0, open.at("/layout/shapes").size());
        JsonNode typed = json(plot().line("a", TWO).verticalGuess(1.5));
        assertEquals(1.5, typed.at("/layout/shapes/0/x0").asDouble());
        assertEquals("your guess", typed.at("/layout/annotations/0/text").asText());
    }

    @Test
    void aLevelIsNamedAtTheEndWhereDotsLeaveRoom() throws Exception {
        Interval near = new Interval(470, 460, 480);
        Interval far = new Interval(100, 50, 150);
        Plot falling = plot().dots("a", TWO, List.of(near, far)).level("solved", 475);
        Plot rising = plot().dots("a", TWO, List.of(far, near)).level("solved", 475);
        assertEquals("right", json(falling).at("/layout/annotations/0/xanchor").asText());
        assertEquals("left", json(rising).at("/layout/annotations/0/xanchor").asText());
    }

    @Test
    void anIntervalIsDrawnAsItsDistancesFromTheBar() throws Exception {
        JsonNode error = json(Samples.bars()).at("/data/0/error_y");
        assertEquals(1, error.at("/array/0").asDouble());
        assertEquals(0.5, error.at("/arrayminus/0").asDouble());
    }

    @Test
    void seriesDifferInMoreThanTheirColor() throws Exception {
        JsonNode data =
                json(plot().line("a", TWO).line("b", TWO).points("c", TWO, TWO)).get("data");
        assertNotEquals(data.at("/0/line/dash"), data.at("/1/line/dash"));
        assertNotEquals(data.at("/0/marker/symbol"), data.at("/2/marker/symbol"));
        JsonNode bars = json(Samples.bars()).get("data");
        assertNotEquals(bars.at("/0/marker/pattern/shape"), bars.at("/1/marker/pattern/shape"));
    }

    @Test
    void aLogarithmicAxisTakesTheLogarithmOfPlacesAndEndsOnly() throws Exception {
        JsonNode layout = json(plot().line("a", TWO).logY().level("100", 100).note("n", 1, 10))
                .get("layout");
        assertEquals(2, layout.at("/annotations/0/y").asDouble());
        assertEquals(1, layout.at("/annotations/1/y").asDouble());
        assertEquals(100, layout.at("/shapes/0/y0").asDouble());
        assertTrue(layout.at("/yaxis/range/1").asDouble() > 2, "the axis reaches the level");
    }

    @Test
    void aHistogramCountsEveryValueOnceAndSaysHowManyLieOutside() throws Exception {
        JsonNode data = json(plot().bins(2, 0, 4).values("v", new double[] {0, 1, 2, 3, 4, 10, 11, NAN}));
        assertEquals("[2.0,3.0]", data.at("/data/0/y").toString());
        assertEquals("v (2 outside)", data.at("/data/0/name").asText());
    }

    @Test
    void aMillionPointsAreThinnedByLowestAndHighestAsALineAndSampledAsDots() throws Exception {
        double[] ys = IntStream.range(0, 1_000_000)
                .mapToDouble(i -> i % 1000 / 1000.0)
                .toArray();
        ys[567_890] = 7;
        ys[567_891] = NAN;
        JsonNode line = json(plot().line("line", ys)).at("/data/0");
        assertTrue(line.get("y").size() < 6_000);
        assertTrue(line.get("y").toString().contains(",7.0,"), "the highest is there");
        assertTrue(line.get("y").toString().contains(",null,"), "the gap is there");
        JsonNode dots = json(plot().points("dots", ys, ys));
        assertEquals(20_000, dots.at("/data/0/x").size());
        double mean = 0;
        for (JsonNode y : dots.at("/data/0/y")) {
            mean += y.asDouble() / 20_000;
        }
        assertEquals(0.5, mean, 0.01, "a sample, not the edges");
        assertTrue(dots.at("/layout/title/text").asText().contains("20,000 of the 1,000,000 dots"));
    }

    @Test
    void namedColorsStandForWholeNumbers() throws Exception {
        JsonNode map = json(Samples.plots().get(7)).at("/data/0");
        assertEquals("[\"left\",\"right\"]", map.at("/colorbar/ticktext").toString());
        assertEquals(-0.5, map.get("zmin").asDouble());
        assertEquals(1.5, map.get("zmax").asDouble());
        assertEquals("[0.5,\"#0072B2\"]", map.at("/colorscale/1").toString());
        assertEquals("[0.5,\"#D55E00\"]", map.at("/colorscale/2").toString());
    }

    @Test
    void laterChangesOfAnArrayDoNotReachThePlot() throws Exception {
        double[] ys = {1, 2};
        Plot plot = plot().line("a", ys);
        ys[0] = 99;
        assertEquals(1, json(plot).at("/data/0/y/0").asDouble());
    }

    @Test
    void eachFrontendGetsWhatItCanShow() {
        Plot plot = plot().line("a", TWO);
        assertEquals(
                Set.of("text/html", "text/plain"), plot.mimeBundle(Frontend.LAB).keySet());
        assertEquals(
                Set.of("text/html", "text/plain"),
                plot.mimeBundle(Frontend.HTML).keySet());
        assertEquals(
                Set.of("text/html", "text/plain", PageFigure.PLOTLY),
                plot.mimeBundle(Frontend.NOTEBOOK).keySet());
        assertEquals(
                Set.of(Picture.STILL, "text/plain"),
                plot.mimeBundle(Frontend.RENDER).keySet());
    }
}
