package deepq.jupyter.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * The notebooks as they came, kept in .jupyter/originals. An original proves itself: its sources have the hash that
 * {@code render} noted in it, and a learner's change, before the first start too, makes them differ.
 */
record Originals(Project project) {
    private Path kept(Path notebook) {
        return project.tools().resolve("originals").resolve(notebook.getFileName());
    }

    /** Keeps a copy of each notebook that is still as it came. */
    void keep() throws IOException {
        for (Path notebook : project.notebooks(List.of())) {
            NotebookFile file = NotebookFile.read(notebook);
            boolean known = Files.exists(kept(notebook))
                    && NotebookFile.read(kept(notebook)).notedHash().equals(file.notedHash());
            if (!known && file.notedHash().equals(file.sourceHash())) {
                Files.createDirectories(kept(notebook).getParent());
                Files.copy(notebook, kept(notebook), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Puts the original in the notebook's place, and a changed notebook into notebooks/before-reset. Says what it did. */
    String reset(Path notebook) throws IOException {
        String name = NotebookFile.name(notebook);
        if (!Files.exists(kept(notebook))) {
            return name
                    + ": it was changed before the first start, so there is no copy of the original: download it again";
        } else if (Files.mismatch(kept(notebook), notebook) < 0) {
            return name + ": unchanged";
        }
        String time = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now());
        Path copy = notebook.resolveSibling("before-reset").resolve(name + "-" + time + ".ipynb");
        Files.createDirectories(copy.getParent());
        Files.move(notebook, copy);
        Files.copy(kept(notebook), notebook);
        return name + ": reset; your version is " + project.root().relativize(copy);
    }
}
