package deepq.course.view;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Pictures to be compared: side by side where the page is wide, one below the other where it is narrow (small multiples; E. Tufte, "Envisioning Information", 1990). Charts
 * are told apart by their own titles and should have the same ranges, scenes by a line above each.
 *
 * <pre>{@code
 * Panels.titled("Values spread").panel("after 1 sweep", first.scene()).panel("after 12 sweeps", last.scene())
 * Panels.of(chartOfTheScreen, chartOfTheAnswers)
 * }</pre>
 */
public final class Panels implements Picture {
    static final int HEADER = 28;
    static final int GAP = 20;
    private static final int CHART_HEIGHT = 330;

    private final String title;
    private final List<String> names;
    private final List<Picture> pictures;

    private Panels(String title, List<String> names, List<Picture> pictures) {
        this.title = title;
        this.names = names;
        this.pictures = pictures;
    }

    public static Panels titled(String title) {
        return new Panels(Check.text("The title of the panels", title), List.of(), List.of());
    }

    /** Two to four charts, each with its own title. */
    public static Panels of(Chart<?>... charts) {
        if (charts.length < 2 || charts.length > 4) {
            throw new IllegalArgumentException(charts.length + " charts side by side: 2 to 4.");
        }
        return new Panels("", Stream.of(charts).map(chart -> "").toList(), List.of(charts));
    }

    /** With one panel more. */
    public Panels panel(String name, Scene scene) {
        return new Panels(
                title, Check.append(names, Check.text("The name of a panel", name)), Check.append(pictures, scene));
    }

    @Override
    public String describe() {
        return Stream.concat(
                        title.isEmpty() ? Stream.empty() : Stream.of(title + ":"),
                        IntStream.range(0, pictures.size())
                                .mapToObj(i -> (names.get(i).isEmpty() ? "" : names.get(i) + ": ")
                                        + pictures.get(i).describe()))
                .collect(Collectors.joining(" "));
    }

    private int columns() {
        return title.isEmpty() && pictures.size() == 3 ? 3 : Math.min(2, pictures.size());
    }

    private int cellWidth() {
        return title.isEmpty()
                ? pictures.size() == 3 ? 340 : 480
                : pictures.stream().mapToInt(Picture::width).max().orElse(1);
    }

    private List<BufferedImage> images() {
        return pictures.stream()
                .map(picture -> picture instanceof Scene scene
                        ? scene.image(2)
                        : StillChart.draw((Chart<?>) picture, cellWidth(), CHART_HEIGHT, 2))
                .toList();
    }

    /** All panels in one picture. */
    @Override
    public byte[] png() {
        return Png.encode(grid(names, images(), columns()));
    }

    /** Images of twice the size in rows, each below its name, which may have several lines. */
    static BufferedImage grid(List<String> names, List<BufferedImage> images, int columns) {
        int lines = names.stream()
                .mapToInt(name -> name.isEmpty() ? 0 : name.split("\n").length)
                .max()
                .orElse(0);
        int wide = images.stream().mapToInt(BufferedImage::getWidth).max().orElse(1) + 2 * GAP;
        int high = images.stream().mapToInt(BufferedImage::getHeight).max().orElse(1) + 2 * GAP + 2 * HEADER * lines;
        int rows = (images.size() + columns - 1) / columns;
        BufferedImage all =
                new BufferedImage(columns * wide - 2 * GAP, rows * high - 2 * GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = all.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setPaint(Color.WHITE);
        graphics.fillRect(0, 0, all.getWidth(), all.getHeight());
        graphics.setPaint(Color.decode(Style.INK));
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 30));
        for (int i = 0; i < images.size(); i++) {
            int x = i % columns * wide;
            int y = i / columns * high;
            String[] header = names.get(i).split("\n");
            for (int line = 0; line < header.length; line++) {
                graphics.drawString(header[line], x + 2, y + 2 * HEADER * (line + 1) - 16);
            }
            graphics.drawImage(images.get(i), x, y + 2 * HEADER * lines, null);
        }
        graphics.dispose();
        return all;
    }

    @Override
    public int width() {
        return columns() * (cellWidth() + GAP) - GAP;
    }

    @Override
    public int height() {
        int rows = (pictures.size() + columns() - 1) / columns();
        int each = title.isEmpty()
                ? CHART_HEIGHT
                : HEADER + pictures.stream().mapToInt(Picture::height).max().orElse(1);
        return rows * (each + GAP) - GAP;
    }

    /** @throws IllegalStateException if there is no panel */
    @Override
    public MimeBundle mimeBundle(Frontend frontend) {
        if (pictures.isEmpty()) {
            throw new IllegalStateException("\"" + title + "\" has no panels: add .panel(\"name\", scene).");
        }
        return Picture.super.mimeBundle(frontend);
    }

    @Override
    public String html() {
        return Html.flow(width(), names, pictures);
    }
}
