package deepq.course.notebook;

import deepq.course.view.Frontend;
import deepq.course.view.Html;
import deepq.course.view.MimeBundle;
import deepq.course.view.Showable;
import deepq.course.view.Tablesaw;
import java.util.List;
import java.util.Map;

/**
 * Shows things below the cell, on whichever Java kernel runs: this project's, IJava or JJava; without a kernel the text is printed. So a notebook needs
 * no other line for a picture than {@code Notebook.show(chart);}.
 */
public final class Notebook {
    private static boolean plotlyShown;

    private Notebook() {}

    /** Shows a chart, a scene, an episode or a tablesaw figure or table below the cell; anything else as its text. */
    public static void show(Object thing) {
        bringPlotly(showable(thing));
        Kernel.current().display(bundle(thing), null);
    }

    /**
     * Shows a first state that will be replaced by later ones in the same place: a table that fills while an agent learns.
     *
     * <pre>{@code
     * try (LiveDisplay live = Notebook.live(picture)) {
     *     for (...) live.update(nextPicture);
     * }
     * }</pre>
     */
    public static LiveDisplay live(Object first) {
        return new LiveDisplay(first);
    }

    /**
     * For a kernel, which asks by reflection how to show the value of a cell: its forms and their properties, as Jupyter's display_data has them, or null where
     * the value is neither {@link Showable} nor of tablesaw.
     *
     * @return the data (MIME type to content) and the metadata, or null
     */
    public static List<Map<String, Object>> forms(Object value) {
        if (showable(value) == null) {
            return null;
        }
        bringPlotly(showable(value));
        MimeBundle bundle = bundle(value);
        return List.of(bundle.data(), bundle.metadata());
    }

    static MimeBundle bundle(Object thing) {
        Showable showable = showable(thing);
        return showable != null ? showable.mimeBundle() : MimeBundle.text(String.valueOf(thing));
    }

    private static Showable showable(Object thing) {
        return thing instanceof Showable showable ? showable : Tablesaw.showable(thing);
    }

    /** The page gets plotly once, before the first picture that can use it. */
    static synchronized void bringPlotly(Object thing) {
        if ((thing instanceof deepq.course.view.Chart || thing instanceof deepq.course.view.SmallMultiples)
                && !plotlyShown
                && Frontend.current().bringsPlotly()
                && Kernel.current().isNotebook()) {
            plotlyShown = true;
            Kernel.current()
                    .display(
                            new MimeBundle(
                                    Map.of(
                                            "text/html",
                                            Html.plotlyLoader(),
                                            "text/plain",
                                            "(plotly for the charts below)"),
                                    Map.of()),
                            null);
        }
    }
}
