package deepq.agent;

import deepq.random.State;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A whole training in a file: both networks with their optimizers, replay buffer and n-step window, the random
 * numbers, the environment, and the log. A training that goes on from it ends with the same bits as one that was
 * never interrupted, under the same conditions as two trainings are alike (see {@link Trainer}), and with the same
 * version of this library.
 *
 * <p>What it cannot see is what a lambda of yours remembers, and which lambda it is: the recipe names each
 * {@code your own}.
 */
public final class Checkpoint {
    private Checkpoint() {}

    /**
     * Between two steps. Throws IllegalStateException if the environment, or a buffer of yours, cannot be saved, and
     * IOException with the reason.
     */
    public static void save(Trainer trainer, Path file) throws IOException {
        SavedFile.write(file, trainer::describe);
    }

    /**
     * Replaces the whole state of a trainer by a saved one. Build it as the saved one was built: the same
     * environments, a network of the same shape, the same seed and the same configuration, but for {@code maxSteps},
     * {@code stop} and {@code learningRate}. Throws IOException with the reason if the file is damaged or does not
     * fit; the trainer is then as it was.
     */
    public static void restore(Trainer trainer, Path file) throws IOException {
        ByteArrayOutputStream before = new ByteArrayOutputStream();
        trainer.describe(State.writing(new DataOutputStream(before)));
        try {
            SavedFile.read(file, trainer::describe);
        } catch (IOException e) { // where it fits at first, and not in the end
            trainer.describe(State.reading(new DataInputStream(new ByteArrayInputStream(before.toByteArray()))));
            throw e;
        }
    }
}
