package deepq.course.exercise;

/** The checks of notebook 04, When the table is too long. */
public final class Exercises04 {
    private Exercises04() {}

    /** Bytes of a Q-table of doubles over {@code dimensions} numbers with {@code bins} bins each. */
    public interface TableBytes {
        long of(int bins, int dimensions, int actions);
    }

    public static TableBytes tableBytes(TableBytes answer) {
        return Exercise.<TableBytes>of(
                        "The size of a table", (bins, dimensions, actions) -> 8 * power(bins, dimensions) * actions)
                .task("6 bins, 4 dimensions, 2 actions", f -> f.of(6, 4, 2))
                .task("20 bins, 4 dimensions, 2 actions", f -> f.of(20, 4, 2))
                .task("10 bins, 1 dimension, 3 actions", f -> f.of(10, 1, 3))
                .task("300 bins, 4 dimensions, 2 actions", f -> f.of(300, 4, 2))
                .task("10,000 bins, 2 dimensions, 1,000 actions", f -> f.of(10_000, 2, 1000))
                .mistake(
                        "overflow-of-rows",
                        (bins, dimensions, actions) -> 8L * (int) power(bins, dimensions) * actions,
                        "Right for small tables. With 300 bins the number of rows no longer fits into an int: it wraps around without a warning.")
                .mistake(
                        "overflow",
                        (bins, dimensions, actions) -> 8 * (int) power(bins, dimensions) * actions,
                        "Right for small tables. Large ones no longer fit into an int: it wraps around without a warning.")
                .mistake(
                        "saturated",
                        (bins, dimensions, actions) -> 8 * (int) Math.pow(bins, dimensions) * actions,
                        "Right for small tables. Large ones no longer fit into an int.")
                .mistake(
                        "product",
                        (bins, dimensions, actions) -> 8L * bins * dimensions * actions,
                        "Each bin of the first number can come with each bin of the second. How many pairs are there, how many triples?")
                .mistake(
                        "no-actions",
                        (bins, dimensions, actions) -> 8 * power(bins, dimensions),
                        "That is one cell for each state. A Q-table has one for each action, too.")
                .mistake(
                        "cells",
                        (bins, dimensions, actions) -> power(bins, dimensions) * actions,
                        "That is the number of cells. How many bytes has each?")
                .mistake(
                        "power-swapped",
                        (bins, dimensions, actions) -> 8 * power(dimensions, bins) * actions,
                        "Base and exponent are swapped: two numbers with ten bins each have 10 times 10 pairs.")
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
        return Exercise.<Bin>of("Which bin?", (x, low, high, bins) ->
                        (int) Math.max(0, Math.min(bins - 1, Math.floor((x - low) / (high - low) * bins))))
                .task("x 0.1, low -1, high 1, 4 bins", f -> f.of(0.1, -1, 1, 4))
                .task("x -0.9, low -1, high 1, 4 bins", f -> f.of(-0.9, -1, 1, 4))
                .task("x 2.5, low 0, high 10, 5 bins", f -> f.of(2.5, 0, 10, 5))
                .task("x 3.9, low 0, high 10, 5 bins", f -> f.of(3.9, 0, 10, 5))
                .task("x 1 (the upper end), low -1, high 1, 4 bins", f -> f.of(1, -1, 1, 4))
                .task("x 7 (beyond), low -1, high 1, 4 bins", f -> f.of(7, -1, 1, 4))
                .task("x -7 (below), low -1, high 1, 4 bins", f -> f.of(-7, -1, 1, 4))
                .mistake(
                        "not-limited",
                        (x, low, high, bins) -> (int) Math.floor((x - low) / (high - low) * bins),
                        "Right inside the range. A number below low or beyond high gets a bin that does not exist.")
                .mistake(
                        "not-limited",
                        (x, low, high, bins) -> (int) ((x - low) / (high - low) * bins),
                        "Right inside the range. A number below low or beyond high gets a bin that does not exist.")
                .mistake(
                        "not-limited-above",
                        (x, low, high, bins) -> Math.max(0, (int) Math.floor((x - low) / (high - low) * bins)),
                        "What lies below the range is right. What about numbers beyond high?")
                .mistake(
                        "not-limited-below",
                        (x, low, high, bins) -> Math.min(bins - 1, (int) Math.floor((x - low) / (high - low) * bins)),
                        "What lies beyond the range is right. What about numbers below low?")
                .mistake(
                        "one-too-many",
                        (x, low, high, bins) ->
                                (int) Math.max(0, Math.min(bins, Math.floor((x - low) / (high - low) * bins))),
                        "Counted from 0, which number has the last bin?")
                .mistake(
                        "low-forgotten",
                        (x, low, high, bins) ->
                                (int) Math.max(0, Math.min(bins - 1, Math.floor(x / (high - low) * bins))),
                        "The first bin begins at low, not at 0.")
                .mistake(
                        "rounded",
                        (x, low, high, bins) ->
                                (int) Math.max(0, Math.min(bins - 1, Math.round((x - low) / (high - low) * bins))),
                        "Rounding moves the upper half of each bin to the next one. The brackets in the formula round down.")
                .mistake(
                        "last-bin-too-wide",
                        (x, low, high, bins) -> (int)
                                Math.max(0, Math.min(bins - 1, Math.floor((x - low) / (high - low) * (bins - 1)))),
                        "All bins have the same width. How often does it fit between low and high?")
                .mistake(
                        "counted-from-one",
                        (x, low, high, bins) ->
                                1 + (int) Math.max(0, Math.min(bins - 1, Math.floor((x - low) / (high - low) * bins))),
                        "The bins are counted from 0.")
                .otherwise("Scale x to a number from 0 to bins, cut off its decimals, keep it from 0 to bins - 1.")
                .handBack(answer);
    }

    /** The number of a cell, from the bins of the numbers and how many bins each number has; the last runs fastest. */
    public interface Cell {
        int of(int[] bins, int[] counts);
    }

    public static Cell cell(Cell answer) {
        return Exercise.<Cell>of("The number of a cell", (bins, counts) -> {
                    int cell = 0;
                    for (int i = 0; i < bins.length; i++) {
                        cell = cell * counts[i] + bins[i];
                    }
                    return cell;
                })
                .task("bins {1, 2}, counts {4, 3}", f -> f.of(new int[] {1, 2}, new int[] {4, 3}))
                .task(
                        "bins {3, 3, 2, 5}, counts {6, 6, 6, 6}",
                        f -> f.of(new int[] {3, 3, 2, 5}, new int[] {6, 6, 6, 6}))
                .task("bins {0, 1, 7}, counts {2, 5, 8}", f -> f.of(new int[] {0, 1, 7}, new int[] {2, 5, 8}))
                .task("bins {4}, counts {9}", f -> f.of(new int[] {4}, new int[] {9}))
                .mistake(
                        "sum",
                        (bins, counts) -> {
                            int sum = 0;
                            for (int bin : bins) {
                                sum += bin;
                            }
                            return sum;
                        },
                        "A sum gives several cells the same number: {1, 2} and {2, 1}.")
                .mistake(
                        "backwards",
                        (bins, counts) -> {
                            int cell = 0;
                            for (int i = bins.length - 1; i >= 0; i--) {
                                cell = cell * counts[i] + bins[i];
                            }
                            return cell;
                        },
                        "Each cell has a number of its own, but the first bin runs fastest. Here the last one should, as in a decimal number.")
                .mistake(
                        "multiplied-too-late",
                        (bins, counts) -> {
                            int cell = 0;
                            for (int i = 0; i < bins.length; i++) {
                                cell = (cell + bins[i]) * counts[i];
                            }
                            return cell;
                        },
                        "First multiply, then add: the last bin is the last digit and is not multiplied.")
                .mistake(
                        "base-ten",
                        (bins, counts) -> {
                            int cell = 0;
                            for (int bin : bins) {
                                cell = cell * 10 + bin;
                            }
                            return cell;
                        },
                        "That is the decimal system. How many values has each of these digits?")
                .mistake(
                        "one-base",
                        (bins, counts) -> {
                            int cell = 0;
                            for (int bin : bins) {
                                cell = cell * counts[0] + bin;
                            }
                            return cell;
                        },
                        "The numbers need not have the same count of bins: each digit has a base of its own.")
                .otherwise("From the left: take what you have so far times the count of the next number, plus its bin.")
                .handBack(answer);
    }
}
