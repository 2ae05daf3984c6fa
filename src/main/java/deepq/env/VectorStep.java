package deepq.env;

/**
 * What came of one step of a {@link VectorEnvironment}, a row for each environment; the arrays are written anew by every step.
 * After the end of an episode the two kinds of observations differ: take care which one you learn from.
 */
public final class VectorStep {
    /** What the agent sees next, environment after environment: after an end, the first observation of the new episode. */
    public final float[] observations;
    /** What the action led to: after an end, the last observation of the old episode. Learn from this one. */
    public final float[] nextObservations;

    public final double[] rewards;
    /** The game came to its end: nothing follows. */
    public final boolean[] terminated;
    /** Cut off by a time limit: the future still has its worth. */
    public final boolean[] truncated;

    /**
     * @param size how many environments, 1 or more
     * @param observationSize how many floats one observation has, 1 or more
     */
    public VectorStep(int size, int observationSize) {
        if (size < 1 || observationSize < 1 || (long) size * observationSize > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a step of " + size + " environments with " + observationSize
                    + " floats each; wanted: 1 or more of both, and at most 2^31 - 9 floats");
        }
        observations = new float[size * observationSize];
        nextObservations = new float[size * observationSize];
        rewards = new double[size];
        terminated = new boolean[size];
        truncated = new boolean[size];
    }
}
