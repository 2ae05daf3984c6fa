package deepq.network;

import deepq.random.Pcg64;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A network that estimates Q(s, a) for all actions at once (Mnih et al. 2015), learning by Adam (Kingma and Ba 2015, beta
 * 0.9 and 0.999). Matrices come as arrays, row after row. Not for several threads at a time.
 *
 * <p>Parameters have one flat order for both kinds: layer by layer, the weights of unit 0, of unit 1, ..., then the biases.
 * (Of a convolution, as DL4J has it: the biases, then the weights filter by filter, channel by channel, row by row.)
 */
public sealed interface QNetwork permits DenseNetwork, Dl4jNetwork {
    /** A network on plain arrays: the same numbers on every machine. */
    static QNetwork dense(Architecture architecture, Pcg64 random) {
        return new DenseNetwork(architecture, random);
    }

    /** A network on deeplearning4j that starts with the same weights as {@link #dense} for the same stream. */
    static QNetwork dl4j(Architecture architecture, Pcg64 random) {
        return new Dl4jNetwork(architecture, random);
    }

    Architecture architecture();

    /** Numbers in an observation. */
    default int inputs() {
        return architecture().inputs();
    }

    /** Actions. */
    default int outputs() {
        return architecture().outputs();
    }

    /**
     * Writes Q(s, a) of each row.
     *
     * @param observations {@code rows} times {@link #inputs} numbers
     * @param qValues gets {@code rows} times {@link #outputs} numbers
     */
    void predict(float[] observations, int rows, float[] qValues);

    /**
     * One step of Adam on the mean over the rows of weights[i] * loss(Q(s_i, a_i) - targets[i]). The targets are numbers, so no
     * gradient goes through them, and of a row's outputs only the chosen action's gets one.
     *
     * @param actions in [0, outputs)
     * @param weights of the rows; all 1 without prioritized replay
     * @param learningRate Adam's alpha, for this step
     * @param tdErrors gets targets[i] - Q(s_i, a_i), as before the step
     * @return the loss before the step
     * @throws IllegalArgumentException for an action that does not exist or a target that is not a finite number
     */
    double update(
            float[] observations,
            int[] actions,
            float[] targets,
            float[] weights,
            int rows,
            double learningRate,
            float[] tdErrors);

    /** Steps of Adam so far. */
    long updates();

    /** A copy of all weights and biases in the flat order. */
    float[] parameters();

    /** Replaces all weights and biases; the state of Adam stays. */
    void load(float[] parameters);

    /** A copy of the gradient of the last update, in the order of {@link #parameters}. */
    float[] gradient();

    /** Makes the parameters those of {@code online}: the hard update of a target network. The state of Adam stays. */
    void copyFrom(QNetwork online);

    /** Moves the parameters a little towards those of {@code online}: w = (1 - tau) w + tau w_online (Lillicrap et al. 2016). */
    void blendFrom(QNetwork online, double tau);

    /** An independent network of the same kind with the same parameters and the same state of Adam. */
    QNetwork copy();

    /** Writes parameters and the state of Adam, so that training can go on as if it had not been interrupted. */
    void write(DataOutput out) throws IOException;

    /**
     * Replaces parameters and the state of Adam by what {@link #write} wrote for a network of the same architecture, of either
     * kind. This network stays as it was where that fails.
     *
     * @throws IOException for anything else, with what is wrong
     */
    void read(DataInput in) throws IOException;
}
