package deepq.jupyter.launch;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where things are: the project's folder, and its compiled classes, or the jar of them. */
record Project(Path root, Path classes) {
    /**
     * The project that this class was compiled in: its classes are in target/classes, what they need in target/lib.
     * Or the bundle: this class is in a jar, and lib/ lies beside that.
     */
    static Project here() throws IOException {
        try {
            Path classes = Path.of(Project.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path folder = classes.getParent();
            if (!Files.isDirectory(folder.resolve("lib"))) {
                throw new Problem(
                        folder.resolve("lib") + " is missing: start the launcher with `mvn compile exec:java`");
            }
            return new Project(Files.isRegularFile(classes) ? folder : folder.getParent(), classes);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Path> files(Path folder, String ending) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    /** The libraries that the classes need. */
    Path lib() {
        return classes.resolveSibling("lib");
    }

    /** The class path of a kernel: what Maven has listed, for lib/ may hold what an older build has left there. */
    String classPath() throws IOException {
        Path list = classes.resolveSibling("classpath.txt");
        String libraries = Files.exists(list) ? Files.readString(list).strip() : lib() + File.separator + "*";
        return classes + File.pathSeparator + libraries;
    }

    /** The notebooks as they were published. Nothing but their authors' {@code render} writes here. */
    Path notebooks() {
        return root.resolve("notebooks");
    }

    /** The learner's own copies. */
    Path mine() {
        return root.resolve("my-notebooks");
    }

    /** What a build makes; {@code mvn clean} deletes it. */
    Path target() {
        return root.resolve("target");
    }

    /** What the launcher installs and keeps; {@code mvn clean} leaves it alone. */
    Path tools() {
        return root.resolve(".jupyter");
    }

    /**
     * The published notebooks of these names, with or without folder and ".ipynb", or by number; the learner's own
     * where the name has the folder my-notebooks/. All the published ones if there are no names.
     */
    List<Path> notebooks(List<String> names) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String name : names) {
            found.add(named(name.replace('\\', '/')));
        }
        return names.isEmpty() ? files(notebooks(), ".ipynb") : found;
    }

    private Path named(String name) throws IOException {
        Path folder = name.contains("my-notebooks/") ? mine() : notebooks();
        String plain = name.substring(name.lastIndexOf('/') + 1).replaceFirst("\\.ipynb$", "");
        List<Path> all = files(folder, ".ipynb");
        Stream<Path> exact = all.stream().filter(file -> NotebookFile.name(file).equals(plain));
        Stream<Path> byNumber = all.stream()
                .filter(file -> plain.matches("\\d+") && NotebookFile.name(file).startsWith(plain + "-"));
        return Stream.concat(exact, byNumber)
                .findFirst()
                .orElseThrow(() -> new Problem("there is no notebook \"" + name + "\" in " + root.relativize(folder)
                        + "/; there are "
                        + String.join(", ", all.stream().map(NotebookFile::name).toList())
                        + ". A deleted one comes back with `git checkout notebooks`, or from a new download."));
    }
}
