package deepq.agent;

import static deepq.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.env.CartPole;
import deepq.env.Discrete;
import deepq.env.Environment;
import deepq.env.FrameStack;
import deepq.env.Step;
import deepq.env.Wrapper;
import deepq.network.DenseNetwork;
import deepq.policy.Policy;
import deepq.random.Pcg64;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final Policy<float[]> ANY = observation -> 0;

    private static DqnAgent agent(int inputs, int actions) {
        return new DqnAgent(new DqnConfig(), DenseNetwork.of(new Pcg64(1), inputs, 8, actions));
    }

    @Test
    void anAgentPlaysTheSameEpisodesInLockstepAndOneByOne() {
        DqnAgent agent = agent(4, 2);
        Policy<float[]> oneByOne = agent::action;
        assertArrayEquals(
                Evaluation.of(oneByOne, CartPole::v1, 12, 5).returns(),
                Evaluation.of(agent, CartPole::v1, 12, 5).returns());
    }

    record Three(Environment<float[]> inner) implements Wrapper<float[]> {
        @Override
        public Discrete actionSpace() {
            return new Discrete(3);
        }

        @Override
        public Step<float[]> step(int action) {
            return inner.step(action % 2);
        }
    }

    @Test
    void anAgentThatDoesNotFitTheGameIsRefusedWithBothSizes() {
        Supplier<Environment<float[]>> three = () -> new Three(CartPole.v1());
        String sizes = "observations of 4 numbers and 3 actions; the network has 4 inputs and 2 outputs";
        refused(sizes, () -> Evaluation.of(agent(4, 2), three, 20, 7));
        Supplier<Environment<float[]>> two = () -> new FrameStack(CartPole.v1(), 2);
        refused("4 inputs and 2 outputs", () -> Evaluation.of(agent(4, 2), two, 20, 7));
        refused("2 inputs and 3 outputs", () -> Evaluation.of(agent(2, 3), CartPole::v1, 20, 7));
    }

    @Test
    void whatAnEnvironmentShouldNotGiveIsTold() {
        Step<float[]> nan = new Step<>(new float[] {0}, Double.NaN, true, false);
        Supplier<Environment<float[]>> noReward = () -> new Probe(1, (t, o, a) -> nan, new float[] {0});
        refused(IllegalStateException.class, "reward=NaN", () -> Evaluation.of(ANY, noReward, 1, 0));
    }

    @Test
    void itCanBeInterruptedAndKeepsTheFlag() {
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> Evaluation.of(ANY, CartPole::v1, 5, 0));
        assertTrue(Thread.interrupted());
    }

    @Test
    void aGameWithoutEndDoesNotHangIt() {
        Step<float[]> on = new Step<>(new float[] {1}, 1, false, false);
        Supplier<Environment<float[]>> endless = () -> new Probe(1, (t, o, a) -> on, new float[] {1});
        refused(IllegalStateException.class, "TimeLimit", () -> Evaluation.of(ANY, endless, 1, 0));
    }
}
