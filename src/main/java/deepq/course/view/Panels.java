package deepq.course.view;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Pictures to be compared: side by side where the page is wide, one below the other where it is narrow (small
 * multiples; E. Tufte, "Envisioning Information", 1990). Plots are told apart by their own titles and should have the
 * same ranges, scenes by a line above each.
 *
 * <pre>{@code
 * Panels.titled("Values spread").panel("after 1 sweep", first.scene()).panel("after 12 sweeps", last.scene())
 * Panels.of(plotOfTheScreen, plotOfTheAnswers)
 * }</pre>
 */
public final class Panels implements Picture {
    private static final int GAP = 20;
    private static final int MOST = 1080;

    private final String title;
    private final List<String> names;
    private final List<Picture> pictures;

    private Panels(String title, List<String> names, List<? extends Picture> pictures) {
        this.title = title;
        this.names = names;
        this.pictures = List.copyOf(pictures);
    }

    public static Panels titled(String title) {
        return new Panels(Check.text("The title of the panels", title), List.of(), List.of());
    }

    /** Plots with titles of their own. */
    public static Panels of(Plot... plots) {
        List<Plot> checked = Check.names("The panels", plots);
        return new Panels("", checked.stream().map(plot -> "").toList(), checked);
    }

    /** With one panel more. */
    public Panels panel(String name, Picture picture) {
        Check.names("The panel \"" + name + "\"", picture);
        List<String> longer = Check.append(names, Check.text("The name of a panel", name));
        return new Panels(title, longer, Check.append(pictures, picture));
    }

    @Override
    public String describe() {
        return (title.isEmpty() ? "" : title + ": ")
                + IntStream.range(0, pictures.size())
                        .mapToObj(i -> (names.get(i).isEmpty() ? "" : names.get(i) + ": ")
                                + pictures.get(i).describe())
                        .collect(Collectors.joining(" "));
    }

    /** Two, or three that are not too small then. */
    private int columns() {
        int widest = pictures.stream().mapToInt(Picture::width).max().orElse(1);
        boolean small = 3 * widest + 2 * GAP <= MOST || pictures.get(0) instanceof Plot;
        return pictures.size() == 3 && small ? 3 : Math.min(2, pictures.size());
    }

    @Override
    public int width() {
        int widest = pictures.stream().mapToInt(Picture::width).max().orElse(1);
        return Math.min(MOST, columns() * (widest + GAP) - GAP);
    }

    /** @throws IllegalStateException if there is no panel */
    @Override
    public String html() {
        if (pictures.isEmpty()) {
            throw new IllegalStateException("\"" + title + "\" has no panels: add .panel(\"name\", picture).");
        }
        int narrowest = Math.min(260, (width() + GAP) / columns() - GAP);
        StringBuilder html = new StringBuilder(Html.title(title))
                .append("<div class=\"deepq-panels\" style=\"display:grid;gap:")
                .append(GAP)
                .append("px;align-items:end;grid-template-columns:repeat(auto-fit,minmax(max(min(")
                .append(narrowest)
                .append("px,100%),calc(100%/")
                .append(columns())
                .append(" - ")
                .append(GAP)
                .append("px)),1fr));max-width:")
                .append(width())
                .append("px\">");
        for (int i = 0; i < pictures.size(); i++) {
            html.append("<div style=\"min-width:0;max-width:")
                    .append(pictures.get(i).width())
                    .append("px\">")
                    .append(Html.title(names.get(i)))
                    .append(pictures.get(i).html())
                    .append("</div>");
        }
        return html.append("</div>").toString();
    }
}
