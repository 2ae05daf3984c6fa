package deepq.course.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The colors, as eyes see them that lack one kind of cone, and as a grey print shows them. */
class StyleTest {
    /** Machado, Oliveira and Fernandes (2009), "A physiologically-based model for simulation of color vision deficiency", severity 1. */
    enum Eyes {
        ALL_CONES(1, 0, 0, 0, 1, 0, 0, 0, 1),
        PROTANOPIA(0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998),
        DEUTERANOPIA(0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881),
        TRITANOPIA(1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900);

        private final double[] matrix;

        Eyes(double... matrix) {
            this.matrix = matrix;
        }

        /** CIE L*, a*, b* (white D65) of what these eyes see of a color. */
        double[] lab(Color color) {
            double[] seen = product(
                    matrix, new double[] {linear(color.getRed()), linear(color.getGreen()), linear(color.getBlue())});
            double[] xyz = product(
                    new double[] {
                        0.4124564, 0.3575761, 0.1804375, 0.2126729, 0.7151522, 0.0721750, 0.0193339, 0.1191920,
                        0.9503041
                    },
                    new double[] {clip(seen[0]), clip(seen[1]), clip(seen[2])});
            double x = cubeRoot(xyz[0] / 0.95047);
            double y = cubeRoot(xyz[1]);
            double z = cubeRoot(xyz[2] / 1.08883);
            return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
        }

        double difference(Color a, Color b) {
            double[] one = lab(a);
            double[] other = lab(b);
            return Math.sqrt(IntStream.range(0, 3)
                    .mapToDouble(i -> (one[i] - other[i]) * (one[i] - other[i]))
                    .sum());
        }

        private static double[] product(double[] m, double[] v) {
            return IntStream.range(0, 3)
                    .mapToDouble(i -> m[3 * i] * v[0] + m[3 * i + 1] * v[1] + m[3 * i + 2] * v[2])
                    .toArray();
        }

        private static double linear(int part) {
            double share = part / 255.0;
            return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
        }

        private static double clip(double share) {
            return Math.max(0, Math.min(1, share));
        }

        private static double cubeRoot(double t) {
            return t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
        }
    }

    private static final int SERIES = 7;

    private static Color series(int number) {
        return Color.decode(Style.color(number));
    }

    private static double lightness(Color color) {
        return Eyes.ALL_CONES.lab(color)[0];
    }

    @Test
    void theMeasureIsThatOfTheCie() {
        // Red of sRGB: L* 53.24, a* 80.09, b* 67.20.
        double[] red = Eyes.ALL_CONES.lab(Color.RED);
        assertEquals(53.24, red[0], 0.01);
        assertEquals(80.09, red[1], 0.01);
        assertEquals(67.20, red[2], 0.01);
        // And the simulation takes away what it should: to these eyes pure red and a dark yellow are nearly one.
        assertTrue(Eyes.DEUTERANOPIA.difference(new Color(200, 0, 0), new Color(110, 95, 0)) < 15);
        assertTrue(Eyes.ALL_CONES.difference(new Color(200, 0, 0), new Color(110, 95, 0)) > 60);
    }

    @ParameterizedTest
    @EnumSource(Eyes.class)
    void anyTwoSeriesLookDifferent(Eyes eyes) {
        // About 2.3 is the least that an eye notices side by side.
        for (int i = 0; i < SERIES; i++) {
            for (int j = 0; j < i; j++) {
                double difference = eyes.difference(series(i), series(j));
                assertTrue(difference > 15, i + " and " + j + ": " + difference);
            }
        }
    }

    @Test
    void seriesDifferWithoutAnyColor() {
        for (int i = 0; i < SERIES; i++) {
            for (int j = 0; j < i; j++) {
                boolean sameLine =
                        Style.dash(i).equals(Style.dash(j)) || Style.marker(i).equals(Style.marker(j));
                if (sameLine) {
                    assertTrue(Math.abs(lightness(series(i)) - lightness(series(j))) > 20, i + " and " + j);
                }
            }
        }
    }

    @Test
    void theFirstFourSeriesStandOutFromThePaper() {
        // WCAG 2.1 asks 3 of graphics. Orange and sky blue have about 2.2: few figures have a fifth series.
        IntStream.range(0, 4).forEach(i -> assertTrue(contrast(series(i), Color.WHITE) >= 3, "series " + i));
    }

    @ParameterizedTest
    @EnumSource(Eyes.class)
    void theScaleOfAHeatMapBecomesLighterAllTheWay(Eyes eyes) {
        for (int i = 1; i <= 20; i++) {
            double before = eyes.lab(Style.scale((i - 1) / 20.0))[0];
            double now = eyes.lab(Style.scale(i / 20.0))[0];
            assertTrue(now > before + 1.5, "step " + i + ": from " + before + " to " + now);
        }
    }

    @Test
    void numbersOnTheScaleCanBeRead() {
        for (int i = 0; i <= 100; i++) {
            Color ground = Style.scale(i / 100.0);
            assertTrue(
                    contrast(Style.inkOn(ground), ground) >= 4.5,
                    "at " + i + ": " + contrast(Style.inkOn(ground), ground));
        }
    }

    /** WCAG 2.1: the ratio of the luminances, each with 0.05 of stray light. */
    private static double contrast(Color a, Color b) {
        double light = Math.max(luminance(a), luminance(b));
        double dark = Math.min(luminance(a), luminance(b));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double luminance(Color color) {
        double y = (lightness(color) + 16) / 116;
        return y > 6.0 / 29 ? y * y * y : lightness(color) * 27 / 24389;
    }
}
