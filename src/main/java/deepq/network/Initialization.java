package deepq.network;

/** How the first weights are drawn: uniform in +-limit. Biases start at zero, except PyTorch's. */
public enum Initialization {
    /** He et al. 2015, made for ReLU: limit sqrt(6 / inputs of the unit). */
    HE_UNIFORM,
    /** Glorot and Bengio 2010, Keras' default: limit sqrt(6 / (inputs + outputs)). */
    GLOROT_UNIFORM,
    /** PyTorch's default for linear and convolutional layers: limit 1 / sqrt(inputs), for weights and biases alike. */
    PYTORCH;

    double limit(int fanIn, int fanOut) {
        return switch (this) {
            case HE_UNIFORM -> Math.sqrt(6.0 / fanIn);
            case GLOROT_UNIFORM -> Math.sqrt(6.0 / (fanIn + fanOut));
            case PYTORCH -> Math.sqrt(1.0 / fanIn);
        };
    }
}
