package deepq.env;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import deepq.Golden;
import deepq.random.Pcg64;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * CartPole and MountainCar play the episodes that Gymnasium's play. Step by step a state may differ by
 * 1e-12; over a whole episode errors grow, so only the first hundred steps are compared, at 1e-9 (golden/README.md).
 * Steps after the end, which are refused here, are left out.
 */
class ClassicControlTest {
    private static final double STEP = 1e-12;
    private static final double EPISODE = 1e-9;

    private static final Map<String, Supplier<Environment<float[]>>> BY_NAME = Map.of(
            "CartPole-v0", CartPole::v0,
            "CartPole-v1", CartPole::v1,
            "MountainCar-v0", MountainCar::v0);

    private static Dynamics dynamics(JsonNode golden) {
        return golden.get("env").asText().startsWith("CartPole") ? new CartPole() : new MountainCar();
    }

    @ParameterizedTest
    @Golden.Each({"cartpole resets", "mountaincar resets"})
    void resetsAreGymnasiums(JsonNode record) {
        Simulation simulation = new Simulation(dynamics(record));
        boolean first = true;
        for (JsonNode reset : record.get("resets")) {
            float[] observation = first ? simulation.reset(record.get("seed").asLong()) : simulation.reset();
            first = false;
            assertArrayEquals(Golden.floats(reset.get("obs")), observation);
            double[] recorded = Golden.doubles(reset.get("state"));
            assertArrayEquals(recorded, Arrays.copyOf(simulation.state(), recorded.length));
        }
    }

    /** Each recorded state is set, and the next one compared. */
    @ParameterizedTest
    @Golden.Each({"cartpole episode", "mountaincar episode"})
    void stepByStepTheStateIsGymnasiums(JsonNode record) {
        Dynamics dynamics = dynamics(record);
        List<Integer> recorded = recordedSteps(record);
        double[] state = Golden.doubles(record.get("reset_state"));
        int step = 0;
        for (int i = 0; i < recorded.size() && recorded.get(i) <= firstDone(record); i++) {
            double reward = 0;
            while (step < recorded.get(i)) {
                reward = dynamics.step(state, action(record, step), null);
                step++;
            }
            double[] expected = Golden.doubles(record.get("state").get(i));
            assertArrayEquals(expected, state, tolerance(recorded, i), "state after step " + step);
            assertEquals(reward(record, step), reward, "reward of step " + step);
            assertEquals(contains(record.get("terminated_steps"), step), dynamics.terminated(state), "step " + step);
            state = expected.clone();
            float[] observation = dynamics.observation(state);
            assertArrayEquals(Golden.floats(record.get("obs").get(i)), observation, "observation of step " + step);
        }
    }

    // Where only every tenth state is recorded, an error of one step has some steps to grow in.
    private static double tolerance(List<Integer> recorded, int i) {
        int gap = recorded.get(i) - (i == 0 ? 0 : recorded.get(i - 1));
        return gap == 1 ? STEP : STEP * 100;
    }

    @ParameterizedTest
    @Golden.Each({"cartpole episode", "mountaincar episode"})
    void fromTheResetOnTheEpisodeIsGymnasiums(JsonNode record) {
        JsonNode limit = record.get("kwargs").path("max_episode_steps");
        Environment<float[]> environment = limit.isMissingNode()
                ? BY_NAME.get(record.get("env").asText()).get()
                : new TimeLimit<>(new Simulation(dynamics(record)), limit.asInt());
        Simulation simulation = (Simulation) ((Wrapper<float[]>) environment).inner();
        List<Integer> recorded = recordedSteps(record);
        float[] first = environment.reset(record.get("seed").asLong());
        assertArrayEquals(Golden.floats(record.get("reset_obs")), first);
        assertEpisode(record, environment, (step, seen) -> {
            int i = recorded.indexOf(step);
            if (i >= 0 && step <= 100) {
                double[] expected = Golden.doubles(record.get("state").get(i));
                assertArrayEquals(expected, simulation.state(), EPISODE, "state after step " + step);
            }
        });
    }

    /** The episode that begins now, step by step up to its end. */
    static <S> void assertEpisode(JsonNode record, Environment<S> environment, BiConsumer<Integer, S> seen) {
        for (int step = 1; step <= firstDone(record); step++) {
            Step<S> result = environment.step(action(record, step - 1));
            assertEquals(reward(record, step), result.reward(), "reward of step " + step);
            assertEquals(contains(record.get("terminated_steps"), step), result.terminated(), "step " + step);
            assertEquals(contains(record.get("truncated_steps"), step), result.truncated(), "step " + step);
            seen.accept(step, result.observation());
        }
    }

    @ParameterizedTest
    @Golden.Each("cartpole chain")
    void manyEpisodesInARowAreGymnasiums(JsonNode record) {
        Environment<float[]> pole = BY_NAME.get(record.get("env").asText()).get();
        assertChain(record, pole, (seen, expected) -> assertArrayEquals(Golden.floats(expected), seen, 1e-6f));
    }

    /** The episodes that random actions make after one reset with a seed. */
    static <S> void assertChain(JsonNode record, Environment<S> environment, BiConsumer<S, JsonNode> same) {
        long seed = record.get("seed").asLong();
        Pcg64 actions = new Pcg64(seed);
        for (int episode = 0; episode < record.get("lengths").size(); episode++) {
            S first = episode == 0 ? environment.reset(seed) : environment.reset();
            same.accept(first, record.get("first_obs").get(episode));
            double total = 0;
            int length = 0;
            Step<S> step;
            do {
                step = environment.step(environment.actionSpace().sample(actions));
                total += step.reward();
                length++;
            } while (!step.ended());
            assertEquals(record.get("lengths").get(episode).asInt(), length, "length of episode " + episode);
            assertEquals(record.get("returns").get(episode).asDouble(), total, "return of episode " + episode);
            same.accept(step.observation(), record.get("final_obs").get(episode));
        }
    }

    @ParameterizedTest
    @Golden.Each({"cartpole single_steps", "mountaincar single_steps"})
    void theEdgesOfTheGameAreGymnasiums(JsonNode record) {
        Dynamics dynamics = dynamics(record);
        for (JsonNode row : record.get("rows")) {
            double[] state = Golden.doubles(row.get(0));
            double reward = dynamics.step(state, row.get(1).asInt(), null);
            assertArrayEquals(Golden.doubles(row.get(2)), state, STEP, row.toString());
            assertEquals(row.get(3).asDouble(), reward, row.toString());
            assertEquals(row.get(4).asBoolean(), dynamics.terminated(state), row.toString());
        }
    }

    @ParameterizedTest
    @Golden.Each({"cartpole spec", "mountaincar spec"})
    void spacesAndTimeLimitsAreGymnasiums(JsonNode record) {
        Environment<float[]> environment =
                BY_NAME.get(record.get("env").asText()).get();
        assertEquals(
                record.get("action_space").get("n").asInt(),
                environment.actionSpace().n());
        JsonNode space = record.get("observation_space");
        assertEquals(
                new Box(Golden.floats(space.get("low")), Golden.floats(space.get("high"))),
                environment.observationSpace());
        assertEquals("TimeLimit(" + record.get("max_episode_steps").asInt() + ")", environment.name());
    }

    private static List<Integer> recordedSteps(JsonNode record) {
        return record.has("recorded_steps")
                ? Arrays.stream(Golden.ints(record.get("recorded_steps")))
                        .boxed()
                        .toList()
                : IntStream.rangeClosed(1, record.get("state").size()).boxed().toList();
    }

    private static int firstDone(JsonNode record) {
        JsonNode step = record.get("first_done_step");
        return step.isNull() ? record.get("actions").asText().length() : step.asInt();
    }

    private static int action(JsonNode record, int index) {
        return record.get("actions").asText().charAt(index) - '0';
    }

    private static double reward(JsonNode record, int step) {
        int end = 0;
        for (JsonNode run : record.get("rewards_rle")) {
            end += run.get(1).asInt();
            if (step <= end) {
                return run.get(0).asDouble();
            }
        }
        throw new IllegalArgumentException("no reward for step " + step);
    }

    private static boolean contains(JsonNode steps, int step) {
        return StreamSupport.stream(steps.spliterator(), false).anyMatch(node -> node.asInt() == step);
    }
}
