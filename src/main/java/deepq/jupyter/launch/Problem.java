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

    /** What the system says of a file that it could not read or write, as a sentence. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return denied.getFile() + ": you have no permission for that";
        } else if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + " is not there";
        } else if (e instanceof FileSystemException file) {
            return file.getFile() + ": "
                    + (file.getReason() == null ? file.getClass().getSimpleName() : file.getReason());
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
