package deepq.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.agent.TrainingLog.End;
import deepq.env.CartPole;
import deepq.env.MountainCar;
import deepq.policy.Schedule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointTest {
    private static final DqnConfig SHORT = DqnConfig.baseline().with(c -> c.hidden(8, 8)
            .maxSteps(1_200)
            .learningStarts(100)
            .replay(Replay.uniform(400))
            .stop(StopRule.onlyTest(150, 2)));

    @TempDir
    Path folder;

    static Stream<DqnConfig> configurations() {
        return Stream.of(
                SHORT,
                SHORT.with(c -> c.target(TargetUpdate.none()).replay(Replay.none())),
                SHORT.with(c -> c.environments(4)
                        .nStep(3)
                        .target(TargetUpdate.soft(0.02))
                        .dueling(true)),
                SHORT.with(c -> c.doubleDqn(true)
                        .stepsPerUpdate(2)
                        .replay(Replay.prioritized(300, 0.6, Schedule.linear(0.4, 1, 900)))),
                SHORT.with(c -> c.backend(Backend.DL4J).maxSteps(400).stepsPerUpdate(8)));
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void aResumedTrainingEqualsAnUninterruptedOneBitForBit(DqnConfig config) throws IOException {
        Trainer whole = new Trainer(config, CartPole::v1, 9);
        whole.run();

        Path file = folder.resolve("checkpoint");
        Trainer first = new Trainer(config, CartPole::v1, 9);
        while (first.steps() < 332) {
            first.step();
        }
        Checkpoint.save(first, file);
        Trainer second = Checkpoint.load(file, CartPole::v1);
        second.run();

        assertArrayEquals(
                whole.agent().online().parameters(), second.agent().online().parameters());
        assertArrayEquals(
                whole.agent().target().parameters(), second.agent().target().parameters());
        assertEquals(whole.log().episodes(), second.log().episodes());
        assertEquals(whole.log().tests(), second.log().tests());
        assertEquals(whole.log().samples(), second.log().samples());
        assertEquals(whole.log().toString(), second.log().toString());
        assertEquals(whole.log().largestQ(), second.log().largestQ());
    }

    @Test
    void savingChangesNothing() throws IOException {
        Trainer alone = new Trainer(SHORT, CartPole::v1, 1);
        alone.run();
        Trainer saving = new Trainer(SHORT, CartPole::v1, 1);
        saving.run(Checkpoint.every(700, folder.resolve("checkpoint")));
        assertArrayEquals(
                alone.agent().online().parameters(), saving.agent().online().parameters());
        assertEquals(
                End.RUNNING,
                Checkpoint.load(folder.resolve("checkpoint"), CartPole::v1)
                        .log()
                        .end());
    }

    @Test
    void otherEnvironmentsAreRefused() throws IOException {
        Path file = folder.resolve("checkpoint");
        Checkpoint.save(new Trainer(SHORT, CartPole::v1, 1), file);
        assertThrows(IOException.class, () -> Checkpoint.load(file, MountainCar::v0));
    }

    @Test
    void anAgentIsNoTrainingAndSaysSo() throws IOException {
        Path file = folder.resolve("agent");
        new Trainer(SHORT, CartPole::v1, 1).agent().save(file);
        IOException e = assertThrows(IOException.class, () -> Checkpoint.load(file, CartPole::v1));
        assertTrue(e.getMessage().contains("is not a DEEPQ-TRAINING file"), e.getMessage());
    }
}
