package deepq.agent;

import deepq.network.DenseNetwork;
import deepq.network.Dl4jNetwork;
import deepq.network.QNetwork;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A zip that is whole or refused: its first entry says what it is, and a zip has a checksum for every entry. It is written beside
 * its place and moved there when it is complete and on the disk. Nothing of it is held in memory as a whole.
 *
 * <p>It is written through a plain FileOutputStream: a channel, which Files.newOutputStream is too, would be closed by an
 * interrupt, and a training must be able to save after the stop button.
 */
final class SavedFile {
    private static final String WHAT = "deepq.txt";
    private static final int MOST_TEXT = 1 << 20;
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    @FunctionalInterface
    interface Content<Z> {
        void write(Z to) throws IOException;
    }

    @FunctionalInterface
    interface Action<Z, T> {
        T on(Z from) throws IOException;
    }

    private SavedFile() {}

    /** Adds entries. */
    record Writer(ZipOutputStream zip) {
        void text(String name, String text) throws IOException {
            entry(name, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        }

        void entry(String name, Content<DataOutputStream> content) throws IOException {
            ZipEntry entry = new ZipEntry(name);
            entry.setTimeLocal(NO_TIME); // the same contents, the same bytes
            zip.putNextEntry(entry);
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(zip, 1 << 16));
            content.write(out);
            out.flush();
            zip.closeEntry();
        }

        /** The network's own file, under a name that says of which kind it is. */
        void network(String name, QNetwork network) throws IOException {
            entry(name + "." + kind(network), network::write);
        }
    }

    private static String kind(QNetwork network) {
        return network instanceof DenseNetwork ? "dense" : network instanceof Dl4jNetwork ? "dl4j" : "own";
    }

    /** Throws IOException naming the file and the reason; what was there before is then as it was. */
    static void write(Path file, String kind, Content<Writer> content) throws IOException {
        Path whole = file.toAbsolutePath();
        if (Files.isDirectory(whole)) {
            throw new IOException(file + " cannot be written: it is a folder");
        }
        if (!Files.isDirectory(whole.getParent())) {
            throw new IOException(file + " cannot be written: make the folder " + whole.getParent() + " first");
        }
        Path part = whole.resolveSibling(whole.getFileName() + ".part"); // a killed process's is written over
        try {
            writeWhole(part, kind, content);
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IOException(
                    file + " cannot be written: " + e.getMessage()
                            + ". Make room, or take another folder; what was there before is as it was",
                    e);
        } finally {
            part.toFile().delete(); // where it was not moved; throws nothing
        }
    }

    private static void writeWhole(Path part, String kind, Content<Writer> content) throws IOException {
        try (FileOutputStream out = new FileOutputStream(part.toFile());
                ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out, 1 << 16))) {
            zip.setLevel(Deflater.BEST_SPEED);
            Writer writer = new Writer(zip);
            writer.text(WHAT, "deepq " + kind + "\n");
            content.write(writer);
            zip.finish();
            zip.flush();
            // Without this, a crash soon after the move could leave an empty file under the good name.
            out.getFD().sync();
        }
    }

    /** Finds entries. */
    record Reader(ZipFile zip) {
        String text(String name) throws IOException {
            return entry(name, in -> new String(in.readNBytes(MOST_TEXT), StandardCharsets.UTF_8));
        }

        /** What the action makes of an entry, once all of it has been read and its checksum fits: a ZipFile checks none. */
        <T> T entry(String name, Action<DataInputStream, T> action) throws IOException {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) {
                throw new IOException("it holds no " + name);
            }
            CheckedInputStream checked = new CheckedInputStream(zip.getInputStream(entry), new CRC32());
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(checked, 1 << 16))) {
                T result = action.on(in);
                in.transferTo(OutputStream.nullOutputStream());
                if (checked.getChecksum().getValue() != entry.getCrc()) {
                    throw new IOException("it is damaged: the checksum of " + name + " does not fit");
                }
                return result;
            }
        }

        /** A network of one of the library's own kinds. */
        QNetwork network(String name) throws IOException {
            boolean dense = zip.getEntry(name + ".dense") != null;
            if (!dense && zip.getEntry(name + ".dl4j") == null) {
                throw new IOException("its network is neither a DenseNetwork nor a Dl4jNetwork");
            }
            return dense ? entry(name + ".dense", DenseNetwork::load) : entry(name + ".dl4j", Dl4jNetwork::load);
        }

        /** Reads into a network that is built already. */
        void network(String name, QNetwork network) throws IOException {
            entry(name + "." + kind(network), in -> {
                network.read(in);
                return network;
            });
        }
    }

    /** Throws IOException naming the file, what is wrong with it, and what to do. */
    static <T> T read(Path file, String kind, Action<Reader, T> action) throws IOException {
        try {
            if (!Files.isRegularFile(file)) {
                throw new IOException("there is no such file");
            }
            try (ZipFile zip = new ZipFile(file.toFile())) {
                Reader reader = new Reader(zip);
                String what = reader.text(WHAT).strip();
                if (!what.equals("deepq " + kind)) {
                    throw new IOException("it is '" + what + "'; this program reads 'deepq " + kind + "' here");
                }
                return action.on(reader);
            }
        } catch (IOException | RuntimeException e) {
            String reason = e instanceof EOFException ? "it ends too early" : e.getMessage();
            throw new IOException(
                    file + " cannot be read: " + printable(reason) + ". Use another copy, or train again", e);
        }
    }

    /** What a hostile file may have put into a message must not reach a terminal. */
    private static String printable(String text) {
        String plain = String.valueOf(text).replaceAll("[^ -~]", "?");
        return plain.length() < 300 ? plain : plain.substring(0, 300) + "...";
    }
}
