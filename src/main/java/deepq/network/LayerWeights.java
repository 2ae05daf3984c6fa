package deepq.network;

/**
 * A layer of a network that is a plain stack of them, to be computed somewhere else:
 * {@code y[j] = activation(biases[j] + sum of weights[j * inputs + i] * x[i])}.
 *
 * @param weights of unit 0, of unit 1, ...
 * @param biases one for each unit
 * @param activation its name in lower case: identity, relu, tanh, ...
 */
public record LayerWeights(int inputs, float[] weights, float[] biases, String activation) {}
