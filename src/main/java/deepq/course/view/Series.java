package deepq.course.view;

import java.util.Arrays;

/** One named set of points of a chart; lows and highs are null but for a band. */
record Series(String name, Kind kind, double[] xs, double[] ys, double[] lows, double[] highs) {
    enum Kind {
        LINE,
        STEPS,
        POINTS,
        PATH,
        BAND
    }

    Series {
        String owner = label(kind, Check.text("The name of a series", name));
        xs = Check.finite(owner, "x", xs);
        ys = Check.finite(owner, "y", ys);
        Check.sameLength(owner, "y", ys.length, xs.length);
        if (kind == Kind.BAND) {
            lows = Check.finite(owner, "low", lows);
            highs = Check.finite(owner, "high", highs);
            Check.sameLength(owner, "low", lows.length, xs.length);
            Check.sameLength(owner, "high", highs.length, xs.length);
            for (int i = 0; i < xs.length; i++) {
                if (lows[i] > highs[i]) {
                    throw new IllegalArgumentException(owner + ": at x = " + xs[i] + " its lower edge " + lows[i]
                            + " lies above its upper edge " + highs[i] + ".");
                }
            }
        }
    }

    static Series of(String name, Kind kind, double[] xs, double[] ys) {
        return new Series(name, kind, xs, ys, null, null);
    }

    /** 1, 2, ..., n: episodes are counted from one. */
    static double[] counted(double[] ys) {
        double[] xs = new double[ys == null ? 0 : ys.length];
        Arrays.setAll(xs, i -> i + 1);
        return xs;
    }

    void requirePositive(Frame frame) {
        String owner = label(kind, name);
        if (frame.logX()) {
            Check.positive(owner, "x", xs);
        }
        if (frame.logY()) {
            Check.positive(owner, "y", kind == Kind.BAND ? lows : ys);
        }
    }

    String describe() {
        double low = Arrays.stream(kind == Kind.BAND ? lows : ys).min().orElseThrow();
        double high = Arrays.stream(kind == Kind.BAND ? highs : ys).max().orElseThrow();
        return name + " (" + (kind == Kind.BAND ? "band, " : "") + xs.length
                + (xs.length == 1 ? " point, " : " points, ") + Text.number(low) + " to " + Text.number(high) + ")";
    }

    private static String label(Kind kind, String name) {
        return switch (kind) {
                    case LINE -> "The line \"";
                    case STEPS -> "The step line \"";
                    case POINTS -> "The points \"";
                    case PATH -> "The path \"";
                    case BAND -> "The band \"";
                }
                + name + "\"";
    }
}
