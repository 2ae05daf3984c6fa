package deepq.course.view;

/** A {@link Showable} that can be drawn without a browser: charts, scenes, episodes and panels of them. */
public interface Picture extends Showable {
    /** In CSS pixels. */
    int width();

    /** In CSS pixels. */
    int height();

    /** The picture as a PNG file, twice as many pixels each way as it is shown large. */
    byte[] png();

    /** One sentence that says what is to be seen: the picture's alternative text and its text/plain. */
    String describe();

    /** What a page shows: an img, which a script may replace by something better. */
    String html();

    /** The still picture where a notebook is committed, else what a page shows. */
    @Override
    default MimeBundle mimeBundle(Frontend frontend) {
        return frontend == Frontend.RENDER
                ? MimeBundle.picture(png(), width(), height(), describe())
                : MimeBundle.text(describe()).with("text/html", html());
    }
}
