package deepq.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.env.CartPole;
import deepq.network.DenseNetwork;
import deepq.network.Dl4jNetwork;
import deepq.network.NetworkFactory;
import deepq.policy.Schedule;
import deepq.random.Pcg64;
import deepq.replay.Batch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DqnAgentTest {
    @TempDir
    Path folder;

    @Test
    void noGradientFlowsThroughTheTargets() {
        DqnConfig config = new DqnConfig().targetUpdate(TargetUpdate.none()).learningRate(Schedule.constant(0.01));
        DenseNetwork network = DenseNetwork.of(new Pcg64(1), 2, 8, 2);
        DenseNetwork told = network.copy();
        DqnAgent learning = new DqnAgent(config, network);
        Batch batch = new Batch(4, 2);
        Pcg64 random = new Pcg64(2);
        for (int i = 0; i < 8; i++) {
            batch.observations[i] = (float) random.gaussian();
            batch.nextObservations[i] = (float) random.gaussian();
        }
        Arrays.fill(batch.discounts, 0.9f);
        float[] numbers = new float[4];
        TargetRule.max().targets(batch, told, told, numbers);
        told.update(batch, numbers, 0.01, new float[4]);

        learning.learn(batch);
        assertArrayEquals(told.parameters(), network.parameters());
    }

    static Stream<NetworkFactory> networks() {
        return Stream.of(
                DenseNetwork.hidden(32, 32),
                DenseNetwork.hidden(8).dueling().glorot().adamEpsilon(1e-7),
                (inputs, actions, random) -> Dl4jNetwork.of(Networks.dl4jModel()));
    }

    private static DqnAgent agent(NetworkFactory network) {
        DqnConfig config =
                DqnConfig.baseline().maxSteps(120).learningStarts(50).epsilon(Schedule.exponential(1, 0.5, 99));
        Trainer trainer = new Trainer(config, CartPole::v1, network, 6);
        trainer.run();
        return trainer.agent();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void anAgentThatWasSavedAnswersTheSame(NetworkFactory network) throws IOException {
        DqnAgent agent = agent(network);
        Path file = folder.resolve("pole agent ü");
        agent.save(file);
        DqnAgent loaded = DqnAgent.load(file);
        float[] observation = {0.1f, -0.2f, 0.03f, 0.4f};
        assertEquals(agent.config(), loaded.config());
        assertEquals(agent.network().getClass(), loaded.network().getClass());
        assertArrayEquals(agent.qValues(observation), loaded.qValues(observation));
    }

    @Test
    void aForeignFileIsNamedAsOne() throws IOException {
        assertRefused("PK this is a zip file, or so it says, and long enough".getBytes(), "cannot be read");
        assertRefused(new byte[0], "cannot be read");
        Path file = folder.resolve("damaged");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("configuration.json"));
        }
        assertRefused(Files.readAllBytes(file), "it holds no deepq.txt");
    }

    @Test
    void anotherVersionIsNamed() throws IOException {
        Path file = folder.resolve("newer");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("deepq.txt"));
            zip.write("deepq agent 3".getBytes());
        }
        assertRefused(Files.readAllBytes(file), "it is 'deepq agent 3'; this program reads 'deepq agent 2'");
    }

    private void assertRefused(byte[] bytes, String message) throws IOException {
        Path file = Files.write(folder.resolve("damaged"), bytes);
        IOException e = assertThrows(IOException.class, () -> DqnAgent.load(file));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void anObservationOfTheWrongLengthIsRefused() {
        DqnAgent agent = new DqnAgent(DqnConfig.article(), DenseNetwork.of(new Pcg64(0), 4, 16, 2));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> agent.qValues(new float[] {1, 2, 3}));
        assertTrue(e.getMessage().contains("have 4 numbers, not 3"), e.getMessage());
    }
}
