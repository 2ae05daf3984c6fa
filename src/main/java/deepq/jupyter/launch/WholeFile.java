package deepq.jupyter.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.UUID;

/** A file that is written whole or not at all, whatever happens meanwhile: a full disk, a kill, a power cut. */
final class WholeFile {
    private WholeFile() {}

    /** What a resource beside this class holds. */
    static void bring(String resource, Path file) throws IOException {
        try (InputStream content = WholeFile.class.getResourceAsStream(resource)) {
            write(file, content.readAllBytes());
        }
    }

    /** Leaves a file alone that has this content already: somebody may be reading it. */
    static void write(Path file, byte[] content) throws IOException {
        if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), content)) {
            return;
        }
        Files.createDirectories(file.getParent());
        Path part = file.resolveSibling("." + UUID.randomUUID() + ".part");
        try {
            Files.write(
                    part, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw new IOException(file + " could not be written: " + Problem.reason(e), e);
        }
    }
}
