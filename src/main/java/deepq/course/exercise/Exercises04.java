package deepq.course.exercise;

import static deepq.course.exercise.Exercise.row;

import java.util.function.IntUnaryOperator;
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
                .with(6, 4, 2)
                .with(20, 4, 2)
                .with(10, 1, 3)
                .with(300, 4, 2)
                .with(10_000, 2, 1_000)
                .hint(
                        "Right for small tables. With 300 bins the number of rows no longer fits into an int: it wraps around without a warning.")
                .when((bins, n, actions) -> 8L * (int) power(bins, n) * actions)
                .hint(
                        "Right for small tables. Large ones no longer fit into an int: it wraps around without a warning.")
                .when((bins, n, actions) -> 8 * (int) power(bins, n) * actions)
                .hint("Right for small tables. Large ones no longer fit into an int.")
                .when((bins, n, actions) -> 8 * (int) Math.pow(bins, n) * actions)
                .hint(
                        "Each bin of the first number can come with each bin of the second. How many pairs are there, how many triples?")
                .when((bins, n, actions) -> 8L * bins * n * actions)
                .hint("That is one cell for each state. A Q-table has one for each action, too.")
                .when((bins, n, actions) -> 8 * power(bins, n))
                .hint("That is the number of cells. How many bytes has each?")
                .when((bins, n, actions) -> power(bins, n) * actions)
                .hint("Base and exponent are swapped: two numbers with ten bins each have 10 times 10 pairs.")
                .when((bins, n, actions) -> 8 * power(n, bins) * actions)
                .otherwise("Rows times actions times 8, and each further number multiplies the rows by bins.")
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
        return Exercise.<Bin>of("Which bin?", (x, low, high, n) -> within(0, n - 1, place(x, low, high, n)))
                .with(0.1, -1, 1, 4)
                .with(-0.9, -1, 1, 4)
                .with(2.5, 0, 10, 5)
                .with(3.9, 0, 10, 5)
                .task("x 1 (the upper end), low -1, high 1, bins 4", f -> f.of(1, -1, 1, 4))
                .task("x 7 (beyond), low -1, high 1, bins 4", f -> f.of(7, -1, 1, 4))
                .task("x -7 (below), low -1, high 1, bins 4", f -> f.of(-7, -1, 1, 4))
                .hint("Right inside the range. A number below low or beyond high gets a bin that does not exist.")
                .when((x, low, high, n) -> (int) Math.floor(place(x, low, high, n)))
                .when((x, low, high, n) -> (int) place(x, low, high, n))
                .hint("What lies below the range is right. What about numbers beyond high?")
                .when((x, low, high, n) -> (int) Math.max(0, place(x, low, high, n)))
                .hint("What lies beyond the range is right. What about numbers below low?")
                .when((x, low, high, n) -> (int) Math.floor(Math.min(n - 1, place(x, low, high, n))))
                .hint("Counted from 0, which number has the last bin?")
                .when((x, low, high, n) -> within(0, n, place(x, low, high, n)))
                .hint("The first bin begins at low, not at 0.")
                .when((x, low, high, n) -> within(0, n - 1, x / (high - low) * n))
                .hint(
                        "Rounding moves the upper half of each bin to the next one. The brackets in the formula round down.")
                .when((x, low, high, n) -> within(0, n - 1, Math.round(place(x, low, high, n))))
                .hint("All bins have the same width. How often does it fit between low and high?")
                .when((x, low, high, n) -> within(0, n - 1, place(x, low, high, n - 1)))
                .hint("The bins are counted from 0.")
                .when((x, low, high, n) -> 1 + within(0, n - 1, place(x, low, high, n)))
                .otherwise("Scale x to a number from 0 to bins, cut off its decimals, keep it from 0 to bins - 1.")
                .handBack(answer);
    }

    private static double place(double x, double low, double high, int bins) {
        return (x - low) / (high - low) * bins;
    }

    private static int within(int least, int most, double place) {
        return (int) Math.max(least, Math.min(most, Math.floor(place)));
    }

    /** The number of a cell, from the bins of the numbers and how many bins each number has; the last runs fastest. */
    public interface Cell {
        int of(int[] bins, int[] counts);
    }

    public static Cell cell(Cell answer) {
        return Exercise.<Cell>of("The number of a cell", (bins, counts) -> digits(bins, i -> counts[i]))
                .with(row(1, 2), row(4, 3))
                .with(row(3, 3, 2, 5), row(6, 6, 6, 6))
                .with(row(0, 1, 7), row(2, 5, 8))
                .with(row(4), row(9))
                .hint("A sum gives several cells the same number: {1, 2} and {2, 1}.")
                .when((bins, counts) -> digits(bins, i -> 1))
                .hint(
                        "Each cell has a number of its own, but the first bin runs fastest. Here the last one should, as in a decimal number.")
                .when((bins, counts) -> digits(backwards(bins), i -> backwards(counts)[i]))
                .hint("First multiply, then add: the last bin is the last digit and is not multiplied.")
                .when((bins, counts) -> {
                    int cell = 0;
                    for (int i = 0; i < bins.length; i++) {
                        cell = (cell + bins[i]) * counts[i];
                    }
                    return cell;
                })
                .hint("That is the decimal system. How many values has each of these digits?")
                .when((bins, counts) -> digits(bins, i -> 10))
                .hint("The numbers need not have the same count of bins: each digit has a base of its own.")
                .when((bins, counts) -> digits(bins, i -> counts[0]))
                .otherwise("From the left: take what you have so far times the count of the next number, plus its bin.")
                .handBack(answer);
    }

    private static int digits(int[] digits, IntUnaryOperator base) {
        int number = 0;
        for (int i = 0; i < digits.length; i++) {
            number = number * base.applyAsInt(i) + digits[i];
        }
        return number;
    }

    private static int[] backwards(int[] numbers) {
        return IntStream.range(0, numbers.length)
                .map(i -> numbers[numbers.length - 1 - i])
                .toArray();
    }

    /** Into how many bins a table cuts position, velocity, angle and angular velocity of the pole. */
    public interface Cut {
        int[] counts();
    }

    /** A table of the reader's own: right is whatever has four counts and 2 to 1,000 cells. */
    public static Cut cut(Cut answer) {
        return Exercise.<Cut>of("A table of your own", () -> new int[] {3, 3, 6, 3})
                .task("your table (how many counts it has)", f -> f.counts().length)
                .task("your table (whether each count is 1 or more)", f -> IntStream.of(f.counts())
                        .allMatch(count -> count >= 1))
                .task("your table (whether it has 1,000 cells at most)", f -> cells(f.counts()) <= 1_000)
                .task("your table (whether it has more than one cell)", f -> cells(f.counts()) != 1)
                .hint("More than 1,000 cells. Which numbers can do with fewer bins, or with one?")
                .when(() -> new int[] {6, 6, 6, 6})
                .hint("Four counts are wanted, in the order of the state. A count of 1 leaves a number out.")
                .when(() -> new int[] {10, 10})
                .hint("No number can be cut into 0 bins. A count of 1 leaves a number out.")
                .when(() -> new int[] {0, 0, 10, 10})
                .hint("One cell only: to this table all poles are the same.")
                .when(() -> new int[] {1, 1, 1, 1})
                .otherwise("Return four counts of 1 or more, whose product is at most 1,000.")
                .handBack(answer);
    }

    private static long cells(int[] counts) {
        return IntStream.of(counts).asLongStream().reduce(1, (a, b) -> a * b);
    }
}
