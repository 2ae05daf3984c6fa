package deepq.course.view;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How often values fall into equal bins, for example the returns of 100 episodes. Several sets of values share their bins and shine through each other. */
public record HistogramChart(Frame frame, int bins, List<Sample> samples, List<Level> levels) implements Chart {
    record Sample(String name, double[] values) {
        Sample {
            Check.text("The name of a histogram's values", name);
            values = Check.finite("The histogram of \"" + name + "\"", "", values);
        }
    }

    public HistogramChart {
        samples = List.copyOf(samples);
        levels = List.copyOf(levels);
        if (bins < 1) {
            throw new IllegalArgumentException("A histogram cannot have " + bins + " bins: 1 or more.");
        }
    }

    /** A histogram of 20 bins. */
    public static HistogramChart titled(String title) {
        return new HistogramChart(Frame.titled(title), 20, List.of(), List.of());
    }

    public HistogramChart x(String label) {
        return new HistogramChart(frame.x(label), bins, samples, levels);
    }

    public HistogramChart y(String label) {
        return new HistogramChart(frame.y(label), bins, samples, levels);
    }

    public HistogramChart values(String name, double[] values) {
        return new HistogramChart(frame, bins, Check.append(samples, new Sample(name, values)), levels);
    }

    /** {@code count} equal bins between the smallest and the largest value. */
    public HistogramChart bins(int count) {
        return new HistogramChart(frame, count, samples, levels);
    }

    /** {@code count} equal bins between {@code low} and {@code high}; values outside are counted in the first or last bin. */
    public HistogramChart bins(int count, double low, double high) {
        return new HistogramChart(frame.xRange(low, high), count, samples, levels);
    }

    /** A named vertical line at {@code x}, for example the mean. */
    public HistogramChart vertical(String name, double x) {
        return new HistogramChart(frame, bins, samples, Check.append(levels, new Level(name, x, true)));
    }

    /** The bins + 1 edges. */
    double[] edges() {
        double low = 0;
        double high = 1;
        if (frame.xRange() != null) {
            low = frame.xRange().low();
            high = frame.xRange().high();
        } else if (!samples.isEmpty()) {
            low = samples.stream()
                    .flatMapToDouble(sample -> Arrays.stream(sample.values()))
                    .min()
                    .orElseThrow();
            high = samples.stream()
                    .flatMapToDouble(sample -> Arrays.stream(sample.values()))
                    .max()
                    .orElseThrow();
            if (low == high) {
                // All values alike still need a bin of some width.
                low -= 0.5;
                high += 0.5;
            }
        }
        double[] edges = new double[bins + 1];
        for (int i = 0; i <= bins; i++) {
            edges[i] = low + (high - low) * i / bins;
        }
        return edges;
    }

    double[] counts(Sample sample) {
        double[] edges = edges();
        double[] counts = new double[bins];
        for (double value : sample.values()) {
            int bin = (int) ((value - edges[0]) / (edges[bins] - edges[0]) * bins);
            counts[Math.max(0, Math.min(bins - 1, bin))]++;
        }
        return counts;
    }

    @Override
    public String describe() {
        return frame.title() + ": histogram of " + frame.x() + "; "
                + Stream.concat(
                                samples.stream().map(HistogramChart::describe),
                                levels.stream().map(Level::describe))
                        .collect(Collectors.joining(", "))
                + ".";
    }

    private static String describe(Sample sample) {
        double[] values = sample.values();
        return sample.name() + " (" + values.length + " values, "
                + Text.number(Arrays.stream(values).min().orElseThrow()) + " to "
                + Text.number(Arrays.stream(values).max().orElseThrow()) + ", mean "
                + Text.number(Arrays.stream(values).average().orElseThrow()) + ")";
    }
}
