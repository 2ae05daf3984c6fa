package deepq.course.view;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * One or two parameters to move, and what comes of it: a picture for each value, all drawn beforehand, so that it works on every kernel and in a page without
 * any. Where scripts do not run, the first and the last picture stand side by side. Give all pictures the same ranges.
 *
 * <pre>{@code
 * Slider.titled("How far ahead the agent looks", "gamma").over(gammas, gamma -> values(gamma).scene())
 * }</pre>
 */
public final class Slider implements Picture {
    private static final int MOST = 100;
    private static final int STILL = 960;

    private final String title;
    private final List<String> parameters;
    private final Map<List<Double>, Picture> pictures;

    private Slider(String title, List<String> parameters, Map<List<Double>, Picture> pictures) {
        this.title = title;
        this.parameters = parameters;
        this.pictures = pictures;
    }

    /** @param parameters the names of one or two parameters */
    public static Slider titled(String title, String... parameters) {
        if (parameters.length < 1 || parameters.length > 2) {
            throw new IllegalArgumentException("A slider moves one parameter or two, not " + parameters.length + ".");
        }
        for (String parameter : parameters) {
            Check.text("The name of a parameter", parameter);
        }
        return new Slider(Check.text("The title of a slider", title), List.of(parameters), Map.of());
    }

    /** With what comes of one value. */
    public Slider at(double value, Picture picture) {
        return with(List.of(value), picture);
    }

    /** With what comes of one pair of values; in the end each value of the first parameter needs each of the second. */
    public Slider at(double first, double second, Picture picture) {
        return with(List.of(first, second), picture);
    }

    /** With what comes of each of these values. */
    public Slider over(double[] values, DoubleFunction<? extends Picture> draw) {
        Slider slider = this;
        for (double value : values) {
            slider = slider.at(value, draw.apply(value));
        }
        return slider;
    }

    /** With what comes of each pair of these values. */
    public Slider over(double[] firsts, double[] seconds, BiFunction<Double, Double, ? extends Picture> draw) {
        Slider slider = this;
        for (double first : firsts) {
            for (double second : seconds) {
                slider = slider.at(first, second, draw.apply(first, second));
            }
        }
        return slider;
    }

    private Slider with(List<Double> values, Picture picture) {
        values.forEach(value -> Check.finite("A value of the slider \"" + title + "\"", value));
        if (values.size() != parameters.size()) {
            throw new IllegalArgumentException("The slider \"" + title + "\" moves " + parameters + ": give "
                    + parameters.size() + " values with each picture, not " + values.size() + ".");
        }
        Map<List<Double>, Picture> more = new LinkedHashMap<>(pictures);
        if (more.put(values, picture) != null || more.size() > MOST) {
            throw new IllegalArgumentException("The slider \"" + title + "\" has "
                    + (more.size() > MOST ? "more than " + MOST + " pictures." : "two pictures at " + values + "."));
        }
        return new Slider(title, parameters, more);
    }

    /** The values of a parameter, ascending. */
    private List<Double> values(int parameter) {
        return pictures.keySet().stream()
                .map(values -> values.get(parameter))
                .distinct()
                .sorted()
                .toList();
    }

    /** All places, the last parameter fastest. */
    private List<List<Double>> places() {
        List<List<Double>> places = List.of(List.of());
        for (int parameter = 0; parameter < parameters.size(); parameter++) {
            List<List<Double>> longer = new ArrayList<>();
            for (List<Double> place : places) {
                values(parameter).forEach(value -> longer.add(Check.append(place, value)));
            }
            places = longer;
        }
        for (List<Double> place : places) {
            if (!pictures.containsKey(place)) {
                throw new IllegalStateException("The slider \"" + title + "\" has no picture at " + named(place) + ".");
            }
        }
        if (places.size() < 2) {
            throw new IllegalStateException("The slider \"" + title + "\" needs two pictures or more.");
        }
        return places;
    }

    private String named(List<Double> place) {
        return IntStream.range(0, place.size())
                .mapToObj(i -> parameters.get(i) + " = " + Text.number(place.get(i)))
                .collect(Collectors.joining(", "));
    }

    private List<List<Double>> ends() {
        List<List<Double>> places = places();
        return List.of(places.get(0), places.get(places.size() - 1));
    }

    @Override
    public String describe() {
        return title + ", to be moved where this notebook runs."
                + ends().stream()
                        .map(place -> " At " + named(place) + ": "
                                + pictures.get(place).describe())
                        .collect(Collectors.joining());
    }

    /** The first and the last picture. */
    @Override
    public byte[] png() {
        List<BufferedImage> images =
                ends().stream().map(place -> image(pictures.get(place))).toList();
        return Png.encode(Panels.grid(ends().stream().map(this::named).toList(), images, 2));
    }

    private static BufferedImage image(Picture picture) {
        try {
            return ImageIO.read(new ByteArrayInputStream(picture.png()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int width() {
        return Math.min(STILL, 2 * widest() + 20);
    }

    @Override
    public int height() {
        int high = pictures.values().stream().mapToInt(Picture::height).max().orElse(1) + 28;
        return high * width() / (2 * widest() + 20);
    }

    private int widest() {
        return pictures.values().stream().mapToInt(Picture::width).max().orElse(1);
    }

    /** All pictures in one place, of which the script shows the one that the sliders name; without it the middle one is seen. */
    @Override
    public String html() {
        List<List<Double>> places = places();
        int middle = values(0).size() / 2;
        for (int parameter = 1; parameter < parameters.size(); parameter++) {
            middle = middle * values(parameter).size() + values(parameter).size() / 2;
        }
        StringBuilder slides = new StringBuilder("<div style=\"display:grid;max-width:" + widest() + "px\">");
        for (int i = 0; i < places.size(); i++) {
            slides.append("<div style=\"grid-area:1/1;min-width:0;visibility:")
                    .append(i == middle ? "visible" : "hidden")
                    .append("\">")
                    .append(pictures.get(places.get(i)).html())
                    .append("</div>");
        }
        List<Map<String, Object>> settings = new ArrayList<>();
        for (int parameter = 0; parameter < parameters.size(); parameter++) {
            List<String> values = values(parameter).stream().map(Text::number).toList();
            settings.add(Map.of("name", parameters.get(parameter), "values", values));
        }
        return Html.upgraded(
                slides.append("</div>").toString(),
                "slider.js",
                Map.of("title", title, "parameters", settings, "width", widest()));
    }
}
