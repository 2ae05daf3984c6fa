package deepq.course.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SavedTest {
    @Test
    void rowsComeByTheirFirstColumnAndMayBeAddedTo() {
        Map<String, List<double[]>> rows = Saved.read("saved.csv");
        assertEquals(List.of("b", "a"), List.copyOf(rows.keySet()));
        assertArrayEquals(new double[] {1, 2.5}, rows.get("b").get(0));
        assertArrayEquals(new double[] {3, Double.NaN}, rows.get("b").get(1));
        rows.get("a").add(new double[] {7});
        assertEquals(1, Saved.read("saved.csv").get("a").size());
    }

    @Test
    void aTableThatIsNotThereIsNamed() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> Saved.read("none.csv"));
        assertEquals("There is no file none.csv beside " + Saved.class.getName() + ".", e.getMessage());
    }
}
