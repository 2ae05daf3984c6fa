package deepq.experiment;

import java.util.Locale;

/** An estimate and the bounds of its confidence interval, in the unit of the values. */
public record Interval(double estimate, double low, double high) {
    /** For example {@code 485.2 [458.0, 500.0]}; numbers below 10 with two decimals. */
    @Override
    public String toString() {
        int decimals = Math.max(Math.abs(low), Math.abs(high)) < 10 ? 2 : 1;
        return String.format(Locale.ROOT, "%.#f [%.#f, %.#f]".replace("#", "" + decimals), estimate, low, high);
    }
}
