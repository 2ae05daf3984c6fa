package deepq.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import deepq.Golden;
import deepq.env.CartPole;
import deepq.policy.Schedule;
import deepq.random.Pcg64;
import deepq.replay.Batch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DqnAgentTest {
    @TempDir
    Path folder;

    static Stream<JsonNode> dqnTargets() {
        return Golden.records("learning_math", "dqn_targets");
    }

    @ParameterizedTest
    @MethodSource("dqnTargets")
    void targetsOfDqnTakeTheLargestOfTheTargetNetwork(JsonNode golden) {
        float[] evaluating = matrix(golden.get("q_next_target"));
        assertTargets(golden, evaluating, evaluating, "dqn_target");
    }

    @ParameterizedTest
    @MethodSource("dqnTargets")
    void targetsOfDoubleDqnSelectWithTheOnlineNetwork(JsonNode golden) {
        assertTargets(
                golden, matrix(golden.get("q_next_online")), matrix(golden.get("q_next_target")), "double_dqn_target");
    }

    private static void assertTargets(JsonNode golden, float[] selecting, float[] evaluating, String expected) {
        float[] rewards = Golden.floats(golden.get("reward"));
        Batch batch = new Batch(rewards.length, 1);
        for (int i = 0; i < rewards.length; i++) {
            batch.rewards[i] = rewards[i];
            batch.discounts[i] = golden.get("terminated").get(i).asBoolean()
                    ? 0
                    : (float) golden.get("gamma").asDouble();
        }
        float[] targets = new float[rewards.length];
        DqnAgent.targets(batch, selecting, evaluating, 3, targets);
        assertArrayEquals(Golden.floats(golden.get(expected)), targets, 1e-6f);
    }

    private static float[] matrix(JsonNode rows) {
        float[] values = new float[rows.size() * rows.get(0).size()];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(
                    Golden.floats(rows.get(i)),
                    0,
                    values,
                    i * rows.get(i).size(),
                    rows.get(i).size());
        }
        return values;
    }

    @Test
    void noGradientFlowsThroughTheTargets() {
        DqnConfig config = DqnConfig.builder()
                .hidden(8)
                .batchSize(4)
                .target(TargetUpdate.none())
                .build();
        DqnAgent learning = new DqnAgent(config, 2, 2, new Pcg64(1));
        DqnAgent told = new DqnAgent(config, 2, 2, new Pcg64(1));
        Batch batch = new Batch(4, 2);
        Pcg64 random = new Pcg64(2);
        for (int i = 0; i < 8; i++) {
            batch.observations[i] = (float) random.gaussian();
            batch.nextObservations[i] = (float) random.gaussian();
        }
        Arrays.fill(batch.discounts, 0.9f);
        Arrays.fill(batch.weights, 1);

        float[] next = new float[8];
        told.online().predict(batch.nextObservations, 4, next);
        float[] numbers = new float[4];
        DqnAgent.targets(batch, next, next, 2, numbers);
        told.online().update(batch.observations, batch.actions, numbers, batch.weights, 4, 0.01, new float[4]);

        learning.learn(batch, 0.01, new float[4], new float[4]);
        assertArrayEquals(told.online().parameters(), learning.online().parameters());
    }

    private static DqnAgent agent(Backend backend) {
        DqnConfig config = DqnConfig.baseline()
                .with(c ->
                        c.backend(backend).maxSteps(120).learningStarts(50).epsilon(Schedule.exponential(1, 0.5, 99)));
        Trainer trainer = new Trainer(config, CartPole::v1, 6);
        trainer.run();
        return trainer.agent();
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void anAgentThatWasSavedAnswersTheSame(Backend backend) throws IOException {
        DqnAgent agent = agent(backend);
        Path file = folder.resolve("pole agent ü");
        agent.save(file);
        DqnAgent loaded = DqnAgent.load(file);
        float[] observation = {0.1f, -0.2f, 0.03f, 0.4f};
        assertEquals(agent.config(), loaded.config());
        assertArrayEquals(agent.qValues(observation), loaded.qValues(observation));
        assertEquals(agent.online().updates(), loaded.online().updates());
    }

    @Test
    void aForeignFileIsNamedAsOne() throws IOException {
        assertRefused("PK this is a zip file, or so it says, and long enough".getBytes(), "is not a DEEPQ-AGENT file");
        assertRefused(new byte[0], "is not a DEEPQ-AGENT file");
    }

    @Test
    void aNewerVersionIsNamed() throws IOException {
        Path file = folder.resolve("newer");
        SavedFile.write(file, "DEEPQ-AGENT", 2, out -> out.writeInt(0));
        IOException e = assertThrows(IOException.class, () -> DqnAgent.load(file));
        assertTrue(e.getMessage().contains("format version 2; this program reads version 1"), e.getMessage());
    }

    private void assertRefused(byte[] bytes, String message) throws IOException {
        Path file = Files.write(folder.resolve("damaged"), bytes);
        IOException e = assertThrows(IOException.class, () -> DqnAgent.load(file));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void anObservationOfTheWrongLengthIsRefused() {
        DqnAgent agent = new DqnAgent(DqnConfig.article(), 4, 2, new Pcg64(0));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> agent.qValues(new float[] {1, 2, 3}));
        assertTrue(e.getMessage().contains("have 4 numbers, not 3"), e.getMessage());
    }
}
