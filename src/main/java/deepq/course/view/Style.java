package deepq.course.view;

import java.awt.Color;

/** Colors, dashes and markers, by the number of the series. */
final class Style {
    /** Okabe and Ito (2008), "Color universal design"; without yellow, which is too light for lines on white. */
    private static final String[] COLORS = {"#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"
    };

    /** Plotly's names, and the same as lengths for Java2D. */
    private static final String[] DASHES = {"solid", "dash", "dot", "dashdot", "longdash", "longdashdot"};

    private static final float[][] DASH_LENGTHS = {null, {8, 5}, {2, 4}, {8, 4, 2, 4}, {14, 5}, {14, 4, 2, 4}};

    private static final String[] MARKERS = {"circle", "square", "triangle-up", "diamond", "cross", "x"};

    /** Cividis (Nunez, Anderton and Renslow 2018): even steps of lightness, for color-blind eyes and grey prints alike. */
    private static final int[] CIVIDIS = {
        0x00224E, 0x123570, 0x3B496C, 0x575D6D, 0x707173, 0x8A8678, 0xA59C74, 0xC3B369, 0xE1CC55, 0xFEE838
    };

    static final String INK = "#333333";
    static final String GRID = "#E3E3E3";
    static final String RIM = "#888888";

    private Style() {}

    static String color(int series) {
        return COLORS[series % COLORS.length];
    }

    static String dash(int series) {
        return DASHES[series % DASHES.length];
    }

    static float[] dashLengths(int series) {
        return DASH_LENGTHS[series % DASH_LENGTHS.length];
    }

    /** Levels have the color of the axes; two of one chart differ in their dashes. */
    static int levelDash(Chart<?> chart, Frame.Level level) {
        return 1 + chart.frame.levels().indexOf(level) % 3;
    }

    static String marker(int series) {
        return MARKERS[series % MARKERS.length];
    }

    /** {@code #rrggbb} with an opacity, as CSS wants it. */
    static String faded(String color, double opacity) {
        Color c = Color.decode(color);
        return "rgba(" + c.getRed() + "," + c.getGreen() + "," + c.getBlue() + "," + opacity + ")";
    }

    static Color faded(Color color, double opacity) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(255 * opacity));
    }

    /** The color scale at {@code share} of the way, 0 to 1. */
    static Color scale(double share) {
        double place = Math.max(0, Math.min(1, share)) * (CIVIDIS.length - 1);
        int left = Math.min(CIVIDIS.length - 2, (int) place);
        double right = place - left;
        Color a = new Color(CIVIDIS[left]);
        Color b = new Color(CIVIDIS[left + 1]);
        return new Color(
                (int) Math.round(a.getRed() + right * (b.getRed() - a.getRed())),
                (int) Math.round(a.getGreen() + right * (b.getGreen() - a.getGreen())),
                (int) Math.round(a.getBlue() + right * (b.getBlue() - a.getBlue())));
    }

    /** The scale as plotly wants it. */
    static Object[][] plotlyScale() {
        Object[][] steps = new Object[CIVIDIS.length][];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = new Object[] {(double) i / (steps.length - 1), css(new Color(CIVIDIS[i]))};
        }
        return steps;
    }

    static String css(Color color) {
        return String.format("#%06X", color.getRGB() & 0xFFFFFF);
    }

    /** Black or white, whichever can be read on {@code background}. */
    static Color inkOn(Color background) {
        double lightness = 0.299 * background.getRed() + 0.587 * background.getGreen() + 0.114 * background.getBlue();
        return lightness > 118 ? Color.BLACK : Color.WHITE;
    }
}
