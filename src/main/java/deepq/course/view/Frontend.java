package deepq.course.view;

import java.util.Locale;

/** Where pictures will be looked at. The launcher says it in the environment variable DEEPQ_FRONTEND. */
public enum Frontend {
    /**
     * JupyterLab and the Notebook of the launcher, and pages that have a plotly of their own: plotly lies in the
     * kernel's folder, and the page fetches it.
     */
    LAB,
    /** A page that can fetch nothing, like VS Code's: plotly comes with the outputs, once per notebook. */
    NOTEBOOK,
    /** A page made by nbconvert: as {@link #NOTEBOOK}. */
    HTML,
    /** A notebook that is committed and read on GitHub: only a PNG and a sentence. */
    RENDER;

    /**
     * The frontend that this process was started for; if that is not said, {@link #NOTEBOOK} in VS Code and else
     * {@link #LAB}.
     *
     * @throws IllegalArgumentException if DEEPQ_FRONTEND holds none of lab, notebook, html, render
     */
    public static Frontend current() {
        String name = System.getenv("DEEPQ_FRONTEND");
        return name == null && System.getenv("VSCODE_PID") != null ? NOTEBOOK : of(name);
    }

    static Frontend of(String name) {
        if (name == null || name.isBlank()) {
            return LAB;
        }
        try {
            return valueOf(name.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The environment variable DEEPQ_FRONTEND is \"" + name
                            + "\", but must be lab, notebook, html or render.",
                    e);
        }
    }

    /** Whether pictures bring plotly along (3 MB in the notebook): only where the page cannot have it otherwise. */
    public boolean bringsPlotly() {
        return this == NOTEBOOK || this == HTML;
    }
}
