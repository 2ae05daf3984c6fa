package deepq.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import deepq.Golden;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FrozenLake and CliffWalking against Gymnasium's; the maze by itself. */
class GridWorldTest {
    private static final List<String> LARGE =
            List.of("SFFFFFFF", "FFFFFFFF", "FFFHFFFF", "FFFFFHFF", "FFFHFFFF", "FHHFFFHF", "FHFFHFHF", "FFFHFFFG");

    static GridWorld make(JsonNode golden) {
        boolean slippery = golden.path("kwargs").path("is_slippery").asBoolean();
        return switch (golden.get("env").asText()) {
            case "FrozenLake-v1" -> slippery ? FrozenLake.slippery() : FrozenLake.firm();
            case "FrozenLake8x8-v1" -> GridWorld.withIce(LARGE, slippery ? "SF" : "");
            case "CliffWalking-v1" -> CliffWalking.create();
            default -> throw new IllegalArgumentException(golden.toString());
        };
    }

    @ParameterizedTest
    @Golden.Each("tabular transition_table")
    void theModelIsGymnasiumsTable(JsonNode golden) {
        Model model = make(golden).model();
        assertEquals(golden.get("nS").asInt(), model.states());
        assertEquals(golden.get("nA").asInt(), model.actions());
        JsonNode starts = golden.get("initial_states");
        for (JsonNode start : starts) {
            assertEquals(1.0 / starts.size(), model.start(start.asInt()));
        }
        assertEquals(model.states() * model.actions(), golden.get("rows").size());
        for (JsonNode row : golden.get("rows")) {
            List<Outcome> outcomes =
                    model.outcomes(row.get(0).asInt(), row.get(1).asInt());
            assertEquals(row.get(2).size(), outcomes.size(), row.toString());
            for (int i = 0; i < outcomes.size(); i++) {
                JsonNode expected = row.get(2).get(i);
                assertEquals(
                        new Outcome(
                                expected.get(0).asDouble(),
                                expected.get(1).asInt(),
                                expected.get(2).asDouble(),
                                expected.get(3).asBoolean()),
                        outcomes.get(i),
                        row.toString());
            }
        }
    }

    @ParameterizedTest
    @Golden.Each("tabular episode")
    void episodesAreGymnasiums(JsonNode golden) {
        int limit = golden.get("truncated_steps").size() > 0
                ? golden.get("truncated_steps").get(0).asInt()
                : 1000;
        Environment<Integer> environment = new TimeLimit<>(make(golden), limit);
        int first = environment.reset(golden.get("seed").asLong());
        assertEquals(golden.get("reset_obs").asInt(), first);
        ClassicControlTest.assertEpisode(golden, environment, (step, square) -> {
            if (!golden.has("recorded_steps")) {
                assertEquals(golden.get("obs").get(step - 1).asInt(), square, "step " + step);
            }
        });
    }

    @ParameterizedTest
    @Golden.Each("tabular chain")
    void manyEpisodesInARowAreGymnasiums(JsonNode golden) {
        int limit =
                switch (golden.get("env").asText()) {
                    case "FrozenLake-v1" -> 100;
                    case "FrozenLake8x8-v1" -> 200;
                    default -> Integer.MAX_VALUE;
                };
        ClassicControlTest.assertChain(
                golden,
                new TimeLimit<>(make(golden), limit),
                (square, expected) -> assertEquals(expected.asInt(), square));
    }

    @Test
    void theWaysOfTheMazeJoinBeforeTheExit() {
        GridWorld maze = Maze.twoWays();
        assertEquals(5, maze.rows());
        assertEquals(7, maze.columns());
        int[] fromAbove = {2, 2, 1, 1};
        int[] fromBelow = {2, 2, 3, 3};
        int[] on = {2, 2, 3, 3, 2, 2, 1, 1};
        assertEquals(walk(maze, 0, fromAbove), walk(maze, 28, fromBelow));
        int joint = walk(maze, 0, fromAbove);
        maze.resetTo(joint);
        for (int i = 0; i < on.length; i++) {
            Step<Integer> step = maze.step(on[i]);
            boolean last = i == on.length - 1;
            assertEquals(last, step.terminated());
            assertEquals(last ? 1 : 0, step.reward());
            assertEquals(last ? 'G' : '.', maze.at(step.observation()));
        }
    }

    private static int walk(GridWorld maze, int from, int... actions) {
        maze.reset(0);
        int square = maze.resetTo(from);
        for (int action : actions) {
            square = maze.step(action).observation();
        }
        return square;
    }

    @Test
    void bothStartsOfTheMazeAreDrawn() {
        GridWorld maze = Maze.twoWays();
        int above = 0;
        maze.reset(0);
        for (int i = 0; i < 1000; i++) {
            int start = maze.reset();
            assertEquals('S', maze.at(start));
            above += start == 0 ? 1 : 0;
        }
        assertEquals(500, above, 63); // four standard errors
    }

    @Test
    void wallsStopAndNoEpisodeLeadsThroughThem() {
        GridWorld maze = Maze.twoWays();
        assertEquals(0, walk(maze, 0, 0), "the edge");
        assertEquals(2, walk(maze, 0, 2, 2, 2), "a wall");
        for (int square = 0; square < 35; square++) {
            boolean walked = maze.at(square) == '.' || maze.at(square) == 'S';
            assertEquals(walked, maze.model().reachable(square), "square " + square);
        }
    }

    @Test
    void onTheIceAStepSlipsToEitherSideAThirdEach() {
        GridWorld maze = Maze.slippery();
        int ice = 2 * 7 + 4;
        assertEquals('~', maze.at(ice));
        List<Integer> next =
                maze.model().outcomes(ice, 3).stream().map(Outcome::next).toList();
        assertEquals(List.of(ice, ice - 7, ice - 1), next); // right is a wall, up, left
        maze.model().outcomes(ice, 3).forEach(outcome -> assertEquals(1.0 / 3, outcome.probability(), 1e-15));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "S.\nG", "S.X\n..G", "S..\n...", "..G", "S G"})
    void aMazeThatIsNoneIsRefused(String drawing) {
        assertThrows(IllegalArgumentException.class, () -> Maze.of(drawing));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 35, 3, 20})
    void noEpisodeStartsBeyondTheMapInAWallOrAtTheExit(int square) {
        GridWorld maze = Maze.twoWays();
        maze.reset(0);
        assertThrows(IllegalArgumentException.class, () -> maze.resetTo(square));
    }

    @Test
    void anEpisodeThatStartsOnASquareGoesOnAfterAReset() {
        GridWorld lake = FrozenLake.firm();
        assertThrows(IllegalStateException.class, () -> lake.resetTo(0));
        lake.reset(0);
        lake.resetTo(4);
        assertTrue(lake.step(2).terminated());
        assertThrows(IllegalStateException.class, () -> lake.step(0));
        lake.resetTo(0);
        assertFalse(lake.step(0).ended());
    }
}
