package deepq.course.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Moments of an environment as SVG that moves by itself, without a script. Black is the page's own color of text,
 * unless the scene paints its own ground: its first shape covers all of it.
 */
final class SvgScene {
    private static final Map<String, String[]> NAMES = Map.of(
            "line", new String[] {"x1", "y1", "x2", "y2", "stroke-width"},
            "circle", new String[] {"cx", "cy", "r"},
            "text", new String[] {"x", "y", "font-size"});

    /** More shapes than these do not move but are replaced. */
    private static final int MOST_SHAPES = 300;

    private SvgScene() {}

    /**
     * Scenes with the same shapes move smoothly: only the numbers that differ are animated. Of others a few are shown
     * one after the other, or, where they are played once, the last one.
     *
     * @param frames at least one, in even steps of time
     */
    static String moving(List<Scene> frames, double seconds, boolean forEver) {
        Scene first = frames.get(0);
        if (first.shapes().size() <= MOST_SHAPES
                && frames.stream().allMatch(scene -> outline(scene).equals(outline(first)))) {
            return animated(frames, seconds, forEver);
        }
        return forEver ? film(frames, seconds) : still(frames.get(frames.size() - 1));
    }

    /** What may not change while shapes move. */
    private static List<String> outline(Scene scene) {
        return scene.shapes().stream().map(shape -> tag(shape) + words(shape)).toList();
    }

    private static String animated(List<Scene> frames, double seconds, boolean forEver) {
        StringBuilder svg = new StringBuilder();
        boolean ownGround = !frames.get(0).onPaper();
        for (int k = 0; k < frames.get(0).shapes().size(); k++) {
            int shape = k;
            List<Map<String, String>> moments = frames.stream()
                    .map(scene -> attributes(scene.shapes().get(shape), ownGround))
                    .toList();
            Shape first = frames.get(0).shapes().get(k);
            svg.append(open(first, moments.get(0)));
            for (String name : moments.get(0).keySet()) {
                svg.append(
                        animation(name, moments.stream().map(m -> m.get(name)).toList(), seconds, forEver));
            }
            svg.append(words(first)).append("</").append(tag(first)).append('>');
        }
        return svg.toString();
    }

    /**
     * The values of an attribute in even steps of time; those that stay the same for long are named at their ends
     * only.
     */
    private static String animation(String name, List<String> values, double seconds, boolean forEver) {
        List<String> kept = new ArrayList<>();
        List<String> times = new ArrayList<>();
        int last = values.size() - 1;
        for (int i = 0; i <= last; i++) {
            String value = values.get(i);
            if (i == 0 || i == last || !value.equals(values.get(i - 1)) || !value.equals(values.get(i + 1))) {
                kept.add(value);
                times.add(last == 0 ? "0" : String.valueOf(Math.round(1e4 * i / last) / 1e4));
            }
        }
        if (kept.stream().distinct().count() < 2) {
            return "";
        }
        return "<animate attributeName=\"%s\" dur=\"%ss\" %s values=\"%s\" keyTimes=\"%s\"/>"
                .formatted(name, seconds, often(forEver), String.join(";", kept), String.join(";", times));
    }

    private static String often(boolean forEver) {
        return forEver ? "repeatCount=\"indefinite\"" : "fill=\"freeze\"";
    }

    /** Each of a few scenes is visible for its part of the time. */
    private static String film(List<Scene> frames, double seconds) {
        StringBuilder svg = new StringBuilder();
        int many = Math.min(
                frames.size(), Math.max(2, 9_000 / (1 + frames.get(0).shapes().size())));
        for (int i = 0; i < many; i++) {
            svg.append("<g visibility=\"hidden\"><animate attributeName=\"visibility\" calcMode=\"discrete\" "
                    + "dur=\"%ss\" %s".formatted(seconds, often(true)));
            svg.append(" values=\"hidden;visible;hidden\" keyTimes=\"0;%s;%s\"/>"
                    .formatted((double) i / many, (i + 1.0) / many));
            svg.append(still(frames.get((int) ((long) i * frames.size() / many))))
                    .append("</g>");
        }
        return svg.toString();
    }

    /** The shapes of a scene. */
    static String still(Scene scene) {
        boolean ownGround = !scene.onPaper();
        return scene.shapes().stream()
                .map(shape -> open(shape, attributes(shape, ownGround)) + words(shape) + "</" + tag(shape) + ">")
                .collect(Collectors.joining());
    }

    private static String open(Shape shape, Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .map(one -> " " + one.getKey() + "=\"" + one.getValue() + "\"")
                .collect(Collectors.joining(
                        "", "<" + tag(shape), shape instanceof Shape.Label ? " dy=\"0.35em\">" : ">"));
    }

    private static String tag(Shape shape) {
        return shape instanceof Shape.Line
                ? "line"
                : shape instanceof Shape.Circle ? "circle" : shape instanceof Shape.Polygon ? "polygon" : "text";
    }

    private static String words(Shape shape) {
        return shape instanceof Shape.Label label ? Text.html(label.text()) : "";
    }

    private static Map<String, String> attributes(Shape shape, boolean ownGround) {
        Map<String, String> all = new LinkedHashMap<>();
        String ink = shape.color().equals("#000000") && !ownGround ? "currentColor" : Text.html(shape.color());
        all.put(shape instanceof Shape.Line ? "stroke" : "fill", ink);
        double[] numbers = shape.numbers();
        if (shape instanceof Shape.Polygon) {
            all.put("points", Arrays.stream(numbers).mapToObj(SvgPanel::n).collect(Collectors.joining(" ")));
        } else {
            String[] names = NAMES.get(tag(shape));
            for (int i = 0; i < names.length; i++) {
                all.put(names[i], SvgPanel.n(numbers[i]));
            }
        }
        return all;
    }
}
