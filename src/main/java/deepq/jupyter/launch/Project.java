package deepq.jupyter.launch;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where things are: the project's folder, and the class path that the kernel gets. */
record Project(Path root, List<Path> classPath) {
    /**
     * The project that this class was compiled in: its classes are in target/classes, its dependencies in
     * target/classpath.txt. Or the bundle: this class is in a jar, its dependencies are in lib/ beside it.
     */
    static Project here() throws IOException {
        try {
            Path classes = Path.of(Project.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            List<Path> classPath = new ArrayList<>(List.of(classes));
            if (Files.isRegularFile(classes)) {
                classPath.addAll(files(classes.resolveSibling("lib"), ".jar"));
                return new Project(classes.getParent(), List.copyOf(classPath));
            }
            Path list = classes.resolveSibling("classpath.txt");
            if (!Files.exists(list)) {
                throw new Problem(list + " is missing: start the launcher with `mvn compile exec:java`");
            }
            for (String entry : Files.readString(list).strip().split(File.pathSeparator)) {
                classPath.add(Path.of(entry));
            }
            return new Project(classes.getParent().getParent(), List.copyOf(classPath));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    /** The notebooks as they were published. Nothing but {@code render} writes here. */
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

    /** A new folder in target/, which no other process uses. */
    Path work(String purpose) throws IOException {
        return Files.createDirectories(
                target().resolve(purpose + "-" + ProcessHandle.current().pid() + "-" + System.nanoTime()));
    }

    /** What the launcher installs and keeps; {@code mvn clean} leaves it alone. */
    Path tools() {
        return root.resolve(".jupyter");
    }

    /** Where Jupyter finds this project's kernel: put first on JUPYTER_PATH, it leaves the user's own kernels alone. */
    Path jupyterPath() {
        return target().resolve("jupyter");
    }

    /** All that is named as a notebook in a folder, whatever it is. */
    List<Path> allIn(Path folder) throws IOException {
        return files(folder, ".ipynb");
    }

    /**
     * The published notebooks of these names, with or without folder and ".ipynb", or by number; the learner's own where the name
     * has the folder my-notebooks/. All the published ones if there are no names.
     */
    List<Path> notebooks(List<String> names) throws IOException {
        if (names.isEmpty()) {
            return allIn(notebooks());
        }
        List<Path> found = new ArrayList<>();
        for (String name : names) {
            found.add(named(name.replace('\\', '/')));
        }
        return found;
    }

    private Path named(String name) throws IOException {
        Path folder = name.contains("my-notebooks/") ? mine() : notebooks();
        String plain = name.substring(name.lastIndexOf('/') + 1).replaceFirst("\\.ipynb$", "");
        List<Path> all = allIn(folder);
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

    /** Puts a folder that is whole in the place of another, which is deleted. */
    void replace(Path folder, Path made) throws IOException {
        Path old = work("old");
        if (Files.exists(folder)) {
            Files.move(folder, old.resolve("was"));
        }
        Files.move(made, folder);
        delete(old);
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
