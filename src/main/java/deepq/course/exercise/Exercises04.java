package deepq.course.exercise;

import static deepq.course.exercise.Exercise.row;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The checks of notebook 04, When the table is too long. (The agent there is checked by {@link Exercises03#agent}.) */
public final class Exercises04 {
    private Exercises04() {}

    /** The number of a state's box; number i is cut into counts[i] bins of one width, the last one runs fastest. */
    public interface Box {
        int of(float[] s, double[] low, double[] high, int[] counts);
    }

    public static Box box(Box answer) {
        return Exercise.<Box>of("Which box?", (s, low, high, counts) -> {
                    int box = 0;
                    for (int i = 0; i < s.length; i++) {
                        int bin = (int) Math.floor((s[i] - low[i]) / (high[i] - low[i]) * counts[i]);
                        box = box * counts[i] + Math.max(0, Math.min(counts[i] - 1, bin));
                    }
                    return box;
                })
                .fixed("low", "high", "counts")
                .with(row(2.5), row(0), row(10), row(5))
                .says("One number, five bins from 0 to 10. How wide is a bin? They are counted from 0.")
                .with(row(3.9), row(0), row(10), row(5))
                .says("Still the second bin: rounding would move the upper half of each bin into the next one.")
                .with(row(0.1), row(-1), row(1), row(4))
                .says("The first bin begins at low, not at 0.")
                .with(row(1), row(-1), row(1), row(4))
                .says("The upper end. Counted from 0, which number has the last bin?")
                .with(row(7), row(-1), row(1), row(4))
                .with(row(-7), row(-1), row(1), row(4))
                .says("A number above high belongs to the last bin, one below low to the first.")
                .with(row(0, 2.5), row(0, 0), row(4, 3), row(4, 3))
                .says("Two numbers, bins 0 and 2. The last number runs fastest: its bin is added as it is.")
                .with(row(1.5, 2.5, 0.5), row(0, 0, 0), row(4, 3, 7), row(4, 3, 7))
                .says("Three numbers with 4, 3 and 7 bins: each digit has a base of its own.")
                .with(row(0.1, -0.2, 0.05, 9), row(-2.4, -3, -0.21, -3.5), row(2.4, 3, 0.21, 3.5), row(6, 5, 4, 3))
                .otherwise("For each number: its bin, kept from 0 to count - 1. Then read the bins like digits.")
                .handBack(answer);
    }

    /** Where table t of several begins, if each is shifted a little more than the one before. */
    public interface Shifted {
        double[] of(double[] low, double[] high, int bins, int t, int tables);
    }

    public static Shifted shifted(Shifted answer) {
        return Exercise.<Shifted>of("Shifted tables", (low, high, bins, t, tables) -> IntStream.range(0, low.length)
                        .mapToDouble(i -> low[i] - (high[i] - low[i]) / bins * ((2 * i + 1) * t % tables) / tables)
                        .toArray())
                .fixed("low", "high")
                .with(row(0), row(10), 5, 0, 4)
                .says("Table 0 is not shifted at all.")
                .with(row(0), row(10), 5, 1, 4)
                .says("Table 1 of 4. A bin is 2 wide: what is a fourth of it? Does the table begin lower or higher?")
                .with(row(0), row(10), 5, 3, 4)
                .says("Table 3 of 4 is shifted three times as far as table 1.")
                .with(row(0, 0), row(10, 10), 5, 1, 8)
                .says("Two numbers. The first is shifted by t eighths of a bin, the second by 3 t eighths.")
                .with(row(0, 0), row(10, 10), 5, 3, 8)
                .says("3 times 3 is 9 eighths, more than a whole bin. What is left of it without the whole bin?")
                .with(row(-2.4, -3, -0.21, -3.5), row(2.4, 3, 0.21, 3.5), 6, 5, 8)
                .says("Each number has a bin width of its own, and factors 1, 3, 5, 7.")
                .with(row(2), row(10), 4, 1, 4)
                .says("The range begins at 2, a bin is 2 wide.")
                .handBack(answer);
    }

    /** The entries of all tables for one state and action, after an update; their sum is the Q-value. */
    public interface Share {
        double[] of(double[] entries, double alpha, double y);
    }

    public static Share share(Share answer) {
        return Exercise.<Share>of("Share the error", (entries, alpha, y) -> {
                    double error = y - Arrays.stream(entries).sum();
                    return Arrays.stream(entries)
                            .map(w -> w + alpha * error / entries.length)
                            .toArray();
                })
                .fixed("alpha")
                .with(row(2), 0.5, 6)
                .says("A single table: the update of 03.")
                .with(row(1, 2), 1, 7)
                .says("The Q-value is the sum, 3, and the target is 7. With alpha 1 the new sum should be 7, no more "
                        + "and no less. What is each entry's share of the error?")
                .with(row(1, 2, 0, 1), 0.5, 2)
                .says("The sum, 4, lies above the target. Which way, and how far, does it move with alpha 0.5?")
                .with(row(-1, 0.5, 3, 2, 0, 0, 1, -4), 0.3, 5)
                .otherwise("The error of the sum, times alpha, in equal parts to all entries.")
                .handBack(answer);
    }
}
