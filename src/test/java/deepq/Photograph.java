package deepq;

import deepq.course.view.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * Pictures as PNG files, for readers whose page runs no scripts: one Chromium draws them all as every page does, and
 * is photographed.
 */
public final class Photograph implements AutoCloseable {
    private static final String PLOTLY = "META-INF/resources/webjars/plotly.js-dist/2.35.3/plotly.js";
    private static final int MOST_FRAMES = 48;

    /** Puts the picture into the page, and says where it is when all of it is drawn. */
    private static final String SHOW = """
            const done = arguments[1], place = document.getElementById("place");
            place.replaceChildren(document.createRange().createContextualFragment(arguments[0]));
            const waiting = () => [...place.querySelectorAll(".deepq-still")].some(
                still => !still.parentElement.dataset.drawn)
              || [...place.querySelectorAll("img")].some(image => !image.complete);
            const began = Date.now();
            (function look() {
              if (waiting() && Date.now() - began < 60000) return setTimeout(look, 50);
              requestAnimationFrame(() => requestAnimationFrame(() => {
                const failed = waiting() || place.querySelector("[data-drawn=failed]");
                const rights = [...place.querySelectorAll("img,.deepq-still,.deepq-player,.deepq-panels")].map(
                  part => part.getBoundingClientRect().right);
                const player = place.querySelector(".deepq-player");
                const only = place.querySelectorAll(".deepq").length == 1;
                const box = place.getBoundingClientRect();
                done({ failed: !!failed, x: box.x, y: box.y,
                  width: Math.ceil(Math.max(...rights) - box.x), height: Math.ceil(box.height),
                  frames: player && only ? +player.dataset.frames : 1, fps: player ? +player.dataset.fps : 1 });
              }));
            })();""";

    private final Path folder = Files.createTempDirectory("deepq-photograph");
    private final ChromeDriver browser = Browser.start(folder.resolve("profile"));

    /** A picture and how large it is shown, in CSS pixels. */
    public record Taken(byte[] png, int width, int height) {}

    /** Starts the browser. */
    public Photograph() throws IOException {
        try (InputStream plotly = Photograph.class.getClassLoader().getResourceAsStream(PLOTLY)) {
            Files.copy(plotly, folder.resolve("plotly.js"));
        }
        Path page = folder.resolve("page.html");
        Files.writeString(page, """
                <!DOCTYPE html><meta charset="utf-8"><style>.deepq-controls{display:none!important}</style>
                <body style="margin:4px;background:#fff;color:#222;font-family:sans-serif;font-size:14px">
                <div id="place" style="width:1080px"></div><script src="plotly.js"></script>""");
        browser.manage().timeouts().scriptTimeout(Duration.ofSeconds(90));
        sharp(2);
        browser.get(page.toUri().toString());
    }

    /** A picture as a PNG file. */
    public static void save(Picture picture, Path file) throws IOException {
        try (Photograph photograph = new Photograph()) {
            Files.write(file, photograph.take(picture.still()).png());
        }
    }

    /**
     * Of the HTML of a picture. An episode moves.
     *
     * @throws IOException if it was not drawn
     */
    @SuppressWarnings("unchecked")
    public synchronized Taken take(String html) throws IOException {
        Map<String, Object> place = (Map<String, Object>) browser.executeAsyncScript(SHOW, html);
        if (Boolean.TRUE.equals(place.get("failed"))) {
            throw new IOException(
                    "Chromium could not draw a figure: " + html.substring(0, Math.min(200, html.length())));
        }
        int width = ((Number) place.get("width")).intValue();
        int height = ((Number) place.get("height")).intValue();
        int frames = ((Number) place.get("frames")).intValue();
        if (frames == 1) {
            return new Taken(Png.encode(List.of(shot(place)), 0, 0), width, height);
        }
        sharp(1);
        List<BufferedImage> film = new ArrayList<>();
        int shown = Math.min(frames, MOST_FRAMES);
        for (int i = 0; i < shown; i++) {
            browser.executeScript(
                    "document.querySelector('.deepq-player').deepqShow(arguments[0])",
                    Math.round(i * (frames - 1.0) / (shown - 1)));
            film.add(shot(place));
        }
        sharp(2);
        // In its own time if that is one to four seconds.
        double seconds = Math.max(1.5, Math.min(5, frames / ((Number) place.get("fps")).doubleValue()));
        return new Taken(Png.encode(film, (int) (1000 * seconds / shown), 1500), width, height);
    }

    private void sharp(int pixels) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 1100, "height", 900, "deviceScaleFactor", pixels, "mobile", false));
    }

    private BufferedImage shot(Map<String, Object> place) throws IOException {
        Map<String, Object> clip = new HashMap<>(Map.of("scale", 1));
        for (String number : List.of("x", "y", "width", "height")) {
            clip.put(number, place.get(number));
        }
        Map<String, Object> answer = browser.executeCdpCommand(
                "Page.captureScreenshot",
                Map.of("clip", clip, "captureBeyondViewport", true, "optimizeForSpeed", true));
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode((String) answer.get("data"))));
    }

    @Override
    public void close() throws IOException {
        browser.quit();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
