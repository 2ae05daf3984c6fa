package deepq.env;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import deepq.Golden;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** CartPole, MountainCar and Acrobot play the episodes that Gymnasium's play. */
class ClassicControlTest {
    private static final Map<String, Supplier<Dynamics>> DYNAMICS =
            Map.of("cartpole", CartPole::new, "mountaincar", MountainCar::new, "acrobot", Acrobot::new);
    private static final Map<String, Supplier<Environment<float[]>>> BY_NAME = Map.of(
            "CartPole-v0", CartPole::v0,
            "CartPole-v1", CartPole::v1,
            "MountainCar-v0", MountainCar::v0,
            "Acrobot-v1", Acrobot::v1);

    private static Stream<Arguments> records(String kind) {
        return DYNAMICS.keySet().stream().sorted().flatMap(file -> Golden.records(file, kind)
                .filter(ClassicControlTest::standard)
                .map(golden -> Arguments.of(new GymnasiumEpisodes(file, DYNAMICS.get(file)), golden)));
    }

    /** Without options that are not offered here: other starts, another reward, a goal to be reached at speed. */
    private static boolean standard(JsonNode golden) {
        JsonNode kwargs = golden.path("kwargs");
        return !golden.has("options") && !kwargs.has("sutton_barto_reward") && !kwargs.has("goal_velocity");
    }

    static Stream<Arguments> resets() {
        return records("resets");
    }

    static Stream<Arguments> episodes() {
        return records("episode");
    }

    static Stream<Arguments> singleSteps() {
        return records("single_steps");
    }

    static Stream<Arguments> chains() {
        return Golden.records("cartpole", "chain")
                .map(golden -> Arguments.of(new GymnasiumEpisodes("cartpole", CartPole::new), golden));
    }

    static Stream<Arguments> specs() {
        return records("spec");
    }

    @ParameterizedTest
    @MethodSource("resets")
    void resetsAreGymnasiums(GymnasiumEpisodes gymnasium, JsonNode golden) {
        gymnasium.assertResets(golden);
    }

    @ParameterizedTest
    @MethodSource("episodes")
    void stepByStepTheStateIsGymnasiums(GymnasiumEpisodes gymnasium, JsonNode golden) {
        gymnasium.assertStepByStep(golden);
    }

    @ParameterizedTest
    @MethodSource("episodes")
    void fromTheResetOnTheEpisodeIsGymnasiums(GymnasiumEpisodes gymnasium, JsonNode golden) {
        gymnasium.assertOpenLoop(golden);
    }

    @ParameterizedTest
    @MethodSource("chains")
    void manyEpisodesInARowAreGymnasiums(GymnasiumEpisodes gymnasium, JsonNode golden) {
        gymnasium.assertChain(golden);
    }

    @ParameterizedTest
    @MethodSource("singleSteps")
    void theEdgesOfTheGameAreGymnasiums(GymnasiumEpisodes gymnasium, JsonNode golden) {
        gymnasium.assertSingleSteps(golden);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void spacesAndTimeLimitsAreGymnasiums(GymnasiumEpisodes gymnasium, JsonNode golden) {
        gymnasium.assertSpec(golden, BY_NAME.get(golden.get("env").asText()).get());
    }

    @Test
    void theTwoCartPolesDifferInTheTimeLimitOnly() {
        assertArrayEquals(CartPole.v0().reset(7), CartPole.v1().reset(7));
        assertEquals("TimeLimit(200)", CartPole.v0().name());
        assertEquals("TimeLimit(500)", CartPole.v1().name());
    }
}
