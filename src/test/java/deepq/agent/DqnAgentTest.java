package deepq.agent;

import static deepq.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import deepq.env.CartPole;
import deepq.network.DenseNetwork;
import deepq.network.Dl4jNetwork;
import deepq.network.NetworkFactory;
import deepq.policy.Schedule;
import deepq.random.Pcg64;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DqnAgentTest {
    @TempDir
    Path folder;

    static Stream<NetworkFactory> networks() {
        return Stream.of(
                DenseNetwork.hidden(32, 32),
                DenseNetwork.hidden(8).dueling().glorot().adamEpsilon(1e-7),
                (inputs, actions, random) -> Dl4jNetwork.of(Networks.dl4jModel()));
    }

    private static DqnAgent agent(NetworkFactory network) {
        DqnConfig config = DqnConfig.baseline()
                .maxSteps(120)
                .learningStarts(50)
                .stop(StopRule.none())
                .epsilon(Schedule.exponential(1, 0.5, 99));
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
        assertEquals(agent.network().getClass(), loaded.network().getClass());
        assertArrayEquals(agent.qValues(observation), loaded.qValues(observation));
    }

    @Test
    void anObservationOfTheWrongLengthIsRefused() {
        DqnAgent agent = new DqnAgent(DqnConfig.article(), DenseNetwork.of(new Pcg64(0), 4, 16, 2));
        refused("have 4 numbers, not 3", () -> agent.qValues(new float[] {1, 2, 3}));
    }
}
