package deepq.network;

import deepq.random.Require;
import deepq.replay.Batch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * A network that estimates Q(s, a) of all actions at once (Mnih et al. 2015). {@link Dl4jNetwork} trains a model that
 * you built with deeplearning4j, {@link DenseNetwork} is one on plain arrays, and you may write your own. Matrices
 * come as arrays, row after row.
 *
 * <p>For one thread at a time: both networks answer a second one with a
 * {@link java.util.ConcurrentModificationException}.
 */
public interface QNetwork {
    /** Numbers in an observation. */
    int inputs();

    /** Q-values of an observation: one for each action. */
    int outputs();

    /**
     * Writes Q(s, a) of each row. Refuses arrays of the wrong length.
     *
     * @param observations at least {@code rows} times {@link #inputs} numbers; {@code rows} is 1 or more
     * @param qValues gets {@code rows} times {@link #outputs} numbers
     */
    void predict(float[] observations, int rows, float[] qValues);

    /** Q(s, a) of one observation, or of several in a row, in a new array. */
    default float[] predict(float[] observations) {
        int numbers = observations.length;
        int rows = numbers / inputs();
        boolean whole = rows > 0 && numbers % inputs() == 0;
        Require.that(whole, "%s numbers are not whole observations of %s", numbers, inputs());
        float[] qValues = new float[rows * outputs()];
        predict(observations, rows, qValues);
        return qValues;
    }

    /**
     * One step of the optimizer on the mean over the rows of weights[i] * loss(Q(s_i, a_i) - targets[i]). The targets
     * are numbers, so no gradient goes through them, and of a row's outputs only the chosen action's learns. Refuses
     * arrays that are too short, an action that does not exist, and a target that is not a finite number; nothing has
     * changed then.
     *
     * @param batch its observations, actions and weights are used
     * @param targets one for each row
     * @param learningRate above 0; {@link #learningRate} leaves it to the network
     * @param tdErrors gets targets[i] - Q(s_i, a_i) as before the step
     * @return the loss before the step
     */
    double update(Batch batch, float[] targets, double learningRate, float[] tdErrors);

    /** The learning rate that the network would take for its next update by itself. */
    double learningRate();

    /** An independent network of the same kind with the same parameters and the same state of its optimizer. */
    QNetwork copy();

    /**
     * Makes the parameters those of {@code online}: the hard update of a target network. The optimizer's state stays.
     */
    default void copyFrom(QNetwork online) {
        blendFrom(online, 1);
    }

    /**
     * Moves the parameters toward those of {@code online}, tau in [0, 1]: w = (1 - tau) w + tau w_online (Lillicrap
     * et al. 2016).
     */
    void blendFrom(QNetwork online, double tau);

    /**
     * Its layers, from the observation to the Q-values, for a program that computes them elsewhere, such as a page.
     * Throws UnsupportedOperationException where it is more than a stack of dense layers.
     */
    default List<LayerWeights> layers() {
        throw new UnsupportedOperationException("only a stack of dense layers can be computed elsewhere, not " + this);
    }

    /**
     * Writes parameters and the optimizer's state, so that training can go on as if it had not stopped. Leaves the
     * stream open.
     */
    void write(OutputStream out) throws IOException;

    /**
     * Replaces parameters and the optimizer's state by what {@link #write} wrote for an equally built network. May
     * read the stream to its end, and leaves it open. Throws IOException for anything else, and stays as it was.
     */
    void read(InputStream in) throws IOException;
}
