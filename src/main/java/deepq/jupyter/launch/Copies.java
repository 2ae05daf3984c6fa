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
import java.util.stream.Stream;

/**
 * The learner's own notebooks in my-notebooks/: copies of the published ones, without outputs. Each is made once and never
 * overwritten. Nothing but the learner, and {@code reset}, changes them.
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
        Files.createDirectories(project.mine());
        List<String> newer = new ArrayList<>();
        List<Path> published = project.notebooks(List.of());
        for (Path notebook : published) {
            Path copy = copyOf(notebook);
            try {
                if (exists(copy)) {
                    if (!NotebookFile.read(copy)
                            .notedHash()
                            .equals(NotebookFile.read(notebook).notedHash())) {
                        newer.add(NotebookFile.name(notebook));
                    }
                } else {
                    WholeFile.write(copy, fresh(notebook));
                    made.add(copy);
                }
            } catch (Problem e) {
                say.accept(e.getMessage());
            }
        }
        if (!newer.isEmpty()) {
            say.accept("The course has a newer " + String.join(", ", newer)
                    + ". `reset` with a name brings it, and keeps yours beside it.");
        }
        for (Path file : attachments()) {
            if (!exists(copyOf(file))) {
                WholeFile.write(copyOf(file), Files.readAllBytes(file));
            }
        }
        nameMissing(published);
        return made;
    }

    private static byte[] fresh(Path published) {
        return NotebookFile.read(published).withoutOutputs().tidy().getBytes(StandardCharsets.UTF_8);
    }

    /** Pictures and pages, which the notebooks link to. */
    private List<Path> attachments() throws IOException {
        try (Stream<Path> files = Files.walk(project.notebooks())) {
            return files.filter(Files::isRegularFile)
                    .filter(file ->
                            !project.notebooks().relativize(file).toString().matches("(.*[/\\\\])?\\..*|.*\\.ipynb"))
                    .toList();
        }
    }

    /** A copy knows that it came from a published notebook. Where that is gone, somebody has deleted it. */
    private void nameMissing(List<Path> published) throws IOException {
        for (Path mine : project.allIn(project.mine())) {
            String name = NotebookFile.name(mine);
            boolean known = published.stream().anyMatch(notebook -> name.startsWith(NotebookFile.name(notebook)));
            try {
                if (!known && !NotebookFile.read(mine).notedHash().isEmpty()) {
                    say.accept(NotebookFile.problem(project.notebooks().resolve(mine.getFileName()), "was deleted")
                            .getMessage());
                }
            } catch (Problem e) {
                // The learner's own file, of which the course knows nothing.
            }
        }
    }

    /** Brings a published notebook back into my-notebooks/. What was there stays beside it, under another name. */
    String reset(Path published) throws IOException {
        String name = NotebookFile.name(published);
        Path copy = copyOf(published);
        byte[] fresh = fresh(published);
        if (Files.isRegularFile(copy) && Arrays.equals(Files.readAllBytes(copy), fresh)) {
            return name + ": unchanged";
        }
        WholeFile whole = WholeFile.prepare(copy, fresh);
        if (!exists(copy)) {
            whole.put();
            return name + ": made";
        }
        String time = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").format(LocalDateTime.now());
        Path kept = copy.resolveSibling(name + "-yours-" + time + ".ipynb");
        Files.move(copy, kept);
        whole.put();
        return name + ": reset; your version is " + project.root().relativize(kept);
    }
}
