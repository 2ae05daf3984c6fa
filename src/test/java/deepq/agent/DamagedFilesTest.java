package deepq.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.env.CartPole;
import deepq.network.DenseNetwork;
import deepq.network.NetworkFactory;
import deepq.policy.Schedule;
import deepq.random.Pcg64;
import deepq.replay.Replay;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
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
    private static final NetworkFactory NETWORK = DenseNetwork.hidden(3);
    private static final DqnConfig SMALL = DqnConfig.baseline()
            .maxSteps(2_000)
            .batchSize(4)
            .learningStarts(20)
            .replay(Replay.uniform(30))
            .stop(StopRule.onlyTest(1_000, 1));
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
        AGENT,
        TRAINING;

        void save(Trainer trainer, Path file) throws IOException {
            if (this == AGENT) {
                trainer.agent().save(file);
            } else {
                Checkpoint.save(trainer, file);
            }
        }

        /** Loads it, uses it, and returns what would be saved of what was loaded. */
        byte[] use(DqnConfig config, Path file) throws IOException {
            Path again = file.resolveSibling("again");
            if (this == AGENT) {
                DqnAgent agent = DqnAgent.load(file);
                agent.qValues(new float[agent.network().inputs()]);
                agent.save(again);
                return Files.readAllBytes(again);
            }
            Trainer trainer = new Trainer(config, CartPole::v1, NETWORK, 5);
            Checkpoint.restore(trainer, file);
            Checkpoint.save(trainer, again);
            try {
                for (int i = 0; i < 12 && trainer.log().end() == TrainingLog.End.RUNNING; i++) {
                    trainer.step();
                }
            } catch (IllegalArgumentException | IllegalStateException e) {
                assertTrue(e.getMessage().length() > 10, e.toString()); // an action that does not exist, for one
            }
            return Files.readAllBytes(again);
        }
    }

    record Whole(Kind kind, DqnConfig config) {}

    static Stream<Whole> wholes() {
        DqnConfig several = SMALL.nStep(3).replay(Replay.prioritized(20, 0.6, Schedule.linear(0.4, 1, 900)));
        DqnConfig plain = SMALL.targetUpdate(TargetUpdate.none()).replay(Replay.none());
        return Stream.of(
                new Whole(Kind.AGENT, SMALL),
                new Whole(Kind.TRAINING, SMALL),
                new Whole(Kind.TRAINING, several),
                new Whole(Kind.TRAINING, plain));
    }

    private byte[] save(Whole whole) throws IOException {
        Trainer trainer = new Trainer(whole.config, CartPole::v1, NETWORK, 5);
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
            assertRefused(whole);
        }
    }

    /** A zip says some things twice; where only the copy that nobody reads is damaged, nothing is lost. */
    @ParameterizedTest
    @MethodSource("wholes")
    void anyDamageIsRefusedOrChangesNothing(Whole whole) throws IOException {
        byte[] bytes = save(whole);
        byte[] saved = whole.kind.use(whole.config, file);
        int refused = 0;
        for (int i = 0; i < 1_000; i++) {
            put(mutated(bytes));
            try {
                assertArrayEquals(saved, whole.kind.use(whole.config, file));
            } catch (IOException e) {
                assertClear(e);
                refused++;
            }
        }
        assertTrue(refused > 600, "refused " + refused);
    }

    @ParameterizedTest
    @MethodSource("wholes")
    void hostileContentUnderAValidChecksumIsRefusedOrCanBeUsed(Whole whole) throws IOException {
        Map<String, byte[]> entries = entries(save(whole));
        List<String> names =
                entries.keySet().stream().filter(name -> !name.endsWith(".txt")).toList();
        int refused = 0;
        for (int i = 0; i < 1_500; i++) {
            Map<String, byte[]> changed = new LinkedHashMap<>(entries);
            changed.computeIfPresent(names.get(random.integers(names.size())), (name, content) -> mutated(content));
            put(zip(changed));
            refused += usedOrRefused(whole);
        }
        assertTrue(refused > 100 && refused < 1_500, "refused " + refused);
    }

    @Test
    void aHostileConfigurationIsRefusedOrCanBeUsed() throws IOException {
        Whole whole = new Whole(Kind.AGENT, SMALL);
        Map<String, byte[]> entries = entries(save(whole));
        String text = new String(entries.get("config.txt"), StandardCharsets.UTF_8);
        int refused = 0;
        for (int i = 0; i < 1_500; i++) {
            entries.put("config.txt", changedNumber(text).getBytes(StandardCharsets.UTF_8));
            put(zip(entries));
            refused += usedOrRefused(whole);
        }
        assertTrue(refused > 100 && refused < 1_500, "refused " + refused);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nStep = 2147483647",
                "batchSize = 2147483647",
                "observationScale = (NaN)",
                "observationScale = NaN",
                "learningRate = constant(Infinity)",
                "replay = uniform",
                "gamma = 0.9\u202e",
                "gamma = \0",
                "gamma = \033[31m0.9",
                "gamma = \u0660.\u0669",
            })
    void anAbsurdSettingIsRefused(String setting) throws IOException {
        Whole whole = new Whole(Kind.AGENT, SMALL);
        Map<String, byte[]> entries = entries(save(whole));
        String name = setting.substring(0, setting.indexOf(' '));
        String text = new String(entries.get("config.txt"), StandardCharsets.UTF_8);
        String changed = text.replaceAll("(?m)^" + name + " .*$", setting);
        entries.put("config.txt", changed.getBytes(StandardCharsets.UTF_8));
        put(zip(entries));
        assertRefused(whole);
    }

    @Test
    void whatIsNoFileIsRefused() throws IOException {
        for (Kind kind : Kind.values()) {
            Files.deleteIfExists(file);
            assertRefused(new Whole(kind, SMALL));
            Files.createDirectory(file);
            assertRefused(new Whole(kind, SMALL));
            Files.delete(file);
        }
    }

    /** 1 if it was refused, 0 if it could be used: then what is saved of it reads as the same. */
    private int usedOrRefused(Whole whole) throws IOException {
        byte[] saved;
        try {
            saved = whole.kind.use(whole.config, file);
        } catch (IOException e) {
            assertClear(e);
            return 1;
        }
        put(saved);
        assertArrayEquals(saved, whole.kind.use(whole.config, file));
        return 0;
    }

    private void assertRefused(Whole whole) {
        assertClear(assertThrows(IOException.class, () -> whole.kind.use(whole.config, file)));
    }

    /** Names the file, is short, and cannot write into a terminal what the file wants. */
    private void assertClear(IOException e) {
        String message = e.getMessage();
        assertTrue(message.startsWith(file + " "), message);
        assertTrue(message.length() < file.toString().length() + 500, message);
        assertTrue(message.chars().allMatch(c -> c >= ' ' && c < 127), message);
        assertTrue(!message.contains("null"), message);
    }

    /** Anew: what is written over is flushed to the disk at once, and thousands of files would take minutes. */
    private void put(byte[] bytes) throws IOException {
        Files.deleteIfExists(file);
        Files.write(file, bytes);
    }

    private static Map<String, byte[]> entries(byte[] bytes) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
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
