package deepq.course.view;

import deepq.random.Require;
import java.util.List;
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
        boolean useful = pictures.size() >= 2 && pictures.size() <= MOST;
        String refusal = "The slider \"%s\" has %s positions: 2 to %s are useful.";
        Require.that(useful, refusal, title, pictures.size(), MOST);
        return this;
    }

    private String at(double value) {
        return parameter + " = " + Text.number(value);
    }

    /** The middle of the way, whose ends are seldom of use. */
    private List<Map.Entry<Double, Picture>> middle() {
        return pictures.entrySet().stream()
                .skip(Math.max(0, (pictures.size() - SHOWN + 1) / 2))
                .limit(SHOWN)
                .toList();
    }

    @Override
    public String describe() {
        return title + ", to be moved where this notebook runs."
                + middle().stream()
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
        Panels panels = Panels.titled(title);
        middle().forEach(place -> panels.panel(at(place.getKey()), place.getValue()));
        return panels.html();
    }

    /**
     * All pictures in one place, of which the script shows the one that the slider names; without it the middle one
     * is seen.
     */
    @Override
    public String html() {
        List<Picture> all = List.copyOf(pictures.values());
        String slides = all.stream()
                .map(picture -> "<div style=\"grid-area:1/1;min-width:0;visibility:"
                        + (picture == all.get(all.size() / 2) ? "visible" : "hidden") + "\">" + picture.html()
                        + "</div>")
                .collect(Collectors.joining());
        List<String> values = pictures.keySet().stream().map(Text::number).toList();
        Map<String, Object> setting =
                Map.of("title", title, "parameter", parameter, "values", values, "width", width());
        String stack = "<div style=\"display:grid;max-width:" + width() + "px\">" + slides + "</div>";
        return Html.upgraded("", stack, "slider.js", setting);
    }
}
