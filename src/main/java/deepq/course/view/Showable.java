package deepq.course.view;

/** What a notebook can show in more than plain text. */
public interface Showable {
    /** The forms that suit the frontend; text/plain is always among them. */
    MimeBundle mimeBundle(Frontend frontend);
}
