package deepq.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import deepq.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class ScheduleTest {
    @ParameterizedTest
    @Golden.Each("learning_math linear_epsilon")
    void theLinearOneIsAsComputedElsewhere(JsonNode record) {
        Schedule schedule = Schedule.linear(
                record.get("start").asDouble(),
                record.get("end").asDouble(),
                record.get("over_steps").asLong());
        for (JsonNode row : record.get("rows")) {
            assertEquals(row.get(1).asDouble(), schedule.at(row.get(0).asLong()), 1e-9, row.toString());
        }
    }

    @Test
    void theLinearOneIsExactAtBothEndsInTheMiddleAndBeyondAndTheConstantOneConstant() {
        assertEquals(0.1, Schedule.constant(0.1).at(1_000_000));
        Schedule schedule = Schedule.linear(1, 0.05, 1000);
        assertEquals(1, schedule.at(0));
        assertEquals(0.525, schedule.at(500));
        assertEquals(0.05, schedule.at(1000));
        assertEquals(0.05, schedule.at(Long.MAX_VALUE));
    }

    @Test
    void theExponentialOneFallsByTheSameFactorAndIsExactAtTheEnds() {
        Schedule schedule = Schedule.exponential(1, 0.01, 4);
        assertEquals(1, schedule.at(0));
        assertEquals(0.1, schedule.at(2), 1e-15);
        assertEquals(schedule.at(1) / schedule.at(0), schedule.at(3) / schedule.at(2), 1e-15);
        assertEquals(0.01, schedule.at(4));
        assertEquals(0.01, schedule.at(5));
    }

    @Test
    void nonsenseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Schedule.linear(1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> Schedule.linear(Double.NaN, 0, 10));
        assertThrows(IllegalArgumentException.class, () -> Schedule.exponential(1, 0, 10));
        assertThrows(IllegalArgumentException.class, () -> Schedule.constant(Double.POSITIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> Schedule.constant(1).at(-1));
        assertThrows(
                IllegalArgumentException.class, () -> Schedule.linear(1, 0, 10).at(-1));
        assertThrows(IllegalArgumentException.class, () -> Schedule.exponential(1, 0.1, 10)
                .at(-1));
    }
}
