package deepq.course.view;

import deepq.random.Require;
import java.util.Arrays;
import java.util.List;

/**
 * One moment of an environment as shapes on white, the first lowest.
 *
 * @param width in pixels
 * @param height in pixels
 * @param description what is to be seen, one sentence
 */
public record Scene(int width, int height, List<Shape> shapes, String description) implements Picture {
    public Scene {
        boolean fits = width >= 1 && height >= 1 && width <= 4000 && height <= 4000;
        Require.that(fits, "A scene of %s x %s pixels: 1 to 4000 each way.", width, height);
        shapes = List.copyOf(shapes);
        Check.text("The description of a scene", description);
    }

    @Override
    public String describe() {
        return description;
    }

    @Override
    public String html() {
        String look = onPaper() ? " class=\"deepq-paper\"" : "";
        return "<img%s src=\"%s\" alt=\"%s\" style=\"width:100%%;max-width:%dpx;height:auto;display:block\">%s"
                .formatted(
                        look, Html.address(svg()), Html.escape(description), width, onPaper() ? Html.PAPER_STYLE : "");
    }

    /**
     * Whether it is a drawing on white paper, which on a dark page is dark: its first shape does not cover all of it.
     */
    boolean onPaper() {
        double[] all = {0, 0, width, 0, width, height, 0, height};
        return shapes.isEmpty()
                || !(shapes.get(0) instanceof Shape.Polygon ground && Arrays.equals(ground.points(), all));
    }

    /** The scene as a picture of lines, which are sharp at any size. */
    String svg() {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" \
                font-family="sans-serif" text-anchor="middle"><rect width="100%%" height="100%%" fill="#FFF"/>\
                %3$s</svg>""".formatted(width, height, SvgScene.still(this));
    }
}
