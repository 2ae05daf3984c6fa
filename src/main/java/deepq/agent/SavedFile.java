package deepq.agent;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * A file that is whole or refused: magic (16 bytes), format version (int), length of the content (long), the content, and a
 * CRC-32 over all of it (int). It is written beside its place and moved there when it is complete and on the disk.
 */
final class SavedFile {
    private static final int MAGIC_BYTES = 16;
    private static final int AROUND = MAGIC_BYTES + Integer.BYTES + Long.BYTES + Integer.BYTES;

    @FunctionalInterface
    interface Writer {
        void write(DataOutputStream out) throws IOException;
    }

    @FunctionalInterface
    interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }

    private SavedFile() {}

    static void write(Path file, String magic, int version, Writer writer) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(bytes(magic, version, writer));
        Path whole = file.toAbsolutePath();
        Path part = whole.resolveSibling(whole.getFileName() + ".part");
        try {
            try (FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                // Without this, a crash soon after the move could leave an empty file under the good name.
                channel.force(true);
            }
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** The whole file, in memory. */
    static byte[] bytes(String magic, int version, Writer writer) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        writer.write(new DataOutputStream(content));
        ByteBuffer bytes = ByteBuffer.allocate(AROUND + content.size());
        bytes.put(padded(magic)).putInt(version).putLong(content.size()).put(content.toByteArray());
        return bytes.putInt(checksum(bytes.array())).array();
    }

    static <T> T read(Path file, String magic, int version, Reader<T> reader) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length < AROUND || !Arrays.equals(bytes, 0, MAGIC_BYTES, padded(magic), 0, MAGIC_BYTES)) {
            throw new IOException(file + " is not a " + magic + " file");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).position(MAGIC_BYTES);
        int itsVersion = buffer.getInt();
        long length = buffer.getLong();
        if (itsVersion != version) {
            throw new IOException(
                    file + " has format version " + itsVersion + "; this program reads version " + version);
        }
        if (length != bytes.length - AROUND) {
            throw new IOException(file + " is cut off or has something appended: " + (bytes.length - AROUND)
                    + " bytes of content, not " + length);
        }
        if (buffer.getInt(bytes.length - Integer.BYTES) != checksum(bytes)) {
            throw new IOException(file + " is damaged: its checksum does not fit");
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, buffer.position(), (int) length));
        try {
            T value = reader.read(in);
            if (in.available() > 0) {
                throw new IOException(in.available() + " bytes are left over");
            }
            return value;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            // The checksum fits, so this was written so on purpose, or by a program that differs from this one.
            throw new IOException(file + " cannot be read as a " + magic + " file: " + e.getMessage(), e);
        }
    }

    static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String readText(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a text of " + length + " bytes, with " + in.available() + " left");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static byte[] padded(String magic) {
        return Arrays.copyOf(magic.getBytes(StandardCharsets.US_ASCII), MAGIC_BYTES);
    }

    /** Of all but the last four bytes, where it is kept. */
    private static int checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, bytes.length - Integer.BYTES);
        return (int) crc.getValue();
    }
}
