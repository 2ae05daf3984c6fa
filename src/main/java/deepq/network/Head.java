package deepq.network;

/**
 * What lies between the raw outputs of a network and the loss, the same code for both networks. A dueling network (Wang et
 * al. 2016, equation 9) puts out V and A_1 ... A_n, and Q_a = V + A_a - mean(A); any other puts out Q itself.
 */
final class Head {
    private final int actions;
    private final boolean dueling;
    private final Loss loss;

    Head(Architecture architecture) {
        actions = architecture.outputs();
        dueling = architecture.dueling();
        loss = architecture.loss();
    }

    int rawOutputs() {
        return dueling ? actions + 1 : actions;
    }

    void qValues(float[] raw, int rows, float[] qValues) {
        for (int row = 0; row < rows; row++) {
            for (int action = 0; action < actions; action++) {
                qValues[row * actions + action] = qValue(raw, row, action);
            }
        }
    }

    private float qValue(float[] raw, int row, int action) {
        if (!dueling) {
            return raw[row * actions + action];
        }
        int value = row * (actions + 1);
        float sum = 0;
        for (int i = 1; i <= actions; i++) {
            sum += raw[value + i];
        }
        return raw[value] + raw[value + 1 + action] - sum / actions;
    }

    /**
     * Fills in the TD errors and the gradient of the mean loss with respect to the raw outputs, and returns the mean loss.
     */
    double gradient(
            float[] raw,
            int[] chosen,
            float[] targets,
            float[] weights,
            int rows,
            float[] rawGradient,
            float[] tdErrors) {
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            int action = chosen[row];
            if (action < 0 || action >= actions) {
                throw new IllegalArgumentException(
                        "the action of row " + row + " is " + action + ", not one of 0 to " + (actions - 1));
            }
            if (!Float.isFinite(targets[row])) {
                throw new IllegalArgumentException("the target of row " + row + " is " + targets[row]
                        + ": training has diverged; try a smaller learning rate");
            }
            float error = qValue(raw, row, action) - targets[row];
            tdErrors[row] = -error;
            sum += weights[row] * loss.value(error);
            spread(rawGradient, row, action, weights[row] * loss.derivative(error) / rows);
        }
        return sum / rows;
    }

    /** The chain rule from Q of one action back to the raw outputs of its row. */
    private void spread(float[] rawGradient, int row, int action, float gradient) {
        int start = row * rawOutputs();
        for (int i = 0; i < rawOutputs(); i++) {
            rawGradient[start + i] = dueling ? -gradient / actions : 0;
        }
        if (dueling) {
            rawGradient[start] = gradient;
            rawGradient[start + 1 + action] += gradient;
        } else {
            rawGradient[start + action] = gradient;
        }
    }
}
