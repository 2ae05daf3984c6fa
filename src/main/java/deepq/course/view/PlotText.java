package deepq.course.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a {@link Plot} shows, in words with its values, for readers who do not see it. */
final class PlotText {
    private final List<Line> lines = new ArrayList<>();
    private final List<Level> levels = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();

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
    }

    void points(String name, double[] values) {
        var range = Arrays.stream(values).filter(value -> !Double.isNaN(value)).summaryStatistics();
        String mean = Text.number(range.getAverage());
        String ends = Text.number(range.getMin()) + " to " + Text.number(range.getMax());
        sentences.add(name + ": "
                + (range.getCount() == 0
                        ? "no numbers."
                        : Text.format("%,d values from %s, mean %s.", range.getCount(), ends, mean)));
    }

    /** @param values numbers or intervals */
    void bars(String name, List<String> places, List<?> values) {
        sentences.add(name + ": "
                + IntStream.range(0, values.size())
                        .mapToObj(i -> places.get(i) + " " + values.get(i))
                        .collect(Collectors.joining(", "))
                + ".");
    }

    void heat(String name, double[] xs, double[] ys, double[][] values) {
        List<double[]> cells = new ArrayList<>(); // value, x, y
        for (int row = 0; row < ys.length; row++) {
            for (int column = 0; column < xs.length; column++) {
                if (!Double.isNaN(values[row][column])) {
                    cells.add(new double[] {values[row][column], xs[column], ys[row]});
                }
            }
        }
        Comparator<double[]> byValue = Comparator.comparingDouble(cell -> cell[0]);
        int blank = xs.length * ys.length - cells.size();
        sentences.add("Colors for " + name + " in " + ys.length + " rows and " + xs.length + " columns, "
                + (cells.isEmpty()
                        ? "no numbers"
                        : "lowest " + words(Collections.min(cells, byValue)) + ", highest "
                                + words(Collections.max(cells, byValue)))
                + (blank == 0 ? "." : Text.format("; %,d cells are blank.", blank)));
    }

    private static String words(double[] cell) {
        return Text.number(cell[0]) + " at (" + Text.number(cell[1]) + ", " + Text.number(cell[2]) + ")";
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
