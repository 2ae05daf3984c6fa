package deepq.course.view;

/**
 * What a {@link Scene} is made of. Coordinates are pixels of the scene, x to the right, y downwards; colours are {@code #rrggbb}. The same four shapes are
 * drawn by Java2D, by a canvas in the page, and as grey numbers for an agent that sees.
 */
public sealed interface Shape {
    String colour();

    /** A straight line with flat ends. */
    record Line(double x1, double y1, double x2, double y2, double width, String colour) implements Shape {}

    /** A filled polygon with the corners (points[0], points[1]), (points[2], points[3]), ... */
    record Polygon(String colour, double... points) implements Shape {
        public Polygon {
            points = Check.finite("A polygon", "coordinate", points);
            if (points.length < 6 || points.length % 2 != 0) {
                throw new IllegalArgumentException(
                        "A polygon of " + points.length + " coordinates: it needs x and y of three corners or more.");
            }
        }

        static Polygon rectangle(String colour, double x, double y, double width, double height) {
            return new Polygon(colour, x, y, x + width, y, x + width, y + height, x, y + height);
        }
    }

    /** A filled circle. */
    record Circle(double x, double y, double radius, String colour) implements Shape {}

    /** Text whose middle is at (x, y), {@code size} pixels high. It is not part of what {@link Scene#grey} returns. */
    record Label(double x, double y, double size, String colour, String text) implements Shape {}
}
