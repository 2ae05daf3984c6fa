package deepq.jupyter.launch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A file that is written whole or not at all, whatever happens meanwhile: a full disk, a kill, a power cut. */
record WholeFile(Path file, Path part) {
    /** Writes the content beside the file. What was in the file stays there until {@link #put}. */
    static WholeFile prepare(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Path part = file.resolveSibling("." + UUID.randomUUID() + ".part");
        try (FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (ByteBuffer rest = ByteBuffer.wrap(content); rest.hasRemaining(); ) {
                out.write(rest);
            }
            out.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw new IOException(file + " could not be written: " + Problem.reason(e), e);
        }
        return new WholeFile(file, part);
    }

    void put() throws IOException {
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    static void write(Path file, byte[] content) throws IOException {
        prepare(file, content).put();
    }
}
