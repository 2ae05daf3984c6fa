package deepq.network;

import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.random.Pcg64;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.nd4j.linalg.learning.config.Adam;

class NativeMemoryTest {
    @Test
    @EnabledOnOs(OS.LINUX) // the resident size is read from /proc
    void networksThatAreDroppedGiveTheirNativeMemoryBack() throws IOException {
        create(40);
        long before = residentMegabytes();
        create(200); // 256-256: each has 1.3 MB of parameters, gradient and moments outside the heap
        long grown = residentMegabytes() - before;
        assertTrue(grown < 150, "200 networks of 1.3 MB: the process grew by " + grown + " MB");
    }

    private static void create(int networks) {
        for (int i = 0; i < networks; i++) {
            QNetwork network = Dl4jNetwork.of(Models.dense(new Adam(1e-3), 4, 256, 256, 2));
            new Samples(network, 32, new Pcg64(1)).update(network, 1e-3);
            if (i % 20 == 19) {
                System.gc();
            }
        }
    }

    private static long residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
