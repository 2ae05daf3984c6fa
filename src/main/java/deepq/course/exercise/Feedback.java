package deepq.course.exercise;

import deepq.course.notebook.Note;

/**
 * What an exercise says to an answer.
 *
 * @param exercise its name
 * @param passed whether the answer is right
 * @param hint which hint was given: one of the constants, "" if passed
 * @param text the words that the reader saw
 */
public record Feedback(String exercise, boolean passed, String hint, String text) {
    /** The answer is still Exercise.todo(). */
    public static final String NOT_YET = "not-yet";
    /** A mistake that the exercise knows. */
    public static final String KNOWN = "known";
    /** The result is right, but what the answer was given has changed. */
    public static final String CHANGED = "changed";
    /** A mistake that the exercise does not know. */
    public static final String OTHER = "other";

    public static final String EXCEPTION = "exception";
    public static final String ENDLESS = "endless";
    public static final String STOPPED = "stopped";

    /** The same with one more sentence. */
    Feedback with(String sentence) {
        return new Feedback(exercise, passed, hint, text + " " + sentence);
    }

    /** How it is shown below the cell. */
    public Note note() {
        boolean open = hint.equals(NOT_YET);
        return new Note(
                passed ? Note.Kind.GOOD : open ? Note.Kind.OPEN : Note.Kind.BAD,
                exercise + (passed ? ": passed." : open ? ": not yet." : ": not right yet."),
                text);
    }
}
