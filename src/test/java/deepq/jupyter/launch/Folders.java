package deepq.jupyter.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;

/** Folders that are made whole, and then put in the place of the last ones. */
final class Folders {
    private Folders() {}

    /** A new folder in target/, which no other process uses. */
    static Path work(Project project, String purpose) throws IOException {
        String name = purpose + "-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        return Files.createDirectories(project.target().resolve(name));
    }

    /** Puts a folder that is whole in the place of another, which is deleted. */
    static void replace(Project project, Path folder, Path made) throws IOException {
        Path old = work(project, "old");
        if (Files.exists(folder)) {
            Files.move(folder, old.resolve("was"));
        }
        Files.move(made, folder);
        FileUtils.deleteDirectory(old.toFile());
    }
}
