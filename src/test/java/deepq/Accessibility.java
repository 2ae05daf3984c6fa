package deepq;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;

/** The checks of axe-core (Deque), on the page that a browser shows. */
public final class Accessibility {
    /** What the page is not ours to mend: nbconvert's template, by the names of axe-core's rules. */
    private static final Map<String, String> OF_THE_TEMPLATE = Map.of(
            "html-has-lang", "nbconvert 6 names no language of the page",
            "landmark-one-main", "it marks no main part",
            "region", "and so no part is inside of it",
            "scrollable-region-focusable", "every printed text may scroll, and none can be reached by Tab",
            "link-in-text-block", "its links are told from the text around them by their color alone",
            "color-contrast",
                    "its prompts, links and colors of code are pale; what the course draws is looked at below");

    /** Notes, charts, players and progress: what the course itself puts into the page. */
    private static final String OURS = "[class^=deepq]";

    private static final String RUN = """
            const [context, disabled, done] = arguments;
            if (context && !document.querySelector(context)) return done([]);
            const rules = Object.fromEntries(disabled.map(id => [id, {enabled: false}]));
            axe.run(context || document, {rules, resultTypes: ['violations']}).then(
                found => done(found.violations.flatMap(rule => rule.nodes.map(
                    node => `${rule.id}: ${node.html.slice(0, 200)}\\n${node.failureSummary}`))),
                error => done([String(error)]));""";

    private Accessibility() {}

    /** What axe-core objects to: in the page but for its template, and anything at all in what the course draws. */
    public static List<String> violations(ChromeDriver browser) throws IOException {
        browser.manage().timeouts().scriptTimeout(Duration.ofMinutes(5));
        try (InputStream axe = Accessibility.class.getResourceAsStream("/axe.min.js")) {
            browser.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        return Stream.concat(
                        run(browser, null, List.copyOf(OF_THE_TEMPLATE.keySet())).stream(),
                        run(browser, OURS, List.of()).stream())
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static List<String> run(ChromeDriver browser, String context, List<String> disabled) {
        return (List<String>) browser.executeAsyncScript(RUN, context, disabled);
    }
}
