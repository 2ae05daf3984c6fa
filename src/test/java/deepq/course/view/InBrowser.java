package deepq.course.view;

import deepq.Browser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

/** What the tests of pictures in a real browser have in common: the browser, and pages in a folder of their own. */
abstract class InBrowser {
    @TempDir
    static Path folder;

    static ChromeDriver browser;

    @BeforeAll
    static void start() {
        browser = Browser.start(folder.resolve("profile"));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.quit();
        }
    }

    /** Shows a page with this content. */
    static void open(String name, String style, String content) throws Exception {
        String head = "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" "
                + "content=\"width=device-width,initial-scale=1\"><title>Pictures</title>";
        Path file = folder.resolve(name + ".html");
        Files.writeString(file, head + "<body style=\"margin:12px;" + style + "\">" + content);
        browser.get(file.toUri().toString());
    }

    static Object js(String script, Object... arguments) {
        return browser.executeScript(script, arguments);
    }

    static void await(String script) {
        new WebDriverWait(browser, Duration.ofSeconds(60)).until(driver -> Boolean.TRUE.equals(js("return " + script)));
    }

    /** For looking at: target/pictures/NAME.png. */
    static void photograph(String name, int width, int height) throws Exception {
        browser.manage().window().setSize(new Dimension(width, height));
        // Chromium's window is never narrower than 500: a phone is emulated.
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
        Thread.sleep(500);
        Path target = Files.createDirectories(Path.of("target", "pictures")).resolve(name + ".png");
        Files.write(target, browser.getScreenshotAs(OutputType.BYTES));
    }
}
