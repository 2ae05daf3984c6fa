package deepq.course.exercise;

import deepq.course.notebook.Note;

/**
 * What an exercise says to an answer.
 *
 * @param exercise its name
 * @param passed whether the answer is right
 * @param hint which hint was given: "" if passed, "not-yet" for an untouched answer, "endless", "exception", "other", or the name of a mistake
 * @param text the words that the reader saw
 */
public record Feedback(String exercise, boolean passed, String hint, String text) {
    /** How it is shown below the cell. */
    public Note note() {
        return new Note(
                passed ? Note.Kind.GOOD : hint.equals("not-yet") ? Note.Kind.OPEN : Note.Kind.BAD,
                exercise + (passed ? ": passed." : hint.equals("not-yet") ? ": not yet." : ": not right yet."),
                text);
    }
}
