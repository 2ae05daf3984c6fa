package deepq.course.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.course.view.LivePicture.Film;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class LivePictureTest {
    private static final Pattern IMAGE = Pattern.compile("data:image/svg\\+xml;base64,([^\"]+)");

    private static LivePicture some(String title) {
        LivePicture picture = new LivePicture(title, 475, 100, true);
        for (int i = 1; i <= 5_000; i++) {
            picture.update(i, 1.0 / i, i / 100.0);
            if (i % 50 == 0) {
                picture.episode(i, i / 10.0);
            }
        }
        picture.test(5_000, 480, true);
        return picture;
    }

    private static Film leaning(int frames) {
        List<Scene> scenes = IntStream.range(0, frames)
                .mapToObj(i -> CartPoleScene.of(new float[] {0, 0, i / 100f, 0}))
                .toList();
        return new Film("a pole that leans", scenes, 1);
    }

    private static String html(Showable picture) {
        return (String) picture.mimeBundle(Frontend.LAB).get("text/html");
    }

    private static Document parsed(String html) throws Exception {
        Matcher image = IMAGE.matcher(html);
        assertTrue(image.find(), "there is a picture for pages without scripts");
        byte[] svg = Base64.getDecoder().decode(image.group(1));
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg));
    }

    @Test
    void whileItRunsNoScriptIsNeeded() {
        String running = html(some("t").running(leaning(7)));
        assertFalse(running.contains("<script"), "a script in every update");
        assertTrue(running.contains("Now playing: a pole that leans"));
        assertTrue(running.contains("no true value is above 100"));
        String marked = html(some("<b>bold</b>").running(null));
        assertTrue(marked.contains("&lt;b&gt;bold") && !marked.contains("<b>bold"), "markup in a title");
        assertTrue(running.length() < 40_000, running.length() + " characters");
    }

    @Test
    void whereNoScriptRunsItsLastStateIsAPictureThatMoves() throws Exception {
        Document svg = parsed(html(some("Poles & <b>carts</b>").ended("Done.", List.of(leaning(50)))));
        String text = svg.getDocumentElement().getTextContent();
        assertTrue(text.contains("Poles & <b>carts</b>") && text.contains("Done."), text);
        assertTrue(svg.getElementsByTagName("animate").getLength() > 4);
    }

    @Test
    void whereNotebooksAreCommittedItStandsStillForThePhotograph() {
        Map<String, Object> forms =
                some("t").ended("", List.of(leaning(2), leaning(9))).mimeBundle(Frontend.RENDER);
        assertFalse(forms.containsKey("text/html"));
        String still = (String) forms.get(Picture.STILL);
        assertFalse(still.contains("<animate") || still.contains("<select"), "a photograph would be of any moment");
    }

    @Test
    void atTheEndThereAreEpisodesToChooseFrom() {
        String html = html(some("t").ended("", List.of(leaning(2), leaning(3), leaning(4))));
        assertEquals(3, html.split("option", -1).length / 2);
        assertTrue(html.contains("\"title\"") || html.contains("passes at 475"));
    }

    @Test
    void aTestIsPassedWhenSomebodySaysSo() {
        LivePicture picture = some("t");
        assertTrue(html(picture.running(null)).contains("passed the test"));
        LivePicture refused = new LivePicture("t", 475, 100, true);
        refused.test(500, 480, false);
        assertFalse(html(refused.running(null)).contains("passed the test"), "the confirmation refused it");
        assertFalse(html(refused.running(null)).contains("episode"), "nobody told of any");
    }

    @Test
    @SuppressWarnings("unchecked")
    void returnsBelowZeroLieWithinTheAxis() {
        LivePicture picture = new LivePicture("MountainCar", Double.NaN, Double.NaN, false);
        picture.episode(200, -200);
        picture.episode(400, -110);
        Map<String, Object> layout = (Map<String, Object>) picture.figure("").get("layout");
        List<Number> range = (List<Number>) ((Map<String, Object>) layout.get("yaxis")).get("range");
        assertTrue(range.get(0).doubleValue() < -200 && range.get(1).doubleValue() > -110, range.toString());
    }

    @Test
    void scenesOfDifferentShapesAreShownOneAfterTheOther() {
        Scene one = new Scene(10, 10, List.of(new Shape.Circle(1, 1, 1, "#112233")), "one");
        Scene two = new Scene(
                10, 10, List.of(new Shape.Circle(2, 1, 1, "#112233"), new Shape.Circle(5, 5, 1, "#000000")), "two");
        String film = SvgScene.moving(List.of(one, two), 2, true);
        assertEquals(3, film.split("<circle").length - 1);
        assertTrue(film.contains("attributeName=\"visibility\""), film);
        assertFalse(SvgScene.moving(List.of(one, two), 2, false).contains("animate"), "the last one alone");
    }

    @Test
    void blackIsThePagesInkUnlessTheSceneHasAGround() {
        assertTrue(SvgScene.moving(leaning(1).frames(), 1, false).contains("currentColor"));
        Scene dark = ScreenScene.of("dark", new float[4], 2, 2);
        assertFalse(SvgScene.moving(List.of(dark), 1, false).contains("currentColor"));
    }

    @Test
    void aTrailKeepsItsMeanAndAThousandPointsAtMost() {
        Trail trail = new Trail(true);
        for (int i = 0; i < 100_000; i++) {
            trail.add(i, i % 2);
        }
        assertTrue(trail.size() <= 1_000 && trail.size() > 400, trail.size() + " points");
        assertEquals(0.5, trail.ys()[trail.size() / 2], 1e-9);
        assertTrue(trail.xs()[trail.size() - 1] > 99_000);
    }
}
