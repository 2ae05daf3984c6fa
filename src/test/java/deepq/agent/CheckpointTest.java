package deepq.agent;

import static deepq.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import deepq.agent.TrainingLog.End;
import deepq.env.CartPole;
import deepq.env.Step;
import deepq.network.DenseNetwork;
import deepq.network.Dl4jNetwork;
import deepq.network.NetworkFactory;
import deepq.network.QNetwork;
import deepq.policy.Schedule;
import deepq.replay.Replay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointTest {
    private static final DqnConfig SHORT = DqnConfig.baseline()
            .maxSteps(1_200)
            .learningStarts(100)
            .replay(Replay.uniform(400))
            .stop(StopRule.onlyTest(150, 2));
    private static final NetworkFactory SMALL = DenseNetwork.hidden(8, 8);
    private static final NetworkFactory DL4J = (inputs, actions, random) -> Dl4jNetwork.of(Networks.dl4jModel());

    @TempDir
    Path folder;

    record Kind(DqnConfig config, NetworkFactory network) {}

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind(SHORT, SMALL),
                new Kind(SHORT.targetUpdate(TargetUpdate.none()).replay(Replay.none()), SMALL),
                new Kind(
                        SHORT.nStep(3).targetUpdate(TargetUpdate.soft(0.02)),
                        DenseNetwork.hidden(8, 8).dueling()),
                new Kind(
                        SHORT.targetRule(TargetRule.doubleDqn())
                                .stepsPerUpdate(2)
                                .replay(Replay.prioritized(300, 0.6, Schedule.linear(0.4, 1, 900))),
                        SMALL),
                new Kind(SHORT.maxSteps(400).stepsPerUpdate(8), DL4J));
    }

    /** Parameters, and with them what the optimizer remembers: ten more updates would tell. */
    private static float[] answers(QNetwork network) {
        float[] observations = new float[40];
        for (int i = 0; i < observations.length; i++) {
            observations[i] = (float) StrictMath.sin(i);
        }
        return network.predict(observations);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aResumedTrainingEqualsAnUninterruptedOneBitForBit(Kind kind) throws IOException {
        Trainer whole = new Trainer(kind.config, CartPole::v1, kind.network, 9);
        whole.run();

        Path file = folder.resolve("checkpoint");
        Trainer first = new Trainer(kind.config, CartPole::v1, kind.network, 9);
        while (first.steps() < 332) {
            first.step();
        }
        Checkpoint.save(first, file);
        Trainer second = new Trainer(kind.config, CartPole::v1, kind.network, 9);
        Checkpoint.restore(second, file);
        assertEquals(332, second.steps());
        assertEquals(End.RUNNING, second.log().end());
        second.run();
        first.run();

        assertArrayEquals(
                answers(whole.agent().network()), answers(first.agent().network()), "saving changes nothing");

        assertArrayEquals(
                answers(whole.agent().network()), answers(second.agent().network()));
        assertArrayEquals(answers(whole.targetNetwork()), answers(second.targetNetwork()));
        assertEquals(whole.log().episodes(), second.log().episodes());
        assertEquals(whole.log().tests(), second.log().tests());
        assertEquals(whole.log().toString(), second.log().toString());
        assertEquals(whole.log().largestQ(), second.log().largestQ());
    }

    @Test
    void aTrainingWithAnotherLimitGoesOn() throws IOException {
        Path file = folder.resolve("checkpoint");
        Trainer trainer = new Trainer(SHORT, CartPole::v1, SMALL, 1);
        trainer.run();
        Checkpoint.save(trainer, file);
        Trainer longer = new Trainer(SHORT.maxSteps(2_000), CartPole::v1, SMALL, 1);
        Checkpoint.restore(longer, file);
        longer.run();
        assertEquals(2_000, longer.steps());
    }

    @Test
    void anotherRecipeIsRefused() throws IOException {
        Path file = folder.resolve("checkpoint");
        Checkpoint.save(new Trainer(SHORT, CartPole::v1, SMALL, 1), file);
        for (DqnConfig other : List.of(
                SHORT.observationScale(1, 1, 1, 1),
                SHORT.targetRule(TargetRule.doubleDqn()),
                SHORT.batchSize(5),
                SHORT.epsilon(Schedule.constant(0)),
                SHORT.targetUpdate(TargetUpdate.every(7)),
                SHORT.targetUpdate(TargetUpdate.none()),
                SHORT.timeLimitIsTerminal(true),
                SHORT.stepsPerUpdate(2),
                SHORT.gamma(0.5),
                SHORT.replay(Replay.uniform(500)))) {
            assertRefused(new Trainer(other, CartPole::v1, SMALL, 1), file, "cannot be read into");
        }
    }

    @Test
    void aFileThatIsNoCheckpointLeavesTheTrainerAsItWas() throws IOException {
        Path file = folder.resolve("checkpoint");
        Trainer trainer = new Trainer(SHORT, CartPole::v1, SMALL, 1);
        trainer.agent().save(file);
        assertRefused(trainer, file, "an agent, and cannot be read into a training with seed 1");
        trainer.step();
        assertEquals(1, trainer.steps());
    }

    private static void assertRefused(Trainer trainer, Path file, String reason) {
        refused(IOException.class, reason, () -> Checkpoint.restore(trainer, file));
    }

    @Test
    void aTrainerThatWasBuiltOtherwiseIsRefused() throws IOException {
        Path file = folder.resolve("checkpoint");
        Checkpoint.save(new Trainer(SHORT, CartPole::v1, SMALL, 1), file);
        assertRefused(new Trainer(SHORT, CartPole::v1, SMALL, 2), file, "training with seed 2");
        assertRefused(new Trainer(SHORT, CartPole::v1, DenseNetwork.hidden(8, 9), 1), file, "8");
        assertRefused(new Trainer(SHORT, CartPole::v1, DL4J, 1), file, "not a model of deeplearning4j's");
    }

    @Test
    void anEnvironmentThatCannotBeSavedIsRefused() {
        Trainer trainer = Probe.training((t, o, a) -> new Step<>(o, 1, false, false));
        refused(
                IllegalStateException.class,
                "Probe cannot be saved",
                () -> Checkpoint.save(trainer, folder.resolve("checkpoint")));
    }
}
