package deepq.course.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChartTest {
    private static final double[] TWO = {1, 2};

    static Stream<Chart<?>> charts() {
        return Samples.charts().stream();
    }

    private static JsonNode json(Chart<?> chart) throws Exception {
        return new ObjectMapper().readTree(Text.json(chart.plotly()));
    }

    private static LineChart line() {
        return LineChart.titled("t").x("x").y("y");
    }

    @ParameterizedTest
    @MethodSource("charts")
    void theFigureIsStrictJsonWithTitleAndAxes(Chart<?> chart) throws Exception {
        JsonNode layout = json(chart).get("layout");
        assertEquals(chart.frame.title(), layout.at("/title/text").asText());
        assertEquals(chart.frame.x(), layout.at("/xaxis/title/text").asText());
        assertEquals(chart.frame.y(), layout.at("/yaxis/title/text").asText());
        assertTrue(json(chart).get("data").size() > 0);
    }

    @ParameterizedTest
    @MethodSource("charts")
    void theStillPictureIsDrawnInItsSizeAndInColours(Chart<?> chart) throws Exception {
        byte[] png = chart.png();
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertEquals(2 * Chart.WIDTH, image.getWidth());
        assertEquals(2 * Chart.HEIGHT, image.getHeight());
        Set<Integer> colours = new HashSet<>();
        for (int i = 0; i < image.getWidth() * image.getHeight(); i += 7) {
            colours.add(image.getRGB(i % image.getWidth(), i / image.getWidth()));
        }
        assertTrue(colours.size() > 20, colours.size() + " colours");
        assertTrue(png.length < 60_000, png.length + " bytes");
    }

    @ParameterizedTest
    @MethodSource("charts")
    void theSentenceNamesTitleAndAxes(Chart<?> chart) {
        String text = chart.describe();
        assertTrue(text.startsWith(chart.frame.title() + ": ") && text.contains(chart.frame.x()), text);
    }

    @Test
    void namesPassUnchanged() throws Exception {
        Chart<?> chart = LineChart.titled(Samples.NASTY)
                .x(Samples.NASTY)
                .y(Samples.NASTY)
                .line(Samples.NASTY, TWO)
                .level(Samples.NASTY, 1);
        String escaped =
                Samples.NASTY.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");

        JsonNode figure = json(chart);
        assertEquals(escaped, figure.at("/layout/title/text").asText());
        assertEquals(escaped, figure.at("/layout/yaxis/title/text").asText().replace("<br>", " "));
        assertEquals(escaped, figure.at("/data/0/name").asText());
        assertEquals(escaped, figure.at("/layout/annotations/0/text").asText());
    }

    @Test
    void namesCannotLeaveTheHtml() {
        Chart<?> chart = LineChart.titled(Samples.NASTY).x("x").y("y").line(Samples.NASTY, TWO);
        String html = (String) chart.mimeBundle(Frontend.HTML).data().get("text/html");
        assertFalse(html.contains("<b>"), "markup of a name");
        assertEquals(1, html.split("</script>", -1).length - 1);
        assertTrue(html.contains("alt=\"a &quot;quoted&quot; &lt;/script&gt;"), "alternative text");
    }

    @Test
    void aHeatMapHasItsColourScaleLimitsAndBlanks() throws Exception {
        JsonNode figure = json(Samples.charts().get(5));
        JsonNode map = figure.at("/data/0");
        assertEquals(10, map.get("colorscale").size());
        assertEquals(0, map.get("zmin").asDouble());
        assertEquals(5, map.get("zmax").asDouble());
        assertTrue(map.at("/z/1/1").isNull());
        assertEquals(1.5, figure.at("/layout/yaxis/range/0").asDouble(), "row 0 is at the top");
        assertEquals(-0.5, figure.at("/layout/yaxis/range/1").asDouble());
    }

    @Test
    void anIntervalIsDrawnAsItsDistancesFromTheBar() throws Exception {
        JsonNode error = json(Samples.charts().get(4)).at("/data/0/error_y");
        assertEquals(1, error.at("/array/0").asDouble());
        assertEquals(0.5, error.at("/arrayminus/0").asDouble());
    }

    @Test
    void linesDifferInDashAndPointsInMarkers() throws Exception {
        JsonNode data =
                json(line().line("a", TWO).line("b", TWO).points("c", TWO, TWO)).get("data");
        assertNotEquals(data.at("/0/line/dash"), data.at("/1/line/dash"));
        assertNotEquals(data.at("/0/marker/symbol"), data.at("/2/marker/symbol"));
    }

    @Test
    void setsOfBarsDifferInTheirHatching() throws Exception {
        JsonNode data = json(Samples.charts().get(4)).get("data");
        assertNotEquals(data.at("/0/marker/pattern/shape"), data.at("/1/marker/pattern/shape"));
    }

    @Test
    void aLogarithmicAxisTakesTheLogarithmOfAnAnnotationsPlaceOnly() throws Exception {
        JsonNode layout = json(line().line("a", TWO).logY().level("100", 100)).get("layout");
        assertEquals("log", layout.at("/yaxis/type").asText());
        assertEquals(2, layout.at("/annotations/0/y").asDouble());
        assertEquals(100, layout.at("/shapes/0/y0").asDouble());
    }

    @Test
    void aHistogramCountsEveryValueOnce() {
        HistogramChart chart = HistogramChart.titled("t")
                .x("x")
                .y("y")
                .values("v", new double[] {0, 1, 2, 3, 10, 11})
                .bins(2, 0, 4);
        assertEquals(
                List.of(2.0, 4.0),
                java.util.Arrays.stream(chart.counts(chart.samples.get(0)))
                        .boxed()
                        .toList());
    }

    @Test
    void laterChangesOfAnArrayDoNotReachTheChart() throws Exception {
        double[] ys = {1, 2};
        Chart<?> chart = line().line("a", ys);
        ys[0] = 99;
        assertEquals(1, json(chart).at("/data/0/y/0").asDouble());
    }

    @Test
    void aPageGetsThePictureOnceAndACommittedNotebookNoScript() {
        Chart<?> chart = line().line("a", TWO);
        for (Frontend page : List.of(Frontend.LAB, Frontend.NOTEBOOK, Frontend.HTML)) {
            assertEquals(
                    Set.of("text/html", "text/plain"),
                    chart.mimeBundle(page).data().keySet());
        }
        assertEquals(
                Set.of("text/plain", "image/png"),
                chart.mimeBundle(Frontend.RENDER).data().keySet());
    }

    @Test
    void thePictureCarriesSizeAndAlternativeText() {
        Chart<?> chart = line().line("a", TWO);
        MimeBundle bundle = chart.mimeBundle(Frontend.RENDER);
        assertEquals(
                Map.of("width", 720, "height", 400, "alt", chart.describe()),
                bundle.metadata().get("image/png"));
        assertEquals(
                (byte) 0x89, Base64.getDecoder().decode((String) bundle.data().get("image/png"))[0]);
    }

    @Test
    void smallMultiplesAreOnePicture() throws Exception {
        Panels two = Panels.of(line().line("a", TWO), line().line("b", TWO));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(two.png()));
        assertEquals(2 * two.width(), image.getWidth());
        assertEquals(2 * two.height(), image.getHeight());
        assertThrows(IllegalArgumentException.class, () -> Panels.of(line()));
    }

    private static String refusal(org.junit.jupiter.api.function.Executable executable) {
        return assertThrows(RuntimeException.class, executable).getMessage();
    }

    @Test
    void badDataIsRefusedByNameAndValue() {
        assertTrue(refusal(() -> line().line("DQN", new double[] {1, Double.NaN}))
                .contains("\"DQN\": y value number 1 is NaN"));
        assertTrue(refusal(() -> line().line("DQN", new double[0])).contains("nothing to draw"));
        assertTrue(refusal(() -> line().line("DQN", TWO, new double[3])).contains("3 y values for 2 x values"));
        assertTrue(refusal(() -> line().band("b", TWO, TWO, TWO, new double[] {0, 0}))
                .contains("above its upper edge"));
        assertTrue(refusal(() -> line().level("l", Double.POSITIVE_INFINITY)).contains("Infinity"));
        assertTrue(refusal(() -> line().line("a", new double[] {0, 1}).logY().png())
                .contains("logarithmic"));
        assertTrue(refusal(() -> LineChart.titled(" ")).contains("title is missing"));
        assertTrue(
                refusal(() -> LineChart.titled("t").x("x").line("a", TWO).png()).contains("add .y("));
        assertTrue(refusal(() -> BarChart.titled("t").categories("a").bars("b", 1, 2))
                .contains("2 values for 1 categories"));
        assertTrue(refusal(() -> HeatMap.titled("t").cells("v", new double[][] {{1, 2}, {3}}))
                .contains("2 rows of 2"));
        assertTrue(refusal(() -> HeatMap.titled("t").x("x").y("y").png()).contains("no cells"));
        assertTrue(refusal(() -> Frontend.of("word")).contains("lab, notebook, html or render"));
    }
}
