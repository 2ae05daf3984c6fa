package deepq.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saving that fails: says so, leaves the file that was there, and nothing else. */
class SavedFileTest {
    @TempDir
    Path folder;

    @Test
    void savingAgainReplacesTheFileAndLeavesNothingElse() throws IOException {
        Path file = folder.resolve("saved");
        write(file, 1);
        write(file, 2);
        assertEquals(2, read(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void whatAKilledProcessLeftIsWrittenOver() throws IOException {
        Path file = folder.resolve("saved");
        Files.write(folder.resolve("saved.part"), new byte[10_000]);
        write(file, 3);
        assertEquals(3, read(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void aWriterThatFailsLeavesTheOldFile() throws IOException {
        Path file = folder.resolve("saved");
        write(file, 4);
        assertThrows(
                IllegalStateException.class,
                () -> SavedFile.write(
                        file,
                        "test",
                        zip -> zip.entry("number", out -> {
                            out.writeInt(1);
                            throw new IllegalStateException("this environment cannot be saved");
                        })));
        assertEquals(4, read(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void anInterruptedThreadWritesTheWholeFileAndStaysInterrupted() throws IOException {
        Path file = folder.resolve("saved");
        Thread.currentThread().interrupt();
        write(file, 6);
        assertTrue(Thread.interrupted());
        assertEquals(6, read(file));
    }

    /** 64 MB of content with nothing like it in memory. */
    @Test
    void aLargeFileIsStreamed() throws IOException {
        Path file = folder.resolve("large");
        long before = allocated();
        SavedFile.write(
                file,
                "test",
                zip -> zip.entry("numbers", out -> {
                    for (int i = 0; i < 1 << 24; i++) {
                        out.writeInt(7);
                    }
                }));
        assertTrue(allocated() - before < 4_000_000, "bytes: " + (allocated() - before));
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    @Test
    void aFullDiskLeavesTheOldFile() throws IOException {
        assumeTrue(Files.exists(Path.of("/dev/full")), "no device that is always full");
        Path file = folder.resolve("saved");
        write(file, 5);
        byte[] before = Files.readAllBytes(file);
        Files.createSymbolicLink(folder.resolve("saved.part"), Path.of("/dev/full"));

        assertRefused(file, "No space left on device");
        assertArrayEquals(before, Files.readAllBytes(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void aFolderInWhichNobodyMayWriteIsNamed() {
        assumeTrue(Files.exists(Path.of("/proc/self")), "no folder in which not even root may write");
        assertRefused(Path.of("/proc/saved"), "/proc/saved");
    }

    @Test
    void aFolderIsNotReplacedByAFile() {
        assertRefused(folder, "it is a folder");
        assertRefused(Path.of("/"), "it is a folder");
    }

    @Test
    void aMissingFolderIsNamed() throws IOException {
        assertRefused(folder.resolve("missing/saved"), "make the folder " + folder.resolve("missing"));
        assertEquals(List.of(), files());
    }

    @Test
    void aNameThatTheDiskDoesNotTakeIsRefused() throws IOException {
        assertRefused(folder.resolve("x".repeat(300)), "cannot be written");
        assertEquals(List.of(), files());
    }

    private static void assertRefused(Path file, String reason) {
        IOException e = assertThrows(IOException.class, () -> write(file, 0));
        assertTrue(e.getMessage().startsWith(file + " cannot be written: "), e.getMessage());
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    private static void write(Path file, int number) throws IOException {
        SavedFile.write(file, "test", zip -> zip.entry("number", out -> out.writeInt(number)));
    }

    private static int read(Path file) throws IOException {
        return SavedFile.read(file, "test", zip -> zip.entry("number", in -> in.readInt()));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
