package deepq.jupyter.launch;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Something that the user can mend: its message is one readable line that says how. */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    Problem(String message) {
        super(message);
    }

    /** What the system says of a file that it could not read or write, as a sentence, with what helps. */
    static String reason(IOException e) {
        String said = e.getMessage() == null ? e.toString() : e.getMessage();
        if (e instanceof AccessDeniedException denied) {
            return denied.getFile() + ": you have no permission for that. Copy the project's folder into your home.";
        } else if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + " is not there";
        } else if (e instanceof FileSystemException file && file.getReason() != null) {
            said = file.getFile() + ": " + file.getReason();
        }
        return said.contains("No space left")
                ? said + ". Make room and start again; the notebooks that were there are untouched."
                : said.contains("Read-only file system") ? said + ". Copy the project's folder into your home." : said;
    }
}
