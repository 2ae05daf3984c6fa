package deepq.course.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.network.DenseNetwork;
import deepq.random.Pcg64;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BackgroundTrainingIT {
    private static BackgroundTraining start(Path folder) throws Exception {
        DenseNetwork network = DenseNetwork.hidden(8).create(200, 3, new Pcg64(1));
        return BackgroundTraining.start(network, folder, 15_000);
    }

    private static void rows(BackgroundTraining training, int rows) throws Exception {
        while (training.tests().size() < rows) {
            assertTrue(training.isRunning(), training::toString);
            Thread.sleep(20);
        }
    }

    private static String reached(BackgroundTraining training) throws Exception {
        return training.tests().stream()
                .map(test -> test.steps() + " " + test.updates() + " " + test.bricks())
                .toList()
                .toString();
    }

    @Test
    @Timeout(300)
    void whatWasKilledGoesOnAsIfNothingHadHappened(@TempDir Path folder) throws Exception {
        BackgroundTraining whole = start(folder.resolve("whole"));
        assertTrue(whole.process.waitFor() == 0, whole::toString);
        assertEquals(3, whole.tests().size());
        assertEquals(3, whole.best().qValues(new float[200]).length);
        BackgroundTraining killed = start(folder.resolve("killed"));
        rows(killed, 1);
        killed.process.destroy();
        killed.process.waitFor();
        BackgroundTraining goesOn = start(folder.resolve("killed"));
        assertTrue(goesOn.process.waitFor() == 0, goesOn::toString);
        assertEquals(reached(whole), reached(goesOn));
    }

    /** As when a cell is run twice. */
    @Test
    @Timeout(300)
    void twoInOneFolderTakeTurns(@TempDir Path folder) throws Exception {
        BackgroundTraining first = start(folder);
        rows(first, 1);
        BackgroundTraining second = start(folder);
        assertTrue(first.process.waitFor() == 0, first::toString);
        List<BackgroundTraining.Test> tests = first.tests(); // also the seconds, which nobody else would need
        assertTrue(second.process.waitFor() == 0, second::toString);
        assertEquals(3, tests.size());
        assertEquals(tests, second.tests());
    }
}
