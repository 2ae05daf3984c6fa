package deepq.course.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Moments of an environment as SVG that moves by itself, without a script. Black is the page's own color of text,
 * unless the scene paints its own ground: its first shape covers all of it.
 */
final class SvgScene {
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
            String corners = shape instanceof Shape.Polygon polygon ? " of " + polygon.points().length / 2 : "";
            outline.add(shape.svg().get(0) + corners);
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
        List<List<Object>> all = moments.stream().map(Shape::svg).toList();
        StringBuilder start = new StringBuilder("<" + all.get(0).get(0));
        StringBuilder changes = new StringBuilder();
        for (int i = 1; i < all.get(0).size(); i += 2) {
            int place = i + 1;
            String name = (String) all.get(0).get(i);
            List<String> values =
                    all.stream().map(svg -> value(svg.get(place), black)).toList();
            start.append(" " + name + "=\"" + values.get(0) + "\"");
            changes.append(animation(name, values, often));
        }
        List<String> texts = moments.stream().map(Shape::text).toList();
        return texts.stream()
                .distinct()
                .map(text -> start + ">" + changes
                        + animation("visibility", seen(text, texts), often)
                        + Html.escape(text) + "</" + all.get(0).get(0) + ">")
                .collect(Collectors.joining());
    }

    private static List<String> seen(String text, List<String> texts) {
        return texts.stream()
                .map(one -> one.equals(text) ? "visible" : "hidden")
                .toList();
    }

    private static String value(Object value, String black) {
        if (value instanceof double[] points) {
            return Arrays.stream(points).mapToObj(SvgPanel::n).collect(Collectors.joining(" "));
        } else if (value instanceof Double number) {
            return SvgPanel.n(number);
        }
        return value.equals("#000000") ? black : Html.escape((String) value);
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
