package deepq.course.view;

import java.util.Arrays;
import java.util.stream.IntStream;

/** One named set of points of a chart; lows and highs are the ys but for a band. */
record Series(String name, Kind kind, double[] xs, double[] ys, double[] lows, double[] highs) {
    /** A chart has not nearly as many pixels across. */
    private static final int MOST_POINTS = 4000;

    enum Kind {
        LINE("line"),
        STEPS("step line"),
        POINTS("points"),
        PATH("path"),
        BAND("band");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    Series {
        String owner = "The " + kind.word + " \"" + Check.text("The name of a series", name) + "\"";
        xs = Check.finite(owner, "x", xs);
        ys = Check.finite(owner, "y", ys);
        lows = Check.finite(owner, "low", lows);
        highs = Check.finite(owner, "high", highs);
        Check.sameLength(owner, "y", ys.length, xs.length);
        Check.sameLength(owner, "low", lows.length, xs.length);
        Check.sameLength(owner, "high", highs.length, xs.length);
        for (int i = 0; i < xs.length; i++) {
            if (lows[i] > highs[i]) {
                throw new IllegalArgumentException(owner + ": at x = " + xs[i] + " its lower edge " + lows[i]
                        + " lies above its upper edge " + highs[i] + ".");
            }
        }
    }

    static Series of(String name, Kind kind, double[] xs, double[] ys) {
        return new Series(name, kind, xs, ys, ys, ys);
    }

    /** 1, 2, ..., n: episodes are counted from one. */
    static double[] counted(double[] ys) {
        return IntStream.rangeClosed(1, ys == null ? 0 : ys.length)
                .asDoubleStream()
                .toArray();
    }

    boolean joined() {
        return kind != Kind.POINTS;
    }

    /** Whether each point is to be seen: of a single one there is no line. */
    boolean marked() {
        return kind == Kind.POINTS || kind == Kind.PATH || xs.length == 1;
    }

    /** The same to look at, with a few thousand points at most: of each stretch its first and last point, its lowest and its highest. */
    Series thinned() {
        if (xs.length <= MOST_POINTS) {
            return this;
        }
        int stretches = MOST_POINTS / 4;
        int[] kept = IntStream.range(0, stretches)
                .flatMap(k -> {
                    int from = (int) ((long) k * xs.length / stretches);
                    int to = (int) ((k + 1L) * xs.length / stretches);
                    int lowest = from;
                    int highest = from;
                    for (int i = from; i < to; i++) {
                        lowest = lows[i] < lows[lowest] ? i : lowest;
                        highest = highs[i] > highs[highest] ? i : highest;
                    }
                    return IntStream.of(from, lowest, highest, to - 1).sorted().distinct();
                })
                .toArray();
        return new Series(name, kind, pick(xs, kept), pick(ys, kept), pick(lows, kept), pick(highs, kept));
    }

    private static double[] pick(double[] values, int[] kept) {
        return Arrays.stream(kept).mapToDouble(i -> values[i]).toArray();
    }

    String describe() {
        return name + " (" + (kind == Kind.BAND ? "band, " : "") + xs.length
                + (xs.length == 1 ? " point, " : " points, ") + Chart.range(lows, highs) + ")";
    }
}
