package deepq.tabular;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import deepq.Golden;
import deepq.env.CliffWalking;
import deepq.env.FrozenLake;
import deepq.env.GridWorld;
import deepq.env.Maze;
import deepq.env.Model;
import deepq.env.Models;
import deepq.env.Outcome;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueIterationTest {
    static GridWorld make(JsonNode golden) {
        if (golden.get("env").asText().equals("CliffWalking-v1")) {
            return CliffWalking.create();
        }
        return golden.get("kwargs").get("is_slippery").asBoolean() ? FrozenLake.slippery() : FrozenLake.firm();
    }

    private static ValueIteration planner(JsonNode golden) {
        return new ValueIteration(make(golden).model(), golden.get("gamma").asDouble());
    }

    @ParameterizedTest
    @Golden.Each("dynamic_programming optimal_values")
    void theOptimumIsThatOfPolicyIterationWithALinearSolve(JsonNode golden) {
        ValueIteration planner = planner(golden);
        planner.solve(1e-13);
        assertArrayEquals(Golden.doubles(golden.get("V")), planner.values(), 1e-10);
        assertEquals(golden.get("start_value").asDouble(), planner.startValue(), 1e-10);
        QTable table = planner.table();
        for (int state = 0; state < table.states(); state++) {
            assertArrayEquals(Golden.doubles(golden.get("Q").get(state)), table.row(state), 1e-10, "state " + state);
            assertEquals(planner.values()[state], table.max(state), 1e-12);
        }
    }

    @ParameterizedTest
    @Golden.Each("dynamic_programming value_iteration_sweeps")
    void theValuesSpreadSweepBySweep(JsonNode golden) {
        ValueIteration planner = planner(golden);
        for (int sweep = 1; sweep <= 50; sweep++) {
            planner.sweep();
            JsonNode expected = golden.get("V_after").get(String.valueOf(sweep));
            if (expected != null) {
                assertArrayEquals(Golden.doubles(expected), planner.values(), 1e-10, "sweep " + sweep);
            }
        }
    }

    @ParameterizedTest
    @Golden.Each("dynamic_programming value_iteration_sweeps")
    void itTakesAsManySweepsAsElsewhere(JsonNode golden) {
        golden.get("sweeps_until_max_change_below").properties().forEach(entry -> {
            double tolerance = Double.parseDouble(entry.getKey());
            assertEquals(entry.getValue().asInt(), planner(golden).solve(tolerance));
        });
    }

    @ParameterizedTest
    @Golden.Each("dynamic_programming expected_return_exact")
    void expectedReturnsWithinTheTimeLimitAreExact(JsonNode golden) {
        Model model = make(golden).model();
        int limit = golden.get("time_limit").asInt();
        assertEquals(
                golden.get("uniform_random_return").asDouble(),
                ValueIteration.expectedReturn(model, state -> 0, 1, limit),
                1e-10);
        ValueIteration best = new ValueIteration(model, 1);
        for (int sweep = 0; sweep < limit; sweep++) {
            best.sweep();
        }
        assertEquals(golden.get("best_possible_return_within_limit").asDouble(), best.startValue(), 1e-10);
        for (String gamma : List.of("0.9", "0.99", "0.999")) {
            ValueIteration planner = new ValueIteration(model, Double.parseDouble(gamma));
            planner.solve(1e-14);
            QTable table = planner.table();
            assertEquals(
                    golden.get("return_of_gamma_" + gamma + "_optimal_policy_lowest_action_ties")
                            .asDouble(),
                    ValueIteration.expectedReturn(model, state -> lowestOfTheBest(table, state), 0, limit),
                    1e-10);
        }
    }

    /** Equal values may differ in the last bit. */
    private static int lowestOfTheBest(QTable table, int state) {
        return IntStream.range(0, table.actions())
                .filter(action -> table.get(state, action) > table.max(state) - 1e-9)
                .findFirst()
                .getAsInt();
    }

    @Test
    void inTheMazeTheValueOfASquareIsGammaToTheStepsThatAreLeft() {
        ValueIteration planner = new ValueIteration(Maze.twoWays().model(), 0.9);
        assertEquals(15, planner.solve(1e-9), "14 steps from the farthest square, and a sweep without change");
        assertEquals(StrictMath.pow(0.9, 11), planner.startValue(), 1e-15, "12 steps from either start");
        assertEquals(1, planner.values()[1 * 7 + 6], "the square before the exit");
        assertEquals(planner.values()[0], planner.values()[28], "both starts");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void aDiscountThatIsNoneIsRefused(double gamma) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new ValueIteration(Maze.twoWays().model(), gamma));
    }

    @Test
    void valuesWithoutALimitAreNotComputedForEver() {
        Model endless = Models.of(List.of(List.of(List.of(new Outcome(1, 0, 1, false)))), 1);
        assertThrows(IllegalStateException.class, () -> new ValueIteration(endless, 1).solve(1e-9));
        assertThrows(IllegalArgumentException.class, () -> new ValueIteration(endless, 0.9).solve(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new ValueIteration(endless, 0.9).solve(0));
    }
}
