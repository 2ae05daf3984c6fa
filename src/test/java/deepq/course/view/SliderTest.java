package deepq.course.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SliderTest {
    private static final Slider ONE = Slider.titled("Lean", "angle");

    private static Scene pole(double angle) {
        return CartPoleScene.of(new float[] {0, 0, (float) angle, 0});
    }

    @Test
    void aCommittedNotebookShowsTheFirstAndTheLastPicture() throws Exception {
        Slider slider = ONE.over(new double[] {0.2, -0.2, 0}, SliderTest::pole);
        MimeBundle bundle = slider.mimeBundle(Frontend.RENDER);
        assertFalse(bundle.data().containsKey("text/html"));
        var image = ImageIO.read(new ByteArrayInputStream(slider.png()));
        assertEquals(slider.width() / (double) slider.height(), image.getWidth() / (double) image.getHeight(), 0.01);
        String text = bundle.plainText();
        assertTrue(text.contains("At angle = -0.2: ") && text.contains("At angle = 0.2: "), text);
    }

    @Test
    void pairsMustBeComplete() {
        Slider two = Slider.titled("Two", "alpha", "epsilon").at(0, 0, pole(0)).at(1, 1, pole(0.1));
        String message = assertThrows(IllegalStateException.class, two::html).getMessage();
        assertTrue(message.contains("alpha = 0, epsilon = 1"), message);
        assertTrue(two.at(0, 1, pole(0)).at(1, 0, pole(0)).html().contains("\"alpha\""));
    }

    @Test
    void whatCannotBeMovedIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Slider.titled("none"));
        assertThrows(IllegalArgumentException.class, () -> Slider.titled("three", "a", "b", "c"));
        assertThrows(IllegalArgumentException.class, () -> ONE.at(1, 2, pole(0)));
        assertThrows(IllegalArgumentException.class, () -> ONE.at(1, pole(0)).at(1, pole(0)));
        assertThrows(IllegalArgumentException.class, () -> ONE.at(Double.NaN, pole(0)));
        assertThrows(IllegalStateException.class, () -> ONE.at(1, pole(0)).html());
    }

    @Test
    void gamesStandStillInACommittedNotebook() {
        for (Game game : new Game[] {Game.cartPole(), Game.breakout()}) {
            MimeBundle bundle = game.mimeBundle(Frontend.RENDER);
            assertFalse(bundle.data().containsKey("text/html"));
            assertTrue(bundle.data().containsKey("image/png"));
        }
    }
}
