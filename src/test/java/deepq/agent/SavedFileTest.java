package deepq.agent;

import static deepq.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import deepq.env.CartPole;
import deepq.network.DenseNetwork;
import deepq.network.Dl4jNetwork;
import deepq.network.NetworkFactory;
import deepq.policy.Schedule;
import deepq.random.Pcg64;
import deepq.replay.Replay;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A file is whole or refused, and what is refused changes nothing: not the file that was there, not the trainer. */
class SavedFileTest {
    private static final DqnConfig SMALL = DqnConfig.baseline()
            .maxSteps(200)
            .batchSize(4)
            .learningStarts(20)
            .nStep(3)
            .replay(Replay.prioritized(20, 0.6, Schedule.linear(0.4, 1, 900)))
            .stop(StopRule.none());

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void place() {
        file = folder.resolve("a saved ü");
    }

    private static Trainer trainer(int steps) {
        Trainer trainer = new Trainer(SMALL, CartPole::v1, DenseNetwork.hidden(3), 5);
        while (trainer.steps() < steps) {
            trainer.step();
        }
        return trainer;
    }

    /** A new file each time: what is written over is flushed to the disk at once, and thousands would take minutes. */
    private void put(byte[] bytes) throws IOException {
        Files.deleteIfExists(file);
        Files.write(file, bytes);
    }

    @Test
    void aFileCutOffAnywhereIsRefusedAndLeavesTheTrainerAsItWas() throws IOException {
        Checkpoint.save(trainer(90), file);
        byte[] bytes = Files.readAllBytes(file);
        Trainer untouched = trainer(7);
        for (int length = 0; length < bytes.length; length++) {
            put(Arrays.copyOf(bytes, length));
            refused(IOException.class, file + " cannot be read: ", () -> Checkpoint.restore(untouched, file));
            assertEquals(7, untouched.steps());
        }
        untouched.run();
        assertArrayEquals(Networks.online(trainer(200)), Networks.online(untouched));
    }

    /** A few bits of a gzip file say nothing. */
    @Test
    void aChangedBitIsRefusedOrChangesNothing() throws IOException {
        Trainer saved = trainer(90);
        Checkpoint.save(saved, file);
        byte[] bytes = Files.readAllBytes(file);
        Pcg64 random = new Pcg64(1);
        Trainer untouched = trainer(7);
        int same = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] damaged = bytes.clone();
            damaged[random.integers(bytes.length)] ^= (byte) (1 << random.integers(8));
            put(damaged);
            Trainer other = untouched;
            try {
                Checkpoint.restore(other, file);
                assertArrayEquals(Networks.online(saved), Networks.online(other));
                untouched = trainer(7);
                same++;
            } catch (IOException e) {
                assertEquals(7, other.steps());
            }
        }
        assertTrue(same < 50, "read as if nothing had happened: " + same);
        untouched.run();
        assertArrayEquals(Networks.online(trainer(200)), Networks.online(untouched));
    }

    @Test
    void aForeignFileIsRefusedWithoutItsWords() throws IOException {
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
            out.writeUTF("\033[31manother program's, and long enough");
        }
        IOException e = assertThrows(IOException.class, () -> read(file));
        assertEquals(file + " cannot be read: this version of deepq did not write it", e.getMessage());
    }

    @Test
    void whatIsNoFileIsRefused() {
        refused(
                IOException.class,
                "missing cannot be read: there is no such file",
                () -> read(folder.resolve("missing")));
        assertThrows(IOException.class, () -> read(folder));
    }

    @Test
    void savingAgainReplacesTheFileAndLeavesNothingElse() throws IOException {
        Files.write(folder.resolve("a saved ü.part"), new byte[10_000]); // of a process that was killed
        write(file, 1);
        write(file, 2);
        assertEquals(2, read(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void aLinkGoesOnBeingOne() throws IOException {
        write(file, 1);
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        write(link, 2);
        assertTrue(Files.isSymbolicLink(link));
        assertEquals(2, read(file));
    }

    @Test
    void twoThatSaveAtOnceBothDo() throws IOException {
        IntStream.range(0, 40).parallel().forEach(i -> {
            try {
                write(file, 7);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertEquals(7, read(file));
    }

    @Test
    void aWriterThatFailsLeavesTheOldFile() throws IOException {
        write(file, 4);
        assertThrows(
                IllegalStateException.class,
                () -> SavedFile.write(file, state -> {
                    state.value(1);
                    throw new IllegalStateException("this environment cannot be saved");
                }));
        assertEquals(4, read(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void anInterruptedThreadWritesTheWholeFileAndStaysInterrupted() throws IOException {
        Thread.currentThread().interrupt();
        write(file, 6);
        assertTrue(Thread.interrupted());
        assertEquals(6, read(file));
    }

    @Test
    void aFullDiskLeavesTheOldFile() throws IOException {
        assumeTrue(Files.exists(Path.of("/dev/full")), "no device that is always full");
        write(file, 5);
        byte[] before = Files.readAllBytes(file);
        Files.createSymbolicLink(folder.resolve("a saved ü.part"), Path.of("/dev/full"));
        assertUnwritable(file, "No space left on device");
        assertArrayEquals(before, Files.readAllBytes(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void aPlaceThatTakesNoFileIsNamed() throws IOException {
        assertUnwritable(folder, "it is a folder");
        assertUnwritable(Path.of("/"), "it is a folder");
        assertUnwritable(folder.resolve("missing/saved"), "No such file or directory");
        assertUnwritable(folder.resolve("x".repeat(300)), "name too long");
        assertEquals(List.of(), files());
    }

    private static void assertUnwritable(Path file, String reason) {
        IOException e = assertThrows(IOException.class, () -> write(file, 0));
        assertTrue(e.getMessage().startsWith(file + " cannot be written, and nothing there has changed: "));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    private static void write(Path file, int number) throws IOException {
        SavedFile.write(file, state -> state.value(number));
    }

    private static int read(Path file) throws IOException {
        return SavedFile.read(file, state -> state.value(0));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    static Stream<NetworkFactory> networks() {
        return Stream.of(
                DenseNetwork.hidden(32, 32),
                DenseNetwork.hidden(8).dueling().glorot().adamEpsilon(1e-7),
                (inputs, actions, random) -> Dl4jNetwork.of(Networks.dl4jModel()));
    }

    private static DqnAgent agent(NetworkFactory network) {
        DqnConfig config = DqnConfig.baseline()
                .maxSteps(120)
                .learningStarts(50)
                .stop(StopRule.none())
                .epsilon(Schedule.exponential(1, 0.5, 99));
        Trainer trainer = new Trainer(config, CartPole::v1, network, 6);
        trainer.run();
        return trainer.agent();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void anAgentThatWasSavedAnswersTheSame(NetworkFactory network) throws IOException {
        DqnAgent agent = agent(network);
        agent.save(file);
        DqnAgent loaded = DqnAgent.load(file);
        float[] observation = {0.1f, -0.2f, 0.03f, 0.4f};
        assertEquals(agent.network().getClass(), loaded.network().getClass());
        assertArrayEquals(agent.qValues(observation), loaded.qValues(observation));
    }

    @Test
    void anObservationOfTheWrongLengthIsRefused() {
        DqnAgent agent = new DqnAgent(DqnConfig.article(), DenseNetwork.of(new Pcg64(0), 4, 16, 2));
        refused("have 4 numbers, not 3", () -> agent.qValues(new float[] {1, 2, 3}));
    }
}
