package deepq;

import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A real browser without a screen and without a network. */
public final class Browser {
    private static final File BROWSER = new File(System.getProperty("chromium", "/usr/bin/chromium"));
    private static final File DRIVER = new File(System.getProperty("chromedriver", "/usr/bin/chromedriver"));

    private Browser() {}

    /** Starts it, or skips the test where there is none. Whoever starts it quits it. */
    public static ChromeDriver start(Path profile) {
        Assumptions.assumeTrue(BROWSER.canExecute() && DRIVER.canExecute(), "needs " + BROWSER + " and " + DRIVER);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER);
        // Every name and address leads to a proxy that is not there.
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--proxy-server=127.0.0.1:9",
                "--user-data-dir=" + profile);
        return new ChromeDriver(
                new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).build(), options);
    }
}
