package deepq.agent;

import deepq.random.Require;
import deepq.random.State;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A file that is whole or refused. All of it is under gzip's checksum, which is tried before anything is believed; it
 * is written beside its place, and moved there when it is complete and on the disk.
 */
final class SavedFile {
    @FunctionalInterface
    interface Content<T> {
        T described(State state) throws IOException;
    }

    private static final long KIND = 0x6465657071203301L; // "deepq 3", and a byte that is no text

    private SavedFile() {}

    /** One at a time. Throws IOException naming the file and the reason; what was there before is then as it was. */
    static synchronized void write(Path file, Content<?> content) throws IOException {
        String failed = file + " cannot be written, and nothing there has changed: ";
        if (Files.isDirectory(file)) {
            throw new IOException(failed + "it is a folder");
        }
        Path place = Files.exists(file) ? file.toRealPath() : file; // a link goes on being one
        Path part = place.resolveSibling(place.getFileName() + ".part"); // a killed process's is written over
        // Not through a channel, which an interrupt would close: a training saves after the stop button, too.
        try (FileOutputStream out = new FileOutputStream(part.toFile());
                GZIPOutputStream zip = new GZIPOutputStream(out, 1 << 16) {
                    {
                        def.setLevel(Deflater.BEST_SPEED);
                    }
                }) {
            DataOutputStream data = new DataOutputStream(new BufferedOutputStream(zip, 1 << 16));
            data.writeLong(KIND);
            content.described(State.writing(data));
            data.flush();
            zip.finish();
            out.getFD().sync(); // or a crash soon after the move could leave an empty file under the good name
            Files.move(part, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IOException(failed + e.getMessage(), e);
        } finally {
            part.toFile().delete(); // where it was not moved
        }
    }

    /** Throws IOException naming the file and the reason. */
    static <T> T read(Path file, Content<T> content) throws IOException {
        try {
            try (GZIPInputStream whole = unzipped(file)) {
                whole.transferTo(OutputStream.nullOutputStream());
            }
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(unzipped(file), 1 << 16))) {
                Require.that(in.readLong() == KIND, "this version of deepq did not write it");
                return content.described(State.reading(in));
            }
        } catch (NoSuchFileException e) {
            throw new IOException(file + " cannot be read: there is no such file", e);
        } catch (IOException | RuntimeException e) {
            throw new IOException(file + " cannot be read: " + (e.getMessage() == null ? e : e.getMessage()), e);
        }
    }

    private static GZIPInputStream unzipped(Path file) throws IOException {
        return new GZIPInputStream(Files.newInputStream(file), 1 << 16);
    }
}
