package deepq.course.view;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/**
 * A parameter to move, and what comes of it: a picture for each value, all drawn beforehand, so that it works on
 * every kernel and in a page without any. Give all pictures the same ranges.
 *
 * <pre>{@code
 * Slider.titled("How far ahead the agent looks", "gamma").over(gammas, gamma -> values(gamma).scene())
 * }</pre>
 */
public final class Slider implements Picture {
    private static final int MOST = 100;
    private static final int SHOWN = 4;

    private final String title;
    private final String parameter;
    private final TreeMap<Double, Picture> pictures = new TreeMap<>();

    private Slider(String title, String parameter) {
        this.title = Check.text("The title of a slider", title);
        this.parameter = Check.text("The name of a parameter", parameter);
    }

    public static Slider titled(String title, String parameter) {
        return new Slider(title, parameter);
    }

    /** What comes of each of these values, two or more. */
    public Slider over(double[] values, DoubleFunction<? extends Picture> draw) {
        Check.finite("The slider \"" + title + "\"", parameter, values);
        for (double value : values) {
            Check.names(at(value), draw.apply(value)).forEach(picture -> pictures.put(value, picture));
        }
        if (pictures.size() < 2 || pictures.size() > MOST) {
            throw new IllegalArgumentException("The slider \"" + title + "\" has " + pictures.size()
                    + " positions: 2 to " + MOST + " are useful.");
        }
        return this;
    }

    private String at(double value) {
        return parameter + " = " + Text.number(value);
    }

    /** The middle of the way, whose ends are seldom of use. */
    private Map<Double, Picture> middle() {
        int skipped = Math.max(0, (pictures.size() - SHOWN + 1) / 2);
        return pictures.entrySet().stream()
                .skip(skipped)
                .limit(SHOWN)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }

    @Override
    public String describe() {
        return title + ", to be moved where this notebook runs."
                + middle().entrySet().stream()
                        .map(place -> " At " + at(place.getKey()) + ": "
                                + place.getValue().describe())
                        .collect(Collectors.joining());
    }

    @Override
    public int width() {
        return pictures.values().stream().mapToInt(Picture::width).max().orElse(1);
    }

    @Override
    public String still() {
        Panels[] panels = {Panels.titled(title)};
        middle().forEach((value, picture) -> panels[0] = panels[0].panel(at(value), picture));
        return panels[0].html();
    }

    /**
     * All pictures in one place, of which the script shows the one that the slider names; without it the middle one
     * is seen.
     */
    @Override
    public String html() {
        StringBuilder slides = new StringBuilder("<div style=\"display:grid;max-width:" + width() + "px\">");
        int slide = 0;
        for (Picture picture : pictures.values()) {
            slides.append("<div style=\"grid-area:1/1;min-width:0;visibility:")
                    .append(slide++ == pictures.size() / 2 ? "visible" : "hidden")
                    .append("\">")
                    .append(picture.html())
                    .append("</div>");
        }
        return Html.upgraded(
                "",
                slides.append("</div>").toString(),
                "slider.js",
                Map.of(
                        "title",
                        title,
                        "parameter",
                        parameter,
                        "values",
                        pictures.keySet().stream().map(Text::number).toList(),
                        "width",
                        width()));
    }
}
