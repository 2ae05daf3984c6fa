package deepq.policy;

import deepq.random.Pcg64;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Mostly the action that looks best, sometimes any action (Sutton and Barto, section 2.2).
 *
 * <p>Order of draws: one {@code random()} for every action; if it is below epsilon, one {@code integers(n)}. So a random action
 * may be the best one too. Ties go to the lowest index, unless {@link #randomTies} is asked for.
 */
public final class EpsilonGreedy {
    private final Pcg64 random;
    private final boolean randomTies;

    public EpsilonGreedy(Pcg64 random) {
        this(random, false);
    }

    private EpsilonGreedy(Pcg64 random, boolean randomTies) {
        this.random = random;
        this.randomTies = randomTies;
    }

    /**
     * One with the same random numbers that breaks ties at random. Where it does not explore and k values are the largest, one
     * {@code integers(k)} says which of them, counted from the lowest index; for one value that costs no draw.
     */
    public EpsilonGreedy randomTies() {
        return new EpsilonGreedy(random, true);
    }

    /** @param epsilon the probability of a random action, 0 to 1 */
    public int action(float[] q, double epsilon) {
        return action(q, 0, q.length, epsilon);
    }

    /** For the row of {@code n} action values that starts at {@code offset}. */
    public int action(float[] rows, int offset, int n, double epsilon) {
        if (explores(epsilon)) {
            return random.integers(n);
        }
        int best = argmax(rows, offset, n);
        return randomTies ? anyOf(n, i -> rows[offset + i] == rows[offset + best]) : best;
    }

    public int action(double[] q, double epsilon) {
        if (explores(epsilon)) {
            return random.integers(q.length);
        }
        int best = argmax(q);
        return randomTies ? anyOf(q.length, i -> q[i] == q[best]) : best;
    }

    private int anyOf(int n, IntPredicate largest) {
        int[] ties = IntStream.range(0, n).filter(largest).toArray();
        return ties[random.integers(ties.length)];
    }

    /** The index of the largest value; the lowest index wins ties. */
    public static int argmax(float[] q) {
        return argmax(q, 0, q.length);
    }

    /** The same for the row of {@code n} values that starts at {@code offset}, counted from there. */
    public static int argmax(float[] rows, int offset, int n) {
        requireValues(n);
        int best = 0;
        for (int i = 0; i < n; i++) {
            requireNumber(rows[offset + i], i);
            if (rows[offset + i] > rows[offset + best]) {
                best = i;
            }
        }
        return best;
    }

    /** The same for doubles. */
    public static int argmax(double[] q) {
        requireValues(q.length);
        int best = 0;
        for (int i = 0; i < q.length; i++) {
            requireNumber(q[i], i);
            if (q[i] > q[best]) {
                best = i;
            }
        }
        return best;
    }

    private boolean explores(double epsilon) {
        if (!(0 <= epsilon && epsilon <= 1)) {
            throw new IllegalArgumentException("epsilon is a probability from 0 to 1, not " + epsilon);
        }
        return random.random() < epsilon;
    }

    private static void requireValues(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("the largest of " + n + " values");
        }
    }

    // NaN compares as false: without this check a network that blew up would look like one that prefers action 0.
    private static void requireNumber(double value, int i) {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("value " + i + " is NaN");
        }
    }
}
