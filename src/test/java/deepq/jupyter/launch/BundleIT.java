package deepq.jupyter.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What `mvn package -Pbundle` makes, unzipped: a jar, lib/ and notebooks/ beside it, and no Maven. */
class BundleIT {
    @TempDir
    Path folder;

    @Test
    void aNotebookRunsFromTheUnzippedBundle() throws Exception {
        Project project = Project.here();
        Path bundle = Files.createDirectories(folder.resolve("Übung für alle"));
        Files.copy(jar(project), bundle.resolve("deepq.jar"));
        Files.createDirectories(bundle.resolve("lib"));
        for (Path library : Project.files(project.lib(), ".jar")) {
            Files.copy(library, bundle.resolve("lib").resolve(library.getFileName()));
        }
        Files.createDirectories(bundle.resolve("notebooks"));
        Path notebook = Path.of("notebooks", "00-start-here.ipynb");
        Files.copy(project.root().resolve(notebook), bundle.resolve(notebook));

        ProcessBuilder launcher = new ProcessBuilder(
                        KernelSpec.java().get(0),
                        "-jar",
                        bundle.resolve("deepq.jar").toString(),
                        "run")
                .redirectErrorStream(true)
                .directory(folder.toFile());
        // The Jupyter that is there: setting up another is not what this tests.
        Path jupyter = JupyterInstallation.find(project, System.out::println).command();
        launcher.environment().merge("PATH", jupyter.getParent().toString(), (old, first) -> first + ":" + old);
        Process process = launcher.start();
        String screen = new String(process.getInputStream().readAllBytes());

        assertEquals(0, process.waitFor(), screen);
        assertTrue(screen.contains("ok      00-start-here"), screen);
        assertTrue(Files.exists(bundle.resolve("target/notebooks/00-start-here.ipynb")), screen);
    }

    /** Built just before the integration tests. */
    private static Path jar(Project project) throws IOException {
        try (Stream<Path> files = Files.list(project.target())) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
