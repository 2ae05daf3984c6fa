package deepq.course.view;

import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * One moment of an environment as shapes on white, the first lowest.
 *
 * @param width in pixels
 * @param height in pixels
 * @param description what is to be seen, one sentence
 */
public record Scene(int width, int height, List<Shape> shapes, String description) implements Picture {
    public Scene {
        if (width < 1 || height < 1 || width > 4000 || height > 4000) {
            throw new IllegalArgumentException("A scene of " + width + " x " + height + " pixels: 1 to 4000 each way.");
        }
        shapes = List.copyOf(shapes);
        Check.text("The description of a scene", description);
    }

    @Override
    public String describe() {
        return description;
    }

    @Override
    public String html() {
        return "<img" + (onPaper() ? " class=\"deepq-paper\"" : "") + " src=\"data:image/svg+xml;base64,"
                + Base64.getEncoder().encodeToString(svg().getBytes(StandardCharsets.UTF_8)) + "\" alt=\""
                + Text.html(description) + "\" style=\"width:100%;max-width:" + width
                + "px;height:auto;display:block\">"
                + (onPaper() ? Html.PAPER_STYLE : "");
    }

    /**
     * Whether it is a drawing on white paper, which on a dark page is dark: its first shape does not cover all of it.
     */
    boolean onPaper() {
        double[] all = {0, 0, width, 0, width, height, 0, height};
        return shapes.isEmpty()
                || !(shapes.get(0) instanceof Shape.Polygon ground && Arrays.equals(ground.points(), all));
    }

    /** The scene as a picture of lines, which are sharp at any size. */
    String svg() {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" \
                font-family="sans-serif" text-anchor="middle"><rect width="100%%" height="100%%" fill="#FFF"/>%3$s</svg>""".formatted(width, height, SvgScene.still(this));
    }

    /**
     * The scene as an agent may see it: {@code rows * columns} grey values, row by row, 0 black to 1 white. Each is
     * the mean of 2 x 2 samples, computed here in plain double arithmetic and not by Java2D, so that every machine
     * gets the same bits. Labels are left out.
     */
    public float[] grey(int columns, int rows) {
        if (columns < 1 || rows < 1) {
            throw new IllegalArgumentException(
                    "A picture of " + columns + " x " + rows + " pixels: 1 or more each way.");
        }
        int wide = 2 * columns;
        int high = 2 * rows;
        float[] fine = new float[wide * high];
        Arrays.fill(fine, 1);
        for (Shape shape : shapes) {
            Color c = Color.decode(shape.color());
            // ITU-R BT.601, as Pillow and OpenCV turn colors to grey.
            float grey = (299 * c.getRed() + 587 * c.getGreen() + 114 * c.getBlue()) / 255000f;
            double[] box = box(shape);
            int lastColumn = (int) Math.min(wide - 1, box[2] * wide / width);
            int lastRow = (int) Math.min(high - 1, box[3] * high / height);
            for (int row = (int) Math.max(0, box[1] * high / height); row <= lastRow; row++) {
                for (int column = (int) Math.max(0, box[0] * wide / width); column <= lastColumn; column++) {
                    if (covers(shape, (column + 0.5) * width / wide, (row + 0.5) * height / high)) {
                        fine[row * wide + column] = grey;
                    }
                }
            }
        }
        float[] pixels = new float[columns * rows];
        for (int i = 0; i < pixels.length; i++) {
            int corner = 2 * (i / columns) * wide + 2 * (i % columns);
            pixels[i] = (fine[corner] + fine[corner + 1] + fine[corner + wide] + fine[corner + wide + 1]) / 4;
        }
        return pixels;
    }

    /** {left, top, right, bottom}: outside of it the shape covers nothing. */
    private static double[] box(Shape shape) {
        double[] points = {};
        double margin = 0;
        if (shape instanceof Shape.Circle c) {
            points = new double[] {c.x(), c.y()};
            margin = c.radius();
        } else if (shape instanceof Shape.Line l) {
            points = new double[] {l.x1(), l.y1(), l.x2(), l.y2()};
            margin = l.width() / 2;
        } else if (shape instanceof Shape.Polygon p) {
            points = p.points();
        }
        double[] box = {Double.MAX_VALUE, Double.MAX_VALUE, -1, -1};
        for (int i = 0; i < points.length; i += 2) {
            box[0] = Math.min(box[0], points[i] - margin);
            box[1] = Math.min(box[1], points[i + 1] - margin);
            box[2] = Math.max(box[2], points[i] + margin);
            box[3] = Math.max(box[3], points[i + 1] + margin);
        }
        return box;
    }

    private static boolean covers(Shape shape, double x, double y) {
        if (shape instanceof Shape.Circle c) {
            return (x - c.x()) * (x - c.x()) + (y - c.y()) * (y - c.y()) <= c.radius() * c.radius();
        } else if (shape instanceof Shape.Line l) {
            double dx = l.x2() - l.x1();
            double dy = l.y2() - l.y1();
            double square = dx * dx + dy * dy;
            double along = (x - l.x1()) * dx + (y - l.y1()) * dy;
            double across = (x - l.x1()) * dy - (y - l.y1()) * dx;
            return along >= 0 && along <= square && across * across <= square * l.width() * l.width() / 4;
        } else if (shape instanceof Shape.Polygon p) {
            boolean inside = false;
            double[] q = p.points();
            for (int i = 0, j = q.length - 2; i < q.length; j = i, i += 2) {
                if (q[i + 1] > y != q[j + 1] > y && x < (q[j] - q[i]) * (y - q[i + 1]) / (q[j + 1] - q[i + 1]) + q[i]) {
                    inside = !inside;
                }
            }
            return inside;
        }
        return false;
    }
}
