package deepq.agent;

import deepq.env.Box;
import deepq.env.Environment;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * A training on disk, whole: networks with their optimizer, memory, open n-step windows, every stream of random numbers, every
 * environment, and the log. A training that goes on from it ends with the same bits as one that was never interrupted.
 */
public final class Checkpoint {
    private static final String MAGIC = "DEEPQ-TRAINING";
    private static final int VERSION = 1;

    private Checkpoint() {}

    /**
     * Between two steps. A checkpoint that was there before stays until the new one is complete.
     *
     * @throws IllegalStateException if an environment cannot be saved
     */
    public static void save(Trainer trainer, Path file) throws IOException {
        SavedFile.write(file, MAGIC, VERSION, out -> write(trainer, out));
    }

    static void write(Trainer trainer, DataOutputStream out) throws IOException {
        SavedFile.writeText(out, trainer.config().toString());
        out.writeLong(trainer.seed());
        trainer.write(out);
    }

    /**
     * @param make the same environments as those that were saved
     * @throws IOException with the reason, if the file is not a whole training that this version knows and these environments fit
     */
    public static Trainer load(Path file, Supplier<? extends Environment<float[]>> make) throws IOException {
        return SavedFile.read(file, MAGIC, VERSION, in -> {
            DqnConfig config = DqnConfig.parse(SavedFile.readText(in));
            Environment<float[]> one = make.get();
            int inputs = ((Box) one.observationSpace()).size();
            DqnAgent.requireNetwork(
                    in, config.architecture(inputs, one.actionSpace().n()));
            Trainer trainer = new Trainer(config, make, in.readLong());
            trainer.read(in);
            return trainer;
        });
    }

    /** Saves each time the count of steps passes a multiple of {@code steps}. */
    public static TrainingListener every(long steps, Path file) {
        if (steps < 1) {
            throw new IllegalArgumentException("a checkpoint every 1 or more steps, not " + steps);
        }
        return trainer -> {
            long before = trainer.steps() - trainer.config().environments();
            if (trainer.steps() / steps != before / steps) {
                try {
                    save(trainer, file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }
}
