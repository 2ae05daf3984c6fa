package deepq.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.OwnProcess;
import deepq.env.CartPole;
import deepq.network.DenseNetwork;
import deepq.network.NetworkFactory;
import deepq.policy.Schedule;
import deepq.random.Pcg64;
import deepq.replay.Replay;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trainings that write checkpoints all the time, killed (kill -9) at random moments and taken up again. The clock
 * decides when one is killed, and nothing about what comes out. The property {@code killed.rounds} makes more than
 * one round of five kills.
 */
class KilledTrainingIT {
    private static final int KILLS = 5;
    private static final DqnConfig CONFIG = DqnConfig.baseline()
            .nStep(3)
            .replay(Replay.prioritized(500, 0.6, Schedule.linear(0.4, 1, 2_000)))
            .learningStarts(100)
            .stepsPerUpdate(2)
            .maxSteps(6_000)
            .stop(StopRule.onlyTest(1_000, 2));

    private static final NetworkFactory NETWORK = DenseNetwork.hidden(16, 16);

    @TempDir
    Path folder;

    @Test
    void aKilledTrainingThatIsTakenUpAgainEndsAsOneThatNobodyKilled() throws Exception {
        int halfWritten = 0;
        int rounds = Integer.getInteger("killed.rounds", 1);
        for (int round = 0; round < rounds; round++) {
            halfWritten += killAndResume(round);
        }
        System.out.println(rounds * KILLS + " kills, " + halfWritten + " of them in the middle of a checkpoint");
    }

    /** How many of the kills left a file that was not complete. */
    private int killAndResume(int seed) throws Exception {
        Path file = folder.resolve("training " + seed);
        Path end = folder.resolve("end " + seed);
        Pcg64 random = new Pcg64(seed);
        int halfWritten = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process child = child(file, end, seed);
            BufferedReader said = child.inputReader();
            for (int saved = random.integers(25); saved >= 0; saved--) {
                assertEquals(
                        "training",
                        said.readLine(),
                        () -> "it is over: " + said.lines().toList());
            }
            Thread.sleep(random.integers(20));
            child.destroyForcibly();
            assertTrue(child.waitFor() != 0, "it was over before it was killed");
            halfWritten += Files.exists(file.resolveSibling(file.getFileName() + ".part")) ? 1 : 0;
        }
        Process last = child(file, end, seed);
        last.getInputStream().readAllBytes();
        assertEquals(0, last.waitFor());

        Trainer whole = new Trainer(CONFIG, CartPole::v1, NETWORK, seed);
        whole.run();
        Checkpoint.save(whole, file);
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(end));
        return halfWritten;
    }

    private static Process child(Path file, Path end, long seed) throws IOException {
        return OwnProcess.start(KilledTrainingIT.class, "" + file, "" + end, "" + seed);
    }

    /** What is killed. Arguments: its checkpoint, where its end is written, its seed. */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        Trainer trainer = new Trainer(CONFIG, CartPole::v1, NETWORK, Long.parseLong(args[2]));
        if (Files.exists(file)) {
            Checkpoint.restore(trainer, file);
        }
        System.out.println("training");
        while (trainer.log().end() == TrainingLog.End.RUNNING) {
            trainer.step();
            if (trainer.steps() % 40 == 0) {
                Checkpoint.save(trainer, file);
                System.out.println("training");
            }
        }
        Checkpoint.save(trainer, Path.of(args[1]));
    }
}
