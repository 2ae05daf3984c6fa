package deepq.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The notebooks as they came. An original proves itself: its sources have the hash that {@code render} noted in it, and
 * a learner's change, before the first start too, makes them differ.
 */
record Originals(Project project) {
    private Path folder() {
        return project.tools().resolve("originals");
    }

    private static boolean isOriginal(NotebookFile notebook) {
        return notebook.notedHash().equals(notebook.sourceHash());
    }

    /** Keeps a copy of each notebook that is still as it came. */
    void keep() {
        try {
            Files.createDirectories(folder());
            for (Path notebook : project.notebooks(List.of())) {
                if (isOriginal(NotebookFile.read(notebook))) {
                    Files.copy(notebook, folder().resolve(notebook.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts the original in the notebook's place, and a changed notebook into notebooks/before-reset. Says what it did. */
    String reset(Path notebook) {
        String name = NotebookFile.name(notebook);
        try {
            Optional<String> original = original(notebook);
            String present = Files.readString(notebook);
            if (original.isEmpty()) {
                return name + ": no original was found; download the notebooks again";
            } else if (original.get().equals(present)) {
                return name + ": unchanged";
            }
            String time = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now());
            Path copy = notebook.resolveSibling("before-reset").resolve(name + "-" + time + ".ipynb");
            Files.createDirectories(copy.getParent());
            Files.move(notebook, copy);
            Files.writeString(notebook, original.get());
            return name + ": reset; your version is " + project.root().relativize(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> original(Path notebook) throws IOException {
        Path kept = folder().resolve(notebook.getFileName());
        return Files.exists(kept) ? Optional.of(Files.readString(kept)) : committed(notebook);
    }

    private Optional<String> committed(Path notebook) throws IOException {
        Path file = Files.createTempFile("original", ".ipynb");
        try {
            List<String> git = List.of("git", "show", "HEAD:./" + notebook.getFileName());
            boolean found = Files.exists(project.root().resolve(".git"))
                    && Children.exitsWithZero(
                            Children.start(git, project.notebooks(), Map.of(), Redirect.to(file.toFile())), 60);
            return found && isOriginal(NotebookFile.read(file))
                    ? Optional.of(Files.readString(file))
                    : Optional.empty();
        } finally {
            Files.delete(file);
        }
    }
}
