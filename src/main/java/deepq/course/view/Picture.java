package deepq.course.view;

/** A {@link Showable} that can be drawn without a browser: charts, scenes and episodes. */
public interface Picture extends Showable {
    /** The picture as a PNG file, twice as many pixels as it is shown large; of an episode an animated one. */
    byte[] png();

    /** One sentence that says what is to be seen: the picture's alternative text and its text/plain. */
    String describe();
}
