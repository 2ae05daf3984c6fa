package deepq.course.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Pictures to be compared: side by side where the page is wide, one below the other where it is narrow (small
 * multiples; E. Tufte, "Envisioning Information", 1990). Plots are told apart by their own titles and should have the
 * same ranges, scenes by a line above each.
 *
 * <pre>{@code
 * Panels.titled("Values spread").panel("after 1 sweep", first.scene()).panel("after 12 sweeps", last.scene())
 * Panels.of(plotOfTheScreen, plotOfTheAnswers)
 * }</pre>
 *
 * Each method changes this and returns it.
 */
public final class Panels implements Picture {
    private static final int GAP = 20;
    private static final int MOST = 1080;

    private record Panel(String name, Picture picture) {}

    private final String title;
    private final List<Panel> panels = new ArrayList<>();

    private Panels(String title) {
        this.title = title;
    }

    public static Panels titled(String title) {
        return new Panels(Check.text("The title of the panels", title));
    }

    /** Plots with titles of their own. */
    public static Panels of(Plot... plots) {
        Panels panels = new Panels("");
        Check.names("The panels", plots).forEach(plot -> panels.panels.add(new Panel("", plot)));
        return panels;
    }

    /** With one panel more. */
    public Panels panel(String name, Picture picture) {
        Check.names("The panel \"" + name + "\"", picture);
        panels.add(new Panel(Check.text("The name of a panel", name), picture));
        return this;
    }

    @Override
    public String describe() {
        return (title.isEmpty() ? "" : title + ": ")
                + panels.stream()
                        .map(panel -> (panel.name.isEmpty() ? "" : panel.name + ": ") + panel.picture.describe())
                        .collect(Collectors.joining(" "));
    }

    private int widest() {
        return panels.stream()
                .mapToInt(panel -> panel.picture.width())
                .max()
                .orElseThrow(() ->
                        new IllegalStateException("\"" + title + "\" has no panels: add .panel(\"name\", picture)."));
    }

    /** Two, or three that are not too small then. */
    private int columns() {
        boolean small = 3 * widest() + 2 * GAP <= MOST || panels.get(0).picture instanceof Plot;
        return panels.size() == 3 && small ? 3 : Math.min(2, panels.size());
    }

    @Override
    public int width() {
        return Math.min(MOST, columns() * (widest() + GAP) - GAP);
    }

    /** @throws IllegalStateException if there is no panel */
    @Override
    public String html() {
        int columns = columns();
        int narrowest = Math.min(260, (width() + GAP) / columns - GAP);
        String cells = panels.stream()
                .map(panel -> "<div style=\"min-width:0;max-width:" + panel.picture.width() + "px\">"
                        + Html.title(panel.name) + panel.picture.html() + "</div>")
                .collect(Collectors.joining());
        return """
                %s<div class="deepq-panels" style="display:grid;gap:%dpx;align-items:end;max-width:%dpx;\
                grid-template-columns:repeat(auto-fit,minmax(max(min(%dpx,100%%),calc(100%%/%d - %2$dpx)),1fr))">%s\
                </div>""".formatted(Html.title(title), GAP, width(), narrowest, columns, cells);
    }
}
