package deepq.course.view;

import java.util.ArrayList;
import java.util.List;

/** A small screen, pixel by pixel: whatever an agent sees as numbers. */
public final class ScreenScene {
    private ScreenScene() {}

    /** @param pixels {@code rows * columns} values, row by row, 0 (black) to 1 (white) */
    public static Scene of(String name, float[] pixels, int rows, int columns) {
        if (pixels.length != rows * columns) {
            throw new IllegalArgumentException("A screen of " + rows + " rows and " + columns + " columns has "
                    + rows * columns + " pixels, not " + pixels.length + ".");
        }
        double side = Math.max(1, Math.min(32, 400 / Math.max(rows, columns)));
        List<Shape> shapes = new ArrayList<>();
        shapes.add(Shape.Polygon.rectangle("#FFFFFF", 0, 0, (int) side * columns, (int) side * rows));
        int lit = 0;
        for (int i = 0; i < pixels.length; i++) {
            int grey = Math.round(255 * Math.max(0, Math.min(1, pixels[i])));
            lit += grey > 127 ? 1 : 0;
            double gap = side >= 8 ? 1 : 0;
            shapes.add(Shape.Polygon.rectangle(
                    String.format("#%02X%02X%02X", grey, grey, grey),
                    i % columns * side,
                    i / columns * side,
                    side - gap,
                    side - gap));
        }
        return new Scene(
                (int) side * columns,
                (int) side * rows,
                shapes,
                name + ": a screen of " + rows + " rows and " + columns + " columns, " + lit + " pixels bright.");
    }
}
