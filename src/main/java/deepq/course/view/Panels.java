package deepq.course.view;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Scenes to be compared, each with a line above it: side by side where the page is wide, one below the other where it is narrow
 * (small multiples; E. Tufte, "Envisioning Information", 1990).
 *
 * <pre>{@code
 * Panels.titled("Values spread").panel("after 1 sweep", first.scene()).panel("after 12 sweeps", last.scene())
 * }</pre>
 */
public record Panels(String title, List<Panel> panels) implements Picture {
    private static final int COLUMNS = 2;
    private static final int HEADER = 28;
    private static final int GAP = 20;

    record Panel(String name, Scene scene) {
        Panel {
            Check.text("The name of a panel", name);
        }
    }

    public Panels {
        Check.text("The title of the panels", title);
        panels = List.copyOf(panels);
    }

    public static Panels titled(String title) {
        return new Panels(title, List.of());
    }

    /** With one panel more. */
    public Panels panel(String name, Scene scene) {
        return new Panels(title, Check.append(panels, new Panel(name, scene)));
    }

    @Override
    public String describe() {
        return title + ": "
                + panels.stream()
                        .map(panel -> panel.name + ": " + panel.scene.description())
                        .collect(Collectors.joining(" "));
    }

    /** All panels in one picture, two in a row. */
    @Override
    public byte[] png() {
        BufferedImage image = new BufferedImage(2 * width(), 2 * height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(2, 2);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setPaint(Color.WHITE);
        graphics.fillRect(0, 0, width(), height());
        for (int i = 0; i < panels.size(); i++) {
            Graphics2D place = (Graphics2D) graphics.create();
            place.translate(i % COLUMNS * (panelWidth() + GAP), i / COLUMNS * (panelHeight() + GAP));
            place.setPaint(Color.decode(Style.INK));
            place.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
            place.drawString(panels.get(i).name, 2, HEADER - 9);
            place.translate(0, HEADER);
            Scene scene = panels.get(i).scene;
            place.clipRect(0, 0, scene.width(), scene.height());
            scene.draw(place);
            place.dispose();
        }
        graphics.dispose();
        return Png.encode(image);
    }

    /** @throws IllegalStateException if there is no panel */
    @Override
    public MimeBundle mimeBundle(Frontend frontend) {
        if (panels.isEmpty()) {
            throw new IllegalStateException("\"" + title + "\" has no panels: add .panel(\"name\", scene).");
        }
        return MimeBundle.picture(frontend, this::html, describe(), png(), width(), height());
    }

    private String html() {
        StringBuilder html = new StringBuilder("<div style=\"display:flex;flex-wrap:wrap;max-width:" + width()
                + "px;gap:" + GAP + "px;background:#fff;color:" + Style.INK + "\">");
        for (Panel panel : panels) {
            html.append("<div style=\"flex:1 1 260px;min-width:0;max-width:" + panel.scene.width()
                            + "px\"><div style=\"font-weight:bold;padding:4px 0\">")
                    .append(Html.escape(panel.name))
                    .append("</div>")
                    .append(Html.image(
                            panel.scene.png(), panel.scene.width(), panel.name + ": " + panel.scene.description()))
                    .append("</div>");
        }
        return html.append("</div>").toString();
    }

    private int panelWidth() {
        return panels.stream().mapToInt(panel -> panel.scene.width()).max().orElse(1);
    }

    private int panelHeight() {
        return HEADER
                + panels.stream().mapToInt(panel -> panel.scene.height()).max().orElse(1);
    }

    private int width() {
        int columns = Math.min(COLUMNS, panels.size());
        return columns * panelWidth() + (columns - 1) * GAP;
    }

    private int height() {
        int rows = (panels.size() + COLUMNS - 1) / COLUMNS;
        return rows * panelHeight() + (rows - 1) * GAP;
    }
}
