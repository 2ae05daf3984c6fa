package deepq.course.view;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A chart as a still picture: what GitHub, a print and a page without scripts show. Lengths are CSS pixels. */
final class StillChart {
    /** The height of a line of small text. */
    static final int LINE = 17;

    /** Where the names of categories are broken, in characters. */
    static final int CATEGORY = 14;

    private static final int TICK = 5;
    private static final int GAP = 8;
    private static final Color INK = Color.decode(Style.INK);
    private static final Color GRID = Color.decode(Style.GRID);
    private static final Color RIM = Color.decode(Style.RIM);
    private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

    private final Chart<?> chart;
    private final Graphics2D g;
    private final int width;
    private final int height;
    private final Axis x;
    private final Axis y;
    private double left;
    private double top = GAP;
    private double right;
    private double bottom;

    private StillChart(Chart<?> chart, Graphics2D g, int width, int height) {
        this.chart = chart;
        this.g = g;
        this.width = width;
        this.height = height;
        chart.frame.requireLabels();
        x = chart.xAxis();
        y = chart.yAxis();
        right = width - 22;
        bottom = height - GAP;
    }

    static BufferedImage draw(Chart<?> chart, int width, int height, int scale) {
        BufferedImage image = new BufferedImage(width * scale, height * scale, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(scale, scale);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setPaint(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        new StillChart(chart, graphics, width, height).draw();
        graphics.dispose();
        return image;
    }

    private void draw() {
        title();
        legend();
        axes();
        g.setStroke(new BasicStroke(1));
        Shape whole = g.getClip();
        g.clip(new Rectangle2D.Double(left, top, right - left, bottom - top));
        if (chart instanceof LineChart lines) {
            for (int i = 0; i < lines.series.size(); i++) {
                series(lines.series.get(i).thinned(), i, Color.decode(Style.color(i)));
            }
        } else if (chart instanceof HistogramChart histogram) {
            histogram(histogram);
        } else if (chart instanceof BarChart bars) {
            bars(bars);
        } else if (chart instanceof HeatMap map) {
            heatMap(map);
        }
        g.setClip(whole);
        g.setPaint(RIM);
        g.setStroke(new BasicStroke(1));
        g.draw(new Line2D.Double(left, top, left, bottom));
        g.draw(new Line2D.Double(left, bottom, right, bottom));
        chart.frame.levels().forEach(this::level);
    }

    private void title() {
        g.setFont(PLAIN.deriveFont(Font.BOLD, 17f));
        g.setPaint(INK);
        for (String line : wrapped(chart.frame.title(), width - 4 * GAP)) {
            top += 21;
            text(line, width / 2.0, top - 3, 0.5);
        }
        top += 10;
    }

    /** The text in lines that are at most {@code most} wide in the font that is set. */
    private List<String> wrapped(String text, double most) {
        List<String> lines = new ArrayList<>();
        for (String word : text.split(" ")) {
            int last = lines.size() - 1;
            if (last >= 0 && width(lines.get(last) + " " + word) <= most) {
                lines.set(last, lines.get(last) + " " + word);
            } else {
                lines.add(word);
            }
        }
        return lines;
    }

    private double width(String text) {
        return g.getFont().getStringBounds(text, g.getFontRenderContext()).getWidth();
    }

    /** Text on the line at {@code baseline}; at {@code x} is its beginning (share 0), its middle (0.5) or its end (1). */
    private void text(String text, double x, double baseline, double share) {
        g.drawString(text, (float) (x - share * width(text)), (float) baseline);
    }

    /** From the bottom up: as many rows as it takes, each in the middle. */
    private void legend() {
        List<String> names = chart.legend();
        g.setFont(PLAIN);
        List<List<Integer>> rows = new ArrayList<>();
        double used = width;
        for (int i = 0; i < names.size(); i++) {
            double wide = width(names.get(i)) + 54;
            if (used + wide > width - 2 * GAP) {
                rows.add(new ArrayList<>());
                used = 0;
            }
            used += wide;
            rows.get(rows.size() - 1).add(i);
        }
        for (int row = rows.size() - 1; row >= 0; row--) {
            double at = (width
                                    - rows.get(row).stream()
                                            .mapToDouble(i -> width(names.get(i)) + 54)
                                            .sum())
                            / 2
                    + 6;
            for (int i : rows.get(row)) {
                sample(i, at, bottom - 9);
                g.setPaint(INK);
                text(names.get(i), at + 36, bottom - 4, 0);
                at += width(names.get(i)) + 54;
            }
            bottom -= 20;
        }
        bottom -= names.isEmpty() ? 0 : 4;
    }

    private void sample(int number, double at, double middle) {
        int level = number - chart.names().size();
        if (level >= 0) {
            g.setPaint(INK);
            g.setStroke(stroke(1.3f, Style.levelDash(chart, chart.frame.levels().get(level))));
            g.draw(new Line2D.Double(at, middle, at + 30, middle));
        } else if (chart instanceof LineChart lines) {
            Series one = lines.series.get(number);
            Color color = Color.decode(Style.color(number));
            if (one.joined()) {
                g.setPaint(color);
                g.setStroke(stroke(2, number));
                g.draw(new Line2D.Double(at, middle, at + 30, middle));
            }
            if (one.marked()) {
                g.setPaint(color);
                g.fill(marker(number, at + 15, middle, 3.5));
            }
        } else {
            fill(new Rectangle2D.Double(at + 12, middle - 6, 18, 12), number, 1);
        }
    }

    private void axes() {
        g.setFont(PLAIN.deriveFont(15f));
        g.setPaint(INK);
        List<String> yLabel = List.of(Text.lines(chart.frame.y(), 38).split("\n"));
        text(chart.frame.x(), width / 2.0 + 2 * GAP, bottom - 4, 0.5);
        bottom -= 22;
        g.setFont(PLAIN);
        List<String> categories = chart instanceof BarChart bars ? bars.categories : List.of();
        int lines = categories.stream()
                .mapToInt(name -> Text.lines(name, CATEGORY).split("\n").length)
                .max()
                .orElse(1);
        bottom -= LINE * lines + TICK + 2;
        int most = Axis.most(width);
        double[] yTicks = y.ticks(Axis.Y_TICKS);
        left = GAP
                + 19 * yLabel.size()
                + GAP
                + Arrays.stream(yTicks)
                        .map(tick -> width(Axis.text(tick)))
                        .max()
                        .orElse(0)
                + TICK
                + 4;
        if (chart instanceof HeatMap map) {
            right -= 14
                    + 3 * GAP
                    + Arrays.stream(map.colors().ticks(Axis.Y_TICKS))
                            .map(tick -> width(Axis.text(tick)))
                            .max()
                            .orElse(0)
                    + LINE;
            colorBar(map);
        }
        for (double tick : yTicks) {
            double at = y(tick);
            line(!(chart instanceof HeatMap), left, at, right, at);
            g.setPaint(RIM);
            g.draw(new Line2D.Double(left - TICK, at, left, at));
            g.setPaint(INK);
            text(Axis.text(tick), left - TICK - 3, at + 4.5, 1);
        }
        for (double tick : categories.isEmpty() ? x.ticks(most) : new double[0]) {
            double at = x(tick);
            line(!(chart instanceof HeatMap), at, top, at, bottom);
            g.setPaint(RIM);
            g.draw(new Line2D.Double(at, bottom, at, bottom + TICK));
            g.setPaint(INK);
            text(Axis.text(tick), at, bottom + TICK + 13, 0.5);
        }
        categories(categories);
        g.setFont(PLAIN.deriveFont(15f));
        AffineTransform upright = g.getTransform();
        g.rotate(-Math.PI / 2, GAP, (top + bottom) / 2);
        for (int i = 0; i < yLabel.size(); i++) {
            text(yLabel.get(i), GAP, (top + bottom) / 2 + 14 + 19 * i, 0.5);
        }
        g.setTransform(upright);
    }

    private void line(boolean wanted, double x1, double y1, double x2, double y2) {
        if (wanted) {
            g.setPaint(GRID);
            g.setStroke(new BasicStroke(1));
            g.draw(new Line2D.Double(x1, y1, x2, y2));
        }
    }

    /** Names below the bars, all in the size in which the broadest fits. */
    private void categories(List<String> names) {
        double broadest = names.stream()
                .flatMap(name -> Arrays.stream(Text.lines(name, CATEGORY).split("\n")))
                .mapToDouble(this::width)
                .max()
                .orElse(1);
        double place = (right - left) / Math.max(1, names.size()) - 4;
        g.setFont(PLAIN.deriveFont((float) Math.max(8, 13 * Math.min(1, place / broadest))));
        for (int i = 0; i < names.size(); i++) {
            String[] lines = Text.lines(names.get(i), CATEGORY).split("\n");
            for (int k = 0; k < lines.length; k++) {
                text(lines[k], x(i), bottom + TICK + 13 + LINE * k, 0.5);
            }
        }
        g.setFont(PLAIN);
    }

    private double x(double value) {
        return left + x.share(value) * (right - left);
    }

    private double y(double value) {
        double share = y.share(value);
        return chart instanceof HeatMap map && map.cells().table()
                ? top + share * (bottom - top)
                : bottom - share * (bottom - top);
    }

    private void series(Series one, int number, Color color) {
        Path2D line = new Path2D.Double();
        Path2D band = new Path2D.Double();
        int n = one.xs().length;
        for (int i = 0; i < n; i++) {
            double at = x(one.xs()[i]);
            if (i == 0) {
                line.moveTo(at, y(one.ys()[i]));
                band.moveTo(at, y(one.lows()[i]));
            } else if (one.kind() == Series.Kind.STEPS) {
                line.lineTo(at, y(one.ys()[i - 1]));
            }
            line.lineTo(at, y(one.ys()[i]));
            band.lineTo(at, y(one.lows()[i]));
        }
        if (one.kind() == Series.Kind.BAND) {
            for (int i = n - 1; i >= 0; i--) {
                band.lineTo(x(one.xs()[i]), y(one.highs()[i]));
            }
            g.setPaint(Style.faded(color, 0.2));
            g.fill(band);
        }
        boolean path = one.kind() == Series.Kind.PATH;
        g.setPaint(color);
        if (one.joined()) {
            g.setStroke(stroke(2, number));
            g.draw(line);
        } else if (n > 60) {
            g.setPaint(Style.faded(color, 0.5));
        }
        for (int i = 0; i < n && one.marked(); i++) {
            g.fill(marker(number, x(one.xs()[i]), y(one.ys()[i]), path || n > 300 ? 2.2 : 3.5));
        }
    }

    private static Stroke stroke(float width, int dash) {
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, Style.dashLengths(dash), 0f);
    }

    private static Shape marker(int number, double x, double y, double r) {
        Path2D path = new Path2D.Double();
        double[] corners =
                switch (number % 6) {
                    case 1 -> new double[] {-r, -r, r, -r, r, r, -r, r};
                    case 2 -> new double[] {-r, r, 0, -r, r, r};
                    case 3 -> new double[] {-r, 0, 0, r, r, 0, 0, -r};
                    case 4 -> new double[] {-r, -r / 3, r, -r / 3, r, r / 3, -r, r / 3};
                    case 5 -> new double[] {-r / 3, -r, r / 3, -r, r / 3, r, -r / 3, r};
                    default -> new double[0];
                };
        if (corners.length == 0) {
            return new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r);
        }
        path.moveTo(x + corners[0], y + corners[1]);
        for (int i = 2; i < corners.length; i += 2) {
            path.lineTo(x + corners[i], y + corners[i + 1]);
        }
        path.closePath();
        return path;
    }

    private void histogram(HistogramChart histogram) {
        double[] edges = histogram.edges();
        for (int number = 0; number < histogram.samples.size(); number++) {
            double[] counts = histogram.counts(histogram.samples.get(number));
            for (int i = 0; i < counts.length; i++) {
                Rectangle2D bar = new Rectangle2D.Double(
                        x(edges[i]), y(counts[i]), x(edges[i + 1]) - x(edges[i]), y(0) - y(counts[i]));
                fill(bar, number, histogram.samples.size() > 1 ? 0.6 : 0.9);
            }
        }
    }

    private void bars(BarChart bars) {
        int sets = bars.bars.size();
        double wide = 0.8 / Math.max(1, sets);
        for (int number = 0; number < sets; number++) {
            BarChart.Bars set = bars.bars.get(number);
            for (int i = 0; i < set.values().length; i++) {
                double from = x(i - 0.4 + number * wide);
                double to = x(i - 0.4 + (number + 1) * wide);
                double high = y(Math.max(0, set.values()[i]));
                double low = y(Math.min(0, set.values()[i]));
                fill(new Rectangle2D.Double(from, high, to - from, low - high), number, 1);
                if (set.lows() != null) {
                    double middle = (from + to) / 2;
                    double cap = Math.min(6, (to - from) / 3);
                    g.setPaint(INK);
                    g.setStroke(new BasicStroke(1.5f));
                    g.draw(new Line2D.Double(middle, y(set.lows()[i]), middle, y(set.highs()[i])));
                    for (double end : new double[] {set.lows()[i], set.highs()[i]}) {
                        g.draw(new Line2D.Double(middle - cap, y(end), middle + cap, y(end)));
                    }
                }
            }
        }
    }

    /** A bar; every second set is hatched, for prints in grey. */
    private void fill(Rectangle2D bar, int number, double opacity) {
        g.setPaint(Style.faded(Color.decode(Style.color(number)), opacity));
        g.fill(bar);
        g.setPaint(Color.WHITE);
        g.setStroke(new BasicStroke(1));
        if (number % 2 == 1) {
            Shape clip = g.getClip();
            g.clip(bar);
            for (double at = bar.getMinX() - bar.getHeight(); at < bar.getMaxX(); at += 8) {
                g.draw(new Line2D.Double(at, bar.getMaxY(), at + bar.getHeight(), bar.getMinY()));
            }
            g.setClip(clip);
        }
        g.draw(bar);
    }

    private void heatMap(HeatMap map) {
        HeatMap.Cells cells = map.cells();
        double halfX = HeatMap.step(cells.xs()) / 2;
        double halfY = HeatMap.step(cells.ys()) / 2;
        double gap = cells.table() ? 1 : -0.5; // a hair of overlap, or the paper shows between the cells
        for (int row = 0; row < cells.ys().length; row++) {
            for (int column = 0; column < cells.xs().length; column++) {
                double value = cells.values()[row][column];
                if (!Double.isNaN(value)) {
                    double y1 = y(cells.ys()[row] - halfY);
                    double y2 = y(cells.ys()[row] + halfY);
                    double from = x(cells.xs()[column] - halfX);
                    g.setPaint(Style.scale(map.colors().share(value)));
                    g.fill(new Rectangle2D.Double(
                            from,
                            Math.min(y1, y2),
                            x(cells.xs()[column] + halfX) - from - gap,
                            Math.abs(y2 - y1) - gap));
                }
            }
        }
        for (int i = 0; i < map.paths.size(); i++) {
            series(map.paths.get(i).thinned(), 0, Color.WHITE);
        }
    }

    private void colorBar(HeatMap map) {
        Axis colors = map.colors();
        double from = right + 2 * GAP;
        for (double at = bottom; at > top; at--) {
            g.setPaint(Style.scale((bottom - at) / (bottom - top)));
            g.fill(new Rectangle2D.Double(from, at - 1, 14, 1.5));
        }
        g.setPaint(INK);
        for (double tick : colors.ticks(Axis.Y_TICKS)) {
            text(Axis.text(tick), from + 18, bottom - colors.share(tick) * (bottom - top) + 4.5, 0);
        }
        AffineTransform upright = g.getTransform();
        g.rotate(-Math.PI / 2, width - GAP, (top + bottom) / 2);
        text(map.cells().name(), width - GAP, (top + bottom) / 2, 0.5);
        g.setTransform(upright);
    }

    private void level(Frame.Level level) {
        double at = level.upright() ? x(level.value()) : y(level.value());
        g.setPaint(INK);
        g.setStroke(stroke(1.3f, Style.levelDash(chart, level)));
        g.draw(level.upright() ? new Line2D.Double(at, top, at, bottom) : new Line2D.Double(left, at, right, at));
        if (chart.levelsInLegend()) {
            return;
        }
        boolean turned = chart.turned(level);
        double wide = width(level.name());
        double from = !level.upright() ? left + 4 : turned ? at - 4 - wide : at + 4;
        double baseline = level.upright() ? top + 13 + LINE * chart.row(level) : turned ? at + 14 : at - 5;
        g.setPaint(Style.faded(Color.WHITE, 0.7));
        g.fill(new Rectangle2D.Double(from - 2, baseline - 12, wide + 4, 15));
        g.setPaint(INK);
        text(level.name(), from, baseline, 0);
    }
}
