package deepq.env;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import deepq.Golden;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatchTest {
    static Stream<JsonNode> episodes() {
        return Golden.records("catch", "catch");
    }

    /** Columns: ball, actions, paddle after each step, last reward, steps, sum of the sizes of earlier rewards, first and last board. */
    @ParameterizedTest
    @MethodSource("episodes")
    void theRulesAreBsuites(JsonNode record) {
        Simulation game = new Simulation(new Catch());
        for (JsonNode episode : record.get("episodes")) {
            assertBoard(episode.get(6).asText(), game.resetTo(episode.get(0).asInt(), 0, 2));
            String actions = episode.get(1).asText();
            assertEquals(episode.get(4).asInt(), actions.length());
            for (int t = 0; t < actions.length(); t++) {
                Step<float[]> step = game.step(actions.charAt(t) - '0');
                boolean last = t == actions.length() - 1;
                assertEquals(episode.get(2).get(t).asInt(), (int) game.state()[2]);
                assertEquals(last ? episode.get(3).asDouble() : 0, step.reward());
                assertEquals(last, step.terminated());
                if (last) {
                    assertBoard(episode.get(7).asText(), step.observation());
                }
            }
        }
    }

    @Test
    void theBallComesDownInEveryColumn() {
        Simulation game = new Simulation(new Catch());
        Set<Double> columns = new HashSet<>();
        for (long seed = 0; seed < 50; seed++) {
            game.reset(seed);
            columns.add(game.state()[0]);
        }
        assertEquals(Set.of(0.0, 1.0, 2.0, 3.0, 4.0), columns);
    }

    /** Only some boards were recorded. */
    private static void assertBoard(String expected, float[] screen) {
        if (expected.isEmpty()) {
            return;
        }
        StringBuilder drawn = new StringBuilder();
        for (int i = 0; i < screen.length; i++) {
            drawn.append(i > 0 && i % 5 == 0 ? "/" : "").append((int) screen[i]);
        }
        assertEquals(expected, drawn.toString());
    }
}
