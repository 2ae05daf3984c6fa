package deepq.network;

/** What one row costs, as a function of its error x = Q(s, a) - target. */
public enum Loss {
    /** x^2 / 2: its derivative is the error itself. */
    SQUARED,
    /** Huber 1964 with delta 1: x^2 / 2 up to |x| = 1, from there on |x| - 1/2. Its derivative is the error clipped to [-1, 1]. */
    HUBER;

    double value(float error) {
        double size = Math.abs((double) error);
        return this == SQUARED || size <= 1 ? size * size / 2 : size - 0.5;
    }

    float derivative(float error) {
        return this == SQUARED ? error : Math.max(-1, Math.min(1, error));
    }
}
