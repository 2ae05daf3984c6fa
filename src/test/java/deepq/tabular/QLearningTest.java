package deepq.tabular;

import static deepq.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import deepq.Golden;
import deepq.env.Discrete;
import deepq.env.Environment;
import deepq.env.FrozenLake;
import deepq.env.GridWorld;
import deepq.env.Maze;
import deepq.env.Step;
import deepq.env.TimeLimit;
import deepq.policy.Schedule;
import deepq.random.Pcg64;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class QLearningTest {
    private static final Schedule TENTH = Schedule.constant(0.1);

    /** Random behavior, so that the same actions can be drawn here. */
    @ParameterizedTest
    @Golden.Each("dynamic_programming q_learning")
    void theTableIsThatOfAnotherImplementation(JsonNode golden) {
        Environment<Integer> environment = ValueIterationTest.make(golden);
        if (golden.get("env").asText().startsWith("FrozenLake")) {
            environment = new TimeLimit<>(environment, 100);
        }
        Schedule alpha = Schedule.constant(golden.get("alpha").asDouble());
        QLearning learner = new QLearning(environment, golden.get("gamma").asDouble(), alpha, TENTH, 0);
        Pcg64 random = new Pcg64(golden.get("seed").asLong());
        for (int episode = 0; episode < golden.get("episodes").asInt(); episode++) {
            int state = episode == 0 ? environment.reset(golden.get("seed").asLong()) : environment.reset();
            Step<Integer> step;
            do {
                int action = environment.actionSpace().sample(random);
                step = environment.step(action);
                learner.learn(state, action, step);
                state = step.observation();
            } while (!step.ended());
        }
        assertEquals(golden.get("total_steps").asLong(), learner.steps());
        QTable table = learner.table();
        double sum = 0;
        for (int state = 0; state < table.states(); state++) {
            for (int action = 0; action < table.actions(); action++) {
                JsonNode expected = golden.get("Q").get(state + "," + action); // cells that are 0 are left out
                assertEquals(expected == null ? 0 : expected.asDouble(), table.get(state, action), 1e-12);
                sum += Math.abs(table.get(state, action));
            }
        }
        assertTrue(sum > 0);
    }

    @Test
    void aTerminalStepHasNoFutureAndACutOffOneHas() {
        QLearning learner = new QLearning(Maze.twoWays(), 0.5, Schedule.constant(1), TENTH, 0);
        learner.table().set(7, 2, 10);
        learner.learn(0, 0, new Step<>(7, 1, true, false));
        learner.learn(0, 1, new Step<>(7, 1, false, true));
        learner.learn(0, 2, new Step<>(7, 1, false, false));
        learner.learn(0, 3, new Step<>(7, 1, true, true));
        assertEquals("[1.0, 6.0, 6.0, 1.0]", Arrays.toString(learner.table().row(0)));
    }

    @Test
    void tiesGoToTheLowestActionOrAtRandom() {
        QLearning lowest = new QLearning(Maze.twoWays(), 1, TENTH, Schedule.constant(0), 0);
        QLearning random = lowest.randomTies();
        boolean[] seen = new boolean[4];
        for (int i = 0; i < 100; i++) {
            assertEquals(0, lowest.action(0));
            seen[random.action(0)] = true;
        }
        assertTrue(seen[0] && seen[1] && seen[2] && seen[3]);
    }

    /** Field notes: reward 1 for ever, cut off every 5 steps, gamma 0.99: the value is 1 / (1 - gamma). */
    @Test
    void underATimeLimitTheValueIsThatOfTheEndlessGame() {
        QLearning learner = new QLearning(new TimeLimit<>(new Treadmill(), 5), 0.99, Schedule.constant(0.5), TENTH, 0);
        for (int episode = 0; episode < 2000; episode++) {
            assertEquals(5, learner.episode());
        }
        assertEquals(100, learner.table().get(0, 0), 0.01);
        assertEquals(10_000, learner.steps());
    }

    @Test
    void alphaAndEpsilonFollowTheStepsLearnedFrom() {
        QLearning learner = new QLearning(Maze.twoWays(), 1, Schedule.linear(1, 0, 2), Schedule.linear(0, 1, 1), 0);
        learner.table().set(0, 3, 100);
        assertEquals(3, learner.action(0)); // epsilon 0
        learner.learn(0, 0, new Step<>(1, 8, true, false));
        learner.learn(0, 1, new Step<>(1, 8, true, false));
        learner.learn(0, 2, new Step<>(1, 8, true, false));
        assertEquals("[8.0, 4.0, 0.0, 100.0]", Arrays.toString(learner.table().row(0)));
        boolean explored = false;
        for (int i = 0; i < 20; i++) {
            explored |= learner.action(0) != 3; // epsilon 1
        }
        assertTrue(explored);
    }

    @Test
    void itFindsTheExactOptimumOfTheFirmLake() {
        GridWorld lake = FrozenLake.firm();
        ValueIteration planner = new ValueIteration(lake.model(), 0.9);
        planner.solve(1e-14);
        QLearning learner =
                new QLearning(new TimeLimit<>(lake, 100), 0.9, Schedule.constant(0.5), Schedule.constant(1), 0);
        double before = distance(learner.table(), planner.table(), lake);
        for (int episode = 0; episode < 5000; episode++) {
            learner.episode();
        }
        assertEquals(1, before);
        assertEquals(0, distance(learner.table(), planner.table(), lake), 1e-9);
    }

    /** The largest difference, over all actions of the states that can be reached. */
    private static double distance(QTable one, QTable two, GridWorld world) {
        return IntStream.range(0, world.model().states())
                .filter(world.model()::reachable)
                .mapToDouble(state -> IntStream.range(0, 4)
                        .mapToDouble(action -> Math.abs(one.get(state, action) - two.get(state, action)))
                        .max()
                        .orElseThrow())
                .max()
                .orElseThrow();
    }

    @Test
    void theSameSeedLearnsTheSameTable() {
        QTable one = trained(4);
        assertEquals(0, distance(one, trained(4), FrozenLake.slippery()));
        assertTrue(distance(one, trained(5), FrozenLake.slippery()) > 0);
    }

    private static QTable trained(long seed) {
        QLearning learner = new QLearning(FrozenLake.slippery(), 0.99, TENTH, Schedule.constant(1), seed);
        for (int episode = 0; episode < 200; episode++) {
            learner.episode();
        }
        return learner.table();
    }

    @Test
    void aDiscountOrASeedThatIsNoneIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new QLearning(Maze.twoWays(), 1.5, TENTH, TENTH, 0));
        assertThrows(IllegalArgumentException.class, () -> new QLearning(Maze.twoWays(), 0.9, TENTH, TENTH, -1));
    }

    @Test
    void anEpisodeWithoutEndIsEndedAndKeepsWhatItLearned() {
        QLearning learner = new QLearning(new Treadmill(), 0.5, TENTH, TENTH, 0);
        refused(IllegalStateException.class, "wrap it in a TimeLimit", learner::episode);
        assertEquals(2, learner.table().get(0, 0), 1e-6);
    }

    @Test
    void anEpisodeCanBeInterrupted() {
        QLearning learner = new QLearning(new Treadmill(), 0.5, TENTH, TENTH, 0);
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, learner::episode);
        assertTrue(Thread.interrupted());
    }

    /** One state, one action, reward 1, for ever. */
    private static final class Treadmill implements Environment<Integer> {
        @Override
        public Integer reset(long seed) {
            return 0;
        }

        @Override
        public Integer reset() {
            return 0;
        }

        @Override
        public Step<Integer> step(int action) {
            return new Step<>(0, 1, false, false);
        }

        @Override
        public Discrete actionSpace() {
            return new Discrete(1);
        }

        @Override
        public Discrete observationSpace() {
            return new Discrete(1);
        }
    }
}
