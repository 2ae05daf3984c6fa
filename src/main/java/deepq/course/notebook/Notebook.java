package deepq.course.notebook;

import deepq.course.view.Frontend;
import deepq.course.view.Html;
import deepq.course.view.Showable;
import deepq.course.view.Tablesaw;
import java.util.Map;

/**
 * Shows things below the cell, on whichever Java kernel runs: this project's, IJava or JJava; without a kernel the
 * text is printed. So a notebook needs no other line for a picture than {@code Notebook.show(chart);}.
 */
public final class Notebook {
    private static boolean plotlyShown;

    private Notebook() {}

    /** Shows a chart, a scene, an episode or a tablesaw figure or table below the cell; anything else as its text. */
    public static void show(Object thing) {
        Kernel.current().display(bundle(thing), null);
    }

    /**
     * Shows a first state that will be replaced by later ones in the same place: a table that fills while an agent
     * learns.
     *
     * <pre>{@code
     * try (LiveDisplay live = Notebook.live(picture)) {
     *     for (...) live.update(nextPicture);
     * }
     * }</pre>
     */
    public static LiveDisplay live(Object first) {
        LiveDisplay display = new LiveDisplay();
        display.update(first);
        return display;
    }

    /** The forms of a thing, whose page has got plotly if one of them needs it. */
    static Map<String, Object> bundle(Object thing) {
        Showable showable = showable(thing);
        Map<String, Object> bundle = showable != null
                ? showable.mimeBundle(Frontend.current())
                : Map.of("text/plain", String.valueOf(thing));
        if (String.valueOf(bundle.get("text/html")).contains("deepqPlotly")) {
            bringPlotly();
        }
        return bundle;
    }

    /** What can be shown of it in more than plain text, or null. */
    static Showable showable(Object thing) {
        return thing instanceof Showable showable ? showable : Tablesaw.showable(thing);
    }

    /** The page gets plotly once, before the first picture that may use it. */
    static synchronized void bringPlotly() {
        Kernel kernel = Kernel.current();
        if (!plotlyShown && kernel.isNotebook() && (Frontend.current().bringsPlotly() || !kernel.isOurs())) {
            plotlyShown = true;
            kernel.display(
                    Map.of("text/plain", "(plotly for the charts below)", "text/html", Html.plotlyLoader()), null);
        }
    }
}
