package deepq.jupyter.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import deepq.Photograph;
import deepq.course.view.CartPoleScene;
import deepq.course.view.EpisodePlayer;
import deepq.course.view.Frontend;
import deepq.course.view.Picture;
import deepq.course.view.Plot;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class RenderIT {
    private static JsonObject photographed(Object data) throws Exception {
        Map<String, Object> output = Map.of("output_type", "display_data", "metadata", Map.of(), "data", data);
        Map<String, Object> cell =
                Map.of("cell_type", "code", "metadata", Map.of(), "source", "", "outputs", List.of(output));
        NotebookFile executed = NotebookFile.parse(new Gson()
                .toJson(Map.of("metadata", Map.of("kernelspec", Map.of("name", "java")), "cells", List.of(cell))));
        try (Photograph photograph = new Photograph()) {
            Render.photograph(executed, photograph);
        }
        return NotebookFile.outputs(executed.cells().get(0)).get(0);
    }

    private static byte[] png(JsonObject output) {
        return Base64.getDecoder()
                .decode(output.getAsJsonObject("data").get("image/png").getAsString());
    }

    @Test
    void aPictureIsPhotographedAndKeepsItsText() throws Exception {
        Picture plot =
                Plot.titled("t").x("x").y("y").line("a", new double[] {1, 2}).note("here", 1.5, 1.5);
        JsonObject output = photographed(plot.mimeBundle(Frontend.RENDER));
        assertEquals(
                Set.of("text/plain", "image/png"),
                output.getAsJsonObject("data").keySet());
        JsonObject properties = output.getAsJsonObject("metadata").getAsJsonObject("image/png");
        assertEquals(plot.describe(), properties.get("alt").getAsString());
        var image = ImageIO.read(new ByteArrayInputStream(png(output)));
        assertEquals(2 * properties.get("width").getAsInt(), image.getWidth());
        assertEquals(0xFFFFFF, image.getRGB(2, 2) & 0xFFFFFF);
        boolean line = false;
        for (int x = 0; x < image.getWidth(); x++) {
            int color = image.getRGB(x, image.getHeight() / 2);
            // 256 colors: nearly #0072B2.
            line |= (color & 255) - (color >> 16 & 255) > 160;
        }
        assertTrue(line, "the line is drawn in its color");
    }

    @Test
    void anEpisodeMoves() throws Exception {
        List<float[]> episode = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            episode.add(new float[] {0.2f * i, 0, 0, 0});
        }
        Picture player = EpisodePlayer.titled("t").episode("e", episode, CartPoleScene::of);
        byte[] png = png(photographed(player.mimeBundle(Frontend.RENDER)));
        assertEquals(4, new String(png, StandardCharsets.ISO_8859_1).split("fcTL", -1).length - 1);
    }

    @Test
    void aFigureThatWasExecutedElsewhereStaysAsItIs() throws Exception {
        Map<String, Object> html = Map.of("text/html", "<b>a figure</b>", "text/plain", "a figure");
        assertEquals(new Gson().toJsonTree(html), photographed(html).get("data"));
    }
}
