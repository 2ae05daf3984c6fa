package deepq.course.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SceneTest {
    @Test
    void cartPoleLooksAsInGymnasium() {
        String svg = CartPoleScene.of(new float[4]).svg();
        assertTrue(svg.contains("width=\"600\" height=\"400\""), svg);
        for (String shape : new String[] {
            "fill=\"currentColor\" points=\"275 285 325 285 325 315 275 315\"",
            "stroke=\"#CA9865\" x1=\"300\" y1=\"297.5\" x2=\"300\" y2=\"172.5\" stroke-width=\"10\"",
            "fill=\"#8184CB\" cx=\"300\" cy=\"292.5\" r=\"5\""
        }) {
            assertTrue(svg.contains(shape), svg);
        }
    }

    @Test
    void aPoleLeansToTheSideOfItsAngle() {
        assertTrue(CartPoleScene.of(new float[] {0, 0, -0.2f, 0}).svg().contains(" x2=\"276.2\""));
        assertTrue(CartPoleScene.of(new float[] {0, 0, 0.2f, 0}).svg().contains(" x2=\"323.8\""));
    }

    @Test
    void aGridSaysItsValuesAndArrowsInWords() {
        String words = GridScene.of("SF", "HG")
                .agent(1)
                .values(new double[] {0.5, 1, 2, 3})
                .arrows(new String[] {"\u2192", "", "", ""})
                .scene()
                .description();
        assertEquals(
                "A grid of 2 rows and 2 columns, the agent in row 0, column 1. Row 0: 0.50\u2192, 1.00. Row 1: H, G.",
                words);
    }

    @Test
    void everyActionIsATriangleOnItsSideOfTheSquare() {
        double[][] q = {{1, 2, 3, 4}, {0, 0, 0, Double.NaN}};
        String svg = GridScene.of("SF").q(q).range(1, 4).scene().svg();
        assertTrue(svg.contains("fill=\"#00224E\"") && svg.contains("fill=\"#FEE838\""), "both ends of the colors");
        assertTrue(svg.matches(".* x=\"16.9\" y=\"44\"[^>]*>1.00</text>.*"), "left: " + svg);
        assertTrue(svg.contains(">4.00</text>"));
        // The cliff's actions go up, right, down and left.
        double[][] cliff = new double[48][4];
        cliff[0][0] = 9;
        String words =
                GridScene.of(deepq.env.CliffWalking.create()).q(cliff).scene().description();
        assertTrue(words.contains("Row 0: \u21919.00 \u21920.00"), words);
    }

    @Test
    void aDrawingIsOnPaperAndAScreenIsNot() {
        assertTrue(CartPoleScene.of(new float[4]).html().contains("deepq-paper"));
        assertFalse(BreakoutScene.of(new float[100]).html().contains("deepq-paper"));
        assertFalse(GridScene.of("SF").scene().html().contains("deepq-paper"));
    }

    @Test
    void observationsOfAnotherGameAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> CartPoleScene.of(new float[2]));
        assertThrows(IllegalArgumentException.class, () -> MountainCarScene.of(new float[4]));
        assertThrows(IllegalArgumentException.class, () -> ScreenScene.of("a screen", new float[49], 10, 5));
        assertThrows(IllegalArgumentException.class, () -> GridScene.of("SF", "G"));
        assertThrows(IllegalArgumentException.class, () -> GridScene.of("SF").agent(2));
    }

    @Test
    void scenesOfOnePlayerMustBeAlike() {
        Scene one = CartPoleScene.of(new float[4]);
        Scene other = MountainCarScene.of(new float[2]);
        String message = assertThrows(IllegalArgumentException.class, () -> EpisodePlayer.titled("t")
                        .episode("mixed", List.of(one, other)))
                .getMessage();
        assertTrue(message.contains("\"mixed\""), message);
        assertThrows(
                IllegalStateException.class, () -> EpisodePlayer.titled("t").mimeBundle(Frontend.LAB));
        assertThrows(
                IllegalArgumentException.class, () -> EpisodePlayer.titled("t").episode("none", List.of()));
    }

    @Test
    void aPlayersFilmIsSmall() {
        EpisodePlayer player =
                EpisodePlayer.titled("long").episode("500 steps", Samples.poles(501, 0.001f), CartPoleScene::of);
        String html = (String) player.mimeBundle(Frontend.HTML).get("text/html");
        int script = html.length() - html.indexOf("<script>");
        assertTrue(script < 50_000, script + " characters");
    }

    @Test
    void ofALabelThatChangesEachTextHasItsTime() {
        List<Scene> frames = List.of("one", "two", "one", "one").stream()
                .map(text -> new Scene(9, 9, List.of(new Shape.Label(4, 4, 9, "#000000", text)), text))
                .toList();
        String svg = SvgScene.moving(frames, 3, false);
        assertEquals(2, svg.split("<text ", -1).length - 1, svg);
        assertTrue(svg.contains("values=\"visible;hidden;visible;visible\" calcMode=\"discrete\""), svg);
        assertTrue(svg.contains("values=\"hidden;visible;hidden;hidden\" calcMode=\"discrete\""), svg);
    }
}
