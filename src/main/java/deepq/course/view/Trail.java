package deepq.course.view;

import java.util.Arrays;

/**
 * Points as they come, never more than {@value #MOST}: when they are too many, two neighbors become their mean, or
 * the second one goes.
 */
final class Trail {
    private static final int MOST = 1_000;

    private final boolean means;
    private final double[] xs = new double[MOST];
    private final double[] ys = new double[MOST];
    private int size;
    private long width = 1;
    private long inLast;

    /** @param means for a curve; for dots every second one is left out */
    Trail(boolean means) {
        this.means = means;
    }

    void add(double x, double y) {
        if (inLast > 0 && inLast < width) {
            inLast++;
            if (means) {
                xs[size - 1] += (x - xs[size - 1]) / inLast;
                ys[size - 1] += (y - ys[size - 1]) / inLast;
            }
            return;
        }
        if (size == MOST) {
            size = MOST / 2;
            width *= 2;
            for (int i = 0; i < size; i++) {
                xs[i] = means ? (xs[2 * i] + xs[2 * i + 1]) / 2 : xs[2 * i];
                ys[i] = means ? (ys[2 * i] + ys[2 * i + 1]) / 2 : ys[2 * i];
            }
        }
        xs[size] = x;
        ys[size++] = y;
        inLast = 1;
    }

    int size() {
        return size;
    }

    double[] xs() {
        return Arrays.copyOf(xs, size);
    }

    double[] ys() {
        return Arrays.copyOf(ys, size);
    }
}
