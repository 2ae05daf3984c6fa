package deepq.course.view;

import java.util.Map;

/** What a notebook can show in more than plain text. */
public interface Showable {
    /**
     * The forms that suit the frontend, which shows the best that it can: MIME type to content, text as String, JSON
     * as Map. "text/plain", the sentence that stands for it where nothing else can be shown, is always among them.
     */
    Map<String, Object> mimeBundle(Frontend frontend);

    /** The text and its HTML; a notebook that is rendered to be committed holds the text alone. */
    static Showable of(String text, String html) {
        return frontend -> frontend == Frontend.RENDER
                ? Map.of("text/plain", text)
                : Map.of("text/plain", text, "text/html", html);
    }
}
