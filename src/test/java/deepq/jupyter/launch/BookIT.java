package deepq.jupyter.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import deepq.Accessibility;
import deepq.Browser;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The book in a real browser without a network. It shows what NotebooksIT ran, if that was before, and else what was
 * published.
 */
class BookIT {
    /** Figures that plotly, or a player, has yet to draw; and pictures that could not be loaded. */
    private static final String UNDRAWN = """
            return [...document.querySelectorAll('.deepq > img')].filter(still => still.style.display !== 'none').length
                + [...document.images].filter(image => !image.naturalWidth).length""";

    private static final String BAD_FORMULAS = """
            return [...document.querySelectorAll('.katex-error')].concat(
                [...document.querySelectorAll('main p, main li, main td')].filter(
                    text => !text.querySelector('code') && text.textContent.includes('$'))).map(
                        bad => bad.textContent)""";

    private static Project project;
    private static Path book;
    private static List<Path> pages;
    private static ChromeDriver browser;
    private static Map<Path, List<String>> wrong;
    private static final Queue<ChromeDriver> STARTED = new ConcurrentLinkedQueue<>();
    private static final Queue<String> LINKS = new ConcurrentLinkedQueue<>();
    private static final Set<String> PLACES = ConcurrentHashMap.newKeySet();

    @TempDir
    static Path folder;

    @BeforeAll
    static void write() throws Exception {
        project = Project.here();
        Execution execution = new Execution(project, JupyterInstallation.find(project, System.out::println));
        book = new Book(project, execution, "owner/name").write(System.out::println);
        try (Stream<Path> files = Files.list(book)) {
            pages = files.filter(file -> file.toString().endsWith(".html"))
                    .sorted()
                    .toList();
        }
        browser = another();
        ThreadLocal<ChromeDriver> browsers = ThreadLocal.withInitial(BookIT::another);
        wrong = Render.twoAtATime(pages, page -> wrong(browsers.get(), page));
    }

    private static ChromeDriver another() {
        ChromeDriver started =
                Browser.start(folder.resolve("profile" + Thread.currentThread().getId()));
        STARTED.add(started);
        return started;
    }

    @AfterAll
    static void quit() {
        STARTED.forEach(ChromeDriver::quit);
    }

    private static Object js(String script, Object... arguments) {
        return browser.executeScript(script, arguments);
    }

    private static void open(String page, int width, String theme) {
        open(browser, book.resolve(page), width, theme);
    }

    private static void open(ChromeDriver browser, Path page, int width, String theme) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 500));
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
        browser.get(page.toUri().toString());
        new WebDriverWait(browser, Duration.ofSeconds(60))
                .until(drawn -> browser.executeScript(UNDRAWN).equals(0L));
    }

    /** For looking at: target/pictures/book-PAGE-NAME.png, the first screen. */
    private static void photograph(ChromeDriver browser, Path page, String name) throws IOException {
        Path pictures = Files.createDirectories(Path.of("target", "pictures"));
        String file = "book-" + page.getFileName().toString().replace(".html", "-" + name + ".png");
        Files.write(pictures.resolve(file), browser.getScreenshotAs(OutputType.BYTES));
    }

    @TestFactory
    Stream<DynamicTest> everyPageIsDrawnAndReadableOnAPhoneAndInTheDark() {
        return wrong.keySet().stream()
                .map(page ->
                        dynamicTest(page.getFileName().toString(), () -> assertEquals(List.of(), wrong.get(page))));
    }

    @SuppressWarnings("unchecked")
    private static List<String> wrong(ChromeDriver browser, Path page) throws IOException {
        List<String> wrong = new ArrayList<>();
        open(browser, page, 1440, "light");
        photograph(browser, page, "light");
        browser.manage().logs().get("browser").forEach(entry -> wrong.add(entry.getMessage()));
        wrong.addAll(Accessibility.violations(browser));
        open(browser, page, 1440, "dark");
        photograph(browser, page, "dark");
        // Nothing but the colors is different in the dark, and all rules take their time.
        wrong.addAll(Accessibility.violations(browser, "color-contrast"));
        PLACES.add(browser.getCurrentUrl());
        PLACES.addAll((List<String>) browser.executeScript(
                "return [...document.querySelectorAll('[id]')].map(element => location.href + '#' + element.id)"));
        LINKS.addAll((List<String>) browser.executeScript(
                "return [...document.querySelectorAll('a[href], link, [src]')].map(it => it.href || it.src)"));
        open(browser, page, 390, "dark");
        photograph(browser, page, "phone");
        Object width = browser.executeScript("return document.documentElement.scrollWidth");
        if (!width.equals(390L)) {
            wrong.add("On a phone of 390 pixels it is " + width + " wide");
        }
        wrong.addAll((List<String>) browser.executeScript(BAD_FORMULAS));
        return wrong;
    }

    @Test
    void everyLinkLeadsSomewhere() {
        List<String> broken = new ArrayList<>();
        for (String link : LINKS) {
            boolean file = link.startsWith("file:");
            boolean asset = file && !link.contains(".html") && Files.exists(Path.of(URI.create(link)));
            if (!(asset || PLACES.contains(link) || link.startsWith("https://") || link.startsWith("data:"))) {
                broken.add(link);
            }
        }
        assertEquals(List.of(), broken);
        assertTrue(LINKS.size() > 500, LINKS::toString);
    }

    @Test
    void thereIsAPageForEachNotebookWithAButtonThatRunsIt() throws Exception {
        for (Path notebook : project.notebooks(List.of())) {
            String name = NotebookFile.name(notebook);
            String page = Files.readString(book.resolve(name + ".html"));
            assertEquals(
                    name.matches("\\d\\d.*"),
                    page.contains(
                            "mybinder.org/v2/gh/owner/name/HEAD?urlpath=lab/tree/my-notebooks/" + name + ".ipynb"),
                    name);
            boolean ran = Files.exists(project.target().resolve("notebooks").resolve(notebook.getFileName()))
                    && Book.latest(
                                    notebook,
                                    project.target().resolve("notebooks").resolve(notebook.getFileName()))
                            .json()
                            .toString()
                            .contains("ResizeObserver");
            assertEquals(ran, page.contains("ResizeObserver"), name + " has live figures if it was run");
        }
    }

    @Test
    void theCoverMovesAndSaysWhatToType() throws Exception {
        open("index.html", 1440, "light");
        String cover = browser.findElement(By.tagName("main")).getText();
        assertTrue(cover.contains("mvn compile exec:java") && cover.contains("mvn test"), cover);
        assertEquals(1, browser.findElements(By.cssSelector("h1")).size());
        assertTrue(browser.findElements(By.cssSelector(".map li")).size() >= 14);
        String picture =
                browser.findElement(By.cssSelector("#cell-picture img")).getAttribute("src");
        String gif = Files.readString(Path.of(URI.create(picture)), StandardCharsets.ISO_8859_1);
        assertTrue(gif.startsWith("GIF89a") && gif.contains("NETSCAPE2.0"), "it is animated, again and again");
    }

    @Test
    void theSearchFindsASectionAndGoesThere() {
        open("index.html", 1440, "light");
        WebElement field = browser.findElement(By.cssSelector("#search input"));
        field.sendKeys("no such word anywhere");
        new WebDriverWait(browser, Duration.ofSeconds(30))
                .until(found -> browser.findElement(By.id("found")).getText().equals("Nothing found."));
        field.clear();
        field.sendKeys("bellman equation");
        new WebDriverWait(browser, Duration.ofSeconds(30))
                .until(found -> browser.findElements(By.cssSelector("#found a")).size() > 1);
        assertTrue(
                browser.findElement(By.cssSelector("#found a")).getText().contains("The Bellman equation"),
                browser.findElement(By.id("found")).getText());
        field.sendKeys(Keys.ENTER);
        assertTrue(browser.getCurrentUrl().contains("02-the-bellman-equation.html#cell-"), browser.getCurrentUrl());
    }

    @Test
    void theReaderChoosesDarkOrLightAndItStays() {
        open("00-start-here.html", 1440, "light");
        browser.findElement(By.id("theme")).click();
        assertEquals("false", js("return document.body.dataset.jpThemeLight"));
        browser.findElement(By.cssSelector("a[rel=next]")).click();
        assertTrue(browser.getCurrentUrl().endsWith("01-agents-and-environments.html"));
        assertEquals("false", js("return document.body.dataset.jpThemeLight"));
        js("localStorage.clear()");
    }

    @Test
    void onAPhoneTheContentsOpenAndSolutionsUnfold() {
        open("02-the-bellman-equation.html", 390, "light");
        WebElement contents = browser.findElement(By.id("contents"));
        assertFalse(contents.isDisplayed());
        browser.findElement(By.id("menu")).click();
        assertTrue(contents.isDisplayed());
        contents.findElement(By.linkText("3 What the best policy is worth")).click();
        assertFalse(contents.isDisplayed());
        WebElement solution = browser.findElement(By.cssSelector("details .highlight"));
        assertFalse(solution.isDisplayed());
        js("arguments[0].closest('details').querySelector('summary').click()", solution);
        assertTrue(solution.isDisplayed());
    }
}
