package deepq.policy;

import deepq.random.Pcg64;
import deepq.random.Require;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Mostly the action that looks best, sometimes any action (Sutton and Barto, section 2.2).
 *
 * <p>Order of draws: one {@code random()} for every action; if it is below epsilon, one {@code integers(n)}. So a
 * random action may be the best one too. Ties go to the lowest index, unless {@link #randomTies} is asked for.
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
     * One with the same random numbers that breaks ties at random. Where it does not explore and k values are the
     * largest, one {@code integers(k)} says which of them, counted from the lowest index; for one value that costs no
     * draw.
     */
    public EpsilonGreedy randomTies() {
        return new EpsilonGreedy(random, true);
    }

    /** @param epsilon the probability of a random action, 0 to 1 */
    public int action(float[] q, double epsilon) {
        return action(q.length, i -> q[i], epsilon);
    }

    public int action(double[] q, double epsilon) {
        return action(q.length, i -> q[i], epsilon);
    }

    private int action(int n, IntToDoubleFunction q, double epsilon) {
        Require.that(0 <= epsilon && epsilon <= 1, "epsilon is a probability from 0 to 1, not %s", epsilon);
        if (random.random() < epsilon) {
            return random.integers(n);
        }
        int best = argmax(n, q);
        if (!randomTies) {
            return best;
        }
        double largest = q.applyAsDouble(best);
        int[] ties =
                IntStream.range(0, n).filter(i -> q.applyAsDouble(i) == largest).toArray();
        return ties[random.integers(ties.length)];
    }

    /** The index of the largest value; the lowest index wins ties. */
    public static int argmax(float[] q) {
        return argmax(q, 0, q.length);
    }

    /** The same for the row of {@code n} values that starts at {@code offset}, counted from there. */
    public static int argmax(float[] rows, int offset, int n) {
        return argmax(n, i -> rows[offset + i]);
    }

    /** The same for doubles. */
    public static int argmax(double[] q) {
        return argmax(q.length, i -> q[i]);
    }

    private static int argmax(int n, IntToDoubleFunction q) {
        Require.that(n >= 1, "there are no values of which one could be the largest");
        int best = 0;
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            double value = q.applyAsDouble(i);
            if (Double.isNaN(value)) { // it compares as false: a network that blew up would seem to prefer action 0
                throw new IllegalArgumentException("the value of action " + i
                        + " is NaN: the network has diverged, or was shown what is not finite");
            }
            if (value > largest) {
                largest = value;
                best = i;
            }
        }
        return best;
    }
}
