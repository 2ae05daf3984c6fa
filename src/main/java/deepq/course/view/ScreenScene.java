package deepq.course.view;

import deepq.random.Require;
import java.util.ArrayList;
import java.util.List;

/** A small screen, pixel by pixel: whatever an agent sees as numbers. */
public final class ScreenScene {
    private ScreenScene() {}

    /** @param pixels {@code rows * columns} values, row by row, 0 (black) to 1 (white) */
    public static Scene of(String name, float[] pixels, int rows, int columns) {
        boolean fits = pixels.length == rows * columns;
        String refusal = "A screen of %s rows and %s columns has %s pixels, not %s.";
        Require.that(fits, refusal, rows, columns, rows * columns, pixels.length);
        int side = Math.max(1, Math.min(32, 400 / Math.max(rows, columns)));
        int gap = side >= 8 ? 1 : 0;
        int lit = 0;
        int[] colors = new int[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            int gray = level(255 * pixels[i]);
            lit += gray > 127 ? 1 : 0;
            colors[i] = gray << 16 | gray << 8 | gray;
        }
        String description =
                name + ": a screen of " + rows + " rows and " + columns + " columns, " + lit + " pixels bright.";
        return of(colors, columns, side, gap, "#FFFFFF", description);
    }

    /** Squares of {@code side} pixels in the {@code colors} of a screen. */
    static Scene of(int[] colors, int columns, int side, int gap, String ground, String description) {
        int rows = colors.length / columns;
        List<Shape> shapes = new ArrayList<>();
        shapes.add(Shape.Polygon.rectangle(ground, 0, 0, side * columns, side * rows));
        for (int i = 0; i < colors.length; i++) {
            String color = String.format("#%06X", colors[i]);
            if (!color.equals("#000000") || !color.equals(ground)) {
                shapes.add(
                        Shape.Polygon.rectangle(color, i % columns * side, i / columns * side, side - gap, side - gap));
            }
        }
        return new Scene(side * columns, side * rows, shapes, description);
    }

    static int level(float value) {
        return Math.min(255, Math.max(0, Math.round(value)));
    }
}
