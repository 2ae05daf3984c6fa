package deepq.env;

import deepq.random.Require;
import java.util.Arrays;

/**
 * Arrays of floats between two bounds, element by element, bounds included; a bound may be infinite. Gymnasium's
 * {@code Box} of one dimension and dtype float32.
 */
public record Box(float[] low, float[] high) implements Space<float[]> {
    public Box {
        String sizes = low.length + " and " + high.length;
        boolean alike = low.length == high.length && low.length > 0;
        Require.that(alike, "a box needs as many lower as upper bounds, and at least one: %s", sizes);
        for (int i = 0; i < low.length; i++) {
            String bounds = low[i] + " and " + high[i];
            Require.that(low[i] <= high[i], "bounds of element %s are the wrong way around: %s", i, bounds);
        }
        low = low.clone();
        high = high.clone();
    }

    /** How many elements each array has. */
    public int size() {
        return low.length;
    }

    /** A copy of the lower bounds. */
    @Override
    public float[] low() {
        return low.clone();
    }

    /** A copy of the upper bounds. */
    @Override
    public float[] high() {
        return high.clone();
    }

    @Override
    public boolean contains(float[] value) {
        if (value == null || value.length != size()) {
            return false;
        }
        for (int i = 0; i < value.length; i++) {
            if (!(low[i] <= value[i] && value[i] <= high[i])) { // so written, NaN is outside
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Box box && Arrays.equals(low, box.low) && Arrays.equals(high, box.high);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(low) + Arrays.hashCode(high);
    }

    @Override
    public String toString() {
        return "Box[low=" + Arrays.toString(low) + ", high=" + Arrays.toString(high) + "]";
    }
}
