package deepq.env;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import deepq.Golden;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CartPoleTest {
    private static final GymnasiumEpisodes GYMNASIUM = new GymnasiumEpisodes("cartpole", CartPole::new);

    static Stream<JsonNode> resets() {
        return Golden.records("cartpole", "resets").filter(record -> !record.has("options"));
    }

    /** Except the one with another reward function. */
    static Stream<JsonNode> episodes() {
        return Golden.records("cartpole", "episode")
                .filter(episode -> !episode.get("kwargs").has("sutton_barto_reward"));
    }

    static Stream<JsonNode> chains() {
        return Golden.records("cartpole", "chain");
    }

    @ParameterizedTest
    @MethodSource("resets")
    void resetsAreGymnasiums(JsonNode record) {
        GYMNASIUM.assertResets(record);
    }

    @ParameterizedTest
    @MethodSource("episodes")
    void stepByStepTheStateIsGymnasiums(JsonNode record) {
        GYMNASIUM.assertStepByStep(record);
    }

    @ParameterizedTest
    @MethodSource("episodes")
    void fromTheResetOnTheEpisodeIsGymnasiums(JsonNode record) {
        GYMNASIUM.assertOpenLoop(record);
    }

    @ParameterizedTest
    @MethodSource("chains")
    void manyEpisodesInARowAreGymnasiums(JsonNode record) {
        GYMNASIUM.assertChain(record);
    }

    @Test
    void theEdgesOfTheGameAreGymnasiums() {
        Golden.records("cartpole", "single_steps").forEach(GYMNASIUM::assertSingleSteps);
    }

    @Test
    void spacesAndTimeLimitsAreGymnasiums() {
        Golden.records("cartpole", "spec").forEach(spec -> {
            Environment<float[]> environment =
                    spec.get("env").asText().equals("CartPole-v0") ? CartPole.v0() : CartPole.v1();
            GYMNASIUM.assertSpec(spec, environment);
        });
    }

    @Test
    void theTwoVersionsDifferInTheTimeLimitOnly() {
        assertArrayEquals(CartPole.v0().reset(7), CartPole.v1().reset(7));
        assertEquals(200, ((TimeLimit<float[]>) CartPole.v0()).maxSteps());
        assertEquals(500, ((TimeLimit<float[]>) CartPole.v1()).maxSteps());
    }
}
