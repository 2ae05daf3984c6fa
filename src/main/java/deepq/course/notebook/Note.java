package deepq.course.notebook;

import deepq.course.view.Frontend;
import deepq.course.view.Html;
import deepq.course.view.Showable;
import java.util.Map;

/**
 * A short message with a sign, a word and a color, so that none of them is needed alone. The text has the page's own
 * color and the ground a tint, so that it can be read on light and dark pages.
 */
public record Note(Kind kind, String word, String text) implements Showable {
    public enum Kind {
        GOOD("#1A9B74", "M3 9l4 4 8-10"),
        BAD("#D55E00", "M4 4l10 10M14 4L4 14"),
        OPEN("#808080", "M4 9h1M9 9h1M14 9h1");

        private final String ink;
        /** Drawn, because not every font has these signs. */
        private final String sign;

        Kind(String ink, String sign) {
            this.ink = ink;
            this.sign = sign;
        }
    }

    @Override
    public Map<String, Object> mimeBundle(Frontend frontend) {
        return Showable.of(word + " " + text, """
                <div class="deepq-note" style="max-width:720px;padding:8px 12px;border-left:4px solid %1$s;\
                background:%1$s22;color:inherit;line-height:1.45"><svg width="16" height="16" viewBox="0 0 18 18" \
                aria-hidden="true" style="vertical-align:-2px;margin-right:6px"><path d="%2$s" \
                fill="none" stroke="%1$s" stroke-width="2.5" \
                stroke-linecap="round"/></svg><b>%3$s</b> %4$s</div>""".formatted(
                                kind.ink,
                                kind.sign,
                                Html.escape(word),
                                Html.escape(text).replace("\n", "<br>")))
                .mimeBundle(frontend);
    }
}
