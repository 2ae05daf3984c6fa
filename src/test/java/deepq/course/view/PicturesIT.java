package deepq.course.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.Accessibility;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The HTML of pictures in a real browser that has no network: something is drawn, and the player plays. */
class PicturesIT extends InBrowser {
    private static void open(String name, String head, List<? extends Picture> pictures) throws Exception {
        StringBuilder page = new StringBuilder(head);
        for (Picture picture : pictures) {
            page.append(picture.mimeBundle(Frontend.HTML).get("text/html"));
        }
        open(name, "", page.toString());
    }

    private static long count(String selector) {
        return browser.findElements(By.cssSelector(selector)).size();
    }

    @Test
    void withPlotlyEveryChartIsDrawnByIt() throws Exception {
        // A page with RequireJS, which would swallow plotly.
        String require = "<script>window.define = function () { window.swallowed = true; }; define.amd = {};</script>";
        open("charts", require + Html.plotlyLoader(), Samples.plots());
        int charts = Samples.plots().size();
        await("document.querySelectorAll('.deepq[data-drawn]').length === " + charts);
        assertEquals(0, count(".deepq[data-drawn=failed]"));
        assertFalse(browser.findElement(By.cssSelector(".deepq-still")).isDisplayed(), "the sentence makes room");
        assertFalse(Boolean.TRUE.equals(js("return window.swallowed")));
        assertEquals(2L, js("return Plotly.version.split('.')[0] * 1"));
        assertTrue(count(".scatterlayer path.js-line") >= 6, "lines");
        assertTrue(count(".barlayer path") >= 8, "bars and histogram");
        assertTrue(count(".heatmaplayer image") >= 2, "both heat maps");
        assertTrue(count(".errorbar") >= 6, "intervals");
        assertTrue(count(".annotation-arrow-g") >= 1, "the note's arrow");
        assertEquals(4, count(".shapelayer path"), "every level");
        assertEquals(charts, count(".gtitle"));
        assertEquals("Lines", browser.findElement(By.cssSelector(".gtitle")).getText());
        photograph("charts-laptop", 1280, 900 * 4);
        photograph("charts-phone", 390, 900 * 4);
        assertEquals(true, js("return document.documentElement.scrollWidth <= 390"), "nothing sticks out on a phone");
    }

    @Test
    void aLongNameBelowAChartBreaksOnAPhone() throws Exception {
        Plot chart = Plot.titled("The article's recipe on CartPole-v0, 20 seeds each")
                .x("mean return over 100 greedy episodes, one value a seed (at most 200)")
                .y("seeds")
                .line("5,000 steps", new double[] {1, 2, 3}, new double[] {2, 1, 3})
                .line("50,000 steps", new double[] {1, 2, 3}, new double[] {3, 2, 1});
        open("long", Html.plotlyLoader(), List.of(chart));
        await("document.querySelectorAll('.deepq .xtitle').length === 1");
        photograph("long-phone", 390, 700);
        String inside = "const box = it => document.querySelector(it).getBoundingClientRect();"
                + " const name = box('.xtitle'), plot = box('.main-svg'), legend = box('.legend');"
                + " return name.left >= plot.left && name.right <= plot.right && name.bottom <= legend.top;";
        assertEquals(true, js(inside));
    }

    @Test
    void smallMultiplesStandSideBySideAndOnAPhoneBelowEachOther() throws Exception {
        List<Plot> charts = Samples.plots();
        open(
                "multiples",
                Html.plotlyLoader(),
                List.of(
                        Panels.of(charts.get(0), charts.get(2)),
                        Panels.of(charts.get(3), charts.get(5), charts.get(6))));
        await("document.querySelectorAll('.gtitle').length === 5");
        assertEquals(
                true,
                js("return [...document.querySelectorAll('.js-plotly-plot')].every("
                        + "plot => plot.querySelector('.main-svg').clientWidth <= plot.clientWidth)"),
                "each is drawn as wide as its place, before anything makes the window send a resize");
        photograph("multiples-laptop", 1280, 800);
        assertEquals(
                true,
                js("const c = document.querySelectorAll('.js-plotly-plot'); return "
                        + "c[0].getBoundingClientRect().top === c[1].getBoundingClientRect().top"));
        photograph("multiples-phone", 390, 1900);
        assertEquals(
                true,
                js("const c = document.querySelectorAll('.js-plotly-plot'); return "
                        + "c[0].getBoundingClientRect().top < c[1].getBoundingClientRect().top"));
    }

    @Test
    void withoutPlotlyTheSentenceStays() throws Exception {
        open("still", "", List.of(Samples.lines()));
        assertEquals(
                Samples.lines().describe(),
                browser.findElement(By.cssSelector(".deepq-still")).getText());
    }

    @Test
    void namesAreTextForPlotlyToo() throws Exception {
        open(
                "names",
                Html.plotlyLoader(),
                List.of(Plot.titled(Samples.NASTY).x("x").y("y").line("a", new double[] {1, 2})));
        await("document.querySelectorAll('.gtitle').length === 1");
        assertEquals(
                Samples.NASTY.replaceAll("\\s", ""),
                browser.findElement(By.cssSelector(".gtitle"))
                        .getAttribute("textContent")
                        .replaceAll("\\s", ""));
    }

    /** Where each pole ends, as it is drawn now. */
    private static Object tips() {
        return js("return [...document.querySelectorAll('.deepq-player svg line:last-of-type')]"
                + ".map(line => line.x2.animVal.value + ' ' + line.y2.animVal.value).join()");
    }

    @Test
    void thePlayerPlaysPausesAndSeeks() throws Exception {
        open("player", "", List.of(Samples.player()));
        WebElement play = browser.findElement(By.cssSelector(".deepq-player button"));
        WebElement slider = browser.findElement(By.cssSelector(".deepq-player input"));
        assertFalse(browser.findElement(By.cssSelector(".deepq > img")).isDisplayed());
        assertEquals("Play", play.getAttribute("aria-label"));
        photograph("player-laptop", 1280, 620);
        photograph("player-phone", 390, 480);
        play.click();
        await("document.querySelector('.deepq-player input').value > 0");
        await("document.querySelector('.deepq-player button').title === 'Play'");
        assertEquals("29", slider.getAttribute("value"), "the longer episode ends at its last frame");
        Object last = tips();
        slider.sendKeys(Keys.HOME);
        assertEquals("0", slider.getAttribute("value"));
        assertNotEquals(last, tips());
        slider.sendKeys(Keys.ARROW_RIGHT);
        assertEquals("frame 2 of 30", slider.getAttribute("aria-valuetext"));
        play.sendKeys(Keys.SPACE);
        assertEquals("Pause", play.getAttribute("aria-label"));
        play.sendKeys(Keys.SPACE);
        assertEquals("Play", play.getAttribute("aria-label"));
    }

    @Test
    void everyControlOfThePlayerIsReachedByTab() throws Exception {
        open("keys", "", List.of(Samples.player()));
        WebElement page = browser.findElement(By.tagName("body"));
        List<String> reached = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            (i == 0 ? page : browser.switchTo().activeElement()).sendKeys(Keys.TAB);
            reached.add(browser.switchTo().activeElement().getAttribute("aria-label"));
        }
        assertEquals(List.of("Play", "Frame", "Speed"), reached);
    }

    @Test
    void picturesOfEachKindAreAccessible() throws Exception {
        List<Picture> pictures = new ArrayList<>(Samples.plots());
        pictures.add(Samples.player());
        pictures.add(Panels.of(Samples.lines(), Samples.plots().get(3)));
        open("accessible", "<main><h1>Pictures</h1>" + Html.plotlyLoader(), pictures);
        await("document.querySelectorAll('.gtitle').length === " + pictures.size());
        assertEquals(List.of(), Accessibility.violations(browser));
    }

    @Test
    void whatIsNotAccessibleIsFound() throws Exception {
        String pale =
                "<div class=deepq-note style='background:#fff;color:#ccc'>pale <img src=''> <button></button></div>";
        open("inaccessible", "<main><h1>One</h1><h3>Three</h3>" + pale, List.of());
        List<String> rules = Accessibility.violations(browser).stream()
                .map(violation -> violation.replaceFirst("(?s):.*", ""))
                .distinct()
                .sorted()
                .toList();
        assertEquals(List.of("button-name", "color-contrast", "heading-order", "image-alt"), rules);
    }

    @Test
    void episodesStandSideBySideAndTheShorterOneStaysAtItsEnd() throws Exception {
        photograph("blank", 1280, 620);
        open("episodes", "", List.of(Samples.player()));
        assertEquals(
                true,
                js("const c = document.querySelectorAll('.deepq-player [role=img]'); return c.length === 2 && "
                        + "c[0].getBoundingClientRect().top === c[1].getBoundingClientRect().top"));
        String seek = "const s = document.querySelector('.deepq-player input'); s.value = arguments[0]; s.oninput();";
        Object start = tips().toString().split(",")[0];
        js(seek, 11);
        Object end = tips().toString().split(",")[0];
        assertNotEquals(start, end);
        js(seek, 25);
        assertEquals(end, tips().toString().split(",")[0]);
        assertTrue(
                browser.findElement(By.cssSelector(".deepq-player")).getText().contains("early: over after 11 steps"));
    }

    @Test
    void whatWouldBeOverInAMomentIsPlayedSlowly() throws Exception {
        open(
                "slowly",
                "",
                List.of(EpisodePlayer.titled("short").episode("ten", Samples.poles(10, 0.02f), CartPoleScene::of)));
        assertEquals(
                "0.1",
                browser.findElement(By.cssSelector("select[aria-label=Speed]")).getAttribute("value"));
        open(
                "own-time",
                "",
                List.of(EpisodePlayer.titled("long").episode("all", Samples.poles(200, 0), CartPoleScene::of)));
        assertEquals(
                "1",
                browser.findElement(By.cssSelector("select[aria-label=Speed]")).getAttribute("value"));
    }

    @Test
    void onADarkPageInkIsLightAndDrawingsAreDark() throws Exception {
        String dark = "<style>body{background:#111;color:#eee}</style>"
                + "<script>document.body.dataset.jpThemeLight = \"false\"</script>";
        open("dark", dark + Html.plotlyLoader(), List.of(Samples.lines(), Samples.player()));
        await("document.querySelectorAll('.deepq[data-drawn]').length === 1");
        assertEquals("rgb(238, 238, 238)", js("return getComputedStyle(document.querySelector('.gtitle')).fill"));
        assertTrue(js("return getComputedStyle(document.querySelector('.deepq-player [role=img]')).filter")
                .toString()
                .startsWith("invert"));
        photograph("dark", 1280, 900);
    }

    /** Each frame of the player is the scene's own picture. */
    @Test
    void thePlayerShowsTheScenes() throws Exception {
        open("alike", "", List.of(Samples.player()));
        List<float[]> poles = Samples.poles(30, 0.005f);
        for (int frame : new int[] {0, 7, 29}) {
            js("document.querySelector('.deepq-player').deepqShow(arguments[0])", frame);
            String[] tip = tips().toString().split(",")[1].split(" ");
            double angle = poles.get(frame)[2];
            double x = 300 + 125 * poles.get(frame)[0] + 120 * Math.sin(angle);
            assertEquals(x, Double.parseDouble(tip[0]), 0.1, "in frame " + frame);
            assertEquals(292.5 - 120 * Math.cos(angle), Double.parseDouble(tip[1]), 0.1, "in frame " + frame);
        }
    }
}
