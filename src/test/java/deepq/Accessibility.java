package deepq;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.openqa.selenium.chrome.ChromeDriver;

/** The checks of axe-core (Deque), on the page that a browser shows. */
public final class Accessibility {
    private static final String RUN = """
            const [rules, done] = arguments;
            const only = rules.length ? {runOnly: rules} : {};
            // Without preload: it would fetch the style sheets, which a page out of a file may not.
            axe.run(document, {...only, preload: false, resultTypes: ['violations']}).then(
                found => done(found.violations.flatMap(rule => rule.nodes.map(
                    node => `${rule.id}: ${node.html.slice(0, 200)}\\n${node.failureSummary}`))),
                error => done([String(error)]));""";

    private Accessibility() {}

    /** What axe-core objects to in the page, by these of its rules, or by all of them. */
    @SuppressWarnings("unchecked")
    public static List<String> violations(ChromeDriver browser, String... rules) throws IOException {
        browser.manage().timeouts().scriptTimeout(Duration.ofMinutes(5));
        try (InputStream axe = Accessibility.class.getResourceAsStream("/axe.min.js")) {
            browser.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        return (List<String>) browser.executeAsyncScript(RUN, List.of(rules));
    }
}
