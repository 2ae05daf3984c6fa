package deepq.course.view;

import deepq.experiment.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a {@link Plot} shows, in words with its values, for readers who do not see it. */
final class PlotText {
    private final List<Line> lines = new ArrayList<>();
    private final List<Level> levels = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();
    private final DoubleSummaryStatistics allXs = new DoubleSummaryStatistics();
    private final DoubleSummaryStatistics allYs = new DoubleSummaryStatistics();

    private record Level(String name, double at, boolean upright) {}

    private record Line(String name, double[] xs, double[] ys, int[] there) {
        double last() {
            return ys[there[there.length - 1]];
        }

        private int extreme(int sign) {
            return Arrays.stream(there)
                    .boxed()
                    .max(Comparator.comparingDouble(i -> sign * ys[i]))
                    .orElseThrow();
        }

        private String at(int i) {
            return Text.number(ys[i]) + " at " + Text.number(xs[i]);
        }

        String words() {
            if (there.length == 0) {
                return name + ": " + ys.length + " points, none of them a number.";
            } else if (there.length == 1) {
                return name + ": " + at(there[0]) + ".";
            }
            int gaps = ys.length - there.length;
            return name + ": " + there.length + " points, from " + at(there[0]) + " to " + at(there[there.length - 1])
                    + "; lowest " + at(extreme(-1)) + ", highest " + at(extreme(1))
                    + (gaps == 0 ? "." : "; " + gaps + (gaps == 1 ? " gap." : " gaps."));
        }

        /** Where the line first comes from one side of the level to it or to its other side. */
        String crossing(Level level) {
            for (int k = 1; k < there.length; k++) {
                double before = ys[there[k - 1]] - level.at;
                double now = ys[there[k]] - level.at;
                if (before != 0 && Math.signum(before) != Math.signum(now)) {
                    return name + (now > before ? " rises to " : " falls to ") + level.name + " at "
                            + Text.number(xs[there[k]]) + ".";
                }
            }
            return there.length == 0 || last() == level.at
                    ? ""
                    : name + " stays " + (last() > level.at ? "above " : "below ") + level.name + ".";
        }
    }

    void line(String name, double[] xs, double[] ys) {
        int[] there = IntStream.range(0, ys.length)
                .filter(i -> !Double.isNaN(xs[i] + ys[i]))
                .toArray();
        lines.add(new Line(name, xs.clone(), ys.clone(), there));
        reaches(xs, ys);
    }

    void points(String name, double[] xs, double[] values) {
        var range = Arrays.stream(values).filter(value -> !Double.isNaN(value)).summaryStatistics();
        sentences.add(
                range.getCount() == 0
                        ? name + ": no numbers."
                        : String.format(
                                Locale.ROOT,
                                "%s: %,d values from %s to %s, mean %s.",
                                name,
                                range.getCount(),
                                Text.number(range.getMin()),
                                Text.number(range.getMax()),
                                Text.number(range.getAverage())));
        reaches(xs, values);
    }

    void bars(String name, List<String> places, double[] values, List<Interval> intervals) {
        sentences.add(name + ": "
                + IntStream.range(0, values.length)
                        .mapToObj(i ->
                                places.get(i) + " " + (intervals == null ? Text.number(values[i]) : intervals.get(i)))
                        .collect(Collectors.joining(", "))
                + ".");
        reaches(new double[0], values);
    }

    void heat(String name, double[] xs, double[] ys, double[][] values) {
        String[] ends = {"lowest ", "highest "};
        for (int end = 0; end < 2; end++) {
            double best = Double.NaN;
            for (int row = 0; row < values.length; row++) {
                for (int column = 0; column < values[row].length; column++) {
                    double value = values[row][column];
                    if (Double.isNaN(best) && !Double.isNaN(value) || (end == 0 ? value < best : value > best)) {
                        best = value;
                        ends[end] = (end == 0 ? "lowest " : "highest ") + Text.number(value) + " at ("
                                + Text.number(xs[column]) + ", " + Text.number(ys[row]) + ")";
                    }
                }
            }
        }
        long blank = Arrays.stream(values)
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isNaN)
                .count();
        sentences.add("Colors for " + name + " in " + values.length + " rows and " + values[0].length + " columns, "
                + (blank == (long) values.length * values[0].length ? "no numbers" : ends[0] + ", " + ends[1])
                + (blank == 0 ? "." : String.format(Locale.ROOT, "; %,d cells are blank.", blank)));
        reaches(xs, ys);
    }

    void signs(String[][] signs) {
        sentences.add("Row by row: "
                + Arrays.stream(signs).map(row -> String.join(" ", row)).collect(Collectors.joining(" | ")) + ".");
    }

    void level(String name, double at, boolean upright) {
        levels.add(new Level(name, at, upright));
    }

    void note(String words, double x, double y) {
        sentences.add("At (" + Text.number(x) + ", " + Text.number(y) + "): " + words + ".");
    }

    /** The axes show these, too. */
    void reaches(double[] xs, double[] ys) {
        Arrays.stream(xs).filter(x -> !Double.isNaN(x)).forEach(allXs);
        Arrays.stream(ys).filter(y -> !Double.isNaN(y)).forEach(allYs);
    }

    DoubleSummaryStatistics xs() {
        return copy(allXs);
    }

    DoubleSummaryStatistics ys() {
        return copy(allYs);
    }

    private static DoubleSummaryStatistics copy(DoubleSummaryStatistics of) {
        DoubleSummaryStatistics copy = new DoubleSummaryStatistics();
        copy.combine(of);
        return copy;
    }

    /** Where the named lines stand that are upright, or those that are not. */
    List<Double> levels(boolean upright) {
        return levels.stream()
                .filter(level -> level.upright == upright)
                .map(Level::at)
                .toList();
    }

    String sentences() {
        List<String> all = new ArrayList<>(sentences);
        lines.forEach(line -> all.add(line.words()));
        List<Line> ended = lines.stream().filter(line -> line.there.length > 0).toList();
        if (ended.size() > 1) {
            Line top =
                    ended.stream().max(Comparator.comparingDouble(Line::last)).orElseThrow();
            all.add("Highest at its end is " + top.name + ".");
        }
        for (Level level : levels) {
            all.add((level.upright ? "A vertical line, " : "A level, ") + level.name + ", at " + Text.number(level.at)
                    + ".");
            lines.stream()
                    .filter(line -> !level.upright)
                    .map(line -> line.crossing(level))
                    .forEach(all::add);
        }
        return all.stream().filter(sentence -> !sentence.isEmpty()).collect(Collectors.joining(" "));
    }
}
