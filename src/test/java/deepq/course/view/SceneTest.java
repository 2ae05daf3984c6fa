package deepq.course.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SceneTest {
    private static BufferedImage image(Picture picture) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(picture.png()));
    }

    @Test
    void cartPoleLooksAsInGymnasium() throws Exception {
        BufferedImage image = image(CartPoleScene.of(new float[4]));
        assertEquals(1200, image.getWidth());
        assertEquals(800, image.getHeight());
        assertEquals(0xFFFFFF, image.getRGB(10, 10) & 0xFFFFFF);
        assertEquals(0x000000, image.getRGB(2 * 280, 2 * 300) & 0xFFFFFF);
        assertEquals(0xCA9865, image.getRGB(2 * 300, 2 * 230) & 0xFFFFFF);
        assertEquals(0x8184CB, image.getRGB(2 * 300, 2 * 292) & 0xFFFFFF);
    }

    @Test
    void aPoleLeansToTheSideOfItsAngle() {
        float[] left = CartPoleScene.of(new float[] {0, 0, -0.2f, 0}).grey(60, 40);
        float[] right = CartPoleScene.of(new float[] {0, 0, 0.2f, 0}).grey(60, 40);
        int row = 19;
        assertTrue(left[60 * row + 28] < 1 && right[60 * row + 28] == 1);
        assertTrue(right[60 * row + 31] < 1 && left[60 * row + 31] == 1);
    }

    @Test
    void greyIsTheMeanOfWhatCoversThePixel() {
        Scene half = new Scene(4, 2, List.of(Shape.Polygon.rectangle("#000000", 0, 0, 1, 2)), "half");
        assertArrayEquals(new float[] {0.5f, 1}, half.grey(2, 1));
        Scene red = new Scene(2, 2, List.of(new Shape.Circle(1, 1, 5, "#FF0000")), "red");
        assertArrayEquals(new float[] {0.299f}, red.grey(1, 1), 1e-6f);
        Scene line = new Scene(2, 2, List.of(new Shape.Line(0, 0.5, 2, 0.5, 1, "#000000")), "line");
        assertArrayEquals(new float[] {0, 0, 1, 1}, line.grey(2, 2));
    }

    @Test
    void everySceneIsDrawn() throws Exception {
        List<Scene> scenes = List.of(
                CartPoleScene.of(new float[4]),
                MountainCarScene.of(new float[] {-0.5f, 0}),
                AcrobotScene.of(new float[] {1, 0, 1, 0, 0, 0}),
                ScreenScene.catching(new float[50]),
                GridScene.of("SF", "HG")
                        .agent(1)
                        .values(new double[] {0, 1, 2, 3})
                        .arrows(new String[] {"\u2192", "", "", ""})
                        .scene());
        for (Scene scene : scenes) {
            BufferedImage image = image(scene);
            int first = image.getRGB(image.getWidth() / 2, image.getHeight() / 2);
            boolean blank = true;
            for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
                blank &= image.getRGB(i % image.getWidth(), i / image.getWidth()) == first;
            }
            assertTrue(!blank, scene.description());
        }
    }

    @Test
    void observationsOfAnotherGameAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> CartPoleScene.of(new float[2]));
        assertThrows(IllegalArgumentException.class, () -> MountainCarScene.of(new float[4]));
        assertThrows(IllegalArgumentException.class, () -> AcrobotScene.of(new float[4]));
        assertThrows(IllegalArgumentException.class, () -> ScreenScene.catching(new float[49]));
        assertThrows(IllegalArgumentException.class, () -> GridScene.of("SF", "G"));
        assertThrows(IllegalArgumentException.class, () -> GridScene.of("SF").agent(2));
    }

    @Test
    void aLongEpisodeStaysASmallFile() {
        byte[] png = EpisodePlayer.titled("long")
                .episode("500 steps", Samples.poles(501, 0.001f), CartPoleScene::of)
                .png();
        assertTrue(png.length < 150_000, png.length + " bytes");
    }

    @Test
    void aPictureOfFewColoursIsStoredExactly() throws Exception {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 256; i++) {
            image.setRGB(i % 16, i / 16, (i % 16) * 0x110000 | (i / 16) * 0x11);
        }
        BufferedImage back = ImageIO.read(new ByteArrayInputStream(Png.encode(image)));
        for (int i = 0; i < 256; i++) {
            assertEquals(image.getRGB(i % 16, i / 16), back.getRGB(i % 16, i / 16));
        }
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
        String html = (String) player.mimeBundle(Frontend.HTML).data().get("text/html");
        int script = html.length() - html.indexOf("<script>");
        assertTrue(script < 20_000, script + " characters");
    }
}
