package deepq.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.env.CartPole;
import deepq.policy.Schedule;
import deepq.random.Pcg64;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Thousands of damaged files, and of hostile ones that carry a valid checksum: each is refused with a message that names it,
 * or read as something that can be used and saved again.
 */
class DamagedFilesTest {
    private static final DqnConfig SMALL = DqnConfig.baseline().with(c -> c.hidden(3)
            .maxSteps(2_000)
            .batchSize(4)
            .learningStarts(20)
            .replay(Replay.uniform(30))
            .stop(StopRule.onlyTest(1_000, 1)));
    private static final int AROUND = 28; // what stands before the content
    private static final int[] EXTREMES = {
        0, 1, -1, 7, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 30, 0x7fc00000, 0x7f800000, 0x00ffffff
    };

    @TempDir
    Path folder;

    private Path file;
    private Pcg64 random;

    @BeforeEach
    void place() {
        file = folder.resolve("the file");
        random = new Pcg64(2026);
    }

    /** The two kinds of files behind one face. */
    enum Kind {
        AGENT("DEEPQ-AGENT"),
        TRAINING("DEEPQ-TRAINING");

        final String magic;

        Kind(String magic) {
            this.magic = magic;
        }

        void save(Trainer trainer, Path file) throws IOException {
            if (this == AGENT) {
                trainer.agent().save(file);
            } else {
                Checkpoint.save(trainer, file);
            }
        }

        /** What would be saved of what was loaded, after it was used. */
        byte[] use(Path file) throws IOException {
            if (this == AGENT) {
                DqnAgent agent = DqnAgent.load(file);
                agent.qValues(new float[agent.online().inputs()]);
                return SavedFile.bytes(magic, 1, agent::write);
            }
            Trainer trainer = Checkpoint.load(file, CartPole::v1);
            byte[] saved = SavedFile.bytes(magic, 1, out -> Checkpoint.write(trainer, out));
            try {
                for (int i = 0; i < 12 && trainer.log().end() == TrainingLog.End.RUNNING; i++) {
                    trainer.step();
                }
            } catch (IllegalArgumentException | IllegalStateException e) {
                assertTrue(e.getMessage().length() > 10, e.toString()); // an action that does not exist, for one
            }
            return saved;
        }
    }

    record Whole(Kind kind, DqnConfig config) {}

    static Stream<Whole> wholes() {
        DqnConfig several = SMALL.with(c -> c.environments(3)
                .nStep(3)
                .dueling(true)
                .replay(Replay.prioritized(20, 0.6, Schedule.linear(0.4, 1, 900))));
        DqnConfig plain = SMALL.with(c -> c.target(TargetUpdate.none()).replay(Replay.none()));
        return Stream.of(
                new Whole(Kind.AGENT, SMALL),
                new Whole(Kind.TRAINING, SMALL),
                new Whole(Kind.TRAINING, several),
                new Whole(Kind.TRAINING, plain));
    }

    private byte[] save(Whole whole) throws IOException {
        Trainer trainer = new Trainer(whole.config, CartPole::v1, 5);
        while (trainer.steps() < 90) {
            trainer.step();
        }
        whole.kind.save(trainer, file);
        return Files.readAllBytes(file);
    }

    @ParameterizedTest
    @MethodSource("wholes")
    void aFileCutOffAnywhereIsRefused(Whole whole) throws IOException {
        byte[] bytes = save(whole);
        for (int length = 0; length < bytes.length; length++) {
            put(Arrays.copyOf(bytes, length));
            assertRefused(whole.kind);
        }
    }

    @ParameterizedTest
    @MethodSource("wholes")
    void anyDamageIsRefused(Whole whole) throws IOException {
        byte[] bytes = save(whole);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = mutated(bytes);
            if (!Arrays.equals(bytes, damaged)) {
                put(damaged);
                assertRefused(whole.kind);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("wholes")
    void contentCutOffAnywhereUnderAValidChecksumIsRefused(Whole whole) throws IOException {
        byte[] content = content(save(whole));
        for (int length = 0; length < content.length; length++) {
            write(whole.kind, Arrays.copyOf(content, length));
            assertRefused(whole.kind);
        }
    }

    @ParameterizedTest
    @MethodSource("wholes")
    void hostileContentUnderAValidChecksumIsRefusedOrCanBeUsed(Whole whole) throws IOException {
        byte[] content = content(save(whole));
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            write(whole.kind, mutated(content));
            refused += usedOrRefused(whole.kind);
        }
        assertTrue(refused > 200 && refused < 2_000, "refused " + refused);
    }

    @ParameterizedTest
    @MethodSource("wholes")
    void aHostileConfigurationIsRefusedOrCanBeUsed(Whole whole) throws IOException {
        byte[] content = content(save(whole));
        int refused = 0;
        for (int i = 0; i < 1_500; i++) {
            write(whole.kind, withText(content, changedNumber(text(content))));
            refused += usedOrRefused(whole.kind);
        }
        assertTrue(refused > 100 && refused < 1_500, "refused " + refused);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hidden = 2147483647",
                "hidden = 65536, 65536",
                "hidden = 2147483647, 2147483647, 2147483647, 2147483647",
                "environments = 2147483647",
                "nStep = 2147483647",
                "replay = uniform(2147483647)",
                "replay = uniform(400000000)",
                "replay = prioritized(2147483647, 0.5, constant(1.0))",
                "batchSize = 2147483647",
                "observationScale = NaN",
                "learningRate = constant(Infinity)",
                "backend = DL4J\nscreen = screen(2147483647, 2147483647, 2147483647, 1, 1, 1)",
                "backend = DL4J\nscreen = screen(2, 2, 1, 2147483647, 1, 1, 2147483647, 1, 1)",
                "replay = uniform",
                "screen = screen(2)",
                "gamma = 0.9\u202e",
                "gamma = \0",
                "gamma = \033[31m0.9",
                "gamma = \u0660.\u0669",
            })
    void anAbsurdSettingIsRefusedBeforeAnythingLargeIsAllocated(String settings) throws IOException {
        for (Kind kind : Kind.values()) {
            byte[] content = content(save(new Whole(kind, SMALL)));
            String changed = text(content);
            for (String setting : settings.split("\n")) {
                String name = setting.substring(0, setting.indexOf(' '));
                changed = changed.replaceAll("(?m)^" + name + " .*$", setting);
            }
            write(kind, withText(content, changed));
            if (kind == Kind.AGENT && settings.startsWith("replay")) {
                usedOrRefused(kind); // an agent alone has no buffer
            } else {
                assertRefused(kind);
            }
        }
    }

    @Test
    void whatIsNoFileIsRefused() throws IOException {
        for (Kind kind : Kind.values()) {
            Files.deleteIfExists(file);
            assertRefused(kind);
            Files.createDirectory(file);
            assertRefused(kind);
            Files.delete(file);
        }
    }

    /** 1 if it was refused, 0 if it could be used: then what is saved of it reads as the same. */
    private int usedOrRefused(Kind kind) throws IOException {
        byte[] saved;
        try {
            saved = kind.use(file);
        } catch (IOException e) {
            assertClear(e);
            return 1;
        }
        put(saved);
        assertArrayEquals(saved, kind.use(file));
        return 0;
    }

    private void assertRefused(Kind kind) {
        assertClear(assertThrows(IOException.class, () -> kind.use(file)));
    }

    /** Names the file, is short, and cannot write into a terminal what the file wants. */
    private void assertClear(IOException e) {
        String message = e.getMessage();
        assertTrue(message.startsWith(file + " "), message);
        assertTrue(message.length() < file.toString().length() + 500, message);
        assertTrue(message.chars().allMatch(c -> c >= ' ' && c < 127), message);
        assertTrue(!message.contains("null"), message);
    }

    private void write(Kind kind, byte[] content) throws IOException {
        put(SavedFile.bytes(kind.magic, 1, out -> out.write(content)));
    }

    /** Anew: what is written over is flushed to the disk at once, and thousands of files would take minutes. */
    private void put(byte[] bytes) throws IOException {
        Files.deleteIfExists(file);
        Files.write(file, bytes);
    }

    private static byte[] content(byte[] bytes) {
        return Arrays.copyOfRange(bytes, AROUND, bytes.length - 4);
    }

    private static String text(byte[] content) {
        return new String(content, 4, ByteBuffer.wrap(content).getInt(), StandardCharsets.UTF_8);
    }

    private static byte[] withText(byte[] content, String text) {
        int rest = 4 + ByteBuffer.wrap(content).getInt();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(4 + bytes.length + content.length - rest)
                .putInt(bytes.length)
                .put(bytes)
                .put(content, rest, content.length - rest)
                .array();
    }

    private byte[] mutated(byte[] whole) {
        byte[] bytes = whole;
        for (int changes = 1 + random.integers(3); changes > 0; changes--) {
            bytes = changedOnce(bytes);
        }
        return bytes;
    }

    private byte[] changedOnce(byte[] whole) {
        int at = random.integers(whole.length - 8);
        int length = 1 + random.integers(8);
        byte[] bytes = whole.clone();
        switch (random.integers(6)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.integers(8));
            case 1 -> bytes[at] = (byte) random.integers(256);
            case 2 -> ByteBuffer.wrap(bytes).putInt(at, EXTREMES[random.integers(EXTREMES.length)]);
            case 3 -> ByteBuffer.wrap(bytes).putLong(at, random.nextLong());
            case 4 -> { // bytes removed
                System.arraycopy(whole, at + length, bytes, at, whole.length - at - length);
                return Arrays.copyOf(bytes, whole.length - length);
            }
            default -> { // bytes doubled
                bytes = Arrays.copyOf(whole, whole.length + length);
                System.arraycopy(whole, at, bytes, at + length, whole.length - at);
            }
        }
        return bytes;
    }

    private String changedNumber(String text) {
        List<int[]> numbers = new ArrayList<>();
        Matcher matcher = Pattern.compile("[-0-9.]+").matcher(text);
        while (matcher.find()) {
            numbers.add(new int[] {matcher.start(), matcher.end()});
        }
        int[] place = numbers.get(random.integers(numbers.size()));
        String[] values = {
            "0",
            "1",
            "2",
            "5",
            "-1",
            "0.5",
            "100",
            "1e3",
            "NaN",
            "Infinity",
            "-0.0",
            "1e-320",
            "4096",
            "99999",
            "2147483647",
            "2147483648",
            "9223372036854775807",
            "",
            "1,2",
            "0x10",
            "1f"
        };
        return text.substring(0, place[0]) + values[random.integers(values.length)] + text.substring(place[1]);
    }
}
