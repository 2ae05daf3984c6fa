package deepq.jupyter.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The learner's own notebooks in my-notebooks/: copies of the published ones, without outputs. Each is made once and
 * never overwritten. Nothing but the learner, and {@code reset}, changes them.
 */
record Copies(Project project, Consumer<String> say) {
    private Path copyOf(Path published) {
        return project.mine().resolve(project.notebooks().relativize(published));
    }

    private static boolean exists(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Makes what is not there yet, and names what is not as it should be. Returns the notebooks that were made. */
    List<Path> make() throws IOException {
        List<Path> made = new ArrayList<>();
        List<String> newer = new ArrayList<>();
        for (Path notebook : project.notebooks(List.of())) {
            Path copy = copyOf(notebook);
            try {
                if (!exists(copy)) {
                    WholeFile.write(copy, fresh(notebook));
                    made.add(copy);
                } else if (!NotebookFile.read(copy)
                        .notedHash()
                        .equals(NotebookFile.read(notebook).notedHash())) {
                    newer.add(NotebookFile.name(notebook));
                }
            } catch (Problem e) {
                say.accept(e.getMessage());
            }
        }
        // What the notebooks show lies in a folder; what lies beside the notebooks themselves is for teachers.
        for (Path picture : Project.files(project.notebooks().resolve("images"), "")) {
            if (!exists(copyOf(picture))) {
                WholeFile.write(copyOf(picture), Files.readAllBytes(picture));
            }
        }
        if (!newer.isEmpty()) {
            say.accept("The course has a newer " + String.join(", ", newer)
                    + ". `reset` with a name brings it, and keeps yours beside it.");
        }
        return made;
    }

    private static byte[] fresh(Path published) {
        return NotebookFile.read(published).withoutOutputs().tidy().getBytes(StandardCharsets.UTF_8);
    }

    /** Brings a published notebook back into my-notebooks/. What was there stays beside it, under another name. */
    String reset(Path published) throws IOException {
        String name = NotebookFile.name(published);
        Path copy = copyOf(published);
        byte[] fresh = fresh(published);
        if (Files.isRegularFile(copy) && Arrays.equals(Files.readAllBytes(copy), fresh)) {
            return name + ": unchanged";
        }
        if (!exists(copy)) {
            WholeFile.write(copy, fresh);
            return name + ": made";
        }
        String time = DateTimeFormatter.ofPattern("MMdd-HHmmss-SSS").format(LocalDateTime.now());
        Path kept = copy.resolveSibling("yours-" + name + "-" + time + ".ipynb");
        Files.move(copy, kept);
        try {
            WholeFile.write(copy, fresh);
        } catch (IOException e) {
            Files.move(kept, copy);
            throw e;
        }
        return name + ": reset; your version is " + project.root().relativize(kept)
                + ". A tab that still shows it: choose Revert (File > Reload Notebook from Disk), never Overwrite.";
    }
}
