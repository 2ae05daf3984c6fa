package deepq.env;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationTest {
    private final Simulation pole = new Simulation(new CartPole());

    @Test
    void aStepBeforeTheFirstResetSaysSo() {
        var error = assertThrows(IllegalStateException.class, () -> pole.step(0));
        assertTrue(error.getMessage().contains("before the first reset"), error.getMessage());
    }

    @Test
    void aResetWithoutSeedBeforeOneWithSeedSaysSo() {
        var error = assertThrows(IllegalStateException.class, pole::reset);
        assertTrue(error.getMessage().contains("reset(seed)"), error.getMessage());
    }

    @Test
    void aStepAfterTheEndSaysSoAndAResetHelps() {
        pole.reset(0);
        while (!pole.step(0).ended()) {}
        var error = assertThrows(IllegalStateException.class, () -> pole.step(0));
        assertTrue(error.getMessage().contains("after the end"), error.getMessage());
        pole.reset();
        assertFalse(pole.step(0).ended());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 2})
    void anActionThatDoesNotExistIsRefusedAndChangesNothing(int action) {
        pole.reset(0);
        double[] before = pole.state();
        assertThrows(IllegalArgumentException.class, () -> pole.step(action));
        assertArrayEquals(before, pole.state());
    }

    @Test
    void aNegativeSeedIsRefusedByItsValue() {
        var error = assertThrows(IllegalArgumentException.class, () -> pole.reset(-5));
        assertTrue(error.getMessage().contains("-5"), error.getMessage());
    }

    @Test
    void theObservationIsTheStateAsFloats() {
        pole.reset(0);
        float[] observation = pole.step(1).observation();
        double[] state = pole.state();
        for (int i = 0; i < 4; i++) {
            assertEquals((float) state[i], observation[i]);
        }
    }

    @Test
    void observationsAndStatesBelongToTheCaller() {
        float[] first = pole.reset(0);
        float[] kept = first.clone();
        Arrays.fill(pole.state(), 99);
        float[] second = pole.step(1).observation();
        assertArrayEquals(kept, first, "a later step changed it");
        Arrays.fill(first, Float.NaN);
        Arrays.fill(second, Float.NaN);

        Simulation untouched = new Simulation(new CartPole());
        untouched.reset(0);
        untouched.step(1);
        assertArrayEquals(untouched.step(0).observation(), pole.step(0).observation());
    }

    @Test
    void anEpisodeCanStartInAGivenState() {
        double[] state = {1, 0, 0.1, 0};
        assertArrayEquals(new float[] {1, 0, 0.1f, 0}, pole.resetTo(state));
        state[0] = 2;
        assertArrayEquals(new double[] {1, 0, 0.1, 0}, pole.state());
        assertFalse(pole.step(1).ended());
    }

    @Test
    void aStateThatIsNoneIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> pole.resetTo(1, 2, 3));
        assertThrows(IllegalArgumentException.class, () -> pole.resetTo(0, 0, Double.NaN, 0));
        assertThrows(IllegalArgumentException.class, () -> pole.resetTo(3, 0, 0, 0));
    }
}
