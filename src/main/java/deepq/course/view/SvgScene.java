package deepq.course.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Moments of an environment as SVG that moves by itself, without a script. Black is the page's own color of text,
 * unless the scene paints its own ground: its first shape covers all of it.
 */
final class SvgScene {
    /** The element of a shape, the attribute of its color, and those of its numbers. */
    private static final Map<Class<?>, List<String>> NAMES = Map.of(
            Shape.Line.class, List.of("line", "stroke", "x1", "y1", "x2", "y2", "stroke-width"),
            Shape.Circle.class, List.of("circle", "fill", "cx", "cy", "r"),
            Shape.Label.class, List.of("text", "fill", "x", "y", "font-size"),
            Shape.Polygon.class, List.of("polygon", "fill", "points"));

    /** More shapes than these do not move but are replaced. */
    private static final int MOST_SHAPES = 300;

    private SvgScene() {}

    /**
     * Scenes that are alike move smoothly. Of others a few are shown one after the other, or, where they are played
     * once, the last one.
     *
     * @param frames at least one, in even steps of time
     */
    static String moving(List<Scene> frames, double seconds, boolean forEver) {
        List<String> outline = outline(frames.get(0));
        if (outline.size() <= MOST_SHAPES
                && frames.stream().allMatch(scene -> outline(scene).equals(outline))) {
            return animated(frames, seconds, forEver);
        }
        return forEver ? film(frames, seconds) : still(frames.get(frames.size() - 1));
    }

    /** The size, and of each shape what may not change while it moves: its kind and its number of corners. */
    static List<String> outline(Scene scene) {
        List<String> outline = new ArrayList<>(List.of(scene.width() + " x " + scene.height()));
        for (Shape shape : scene.shapes()) {
            int corners = shape instanceof Shape.Polygon polygon ? polygon.points().length / 2 : 1;
            outline.add(NAMES.get(shape.getClass()).get(0) + (corners > 1 ? " of " + corners : ""));
        }
        return outline;
    }

    /** The shapes of a scene. */
    static String still(Scene scene) {
        return animated(List.of(scene), 1, false);
    }

    /** The shapes of scenes that are alike: only what differs is animated. */
    static String animated(List<Scene> frames, double seconds, boolean forEver) {
        String black = frames.get(0).onPaper() ? "currentColor" : "#000000";
        String often = " dur=\"" + seconds + "s\" " + (forEver ? "repeatCount=\"indefinite\"" : "fill=\"freeze\"");
        StringBuilder svg = new StringBuilder();
        for (int k = 0; k < frames.get(0).shapes().size(); k++) {
            int place = k;
            svg.append(element(
                    frames.stream().map(scene -> scene.shapes().get(place)).toList(), black, often));
        }
        return svg.toString();
    }

    /** One element, or, of a label whose text changes, one for each of its texts. */
    private static String element(List<Shape> moments, String black, String often) {
        List<String> names = NAMES.get(moments.get(0).getClass());
        StringBuilder start = new StringBuilder("<").append(names.get(0));
        StringBuilder changes = new StringBuilder();
        for (int i = 1; i < names.size(); i++) {
            int place = i;
            List<String> values = moments.stream()
                    .map(shape -> attribute(shape, place, black))
                    .toList();
            start.append(" " + names.get(i) + "=\"" + values.get(0) + "\"");
            changes.append(animation(names.get(i), values, often));
        }
        if (!(moments.get(0) instanceof Shape.Label)) {
            return start + ">" + changes + "</" + names.get(0) + ">";
        }
        List<String> texts =
                moments.stream().map(shape -> ((Shape.Label) shape).text()).toList();
        return texts.stream()
                .distinct()
                .map(text -> start + " dy=\"0.35em\">" + changes
                        + animation(
                                "visibility",
                                texts.stream()
                                        .map(one -> one.equals(text) ? "visible" : "hidden")
                                        .toList(),
                                often)
                        + Html.escape(text) + "</text>")
                .collect(Collectors.joining());
    }

    private static String attribute(Shape shape, int place, String black) {
        if (place == 1) {
            return shape.color().equals("#000000") ? black : Html.escape(shape.color());
        } else if (shape instanceof Shape.Polygon polygon) {
            return Arrays.stream(polygon.points()).mapToObj(SvgPanel::n).collect(Collectors.joining(" "));
        }
        return SvgPanel.n(shape.numbers()[place - 2]);
    }

    /**
     * The values of an attribute in even steps of time; those that stay the same for long are named at their ends
     * only.
     */
    private static String animation(String name, List<String> values, String often) {
        List<String> kept = new ArrayList<>();
        List<String> times = new ArrayList<>();
        int last = values.size() - 1;
        for (int i = 0; i <= last; i++) {
            String value = values.get(i);
            if (i == 0 || i == last || !value.equals(values.get(i - 1)) || !value.equals(values.get(i + 1))) {
                kept.add(value);
                times.add(last == 0 ? "0" : String.valueOf(Math.round(1e6 * i / last) / 1e6));
            }
        }
        if (kept.stream().distinct().count() < 2) {
            return "";
        }
        boolean jumps = name.equals("visibility");
        return "<animate attributeName=\"" + name + "\"" + often + " values=\"" + String.join(";", kept) + "\""
                + (jumps ? " calcMode=\"discrete\"" : "")
                + (jumps || kept.size() <= last ? " keyTimes=\"" + String.join(";", times) + "\"/>" : "/>");
    }

    /** Each of a few scenes is visible for its part of the time. */
    private static String film(List<Scene> frames, double seconds) {
        StringBuilder svg = new StringBuilder();
        int many = Math.min(
                frames.size(), Math.max(2, 9_000 / (1 + frames.get(0).shapes().size())));
        for (int i = 0; i < many; i++) {
            svg.append("<g visibility=\"hidden\"><animate attributeName=\"visibility\" calcMode=\"discrete\" ")
                    .append("repeatCount=\"indefinite\" dur=\"%ss\" ".formatted(seconds))
                    .append("values=\"hidden;visible;hidden\" keyTimes=\"0;%s;%s\"/>"
                            .formatted((double) i / many, (i + 1.0) / many))
                    .append(still(frames.get((int) ((long) i * frames.size() / many))))
                    .append("</g>");
        }
        return svg.toString();
    }
}
