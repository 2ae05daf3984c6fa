package deepq.course.view;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.Collectors;

/** Two to four charts side by side, to be compared (Tufte's small multiples): give them the same ranges. One picture; on a phone one chart below the other. */
public record SmallMultiples(List<Chart> charts) implements Picture {
    private static final int HEIGHT = 330;

    public SmallMultiples {
        charts = List.copyOf(charts);
        if (charts.size() < 2 || charts.size() > 4) {
            throw new IllegalArgumentException(charts.size() + " charts side by side: 2 to 4.");
        }
    }

    public static SmallMultiples of(Chart... charts) {
        return new SmallMultiples(List.of(charts));
    }

    private int columns() {
        return charts.size() == 3 ? 3 : 2;
    }

    private int cellWidth() {
        return charts.size() == 3 ? 340 : 480;
    }

    @Override
    public byte[] png() {
        int rows = charts.size() > 3 ? 2 : 1;
        BufferedImage image =
                new BufferedImage(2 * columns() * cellWidth(), 2 * rows * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        for (int i = 0; i < charts.size(); i++) {
            BufferedImage cell = StaticChart.draw(charts.get(i), cellWidth(), HEIGHT, 2);
            graphics.drawImage(cell, i % columns() * cell.getWidth(), i / columns() * cell.getHeight(), null);
        }
        graphics.dispose();
        return Png.encode(image);
    }

    @Override
    public String describe() {
        return charts.stream().map(Chart::describe).collect(Collectors.joining(" "));
    }

    @Override
    public MimeBundle mimeBundle(Frontend frontend) {
        byte[] png = png();
        int width = columns() * cellWidth();
        return MimeBundle.picture(
                frontend,
                () -> Html.chart(
                        png,
                        width,
                        describe(),
                        charts.stream().map(Chart::plotly).toList()),
                describe(),
                png,
                width,
                (charts.size() > 3 ? 2 : 1) * HEIGHT);
    }
}
