package deepq.course.view;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What one axis of a chart shows, and where its ticks are: by plotly's own rule, so that the page and the still picture have the same.
 *
 * @param low the lower end; its decimal logarithm on a logarithmic axis, as plotly has it
 * @param high the upper end
 * @param whole whether ticks between whole numbers make no sense
 */
record Axis(boolean log, double low, double high, boolean whole) {
    /** How many ticks a y axis has at most, about. */
    static final int Y_TICKS = 7;

    /** An axis over {@code values} and a little more; one whose values begin near zero begins at zero. A given range is kept, but for a value of a level outside of it. */
    static Axis of(String name, Frame frame, boolean log, Frame.Range range, double[] values) {
        double low = Arrays.stream(values).min().orElse(log ? 1 : 0);
        double high = Arrays.stream(values).max().orElse(1);
        if (range != null) {
            DoubleStream levels = frame.levels().stream()
                    .filter(level -> level.upright() == name.equals("x"))
                    .mapToDouble(Frame.Level::value);
            double[] ends = DoubleStream.concat(DoubleStream.of(range.low(), range.high()), levels)
                    .toArray();
            low = Arrays.stream(ends).min().orElseThrow();
            high = Arrays.stream(ends).max().orElseThrow();
        }
        if (log) {
            if (low <= 0) {
                throw new IllegalArgumentException("The logarithmic " + name + " axis of \"" + frame.title()
                        + "\" would have to show " + Text.number(low) + ", but it shows only numbers above 0.");
            }
            low = Math.log10(low);
            high = Math.log10(high);
        }
        if (range == null && low == high) {
            low -= 0.5;
            high += 0.5;
        } else if (range == null) {
            double margin = (name.equals("x") ? 0.02 : 0.05) * (high - low);
            double first = low;
            low = !log && low >= 0 && low < 0.2 * high ? 0 : low - margin;
            high = !log && high <= 0 && high > 0.2 * first ? 0 : high + margin;
        }
        return new Axis(log, low, high, false);
    }

    Axis ofWholes() {
        return new Axis(log, low, high, true);
    }

    /** How many ticks fit below a chart of this width. The page counts alike. */
    static int most(int width) {
        return Math.max(4, Math.min(8, (width - 60) / 75));
    }

    /** Where {@code value} lies: 0 is the lower end, 1 the upper. */
    double share(double value) {
        return ((log ? Math.log10(value) : value) - low) / (high - low);
    }

    /** The distance of two ticks where there are about {@code most}: 1, 2 or 5 times a power of ten (plotly.js, axes.autoTicks). */
    double step(int most) {
        double rough = (high - low) / most;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = power * (rough / power < 2 ? 2 : rough / power < 5 ? 5 : 10);
        return whole || log ? Math.max(1, step) : step;
    }

    /** The numbers that have a tick. A logarithmic axis has powers of ten, and where it is short also 2 and 5 times those. */
    double[] ticks(int most) {
        double step = step(most);
        if (!log) {
            // By decimals: 3 times 0.1 is 0.3.
            BigDecimal exact = BigDecimal.valueOf(step);
            return IntStream.rangeClosed((int) Math.ceil(low / step - 1e-9), (int) Math.floor(high / step + 1e-9))
                    .mapToDouble(i -> exact.multiply(BigDecimal.valueOf(i)).doubleValue())
                    .toArray();
        }
        double[] factors = high - low < 2 ? new double[] {1, 2, 5} : new double[] {1};
        return IntStream.rangeClosed((int) Math.floor(low), (int) Math.floor(high))
                .filter(power -> power % (int) step == 0)
                .boxed()
                .flatMapToDouble(power -> DoubleStream.of(factors).map(factor -> factor * Math.pow(10, power)))
                .filter(tick -> Math.log10(tick) >= low - 1e-9 && Math.log10(tick) <= high + 1e-9)
                .toArray();
    }

    /** 12,000 and 0.25, as plotly writes it in the format ",.10~f"; of large and small powers of ten 1e9. */
    static String text(double tick) {
        double size = Math.abs(tick);
        if (size != 0 && (size >= 1e9 || size < 1e-6)) {
            return new DecimalFormat("0.##E0", DecimalFormatSymbols.getInstance(Locale.ROOT))
                    .format(tick)
                    .toLowerCase(Locale.ROOT);
        }
        return new DecimalFormat("#,##0.##########", DecimalFormatSymbols.getInstance(Locale.ROOT))
                .format(tick)
                .replace('-', '\u2212');
    }
}
