package deepq.network;

import deepq.random.Pcg64;

/**
 * Makes one network for each seed, where many are trained: {@code DenseNetwork.hidden(32, 32)}, or a lambda of yours.
 */
@FunctionalInterface
public interface NetworkFactory {
    /**
     * A new, untrained network.
     *
     * @param inputs numbers in an observation
     * @param actions outputs, one Q-value each
     * @param random where the first weights come from, so that the same seed gives the same network
     */
    QNetwork create(int inputs, int actions, Pcg64 random);
}
