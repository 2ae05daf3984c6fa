package deepq.course.exercise;

import static deepq.course.exercise.Exercise.row;

import java.util.stream.IntStream;

/** The checks of notebook 04, When the table is too long. */
public final class Exercises04 {
    private Exercises04() {}

    /** Bytes of a Q-table of doubles over {@code dimensions} numbers with {@code bins} bins each. */
    public interface TableBytes {
        long of(int bins, int dimensions, int actions);
    }

    public static TableBytes tableBytes(TableBytes answer) {
        return Exercise.<TableBytes>of("The size of a table", (bins, n, actions) -> 8 * power(bins, n) * actions)
                .with(10, 1, 3)
                .says(
                        "One number with 10 bins, so 10 rows. How many cells has each row, and how many bytes has each cell?")
                .with(6, 4, 2)
                .says("Each bin of the first number can come with each bin of the second. How many pairs are there, how"
                        + " many triples?")
                .with(300, 4, 2)
                .says("Right for small tables. With 300 bins the number of rows no longer fits into an int: it wraps"
                        + " around without a warning.")
                .with(10_000, 2, 1_000)
                .says("Large tables no longer fit into an int.")
                .handBack(answer);
    }

    private static long power(long base, int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= base;
        }
        return power;
    }

    /** The bin of a number, 0 to bins - 1. */
    public interface Bin {
        int of(double x, double low, double high, int bins);
    }

    public static Bin bin(Bin answer) {
        return Exercise.<Bin>of("Which bin?", Exercises04::bin)
                .fixed("low", "high")
                .with(2.5, 0, 10, 5)
                .says(
                        "All bins have the same width. How often does it fit between low and high? They are counted from 0.")
                .with(3.9, 0, 10, 5)
                .says(
                        "Rounding moves the upper half of each bin to the next one. The brackets in the formula round down.")
                .with(0.1, -1, 1, 4)
                .says("The first bin begins at low, not at 0.")
                .with(1, -1, 1, 4)
                .says("The upper end. Counted from 0, which number has the last bin?")
                .with(7, -1, 1, 4)
                .says("A number beyond high gets a bin that does not exist.")
                .with(-7, -1, 1, 4)
                .says("A number below low gets a bin that does not exist.")
                .with(-0.9, -1, 1, 4)
                .otherwise("Scale x to a number from 0 to bins, cut off its decimals, keep it from 0 to bins - 1.")
                .handBack(answer);
    }

    private static int bin(double x, double low, double high, int bins) {
        return (int) Math.max(0, Math.min(bins - 1, Math.floor((x - low) / (high - low) * bins)));
    }

    /** The number of a cell, from the bins of the numbers and how many bins each number has; the last runs fastest. */
    public interface Cell {
        int of(int[] bins, int[] counts);
    }

    public static Cell cell(Cell answer) {
        return Exercise.<Cell>of("The number of a cell", Exercises04::cell)
                .fixed("bins", "counts") // a bin is below its count
                .with(row(4), row(9))
                .says("A single number: the cell is its bin.")
                .with(row(0, 2), row(4, 3))
                .says("The last bin runs fastest, as the last digit of a decimal number does: it is not multiplied.")
                .with(row(1, 0), row(4, 3))
                .says("Three cells come before this one, those of the first bin 0. Which number says that?")
                .with(row(1, 2), row(4, 3))
                .with(row(2, 1), row(4, 3))
                .with(row(0, 1, 7), row(2, 5, 8))
                .says("The numbers need not have the same count of bins: each digit has a base of its own.")
                .with(row(1, 0, 0, 0), row(4, 3, 2, 5))
                .with(row(3, 3, 2, 5), row(6, 6, 6, 6))
                .otherwise("From the left: take what you have so far times the count of the next number, plus its bin.")
                .handBack(answer);
    }

    private static int cell(int[] bins, int[] counts) {
        int cell = 0;
        for (int i = 0; i < bins.length; i++) {
            cell = cell * counts[i] + bins[i];
        }
        return cell;
    }

    /** Into how many bins a table cuts position, velocity, angle and angular velocity of the pole. */
    public interface Cut {
        int[] counts();
    }

    /** A table of the reader's own: right is whatever has four counts and 2 to 1,000 cells. */
    public static Cut cut(Cut answer) {
        return Exercise.<Cut>of("A table of your own", () -> new int[] {3, 3, 6, 3})
                .task("your table (how many counts it has)", f -> f.counts().length)
                .says("Four counts are wanted, in the order of the state. A count of 1 leaves a number out.")
                .task("your table (whether each count is 1 or more)", f -> IntStream.of(f.counts())
                        .allMatch(count -> count >= 1))
                .says("No number can be cut into 0 bins. A count of 1 leaves a number out.")
                .task("your table (whether it has 1,000 cells at most)", f -> cells(f.counts()) <= 1_000)
                .says("More than 1,000 cells. Which numbers can do with fewer bins, or with one?")
                .task("your table (whether it has more than one cell)", f -> cells(f.counts()) != 1)
                .says("One cell only: to this table all poles are the same.")
                .handBack(answer);
    }

    private static long cells(int[] counts) {
        return IntStream.of(counts).asLongStream().reduce(1, (a, b) -> a * b);
    }
}
