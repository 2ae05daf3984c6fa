package deepq.course.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SliderTest {
    private static Slider slider(double... angles) {
        return Slider.titled("Lean", "angle")
                .over(angles, angle -> CartPoleScene.of(new float[] {0, 0, (float) angle, 0}));
    }

    @Test
    void aCommittedNotebookShowsTheMiddleOfTheWay() {
        Map<String, Object> bundle = slider(0.3, -0.3, 0, -0.2, 0.2, -0.1, 0.1).mimeBundle(Frontend.RENDER);
        assertFalse(bundle.containsKey("text/html"));
        String still = (String) bundle.get(Picture.STILL);
        assertTrue(still.contains(">Lean<") && still.contains(">angle = 0<"), still);
        assertEquals(4, still.split("<img ").length - 1);
        String text = (String) bundle.get("text/plain");
        assertTrue(text.contains("At angle = -0.1: ") && !text.contains("-0.3") && !text.contains("= 0.3"), text);
    }

    @Test
    void aPageHasAllOfThem() {
        assertEquals(7, slider(0.3, -0.3, 0, -0.2, 0.2, -0.1, 0.1).html().split("<img ").length - 1);
    }

    @Test
    void whatCannotBeMovedIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> slider(1));
        assertThrows(IllegalArgumentException.class, () -> slider(1, 1));
        assertThrows(IllegalArgumentException.class, () -> slider(1, Double.NaN));
    }

    @Test
    void gamesStandStillInACommittedNotebook() {
        for (Game game : new Game[] {Game.cartPole(), Game.breakout()}) {
            Map<String, Object> bundle = game.mimeBundle(Frontend.RENDER);
            assertFalse(bundle.containsKey("text/html"));
            assertFalse(String.valueOf(bundle.get(Picture.STILL)).contains("<script>"));
        }
    }
}
