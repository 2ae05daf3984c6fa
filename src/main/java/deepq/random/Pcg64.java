package deepq.random;

import java.io.IOException;
import java.util.random.RandomGenerator;

/**
 * The random numbers of numpy's {@code default_rng(seed)}, bit for bit, so that the episodes of an environment here
 * start as Gymnasium's do. The generator is PCG XSL-RR 128/64 (M. E. O'Neill, "PCG: A Family of Simple Fast
 * Space-Efficient Statistically Good Algorithms for Random Number Generation", 2014); whole numbers are drawn after
 * D. Lemire, "Fast Random Integer Generation in an Interval", 2019.
 *
 * <p>Draw with {@link #random}, {@link #uniform}, {@link #integers} and {@link #choice}: they are numpy's. The
 * inherited {@code nextInt(bound)} and the like are Java's and give other numbers. Not for use by several threads.
 */
public final class Pcg64 implements RandomGenerator {
    private static final long MULTIPLIER_HIGH = 0x2360ED051FC65DA4L;
    private static final long MULTIPLIER_LOW = 0x4385DF649FCCF645L;

    private long incrementHigh;
    private long incrementLow;
    private long high; // the upper half of 128 bits of state
    private long low;
    // A 32-bit draw uses half of a 64-bit word; the other half waits here for the next 32-bit draw.
    private boolean halfStored;
    private int half;

    /** @param seed 0 or more; 0 is a seed like any other */
    public Pcg64(long seed) {
        Require.that(seed >= 0, "seed %s is negative; seeds are 0 or more", seed);
        long[] words = SeedSequence.of(seed).words(4);
        incrementHigh = words[2] << 1 | words[3] >>> 63;
        incrementLow = words[3] << 1 | 1;
        advance();
        long sum = low + words[1];
        high += words[0] + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
        low = sum;
        advance();
    }

    @Override
    public long nextLong() {
        advance();
        return Long.rotateRight(high ^ low, (int) (high >>> 58));
    }

    /** A number from 0 (included) to 1 (excluded), a multiple of 2^-53. */
    public double random() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /** A number from {@code from} (included) to {@code to} (excluded, but for rounding). */
    public double uniform(double from, double to) {
        return from + (to - from) * random();
    }

    /** One of 0, ..., n - 1, each equally likely; {@code n} is 1 or more. One possible number costs no draw. */
    public int integers(int n) {
        Require.that(n >= 1, "there is no whole number from 0 to n - 1 where n is %s", n);
        return n == 1 ? 0 : (int) below(n);
    }

    /**
     * An index drawn with the given probabilities: the first at which their running sum exceeds one {@link #random}
     * number, and 0 if rounding leaves none. Gymnasium's {@code categorical_sample}: also a single certain outcome
     * costs one draw.
     */
    public int choice(double[] probabilities) {
        double u = random();
        double sum = 0;
        for (int i = 0; i < probabilities.length; i++) {
            sum += probabilities[i];
            if (sum > u) {
                return i;
            }
        }
        return 0;
    }

    /**
     * A number from the normal distribution with mean 0 and variance 1 (Box and Muller, 1958), from two draws; not
     * numpy's.
     */
    public double gaussian() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random())); // 1 - random() is never 0
        return radius * StrictMath.cos(2 * StrictMath.PI * random());
    }

    /** The whole state: what reads it gives the same numbers from here on. */
    public void describe(State state) throws IOException {
        high = state.value(high);
        low = state.value(low);
        incrementHigh = state.value(incrementHigh);
        incrementLow = state.value(incrementLow) | 1;
        halfStored = state.value(halfStored);
        half = state.value(half);
    }

    /** state = state * multiplier + increment, in 128 bits. */
    private void advance() {
        long productLow = low * MULTIPLIER_LOW;
        long productHigh = unsignedHigh(low, MULTIPLIER_LOW) + high * MULTIPLIER_LOW + low * MULTIPLIER_HIGH;
        low = productLow + incrementLow;
        high = productHigh + incrementHigh + (Long.compareUnsigned(low, productLow) < 0 ? 1 : 0);
    }

    private long next32() {
        if (halfStored) {
            halfStored = false;
            return half & 0xffffffffL;
        }
        long word = nextLong();
        halfStored = true;
        half = (int) (word >>> 32);
        return word & 0xffffffffL;
    }

    /** Lemire's method: multiply by n and keep the upper half; redraw where some results would come up more often. */
    private long below(long n) {
        long product = next32() * n;
        if ((product & 0xffffffffL) < n) {
            long threshold = (0x100000000L - n) % n;
            while ((product & 0xffffffffL) < threshold) {
                product = next32() * n;
            }
        }
        return product >>> 32;
    }

    /** Math.unsignedMultiplyHigh, which Java 17 does not have yet. */
    private static long unsignedHigh(long a, long b) {
        return Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
    }
}
