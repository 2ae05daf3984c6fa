package deepq.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import deepq.Golden;
import deepq.random.Pcg64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class SumTreeTest {
    @ParameterizedTest
    @Golden.Each("learning_math sum_tree")
    void findsTheLeafThatTheGoldenDataName(JsonNode golden) {
        double[] values = Golden.doubles(golden.get("priorities"));
        SumTree tree = new SumTree(values.length);
        for (int i = 0; i < values.length; i++) {
            tree.set(i, values[i]);
        }
        assertEquals(golden.get("total").asDouble(), tree.total());
        for (String kind : new String[] {"find_mass_to_index", "boundaries"}) {
            for (JsonNode pair : golden.get(kind)) {
                assertEquals(pair.get(1).asInt(), tree.find(pair.get(0).asDouble()), kind + " " + pair);
            }
        }
    }

    @Test
    void followsTheUpdatesOfTheGoldenData() {
        JsonNode golden =
                Golden.records("learning_math", "sum_tree_updates").findFirst().orElseThrow();
        SumTree tree = new SumTree(golden.get("leaves").asInt());
        for (JsonNode row : golden.get("rows")) {
            tree.set(row.get(0).asInt(), row.get(1).asDouble());
            assertEquals(row.get(2).asDouble(), tree.total(), 1e-12);
            assertEquals(row.get(6).asInt(), tree.find(row.get(5).asDouble()));
        }
    }

    @Test
    void theTotalDoesNotDriftInTenMillionUpdates() {
        SumTree tree = new SumTree(1000);
        Pcg64 random = new Pcg64(1);
        for (int i = 0; i < 10_000_000; i++) {
            tree.set(i % 1000, (i % 3 == 0 ? 1e6 : 1) * random.random());
        }
        double exact = 0;
        for (int i = 0; i < 1000; i++) {
            exact += tree.get(i);
        }
        assertEquals(1, tree.total() / exact, 1e-13);
        for (int i = 0; i < 1000; i++) {
            tree.set(i, 0.1);
        }
        assertEquals(100, tree.total(), 1e-9);
    }

    @Test
    void neverFindsALeafOfZeroWhateverTheMass() {
        Pcg64 random = new Pcg64(2);
        for (int round = 0; round < 2000; round++) {
            int size = 1 + random.integers(20);
            SumTree tree = new SumTree(size);
            tree.set(random.integers(size), 0.1);
            for (int i = 0; i < size / 2; i++) {
                tree.set(random.integers(size), random.integers(3) == 0 ? 0 : random.random());
            }
            if (tree.total() > 0) {
                for (double mass :
                        new double[] {0, random.random() * tree.total(), Math.nextDown(tree.total()), tree.total()}) {
                    int leaf = tree.find(mass);
                    assertTrue(leaf < size && tree.get(leaf) > 0, "leaf " + leaf + " of " + size);
                }
            }
        }
    }
}
