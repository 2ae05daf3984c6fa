package deepq.course.view;

import java.util.Map;

/** A {@link Showable} that a page draws: plots, scenes, episodes, and several of them together. */
public interface Picture extends Showable {
    /**
     * The form in which a notebook that is rendered to be committed holds a picture until it is photographed: the
     * HTML to photograph.
     */
    String STILL = "text/vnd.deepq.still";

    /** In CSS pixels, the most that it gets. */
    int width();

    /** What is to be seen, in words: the picture's alternative text and its text/plain. */
    String describe();

    /** What a page shows: something that needs no script, in whose place a script may put something better. */
    String html();

    /** What is photographed, for readers on GitHub. */
    default String still() {
        return html();
    }

    @Override
    default Map<String, Object> mimeBundle(Frontend frontend) {
        return frontend == Frontend.RENDER
                ? Map.of("text/plain", describe(), STILL, still())
                : Map.of("text/plain", describe(), "text/html", html());
    }
}
