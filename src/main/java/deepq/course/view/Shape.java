package deepq.course.view;

/**
 * What a {@link Scene} is made of. Coordinates are pixels of the scene, x to the right, y downwards; colors are
 * {@code #rrggbb}. The same four shapes are drawn as SVG, by a canvas in the page, and as grey numbers for an agent
 * that sees.
 */
public sealed interface Shape {
    String color();

    /** Its coordinates, then its width, radius or size if it has one. */
    double[] numbers();

    /** A straight line with flat ends. */
    record Line(double x1, double y1, double x2, double y2, double width, String color) implements Shape {
        @Override
        public double[] numbers() {
            return new double[] {x1, y1, x2, y2, width};
        }
    }

    /** A filled polygon with the corners (points[0], points[1]), (points[2], points[3]), ... */
    record Polygon(String color, double... points) implements Shape {
        public Polygon {
            points = Check.finite("A polygon", "coordinate", points);
            if (points.length < 6 || points.length % 2 != 0) {
                throw new IllegalArgumentException(
                        "A polygon of " + points.length + " coordinates: it needs x and y of three corners or more.");
            }
        }

        @Override
        public double[] numbers() {
            return points;
        }

        static Polygon rectangle(String color, double x, double y, double width, double height) {
            return new Polygon(color, x, y, x + width, y, x + width, y + height, x, y + height);
        }
    }

    /** A filled circle. */
    record Circle(double x, double y, double radius, String color) implements Shape {
        @Override
        public double[] numbers() {
            return new double[] {x, y, radius};
        }
    }

    /** Text whose middle is at (x, y), {@code size} pixels high. It is not part of what {@link Scene#grey} returns. */
    record Label(double x, double y, double size, String color, String text) implements Shape {
        @Override
        public double[] numbers() {
            return new double[] {x, y, size};
        }
    }
}
