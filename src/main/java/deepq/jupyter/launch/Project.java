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
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    Path notebooks() {
        return root.resolve("notebooks");
    }

    /** What a build makes; {@code mvn clean} deletes it. */
    Path target() {
        return root.resolve("target");
    }

    /** What the launcher installs and keeps; {@code mvn clean} leaves it alone. */
    Path tools() {
        return root.resolve(".jupyter");
    }

    /** Where Jupyter finds this project's kernel: put first on JUPYTER_PATH, it leaves the user's own kernels alone. */
    Path jupyterPath() {
        return target().resolve("jupyter");
    }

    /** The notebooks of these names, in any spelling: with or without folder and ".ipynb". All of them if there are no names. */
    List<Path> notebooks(List<String> names) throws IOException {
        List<Path> all = files(notebooks(), ".ipynb");
        return names.isEmpty()
                ? all
                : names.stream().map(name -> named(name, all)).toList();
    }

    private static Path named(String name, List<Path> all) {
        String plain = NotebookFile.name(Path.of(name));
        return all.stream()
                .filter(file -> NotebookFile.name(file).equals(plain))
                .findFirst()
                .orElseThrow(() -> new Problem("there is no notebook \"" + plain + "\"; there are "
                        + String.join(", ", all.stream().map(NotebookFile::name).toList())));
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
