package deepq.jupyter.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.io.FileUtils;

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
        // Not as a link, which Java would follow to the project that it leads to.
        FileUtils.copyDirectory(
                from.resolve("classes").toFile(), target.resolve("classes").toFile());
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
