package deepq.course.notebook;

import deepq.course.view.Frontend;
import deepq.course.view.Html;
import deepq.course.view.MimeBundle;
import deepq.course.view.Showable;

/** A short message with a sign, a word and a colour, so that none of them is needed alone. */
public record Note(Kind kind, String word, String text) implements Showable {
    public enum Kind {
        GOOD("#00664A", "#E6F4EF", "M3 9l4 4 8-10"),
        BAD("#A33C00", "#FCEDE3", "M4 4l10 10M14 4L4 14"),
        OPEN("#444444", "#F0F0F0", "M4 9h1M9 9h1M14 9h1");

        private final String ink;
        private final String ground;
        /** Drawn, because not every font has these signs. */
        private final String sign;

        Kind(String ink, String ground, String sign) {
            this.ink = ink;
            this.ground = ground;
            this.sign = sign;
        }
    }

    @Override
    public MimeBundle mimeBundle(Frontend frontend) {
        MimeBundle plain = MimeBundle.text(word + " " + text);
        if (frontend == Frontend.RENDER) {
            return plain;
        }
        return plain.with(
                "text/html",
                "<div class=\"deepq-note\" style=\"max-width:720px;padding:8px 12px;border-left:4px solid " + kind.ink
                        + ";background:" + kind.ground
                        + ";color:#222;line-height:1.45\"><svg width=\"16\" height=\"16\" viewBox=\"0 0 18 18\" "
                        + "aria-hidden=\"true\" style=\"vertical-align:-2px;margin-right:6px\"><path d=\"" + kind.sign
                        + "\" fill=\"none\" stroke=\""
                        + kind.ink + "\" stroke-width=\"2.5\" stroke-linecap=\"round\"/></svg><b style=\"color:"
                        + kind.ink + "\">" + Html.escape(word)
                        + "</b> " + Html.escape(text).replace("\n", "<br>") + "</div>");
    }
}
