package deepq.jupyter.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A project of a test's own, on which the launcher runs in a process of its own: it takes the project that its
 * classes lie in.
 */
record OwnProject(Path root) {
    static OwnProject in(Path folder) throws IOException {
        Path from = Project.here().target();
        Path target = Files.createDirectories(folder.resolve("target"));
        Files.copy(from.resolve("classpath.txt"), target.resolve("classpath.txt"));
        Files.createDirectories(target.resolve("lib"));
        try (Stream<Path> files = Files.walk(from.resolve("classes"))) {
            for (Path file : files.toList()) {
                // Not as a link, which Java would follow to the project that it leads to.
                Files.copy(file, target.resolve(from.relativize(file)));
            }
        }
        Files.createDirectories(folder.resolve("notebooks"));
        return new OwnProject(folder);
    }

    /** Does not start it yet: the test sets the environment. */
    ProcessBuilder launcher(String option, String... words) throws IOException {
        List<String> command = new ArrayList<>(KernelSpec.java());
        String classPath = new Project(root, root.resolve("target/classes")).classPath();
        command.addAll(List.of(option, "-cp", classPath, Launcher.class.getName()));
        command.addAll(List.of(words));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }
}
