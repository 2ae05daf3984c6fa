package deepq.course.view;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.TextLayout;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
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
    public byte[] png() {
        return Png.encode(image(2));
    }

    /** The scene in pixels, {@code scale} of them for one of its own. */
    BufferedImage image(double scale) {
        BufferedImage image = new BufferedImage(
                (int) Math.round(scale * width), (int) Math.round(scale * height), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(scale, scale);
        draw(graphics);
        graphics.dispose();
        return image;
    }

    @Override
    public String describe() {
        return description;
    }

    @Override
    public String html() {
        return Html.image(png(), width, description);
    }

    /**
     * The scene as an agent may see it: {@code rows * columns} grey values, row by row, 0 black to 1 white. Each is the mean of 2 x 2 samples, computed here
     * in plain double arithmetic and not by Java2D, so that every machine gets the same bits. Labels are left out.
     */
    public float[] grey(int columns, int rows) {
        if (columns < 1 || rows < 1) {
            throw new IllegalArgumentException(
                    "A picture of " + columns + " x " + rows + " pixels: 1 or more each way.");
        }
        int wide = 2 * columns;
        int high = 2 * rows;
        float[] fine = new float[wide * high];
        java.util.Arrays.fill(fine, 1);
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

    /** Draws on white. */
    private void draw(Graphics2D graphics) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setPaint(Color.WHITE);
        graphics.fill(new Rectangle2D.Double(0, 0, width, height));
        for (Shape shape : shapes) {
            graphics.setPaint(Color.decode(shape.color()));
            if (shape instanceof Shape.Line l) {
                graphics.setStroke(new BasicStroke((float) l.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
                graphics.draw(new Line2D.Double(l.x1(), l.y1(), l.x2(), l.y2()));
            } else if (shape instanceof Shape.Circle c) {
                graphics.fill(
                        new Ellipse2D.Double(c.x() - c.radius(), c.y() - c.radius(), 2 * c.radius(), 2 * c.radius()));
            } else if (shape instanceof Shape.Polygon p) {
                Path2D path = new Path2D.Double();
                path.moveTo(p.points()[0], p.points()[1]);
                for (int i = 2; i < p.points().length; i += 2) {
                    path.lineTo(p.points()[i], p.points()[i + 1]);
                }
                graphics.fill(path);
            } else if (shape instanceof Shape.Label label && !label.text().isBlank()) {
                write(graphics, label);
            }
        }
    }

    private static void write(Graphics2D graphics, Shape.Label label) {
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont((float) label.size());
        TextLayout text = new TextLayout(label.text(), font, graphics.getFontRenderContext());
        text.draw(graphics, (float) (label.x() - text.getAdvance() / 2), (float) (label.y() + 0.35 * label.size()));
    }
}
