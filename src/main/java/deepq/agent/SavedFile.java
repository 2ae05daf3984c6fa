package deepq.agent;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
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
    private static final int HEADER_BYTES = MAGIC_BYTES + Integer.BYTES + Long.BYTES;
    private static final int AROUND = HEADER_BYTES + Integer.BYTES;

    @FunctionalInterface
    interface Writer {
        void write(DataOutputStream out) throws IOException;
    }

    @FunctionalInterface
    interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }

    private SavedFile() {}

    /** @throws IOException naming the file and the reason; what was there before is then as it was */
    static void write(Path file, String magic, int version, Writer writer) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(bytes(magic, version, writer));
        Path whole = file.toAbsolutePath();
        if (Files.isDirectory(whole)) {
            throw new IOException(file + " cannot be written: it is a folder");
        }
        if (!Files.isDirectory(whole.getParent())) {
            throw new IOException(file + " cannot be written: make the folder " + whole.getParent() + " first");
        }
        Path part =
                whole.resolveSibling(whole.getFileName() + ".part"); // one that a killed process left is written over
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
        } catch (IOException e) {
            part.toFile().delete(); // which throws nothing
            throw new IOException(
                    file + " cannot be written: " + e.getMessage()
                            + ". Make room, or take another folder; what was there before is as it was",
                    e);
        }
        forceFolder(whole.getParent());
    }

    /** So that the move outlives a crash, too. */
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            return; // Windows opens no folder; it keeps the order of changes by itself
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

    /** @throws IOException naming the file, what is wrong with it, and what to do */
    static <T> T read(Path file, String magic, int version, Reader<T> reader) throws IOException {
        try {
            return content(file, magic, version, reader);
        } catch (IOException | RuntimeException e) {
            String reason = e instanceof EOFException ? "it ends too early" : e.getMessage();
            throw new IOException(
                    file + " cannot be read: " + printable(reason) + ". Use another copy, or train again", e);
        }
    }

    private static <T> T content(Path file, String magic, int version, Reader<T> reader) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no such file");
        }
        requireHeader(file, magic, version);
        byte[] bytes = Files.readAllBytes(file);
        if (ByteBuffer.wrap(bytes).getInt(bytes.length - Integer.BYTES) != checksum(bytes)) {
            throw new IOException("it is damaged: its checksum does not fit");
        }
        // From here on it was written so on purpose, or by a program that differs from this one.
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, HEADER_BYTES, bytes.length - AROUND));
        T value = reader.read(in);
        if (in.available() > 0) {
            throw new IOException(in.available() + " bytes are left over");
        }
        return value;
    }

    /** Before the rest is read, which may be of any size. */
    private static void requireHeader(Path file, String magic, int version) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            if (!Arrays.equals(in.readNBytes(MAGIC_BYTES), padded(magic))) {
                throw new IOException("it is not a " + magic + " file");
            }
            int itsVersion = in.readInt();
            if (itsVersion != version) {
                throw new IOException(
                        "it has format version " + itsVersion + "; this program reads version " + version);
            }
            long length = in.readLong();
            long present = Files.size(file) - AROUND;
            if (length != present) {
                throw new IOException(
                        "it is cut off or has something appended: " + present + " bytes of content, not " + length);
            }
            if (length
                    > Math.min(Integer.MAX_VALUE - AROUND, Runtime.getRuntime().maxMemory() / 2)) {
                throw new IOException("its " + length + " bytes are more than half of Java's memory");
            }
        }
    }

    /** What a hostile file may have put into a message must not reach a terminal. */
    private static String printable(String text) {
        String plain = String.valueOf(text).replaceAll("[^ -~]", "?");
        return plain.length() < 300 ? plain : plain.substring(0, 300) + "...";
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
