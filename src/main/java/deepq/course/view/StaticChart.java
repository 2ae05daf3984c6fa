package deepq.course.view;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.TexturePaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.PaintScale;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.CategoryItemRendererState;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.xy.DefaultXYZDataset;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** A chart as a still picture, drawn by JFreeChart: what GitHub, a print and a page without scripts show. */
final class StaticChart {
    /** In CSS pixels; the PNG has twice as many each way. */
    static final int WIDTH = 720;

    static final int HEIGHT = 400;

    private static final Color INK = Color.decode(Style.INK);
    private static final Stroke THIN = new BasicStroke(1f);

    private StaticChart() {}

    static BufferedImage draw(Chart chart, int width, int height, int scale) {
        BufferedImage image = new BufferedImage(width * scale, height * scale, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(scale, scale);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        of(chart).draw(graphics, new Rectangle2D.Double(0, 0, width, height));
        graphics.dispose();
        return image;
    }

    private static JFreeChart of(Chart chart) {
        chart.frame().requireLabels();
        if (chart instanceof LineChart lines) {
            return framed(chart, lines(lines.frame(), lines.series(), lines.levels()), true);
        } else if (chart instanceof ScatterChart points) {
            return framed(chart, lines(points.frame(), points.series(), points.levels()), true);
        } else if (chart instanceof HistogramChart histogram) {
            return framed(chart, histogram(histogram), true);
        } else if (chart instanceof BarChart bars) {
            return framed(chart, bars(bars), bars.bars().size() > 1);
        }
        HeatMap map = (HeatMap) chart;
        JFreeChart result = framed(chart, heatMap(map), false);
        result.addSubtitle(colourBar(map));
        return result;
    }

    private static JFreeChart framed(Chart chart, Plot plot, boolean legend) {
        JFreeChart result = new JFreeChart(null, null, plot, false);
        result.setBackgroundPaint(Color.WHITE);
        result.setPadding(new RectangleInsets(8, 8, 6, 14));
        result.setTextAntiAlias(true);
        result.setAntiAlias(true);
        TextTitle title = new TextTitle(chart.frame().title(), font(Font.BOLD, 17));
        title.setPaint(INK);
        title.setPadding(2, 0, 8, 0);
        result.setTitle(title);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setInsets(new RectangleInsets(2, 2, 2, 2));
        if (legend) {
            LegendTitle names = new LegendTitle(plot);
            names.setItemFont(font(Font.PLAIN, 14));
            names.setItemPaint(INK);
            names.setFrame(BlockBorder.NONE);
            names.setBackgroundPaint(Color.WHITE);
            names.setPosition(RectangleEdge.BOTTOM);
            names.setLegendItemGraphicPadding(new RectangleInsets(2, 8, 2, 4));
            result.addLegend(names);
        }
        return result;
    }

    private static XYPlot lines(Frame frame, List<Series> series, List<Level> levels) {
        XYPlot plot =
                plot(axis(frame.x(), frame.xRange(), frame.logX()), axis(frame.y(), frame.yRange(), frame.logY()));
        int number = 0;
        for (Series one : series) {
            one.requirePositive(frame);
            // Sorting would tangle a path.
            YIntervalSeries data = new YIntervalSeries(one.name(), false, true);
            int n = one.xs().length;
            for (int i = 0; i < n; i++) {
                if (one.kind() == Series.Kind.STEPS && i > 0) {
                    data.add(one.xs()[i], one.ys()[i - 1], one.ys()[i - 1], one.ys()[i - 1]);
                }
                boolean band = one.kind() == Series.Kind.BAND;
                data.add(
                        one.xs()[i],
                        one.ys()[i],
                        band ? one.lows()[i] : one.ys()[i],
                        band ? one.highs()[i] : one.ys()[i]);
            }
            YIntervalSeriesCollection set = new YIntervalSeriesCollection();
            set.addSeries(data);
            plot.setDataset(number, set);
            plot.setRenderer(number, renderer(one, number));
            number++;
        }
        levels(plot, levels);
        return plot;
    }

    private static DeviationRenderer renderer(Series series, int number) {
        boolean points = series.kind() == Series.Kind.POINTS;
        boolean path = series.kind() == Series.Kind.PATH;
        int n = series.xs().length;
        DeviationRenderer renderer = new DeviationRenderer(!points, points || path || n == 1);
        Color colour = Style.awt(Style.colour(number), points && n > 60 ? 0.5 : 1);
        renderer.setSeriesPaint(0, colour);
        renderer.setSeriesFillPaint(0, Style.awt(Style.colour(number), 1));
        renderer.setAlpha(series.kind() == Series.Kind.BAND ? 0.2f : 0f);
        renderer.setSeriesStroke(
                0,
                new BasicStroke(2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, Style.dashLengths(number), 0f));
        renderer.setSeriesShape(0, marker(number, path ? 2 : n > 300 ? 2 : 3.5));
        renderer.setLegendLine(new Line2D.Double(-18, 0, 18, 0));
        renderer.setDrawSeriesLineAsPath(true);
        return renderer;
    }

    private static XYPlot histogram(HistogramChart chart) {
        XYPlot plot = plot(
                axis(chart.frame().x(), chart.frame().xRange(), false),
                axis(chart.frame().y(), null, false));
        plot.getRangeAxis().setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        double[] edges = chart.edges();
        int number = 0;
        for (HistogramChart.Sample sample : chart.samples()) {
            XYIntervalSeries data = new XYIntervalSeries(sample.name());
            double[] counts = chart.counts(sample);
            for (int i = 0; i < counts.length; i++) {
                data.add((edges[i] + edges[i + 1]) / 2, edges[i], edges[i + 1], counts[i], 0, counts[i]);
            }
            XYIntervalSeriesCollection set = new XYIntervalSeriesCollection();
            set.addSeries(data);
            XYBarRenderer renderer = new XYBarRenderer();
            renderer.setBarPainter(new StandardXYBarPainter());
            renderer.setShadowVisible(false);
            renderer.setSeriesPaint(
                    0, Style.awt(Style.colour(number), chart.samples().size() > 1 ? 0.6 : 0.9));
            renderer.setDrawBarOutline(true);
            renderer.setSeriesOutlinePaint(0, number == 0 ? Color.WHITE : INK);
            plot.setDataset(number, set);
            plot.setRenderer(number, renderer);
            number++;
        }
        levels(plot, chart.levels());
        return plot;
    }

    private static CategoryPlot bars(BarChart chart) {
        DefaultCategoryDataset data = new DefaultCategoryDataset();
        for (BarChart.Bars set : chart.bars()) {
            for (int i = 0; i < set.values().length; i++) {
                data.addValue(set.values()[i], set.name(), chart.categories().get(i));
            }
        }
        CategoryAxis names = new CategoryAxis(chart.frame().x());
        styled(names);
        names.setMaximumCategoryLabelLines(3);
        names.setTickLabelFont(font(Font.PLAIN, chart.categories().size() > 6 ? 11 : 13));
        names.setCategoryLabelPositions(CategoryLabelPositions.STANDARD);
        names.setLowerMargin(0.02);
        names.setUpperMargin(0.02);
        BarRenderer renderer = new BarsWithIntervals(chart);
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setItemMargin(0.05);
        renderer.setMaximumBarWidth(0.15);
        for (int i = 0; i < chart.bars().size(); i++) {
            renderer.setSeriesPaint(i, hatched(i));
        }
        NumberAxis heights = (NumberAxis) axis(chart.frame().y(), chart.frame().yRange(), false);
        heights.setAutoRangeIncludesZero(true);
        CategoryPlot plot = new CategoryPlot(data, names, heights, renderer);
        plot.setRangeGridlinePaint(Color.decode(Style.GRID));
        plot.setRangeGridlineStroke(THIN);
        if (chart.frame().yRange() == null) {
            // The axis must hold the intervals and levels too, not only the bars.
            double low = heights(chart).getMin();
            double high = heights(chart).getMax();
            heights.setRange(low < 0 ? low * 1.05 : 0, high > 0 ? high * 1.05 : 0.05 * Math.max(1e-9, -low));
        }
        for (Level level : chart.levels()) {
            plot.addRangeMarker(marker(level, heights));
        }
        return plot;
    }

    /** Every second set of bars is hatched, for prints in grey. */
    private static Paint hatched(int number) {
        Color colour = Style.awt(Style.colour(number), 1);
        if (number % 2 == 0) {
            return colour;
        }
        int size = 8;
        BufferedImage tile = new BufferedImage(4 * size, 4 * size, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = tile.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setPaint(colour);
        graphics.fillRect(0, 0, tile.getWidth(), tile.getHeight());
        graphics.setPaint(Color.WHITE);
        graphics.setStroke(new BasicStroke(4f));
        for (int shift = -1; shift <= 1; shift++) {
            graphics.drawLine(4 * size * shift - size, 4 * size + size, 4 * size * (shift + 1) + size, -size);
        }
        graphics.dispose();
        return new TexturePaint(tile, new Rectangle2D.Double(0, 0, size, size));
    }

    /** All that the axis of heights must hold. */
    private static DoubleSummaryStatistics heights(BarChart chart) {
        DoubleSummaryStatistics heights = new DoubleSummaryStatistics();
        heights.accept(0);
        chart.levels().forEach(level -> heights.accept(level.value()));
        for (BarChart.Bars set : chart.bars()) {
            Arrays.stream(set.lows() == null ? set.values() : set.lows()).forEach(heights);
            Arrays.stream(set.highs() == null ? set.values() : set.highs()).forEach(heights);
        }
        return heights;
    }

    /** JFreeChart draws only intervals that are the same up and down. */
    private static final class BarsWithIntervals extends BarRenderer {
        private static final long serialVersionUID = 1;
        private final transient BarChart chart;

        BarsWithIntervals(BarChart chart) {
            this.chart = chart;
        }

        @Override
        public void drawItem(
                Graphics2D graphics,
                CategoryItemRendererState state,
                Rectangle2D area,
                CategoryPlot plot,
                CategoryAxis names,
                ValueAxis heights,
                CategoryDataset data,
                int row,
                int column,
                int pass) {
            super.drawItem(graphics, state, area, plot, names, heights, data, row, column, pass);
            BarChart.Bars set = chart.bars().get(row);
            if (set.lows() == null) {
                return;
            }
            double x = calculateBarW0(plot, PlotOrientation.VERTICAL, area, names, state, row, column)
                    + state.getBarWidth() / 2;
            double low = heights.valueToJava2D(set.lows()[column], area, plot.getRangeAxisEdge());
            double high = heights.valueToJava2D(set.highs()[column], area, plot.getRangeAxisEdge());
            double cap = Math.min(6, state.getBarWidth() / 3);
            graphics.setPaint(INK);
            graphics.setStroke(new BasicStroke(1.5f));
            graphics.draw(new Line2D.Double(x, low, x, high));
            graphics.draw(new Line2D.Double(x - cap, low, x + cap, low));
            graphics.draw(new Line2D.Double(x - cap, high, x + cap, high));
        }
    }

    private static XYPlot heatMap(HeatMap map) {
        map.requireCells("show");
        XYPlot plot = lines(map.frame(), map.paths(), List.of());
        if (map.table()) {
            plot.getDomainAxis().setStandardTickUnits(NumberAxis.createIntegerTickUnits());
            plot.getRangeAxis().setStandardTickUnits(NumberAxis.createIntegerTickUnits());
            plot.getRangeAxis().setInverted(true);
        }
        double[] xs = map.xs();
        double[] ys = map.ys();
        double[][] cells = new double[3][xs.length * ys.length];
        for (int i = 0; i < cells[0].length; i++) {
            int row = i / xs.length;
            int column = i % xs.length;
            cells[0][i] = xs[column];
            cells[1][i] = ys[row];
            cells[2][i] = map.values()[row][column];
        }
        DefaultXYZDataset data = new DefaultXYZDataset();
        data.addSeries(map.valueName(), cells);
        XYBlockRenderer blocks = new XYBlockRenderer();
        blocks.setBlockWidth(HeatMap.step(xs));
        blocks.setBlockHeight(HeatMap.step(ys));
        blocks.setPaintScale(scale(map));
        plot.setDataset(map.paths().size(), data);
        plot.setRenderer(map.paths().size(), blocks);
        // The last dataset is drawn first: the paths lie above the cells.
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.REVERSE);
        fit(plot.getDomainAxis(), xs);
        fit(plot.getRangeAxis(), ys);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        for (int i = 0; i < map.paths().size(); i++) {
            plot.getRenderer(i).setSeriesPaint(0, Color.WHITE);
        }
        return plot;
    }

    private static void fit(ValueAxis axis, double[] centres) {
        double half = HeatMap.step(centres) / 2;
        axis.setRange(centres[0] - half, centres[centres.length - 1] + half);
    }

    private static PaintScale scale(HeatMap map) {
        Frame.Range range = map.colours();
        return new PaintScale() {
            @Override
            public double getLowerBound() {
                return range.low();
            }

            @Override
            public double getUpperBound() {
                return range.high();
            }

            @Override
            public Color getPaint(double value) {
                return Double.isNaN(value)
                        ? Color.WHITE
                        : Style.scale((value - range.low()) / (range.high() - range.low()));
            }
        };
    }

    private static PaintScaleLegend colourBar(HeatMap map) {
        NumberAxis axis = new NumberAxis(map.valueName());
        styled(axis);
        PaintScaleLegend bar = new PaintScaleLegend(scale(map), axis);
        bar.setPosition(RectangleEdge.RIGHT);
        bar.setStripWidth(14);
        bar.setStripOutlineVisible(false);
        bar.setSubdivisionCount(128);
        bar.setBackgroundPaint(Color.WHITE);
        bar.setMargin(4, 12, 40, 4);
        return bar;
    }

    private static XYPlot plot(ValueAxis x, ValueAxis y) {
        XYPlot plot = new XYPlot(null, x, y, null);
        plot.setDomainGridlinePaint(Color.decode(Style.GRID));
        plot.setRangeGridlinePaint(Color.decode(Style.GRID));
        plot.setDomainGridlineStroke(THIN);
        plot.setRangeGridlineStroke(THIN);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        return plot;
    }

    private static void levels(XYPlot plot, List<Level> levels) {
        for (Level level : levels) {
            if (level.upright()) {
                include(plot.getDomainAxis(), level.value());
                plot.addDomainMarker(marker(level, plot.getDomainAxis()));
            } else {
                include(plot.getRangeAxis(), level.value());
                plot.addRangeMarker(marker(level, plot.getRangeAxis()));
            }
        }
    }

    /** An axis that fits itself to the data must show the level too; one that begins close to zero begins at zero. */
    private static void include(ValueAxis axis, double value) {
        if (axis.isAutoRange() && (value < axis.getLowerBound() || value > axis.getUpperBound())) {
            double low = Math.min(axis.getLowerBound(), value);
            double high = Math.max(axis.getUpperBound(), value);
            if (axis instanceof LogAxis) {
                axis.setRange(low / 1.3, high * 1.3);
            } else {
                double margin = 0.05 * (high - low);
                axis.setRange(low >= 0 && low < 0.2 * high ? 0 : low - margin, high + margin);
            }
        }
    }

    private static ValueMarker marker(Level level, ValueAxis axis) {
        ValueMarker marker = new ValueMarker(
                level.value(),
                INK,
                new BasicStroke(1.3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1f, new float[] {6, 4}, 0f));
        marker.setLabel(level.name());
        marker.setLabelFont(font(Font.PLAIN, 13));
        marker.setLabelPaint(INK);
        marker.setLabelBackgroundColor(new Color(255, 255, 255, 170));
        // The name stands inside the plot: on the other side of a line close to the upper or right edge.
        double place = (level.value() - axis.getLowerBound()) / axis.getRange().getLength();
        if (level.upright()) {
            boolean right = place > 0.75;
            marker.setLabelAnchor(right ? RectangleAnchor.TOP_LEFT : RectangleAnchor.TOP_RIGHT);
            marker.setLabelTextAnchor(right ? TextAnchor.TOP_RIGHT : TextAnchor.TOP_LEFT);
        } else {
            // On the left, where a learning curve is still low.
            boolean top = place > 0.93;
            marker.setLabelAnchor(top ? RectangleAnchor.BOTTOM_LEFT : RectangleAnchor.TOP_LEFT);
            marker.setLabelTextAnchor(top ? TextAnchor.TOP_LEFT : TextAnchor.BOTTOM_LEFT);
        }
        return marker;
    }

    private static ValueAxis axis(String label, Frame.Range range, boolean log) {
        ValueAxis axis;
        if (log) {
            LogAxis powers = new LogAxis(label);
            powers.setBaseSymbol("10");
            powers.setSmallestValue(1e-12);
            // Whole powers of ten: its own choice would be 10 to the 2.5.
            powers.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
            axis = powers;
        } else {
            NumberAxis numbers = new NumberAxis(label);
            numbers.setAutoRangeIncludesZero(false);
            axis = numbers;
        }
        styled(axis);
        if (range != null) {
            axis.setRange(range.low(), range.high());
        }
        return axis;
    }

    private static void styled(Axis axis) {
        axis.setLabelFont(font(Font.PLAIN, 15));
        axis.setTickLabelFont(font(Font.PLAIN, 13));
        axis.setLabelPaint(INK);
        axis.setTickLabelPaint(INK);
        axis.setAxisLinePaint(Color.GRAY);
        axis.setTickMarkPaint(Color.GRAY);
    }

    private static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }

    private static Shape marker(int number, double r) {
        int s = (int) Math.ceil(r);
        return switch (number % 6) {
            case 0 -> new Ellipse2D.Double(-r, -r, 2 * r, 2 * r);
            case 1 -> new Rectangle2D.Double(-r, -r, 2 * r, 2 * r);
            case 2 -> new Polygon(new int[] {-s, 0, s}, new int[] {s, -s, s}, 3);
            case 3 -> new Polygon(new int[] {-s, 0, s, 0}, new int[] {0, -s, 0, s}, 4);
            case 4 -> new Rectangle2D.Double(-r, -r / 3, 2 * r, 2 * r / 3);
            default -> new Rectangle2D.Double(-r / 3, -r, 2 * r / 3, 2 * r);
        };
    }
}
