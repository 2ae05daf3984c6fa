package deepq.policy;

import deepq.random.Require;

/**
 * A number that changes while the agent learns: epsilon, the learning rate, beta. A lambda is a schedule of your own.
 */
@FunctionalInterface
public interface Schedule {
    /** The value at a step, counted from 0. */
    double at(long step);

    static Schedule constant(double value) {
        return new Constant(value);
    }

    /** From one value to another in a straight line; from step {@code steps} on it stays at {@code to}. */
    static Schedule linear(double from, double to, long steps) {
        return new Linear(from, to, steps);
    }

    /**
     * From one value to another by the same factor at every step; from step {@code steps} on it stays at {@code to}.
     */
    static Schedule exponential(double from, double to, long steps) {
        return new Exponential(from, to, steps);
    }

    record Constant(double value) implements Schedule {
        public Constant {
            Require.that(Double.isFinite(value), "a schedule needs finite values, not %s", value);
        }

        @Override
        public double at(long step) {
            requireStep(step);
            return value;
        }
    }

    record Linear(double from, double to, long steps) implements Schedule {
        public Linear {
            requireWay(from, to, steps);
        }

        @Override
        public double at(long step) {
            requireStep(step);
            return step >= steps ? to : from + (to - from) * step / steps;
        }
    }

    record Exponential(double from, double to, long steps) implements Schedule {
        public Exponential {
            requireWay(from, to, steps);
            boolean positive = from > 0 && to > 0;
            Require.that(positive, "an exponential schedule goes between positive values, not from %s to %s", from, to);
        }

        @Override
        public double at(long step) {
            requireStep(step);
            return step >= steps ? to : from * StrictMath.pow(to / from, (double) step / steps);
        }
    }

    /**
     * Its value at a step. Throws IllegalArgumentException for one outside of [low, high].
     *
     * @param name of the setting, for the message
     */
    default double at(long step, String name, double low, double high) {
        double value = at(step);
        if (!(value >= low && value <= high)) {
            String range = high == Double.MAX_VALUE ? "above 0" : "in [" + low + ", " + high + "]";
            throw new IllegalArgumentException(
                    name + " is " + range + ", not " + value + " as this schedule says at step " + step);
        }
        return value;
    }

    /**
     * Refuses one that leaves [low, high], as far as can be known: those made here have their extremes at their two
     * ends.
     */
    default void requireRange(String name, double low, double high) {
        at(0, name, low, high);
        if (this instanceof Linear linear) {
            at(linear.steps, name, low, high);
        } else if (this instanceof Exponential exponential) {
            at(exponential.steps, name, low, high);
        }
    }

    private static void requireWay(double from, double to, long steps) {
        Require.that(Double.isFinite(from), "a schedule needs finite values, not %s", from);
        Require.that(Double.isFinite(to), "a schedule needs finite values, not %s", to);
        Require.that(steps >= 1, "a schedule changes over 1 step or more, not %s", steps);
    }

    private static void requireStep(long step) {
        Require.that(step >= 0, "steps are counted from 0; there is no step %s", step);
    }
}
