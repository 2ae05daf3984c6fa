package deepq.course.exercise;

import deepq.course.notebook.Note;

/**
 * What an exercise says to an answer.
 *
 * @param exercise its name
 * @param text the words that the reader saw
 */
public record Feedback(String exercise, Kind kind, String text) {
    /** How the answer did; a broken one threw, or had not come to an end. */
    public enum Kind {
        PASSED,
        NOT_YET,
        WRONG,
        BROKEN
    }

    public boolean passed() {
        return kind == Kind.PASSED;
    }

    /** How it is shown below the cell. */
    public Note note() {
        return switch (kind) {
            case PASSED -> new Note(Note.Kind.GOOD, exercise + ": passed.", text);
            case NOT_YET -> new Note(Note.Kind.OPEN, exercise + ": not yet.", text);
            default -> new Note(Note.Kind.BAD, exercise + ": not right yet.", text);
        };
    }
}
