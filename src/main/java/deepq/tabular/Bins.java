package deepq.tabular;

import deepq.env.Discrete;
import deepq.env.Environment;
import deepq.env.Step;
import deepq.random.Require;
import java.util.Arrays;

/**
 * Cuts each number of an observation into bins and numbers the cells of the grid that comes of it, so that a table
 * can have a row for each cell: state aggregation (Sutton and Barto, section 9.3), used on the pole by Barto, Sutton
 * and Anderson in 1983.
 *
 * <pre>{@code
 * Bins bins = new Bins(new double[] {-2.4, -3}, new double[] {2.4, 3}, 6, 8); // 48 cells
 * Environment<Integer> coarse = bins.over(environment);
 * }</pre>
 */
public final class Bins {
    private final double[] low;
    private final double[] high;
    private final int[] counts;
    private final int cells;

    /**
     * @param low where the first bin of each number begins; what lies below belongs to it too
     * @param high where the last bin ends; what lies beyond belongs to it too
     * @param counts into how many bins of equal width each number is cut; 1 leaves it out
     */
    public Bins(double[] low, double[] high, int... counts) {
        String given = low.length + " lows, " + high.length + " highs and " + counts.length + " counts";
        boolean alike = low.length == counts.length && high.length == counts.length && counts.length > 0;
        Require.that(alike, "a low, a high and a count for each number; got %s", given);
        long product = 1;
        for (int i = 0; i < counts.length; i++) {
            String ends = low[i] + " and " + high[i];
            boolean finite = low[i] < high[i] && Double.isFinite(high[i] - low[i]);
            Require.that(finite, "bins need a finite low below a finite high; number %s has %s", i, ends);
            Require.that(counts[i] >= 1, "number %s is cut into 1 or more bins, not %s", i, counts[i]);
            product *= counts[i];
            Require.that(product <= Integer.MAX_VALUE, "%s cells are more than an int can number", product);
        }
        this.low = low.clone();
        this.high = high.clone();
        this.counts = counts.clone();
        cells = (int) product;
    }

    /** How many cells there are: the product of the counts. */
    public int cells() {
        return cells;
    }

    /** The cell that an observation lies in: 0 to cells() - 1, the last number running fastest. */
    public int cell(float... observation) {
        if (observation.length != counts.length) {
            throw new IllegalArgumentException("an observation of " + counts.length + " numbers is cut here, not of "
                    + observation.length + ": " + Arrays.toString(observation));
        }
        int cell = 0;
        for (int i = 0; i < counts.length; i++) {
            cell = cell * counts[i] + bin(i, observation[i]);
        }
        return cell;
    }

    /** The observation in the middle of a cell. */
    public float[] center(int cell) {
        Require.that(cell >= 0 && cell < cells, "no cell %s; they are 0 to %s", cell, cells - 1);
        float[] center = new float[counts.length];
        int rest = cell;
        for (int i = counts.length - 1; i >= 0; i--) {
            center[i] = (float) (low[i] + (rest % counts[i] + 0.5) * (high[i] - low[i]) / counts[i]);
            rest /= counts[i];
        }
        return center;
    }

    private int bin(int i, float value) {
        if (Float.isNaN(value)) {
            throw new IllegalArgumentException("number " + i + " of the observation is NaN");
        }
        double bin = Math.floor((value - low[i]) / (high[i] - low[i]) * counts[i]);
        return (int) Math.max(0, Math.min(counts[i] - 1, bin));
    }

    /** The same game, of which only the cell is seen. */
    public Environment<Integer> over(Environment<float[]> environment) {
        return new Binned(environment, this);
    }

    private record Binned(Environment<float[]> inner, Bins bins) implements Environment<Integer> {
        @Override
        public Integer reset(long seed) {
            return bins.cell(inner.reset(seed));
        }

        @Override
        public Integer reset() {
            return bins.cell(inner.reset());
        }

        @Override
        public Step<Integer> step(int action) {
            Step<float[]> step = inner.step(action);
            return new Step<>(bins.cell(step.observation()), step.reward(), step.terminated(), step.truncated());
        }

        @Override
        public Discrete actionSpace() {
            return inner.actionSpace();
        }

        @Override
        public Discrete observationSpace() {
            return new Discrete(bins.cells());
        }
    }
}
