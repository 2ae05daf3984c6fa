package deepq.course.view;

import deepq.experiment.Interval;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Bars for named things, with an interval on each where there is one; several sets of bars stand side by side. */
public final class BarChart extends Chart<BarChart> {
    final List<String> categories;
    final List<Bars> bars;

    /** One bar for each category; lows and highs are null without intervals. */
    record Bars(String name, double[] values, double[] lows, double[] highs) {
        Bars {
            String owner = "The bars \"" + Check.text("The name of a set of bars", name) + "\"";
            values = Check.finite(owner, "height", values);
            if (lows != null || highs != null) {
                lows = Check.finite(owner, "low", lows);
                highs = Check.finite(owner, "high", highs);
                for (int i = 0; i < Math.min(lows.length, Math.min(highs.length, values.length)); i++) {
                    if (lows[i] > values[i] || values[i] > highs[i]) {
                        throw new IllegalArgumentException(owner + ": the interval from " + lows[i] + " to " + highs[i]
                                + " does not hold its bar's value " + values[i] + ".");
                    }
                }
            }
        }
    }

    BarChart(Frame frame, List<String> categories, List<Bars> bars) {
        super(frame);
        this.categories = categories;
        this.bars = bars;
        distinct("categories", categories);
        distinct("sets of bars", names());
        for (Bars set : bars) {
            for (double[] numbers : new double[][] {set.values, set.lows, set.highs}) {
                if (numbers != null && numbers.length != categories.size()) {
                    throw new IllegalArgumentException(
                            "The bars \"" + set.name + "\" have " + numbers.length + " values for " + categories.size()
                                    + " categories " + categories + "; give the categories first.");
                }
            }
        }
    }

    private static void distinct(String what, List<String> names) {
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException(
                    "Two " + what + " of one name in " + names + ": nobody could tell which is which.");
        }
    }

    public static BarChart titled(String title) {
        return new BarChart(Frame.titled(title), List.of(), List.of());
    }

    /** The names below the bars; they come before the bars. */
    public BarChart categories(String... names) {
        return new BarChart(frame, List.of(names), bars);
    }

    public BarChart bars(String name, double... values) {
        return bars(name, values, null, null);
    }

    /** Bars with an interval from lows[i] to highs[i] on each. Say in {@code name} which interval. */
    public BarChart bars(String name, double[] values, double[] lows, double[] highs) {
        return new BarChart(frame, categories, Check.append(bars, new Bars(name, values, lows, highs)));
    }

    /** The same from intervals, one for each category. */
    public BarChart bars(String name, List<Interval> intervals) {
        return bars(
                name,
                intervals.stream().mapToDouble(Interval::estimate).toArray(),
                intervals.stream().mapToDouble(Interval::low).toArray(),
                intervals.stream().mapToDouble(Interval::high).toArray());
    }

    /** @throws UnsupportedOperationException always: the x axis has names and no numbers */
    @Override
    public BarChart vertical(String name, double x) {
        throw new UnsupportedOperationException("The x axis of a bar chart has names: there is no place " + x + ".");
    }

    /** @throws UnsupportedOperationException always: the x axis has names and no numbers */
    @Override
    public BarChart xRange(double low, double high) {
        return vertical("", low);
    }

    @Override
    BarChart with(Frame changed) {
        return new BarChart(changed, categories, bars);
    }

    /** Category i stands at i. */
    @Override
    Axis xAxis() {
        return new Axis(false, -0.5, Math.max(1, categories.size()) - 0.5, true);
    }

    @Override
    DoubleStream xs() {
        return DoubleStream.empty();
    }

    @Override
    DoubleStream ys() {
        return DoubleStream.concat(
                DoubleStream.of(0),
                bars.stream()
                        .flatMap(set -> Stream.of(set.values, set.lows, set.highs))
                        .filter(values -> values != null)
                        .flatMapToDouble(Arrays::stream));
    }

    @Override
    Stream<String> parts() {
        return bars.stream()
                .map(set -> set.name
                        + IntStream.range(0, categories.size())
                                .mapToObj(i -> categories.get(i) + " " + Text.number(set.values[i])
                                        + (set.lows == null
                                                ? ""
                                                : " [" + Text.number(set.lows[i]) + ", " + Text.number(set.highs[i])
                                                        + "]"))
                                .collect(Collectors.joining(", ", " (", ")")));
    }

    @Override
    List<String> names() {
        return bars.stream().map(Bars::name).toList();
    }
}
