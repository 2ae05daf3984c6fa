package deepq.course.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.course.exercise.Feedback;
import deepq.course.view.CartPoleScene;
import deepq.course.view.EpisodePlayer;
import deepq.course.view.Frontend;
import deepq.course.view.Panels;
import deepq.course.view.Plot;
import deepq.course.view.Scene;
import deepq.course.view.Showable;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever text a user puts in a title, a name or a note: a page gets the same elements as for a plain word. */
class EscapingTest {
    private static final List<String> HOSTILE = List.of(
            "<script>alert(1)</script><img src=x onerror=alert(1)> ]]> <!--<script>",
            "\"><b>bold</b> \" onload=\"alert(1) ' onload='alert(1)",
            "\\\";alert(1)// \u2028alert(1)\u2029 {{x}} ${x} `x`");
    private static final Pattern TAG = Pattern.compile("<[!/]?[a-zA-Z-]+");

    static Stream<Function<String, Showable>> pictures() {
        double[] numbers = {1, 2, 3};
        return Stream.of(
                text -> Plot.titled(text).x(text).y(text).line(text, numbers).level(text, 2),
                text -> Plot.titled(text).x(text).y(text).points(text, numbers, numbers),
                text -> Plot.titled(text).x(text).y(text).bins(3, 0, 4).values(text, numbers),
                text -> Plot.titled(text)
                        .x(text)
                        .y(text)
                        .categories(text, "b", "c")
                        .bars(text, numbers),
                text -> Plot.titled(text).x(text).y(text).cells(text, new double[][] {{1, 2}, {3, 4}}),
                text -> Panels.of(
                        Plot.titled(text).x(text).y(text).line(text, numbers),
                        Plot.titled(text).x(text).y(text).line(text, numbers)),
                text -> Panels.titled(text).panel(text, scene()),
                text -> EpisodePlayer.titled(text).episode(text, List.of(scene(), scene())),
                text -> new Note(Note.Kind.BAD, text, text),
                text -> new Feedback(text, Feedback.Kind.WRONG, text).note());
    }

    private static Scene scene() {
        return CartPoleScene.of(new float[4]);
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void aPageGetsNoElementFromAName(Function<String, Showable> picture) {
        List<String> plain = tags(html(picture.apply("word")));
        assertTrue(plain.size() > 1);
        for (String text : HOSTILE) {
            String html = html(picture.apply(text));
            assertEquals(plain, tags(html), text);
            int script = html.contains("<script>") ? html.indexOf("<script>") : html.length();
            assertFalse(html.substring(0, script).matches("(?s).*[\"'] on(load|error)=.*"), text);
            for (String part : html.split("<script>")) {
                String program = part.contains("</script>") ? part.substring(0, part.indexOf("</script>")) : "";
                assertFalse(program.contains("\u2028"), "a line end to old browsers");
            }
        }
    }

    private static String html(Showable thing) {
        Map<String, Object> data = thing.mimeBundle(Frontend.HTML);
        return (String) data.get("text/html");
    }

    private static List<String> tags(String html) {
        return TAG.matcher(html).results().map(found -> found.group()).toList();
    }
}
