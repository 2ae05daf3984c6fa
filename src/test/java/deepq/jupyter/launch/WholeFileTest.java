package deepq.jupyter.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A write for which there is no room, as on a full disk, leaves what was there. */
class WholeFileTest {
    @TempDir
    Path folder;

    /** Run in a process of its own, which may write only so much. */
    public static final class Write {
        private Write() {}

        public static void main(String[] args) throws IOException {
            try {
                WholeFile.write(Path.of(args[0]), new byte[100_000]);
            } catch (IOException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aWriteThatFindsNoRoomLeavesTheFileAsItWas() throws Exception {
        Path file = Files.writeString(folder.resolve("01-x.ipynb"), "mine");
        List<String> command = List.of(
                "sh",
                "-c",
                "ulimit -f 8; exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                Write.class.getName(),
                file.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String answer = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), answer);
        assertEquals(file + " could not be written: File too large\n", answer);
        assertEquals("mine", Files.readString(file));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }
}
