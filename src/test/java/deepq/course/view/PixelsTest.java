package deepq.course.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where things are in a picture, and in which color: what is upside down or mirrored is a picture too. */
class PixelsTest {
    private static BufferedImage image(Chart<?> chart) {
        return StillChart.draw(chart, Chart.WIDTH, Chart.HEIGHT, 1);
    }

    /** The mean row of the pixels that fit, left of the color bar. */
    private static double row(BufferedImage image, IntPredicate fits) {
        int columns = image.getWidth() * 3 / 4;
        return IntStream.range(0, columns * image.getHeight())
                .filter(i -> fits.test(image.getRGB(i % columns, i / columns)))
                .mapToDouble(i -> i / columns)
                .average()
                .orElseThrow();
    }

    private static double row(BufferedImage image, Color color) {
        return row(image, rgb -> rgb == color.getRGB());
    }

    @Test
    void aTablesFirstRowIsItsTopAndASurfaceGrowsUpwards() {
        double[][] values = {{0, 0}, {1, 1}};
        HeatMap map = HeatMap.titled("t").x("x").y("y");
        BufferedImage table = image(map.cells("v", values));
        assertTrue(row(table, Style.scale(0)) < row(table, Style.scale(1)));
        BufferedImage surface = image(map.surface("v", new double[] {0, 1}, new double[] {0, 1}, values));
        assertTrue(row(surface, Style.scale(0)) > row(surface, Style.scale(1)));
    }

    @ParameterizedTest
    @CsvSource({"\u2190, -1, 0", "\u2193, 0, 1", "\u2192, 1, 0", "\u2191, 0, -1"})
    void anArrowStandsOnTheSideToWhichItPoints(String arrow, int right, int down) {
        int side = 64;
        float[] grey = GridScene.of("F").arrows(new String[] {arrow}).scene().grey(side, side);
        int[] ink = IntStream.range(0, grey.length).filter(i -> grey[i] < 0.5).toArray();
        assertEquals(right, Math.signum(off(Arrays.stream(ink).map(i -> i % side), side)));
        assertEquals(down, Math.signum(off(Arrays.stream(ink).map(i -> i / side), side)));
    }

    private static double off(IntStream places, int side) {
        return Math.rint(places.average().orElseThrow() - (side - 1) / 2.0);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aLevelIsInsideThePictureAndAtItsHeight(boolean ranged) {
        LineChart chart = LineChart.titled("t").x("x").y("y").line("a", new double[] {1, 2});
        LineChart plain = ranged ? chart.yRange(0, 3) : chart;
        Axis axis = plain.level("far above", 20).yAxis();
        assertTrue(axis.share(20) <= 1 && axis.share(1) >= 0);
        assertTrue(plain.vertical("far right", 20).xAxis().share(20) <= 1);
        LineChart tall = chart.yRange(0, 20);
        BufferedImage without = image(tall);
        double[] rows = IntStream.of(5, 15)
                .mapToDouble(y -> {
                    BufferedImage with = image(tall.level("level", y));
                    int columns = with.getWidth() * 3 / 4;
                    return IntStream.range(0, columns * with.getHeight())
                            .filter(i ->
                                    with.getRGB(i % columns, i / columns) != without.getRGB(i % columns, i / columns))
                            .mapToDouble(i -> i / columns)
                            .average()
                            .orElseThrow();
                })
                .toArray();
        double height = rows[0] - rows[1];
        assertTrue(height > 100 && height < 200, "half of the plot, of which the picture is " + Chart.HEIGHT);
    }

    @Test
    void aBandReachesFromItsLowestLowToItsHighestHigh() {
        int n = 10_000;
        double[] mids = new double[n];
        double[] lows = new double[n];
        double[] highs = new double[n];
        Arrays.fill(lows, -1);
        Arrays.fill(highs, 1);
        lows[777] = -100;
        highs[7771] = 100;
        LineChart chart = LineChart.titled("t").x("x").y("y").band("b", Series.counted(mids), lows, mids, highs);
        assertTrue(chart.describe().contains("-100 to 100"), chart.describe());
        assertTrue(chart.yAxis().share(-100) >= 0 && chart.yAxis().share(100) <= 1);
        Series thinned = chart.series.get(0).thinned();
        assertEquals(-100, Arrays.stream(thinned.lows()).min().orElseThrow());
        assertEquals(100, Arrays.stream(thinned.highs()).max().orElseThrow());
        double[] xs = {0, 1};
        LineChart wide = LineChart.titled("t").x("x").y("y").yRange(0, 10);
        BufferedImage without = image(wide.line("b", xs, new double[] {1, 1}));
        BufferedImage with = image(wide.band("b", xs, new double[] {1, 1}, new double[] {1, 1}, new double[] {9, 9}));
        int middle = Chart.WIDTH / 2 + 7;
        long filled = IntStream.range(0, Chart.HEIGHT)
                .filter(y -> with.getRGB(middle, y) != without.getRGB(middle, y))
                .count();
        assertTrue(filled > 200, filled + " rows of the band");
    }

    /** As Gymnasium draws it: a positive angle swings to the right, and the second link's is relative to the first. */
    @Test
    void acrobotSwingsToTheSideOfItsAngles() {
        float[] grey = AcrobotScene.of(new float[] {0, 1, 0, 1, 0, 0}).grey(50, 50); // right, then up
        assertTrue(grey[50 * 25 + 30] < 0.9 && grey[50 * 25 + 20] == 1, "the first link is right of the axle");
        int elbow = IntStream.range(26, 50)
                .filter(x -> grey[50 * 18 + x] < 0.9)
                .findFirst()
                .orElseThrow();
        assertTrue(elbow > 30, "the second link stands above the elbow");
        assertTrue(IntStream.range(0, 50).allMatch(x -> grey[50 * 33 + x] == 1), "nothing hangs down");
    }

    /** What the page's player gets: every scene's colors and places, as differences to the one before. */
    @Test
    @SuppressWarnings("unchecked")
    void aFilmHoldsEveryShapeOfEveryScene() {
        List<Scene> scenes =
                Samples.poles(9, 0.02f).stream().map(CartPoleScene::of).toList();
        Map<String, Object> film = ((List<Map<String, Object>>)
                        EpisodePlayer.titled("t").episode("e", scenes).compact().get("tracks"))
                .get(0);
        int[] row = ((int[]) film.get("first")).clone();
        List<List<Integer>> columns = new ArrayList<>((java.util.Collection<List<Integer>>) film.get("columns"));
        List<List<Integer>> changes = new ArrayList<>((java.util.Collection<List<Integer>>) film.get("changes"));
        for (int frame = 0; frame < scenes.size(); frame++) {
            for (int k = 0; frame > 0 && k < columns.size(); k++) {
                for (int column : columns.get(k)) {
                    row[column] += changes.get(k).get(frame - 1);
                }
            }
            int at = 0;
            for (Shape shape : scenes.get(frame).shapes()) {
                assertEquals(Integer.parseInt(shape.color().substring(1), 16), row[at++]);
                double[] places = shape instanceof Shape.Polygon polygon
                        ? polygon.points()
                        : shape instanceof Shape.Circle circle
                                ? new double[] {circle.x(), circle.y(), circle.radius()}
                                : line((Shape.Line) shape);
                for (double place : places) {
                    assertEquals(place, row[at++] / 10.0, 0.051);
                }
            }
            assertEquals(row.length, at);
        }
    }

    private static double[] line(Shape.Line line) {
        return new double[] {line.x1(), line.y1(), line.x2(), line.y2(), line.width()};
    }
}
