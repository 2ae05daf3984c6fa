package deepq.course.view;

import java.util.Locale;

/** Where pictures will be looked at. The launcher says it in the environment variable DEEPQ_FRONTEND; unset means {@link #LAB}. */
public enum Frontend {
    /** JupyterLab, VS Code and anything unknown: every form at once, the frontend takes the best that it can show. */
    LAB,
    /** The classic Notebook: plotly comes with the page, once per notebook. */
    NOTEBOOK,
    /** A page made by nbconvert: as {@link #NOTEBOOK}. */
    HTML,
    /** A notebook that is committed and read on GitHub: only a PNG and a sentence. */
    RENDER;

    /**
     * The frontend that this process was started for.
     *
     * @throws IllegalArgumentException if DEEPQ_FRONTEND holds none of lab, notebook, html, render
     */
    public static Frontend current() {
        return of(System.getenv("DEEPQ_FRONTEND"));
    }

    static Frontend of(String name) {
        if (name == null || name.isBlank()) {
            return LAB;
        }
        for (Frontend frontend : values()) {
            if (frontend.name().equals(name.strip().toUpperCase(Locale.ROOT))) {
                return frontend;
            }
        }
        throw new IllegalArgumentException("The environment variable DEEPQ_FRONTEND is \"" + name
                + "\", but must be lab, notebook, html or render.");
    }

    /** Whether pictures bring plotly along (3 MB in the notebook): only where the page has none of its own. */
    public boolean bringsPlotly() {
        return this == NOTEBOOK || this == HTML;
    }
}
