package deepq.course.view;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How often values fall into equal bins, for example the returns of 100 episodes. Several sets of values share their bins and shine through each other. */
public final class HistogramChart extends Chart<HistogramChart> {
    final int bins;
    final List<Sample> samples;

    record Sample(String name, double[] values) {
        Sample {
            Check.text("The name of a histogram's values", name);
            values = Check.finite("The histogram of \"" + name + "\"", "", values);
        }
    }

    HistogramChart(Frame frame, int bins, List<Sample> samples) {
        super(frame);
        this.bins = bins;
        this.samples = samples;
        if (bins < 1) {
            throw new IllegalArgumentException("A histogram cannot have " + bins + " bins: 1 or more.");
        }
    }

    /** A histogram of 20 bins. */
    public static HistogramChart titled(String title) {
        return new HistogramChart(Frame.titled(title), 20, List.of());
    }

    public HistogramChart values(String name, double[] values) {
        return new HistogramChart(frame, bins, Check.append(samples, new Sample(name, values)));
    }

    /** {@code count} equal bins between the smallest and the largest value. */
    public HistogramChart bins(int count) {
        return new HistogramChart(frame, count, samples);
    }

    /** {@code count} equal bins between {@code low} and {@code high}; values outside are counted in the first or last bin. */
    public HistogramChart bins(int count, double low, double high) {
        return new HistogramChart(frame.xRange(low, high), count, samples);
    }

    @Override
    HistogramChart with(Frame changed) {
        return new HistogramChart(changed, bins, samples);
    }

    /** The bins + 1 edges. */
    double[] edges() {
        double[] all = samples.stream()
                .flatMapToDouble(sample -> Arrays.stream(sample.values))
                .toArray();
        Frame.Range range = frame.xRange();
        double low = range != null ? range.low() : Arrays.stream(all).min().orElse(0);
        double high = range != null ? range.high() : Arrays.stream(all).max().orElse(1);
        // All values alike still need a bin of some width.
        double from = low < high ? low : low - 0.5;
        double width = low < high ? high - low : 1;
        return IntStream.rangeClosed(0, bins)
                .mapToDouble(i -> from + width * i / bins)
                .toArray();
    }

    double[] counts(Sample sample) {
        double[] edges = edges();
        double[] counts = new double[bins];
        for (double value : sample.values) {
            int bin = (int) ((value - edges[0]) / (edges[bins] - edges[0]) * bins);
            counts[Math.max(0, Math.min(bins - 1, bin))]++;
        }
        return counts;
    }

    @Override
    DoubleStream xs() {
        return Arrays.stream(edges());
    }

    @Override
    DoubleStream ys() {
        return DoubleStream.concat(
                DoubleStream.of(0), samples.stream().flatMapToDouble(sample -> Arrays.stream(counts(sample))));
    }

    @Override
    Axis yAxis() {
        return super.yAxis().ofWholes();
    }

    @Override
    Stream<String> parts() {
        return samples.stream()
                .map(sample -> sample.name + " (" + sample.values.length + " values, "
                        + range(sample.values, sample.values) + ", mean "
                        + Text.number(Arrays.stream(sample.values).average().orElseThrow()) + ")");
    }

    @Override
    List<String> names() {
        return samples.stream().map(Sample::name).toList();
    }
}
