package deepq.tabular;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QTableTest {
    private final QTable table = new QTable(3, 2);

    @Test
    void aValueMovesAPartOfTheWayToItsTarget() {
        table.set(1, 0, 10);
        table.moveToward(1, 0, 20, 0.25);
        assertEquals(12.5, table.get(1, 0));
        assertArrayEquals(new double[] {12.5, 0}, table.row(1));
        assertEquals(12.5, table.max(1));
    }

    @Test
    void theLowestOfEquallyGoodActionsIsTheBest() {
        assertEquals(0, table.best(0));
        table.set(0, 0, -1);
        assertEquals(1, table.best(0));
        assertEquals(1, table.greedy().action(0));
        assertEquals(0, table.max(0));
    }

    @Test
    void aRowIsACopy() {
        table.row(0)[0] = 5;
        assertEquals(0, table.get(0, 0));
    }

    @ParameterizedTest
    @CsvSource({"3, 0", "-1, 0", "0, 2", "0, -1"})
    void aCellThatDoesNotExistIsRefused(int state, int action) {
        assertThrows(IllegalArgumentException.class, () -> table.get(state, action));
        assertThrows(IllegalArgumentException.class, () -> table.set(state, action, 1));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "100000, 100000"})
    void aTableThatCannotBeIsRefused(int states, int actions) {
        assertThrows(IllegalArgumentException.class, () -> new QTable(states, actions));
    }
}
