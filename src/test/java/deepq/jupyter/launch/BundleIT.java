package deepq.jupyter.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;
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
        // The jar was built just before the integration tests.
        Files.copy(Project.files(project.target(), ".jar").get(0), bundle.resolve("deepq.jar"));
        FileUtils.copyDirectory(project.lib().toFile(), bundle.resolve("lib").toFile());
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
}
