package deepq.agent;

import deepq.random.Require;
import deepq.random.State;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A training on disk, whole: networks with their optimizer, buffer, open n-step windows, every stream of random numbers, every
 * environment, and the log. A training that goes on from it ends with the same bits as one that was never interrupted.
 */
public final class Checkpoint {
    private static final String KIND = "training 3";

    private Checkpoint() {}

    /**
     * Between two steps. A checkpoint that was there before stays until the new one is complete, also where this thread is
     * interrupted meanwhile. Throws IllegalStateException if an environment cannot be saved, and IOException with the reason.
     */
    public static void save(Trainer trainer, Path file) throws IOException {
        SavedFile.write(file, KIND, zip -> {
            zip.text("config.txt", trainer.config().toString());
            zip.network("network", trainer.agent().network());
            if (trainer.agent().targetNetwork() != trainer.agent().network()) {
                zip.network("target", trainer.agent().targetNetwork());
            }
            zip.entry("state", out -> trainer.describe(new State(out)));
        });
    }

    /**
     * Replaces the whole state of a trainer by a saved one. Build the trainer as the saved one was built: the same environments,
     * a network of the same shape, the same seed. Its own configuration holds; it may have another {@code maxSteps} or another
     * learning rate than the saved one, but its buffer must be of the saved size. Throws IOException with the reason if the file is
     * not a whole training that fits this trainer, which then counts as FAILED: make a new one.
     */
    public static void restore(Trainer trainer, Path file) throws IOException {
        SavedFile.read(file, KIND, zip -> {
            try {
                zip.network("network", trainer.agent().network());
                if (trainer.agent().targetNetwork() != trainer.agent().network()) {
                    zip.network("target", trainer.agent().targetNetwork());
                }
                return zip.entry("state", in -> {
                    trainer.describe(new State(in));
                    return trainer;
                });
            } catch (IOException | RuntimeException e) {
                trainer.log().end = TrainingLog.End.FAILED; // it may be half of the one and half of the other
                throw e;
            }
        });
    }

    /** Saves each time the count of steps is a multiple of {@code steps}. An environment that cannot be saved is refused after the first step. */
    public static TrainingListener every(long steps, Path file) {
        Require.that(steps >= 1, "a checkpoint every 1 or more steps, not %s", steps);
        return trainer -> {
            try {
                if (trainer.steps() == 1) {
                    trainer.describe(new State(new DataOutputStream(OutputStream.nullOutputStream())));
                }
                if (trainer.steps() % steps == 0) {
                    save(trainer, file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
