package deepq.course.view;

import deepq.random.Require;
import java.util.List;

/**
 * What a {@link Scene} is made of. Coordinates are pixels of the scene, x to the right, y downwards; colors are
 * {@code #rrggbb}.
 */
public sealed interface Shape {
    String color();

    /** The name of its SVG element, and then of each attribute its name and its value. */
    List<Object> svg();

    /** What is written there. */
    default String text() {
        return "";
    }

    /** A straight line with flat ends. */
    record Line(double x1, double y1, double x2, double y2, double width, String color) implements Shape {
        @Override
        public List<Object> svg() {
            return List.of("line", "stroke", color, "x1", x1, "y1", y1, "x2", x2, "y2", y2, "stroke-width", width);
        }
    }

    /** A filled polygon with the corners (points[0], points[1]), (points[2], points[3]), ... */
    record Polygon(String color, double... points) implements Shape {
        public Polygon {
            points = Check.finite("A polygon", "coordinate", points);
            boolean fits = points.length >= 6 && points.length % 2 == 0;
            String refusal = "A polygon of %s coordinates: it needs x and y of three corners or more.";
            Require.that(fits, refusal, points.length);
        }

        @Override
        public List<Object> svg() {
            return List.of("polygon", "fill", color, "points", points);
        }

        static Polygon rectangle(String color, double x, double y, double width, double height) {
            return new Polygon(color, x, y, x + width, y, x + width, y + height, x, y + height);
        }
    }

    /** A filled circle. */
    record Circle(double x, double y, double radius, String color) implements Shape {
        @Override
        public List<Object> svg() {
            return List.of("circle", "fill", color, "cx", x, "cy", y, "r", radius);
        }
    }

    /** Text whose middle is at (x, y), {@code size} pixels high. */
    record Label(double x, double y, double size, String color, String text) implements Shape {
        @Override
        public List<Object> svg() {
            return List.of("text", "fill", color, "x", x, "y", y, "font-size", size, "dy", "0.35em");
        }
    }
}
