package deepq.course.view;

import deepq.random.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How the parts of a program work together: boxes in rows and columns, and arrows between them that say what passes.
 * Two arrows there and back run side by side.
 *
 * <pre>{@code
 * Diagram.of().box("agent", 0, 0).box("environment", 1, 0)
 *         .arrow("agent", "environment", "action").arrow("environment", "agent", "state, reward").scene()
 * }</pre>
 */
public final class Diagram {
    private static final String INK = "#333333";
    private static final double WIDTH = 160;
    private static final double HEIGHT = 56;
    private static final double COLUMN = 330;
    private static final double ROW = 130;

    private final Map<String, double[]> boxes = new LinkedHashMap<>();
    private final List<Shape> arrows = new ArrayList<>();
    private final List<String> words = new ArrayList<>();

    private Diagram() {}

    /** A diagram without boxes yet. */
    public static Diagram of() {
        return new Diagram();
    }

    /** With a box of this name; columns and rows are counted from 0 at the upper left. */
    public Diagram box(String name, int column, int row) {
        boxes.put(
                Check.text("The name of a box", name),
                new double[] {20 + WIDTH / 2 + column * COLUMN, 40 + HEIGHT / 2 + row * ROW});
        return this;
    }

    /** With an arrow, and beside it in a few words what passes. */
    public Diagram arrow(String from, String to, String what) {
        double[] a = place(from);
        double[] b = place(to);
        double length = Math.hypot(b[0] - a[0], b[1] - a[1]);
        double dx = (b[0] - a[0]) / length;
        double dy = (b[1] - a[1]) / length;
        // From edge to edge, a little to the left as one walks.
        double edge = Math.min(WIDTH / 2 / Math.max(1e-9, Math.abs(dx)), HEIGHT / 2 / Math.max(1e-9, Math.abs(dy))) + 4;
        double x1 = a[0] + edge * dx + 12 * dy;
        double y1 = a[1] + edge * dy - 12 * dx;
        double x2 = b[0] - edge * dx + 12 * dy;
        double y2 = b[1] - edge * dy - 12 * dx;
        arrow(arrows, x1, y1, x2, y2);
        // The words of a slanted arrow stand above it, clear of its line; those of another beside it.
        boolean slanted = Math.abs(dx * dy) > 0.1;
        double room = Math.abs(dy) * what.length() * 3.6;
        double aside = slanted ? (dx < 0 ? -1 : 1) * (6 + room + 8 * Math.abs(dx)) : 12;
        arrows.add(new Shape.Label(
                (x1 + x2) / 2 + (slanted ? aside : aside + room) * dy,
                (y1 + y2) / 2 - aside * dx,
                14,
                INK,
                Check.text("The words of an arrow", what)));
        words.add("From " + from + " to " + to + ": " + what + ".");
        return this;
    }

    private static void arrow(List<Shape> shapes, double x1, double y1, double x2, double y2) {
        double dx = (x2 - x1) / Math.hypot(x2 - x1, y2 - y1);
        double dy = (y2 - y1) / Math.hypot(x2 - x1, y2 - y1);
        double backX = x2 - 12 * dx;
        double backY = y2 - 12 * dy;
        shapes.add(new Shape.Line(x1, y1, x2 - 8 * dx, y2 - 8 * dy, 2, INK));
        shapes.add(new Shape.Polygon(INK, x2, y2, backX + 6 * dy, backY - 6 * dx, backX - 6 * dy, backY + 6 * dx));
    }

    private double[] place(String box) {
        Require.that(boxes.containsKey(box), "There is no box \"%s\"; there are %s.", box, boxes.keySet());
        return boxes.get(box);
    }

    public Scene scene() {
        double right =
                boxes.values().stream().mapToDouble(place -> place[0]).max().orElse(0) + WIDTH / 2 + 20;
        double bottom =
                boxes.values().stream().mapToDouble(place -> place[1]).max().orElse(0) + HEIGHT / 2 + 40;
        List<Shape> shapes = new ArrayList<>();
        boxes.forEach((name, place) -> {
            shapes.add(Shape.Polygon.rectangle("#CFE3F1", place[0] - WIDTH / 2, place[1] - HEIGHT / 2, WIDTH, HEIGHT));
            shapes.add(new Shape.Label(place[0], place[1], 16, INK, name));
        });
        shapes.addAll(arrows);
        return new Scene(
                (int) right,
                (int) bottom,
                shapes,
                "Boxes: " + String.join(", ", boxes.keySet()) + ". " + String.join(" ", words));
    }

    /**
     * A ring of slots, in which the newest step overwrites the oldest.
     *
     * @param slots how many there are, 3 to 40
     * @param written how many steps have been written, counted from 0; each slot shows the number of its step
     * @param drawn numbers of the slots that a batch has drawn
     */
    public static Scene ring(int slots, int written, int... drawn) {
        boolean fits = slots >= 3 && slots <= 40 && written >= 0;
        Require.that(fits, "A ring of %s slots with %s steps: 3 to 40 slots, 0 steps or more.", slots, written);
        List<Shape> shapes = new ArrayList<>();
        String[] held = new String[slots];
        for (int slot = 0; slot < slots; slot++) {
            int last = slot + (written - 1 - slot) / slots * slots;
            held[slot] = slot < written ? "" + last : " ";
            int chosen = slot;
            boolean taken = Arrays.stream(drawn).anyMatch(d -> d == chosen);
            String color = taken ? "#F2C14E" : slot < written ? "#CFE3F1" : "#F0F0F0";
            double[] corners = IntStream.range(0, 8)
                    .mapToObj(i -> at(slots, chosen + 0.03 + 0.94 * (i < 4 ? i : 7 - i) / 3, i < 4 ? 130 : 84))
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
            shapes.add(new Shape.Polygon(color, corners));
            double[] middle = at(slots, slot + 0.5, 107);
            shapes.add(new Shape.Label(middle[0], middle[1], 14, INK, held[slot]));
        }
        double[] tip = at(slots, written % slots + 0.5, 80);
        double[] tail = at(slots, written % slots + 0.5, 40);
        arrow(shapes, tail[0], tail[1], tip[0], tip[1]);
        shapes.add(new Shape.Label(150, 150, 15, INK, "next: " + written));
        return new Scene(
                300,
                300,
                shapes,
                "A ring of " + slots + " slots that hold the steps "
                        + Arrays.stream(held).filter(step -> !step.isBlank()).collect(Collectors.joining(", "))
                        + "; step " + written + " goes into slot " + written % slots + "."
                        + (drawn.length == 0 ? "" : " Drawn: the slots " + Arrays.toString(drawn) + "."));
    }

    /** A point of the ring: clockwise from the top, in slots, and away from its middle, in pixels. */
    private static double[] at(int slots, double slot, double radius) {
        double angle = 2 * Math.PI * slot / slots;
        return new double[] {150 + radius * StrictMath.sin(angle), 150 - radius * StrictMath.cos(angle)};
    }
}
