package deepq.course.view;

import deepq.experiment.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Bars for named things, with an interval on each where there is one; several sets of bars stand side by side. */
public record BarChart(Frame frame, List<String> categories, List<Bars> bars, List<Level> levels) implements Chart {
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

    public BarChart {
        categories = List.copyOf(categories);
        bars = List.copyOf(bars);
        levels = List.copyOf(levels);
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

    public static BarChart titled(String title) {
        return new BarChart(Frame.titled(title), List.of(), List.of(), List.of());
    }

    public BarChart x(String label) {
        return new BarChart(frame.x(label), categories, bars, levels);
    }

    public BarChart y(String label) {
        return new BarChart(frame.y(label), categories, bars, levels);
    }

    /** The names below the bars; they come before the bars. */
    public BarChart categories(String... names) {
        return new BarChart(frame, List.of(names), bars, levels);
    }

    public BarChart bars(String name, double... values) {
        return new BarChart(frame, categories, Check.append(bars, new Bars(name, values, null, null)), levels);
    }

    /** Bars with an interval from lows[i] to highs[i] on each. Say in {@code name} which interval. */
    public BarChart bars(String name, double[] values, double[] lows, double[] highs) {
        return new BarChart(frame, categories, Check.append(bars, new Bars(name, values, lows, highs)), levels);
    }

    /** The same from intervals, one for each category. */
    public BarChart bars(String name, List<Interval> intervals) {
        return bars(
                name,
                intervals.stream().mapToDouble(Interval::estimate).toArray(),
                intervals.stream().mapToDouble(Interval::low).toArray(),
                intervals.stream().mapToDouble(Interval::high).toArray());
    }

    /** A named horizontal line at {@code y}. */
    public BarChart level(String name, double y) {
        return new BarChart(frame, categories, bars, Check.append(levels, new Level(name, y, false)));
    }

    public BarChart yRange(double low, double high) {
        return new BarChart(frame.yRange(low, high), categories, bars, levels);
    }

    @Override
    public String describe() {
        List<String> parts = new ArrayList<>();
        for (Bars set : bars) {
            parts.add(set.name + " ("
                    + IntStream.range(0, categories.size())
                            .mapToObj(i -> categories.get(i) + " " + Text.number(set.values[i])
                                    + (set.lows == null
                                            ? ""
                                            : " [" + Text.number(set.lows[i]) + ", " + Text.number(set.highs[i]) + "]"))
                            .collect(Collectors.joining(", "))
                    + ")");
        }
        levels.forEach(level -> parts.add(level.describe()));
        return frame.title() + ": bars of " + frame.y() + " by " + frame.x() + "; " + String.join(", ", parts) + ".";
    }
}
