package deepq.jupyter.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a notebook's kernel is told. */
class ExecutionTest {
    @TempDir
    Path folder;

    @Test
    void twoRunsShareNoFolder() throws IOException {
        Project project = new Project(folder, List.of(folder));
        assertNotEquals(project.work("run"), project.work("run"));
    }

    @Test
    void whatIsPublishedIsOfTheShownSeedsWithItsAnswersChecked() throws IOException {
        Project project = new Project(folder, List.of(folder));
        Execution execution = new Execution(project, new JupyterInstallation(project, folder.resolve("jupyter"), true));
        System.setProperty("deepq.seeds", "1000");
        System.setProperty("deepq.exercises", "unchecked");
        try {
            assertEquals("1000", execution.environment("html").get("DEEPQ_SEEDS"));
            assertEquals("unchecked", execution.environment("html").get("DEEPQ_EXERCISES"));
            // Empty, not absent: the environment of this process would be handed on.
            assertEquals("", execution.environment("render").get("DEEPQ_SEEDS"));
            assertEquals("", execution.environment("render").get("DEEPQ_EXERCISES"));
        } finally {
            System.clearProperty("deepq.seeds");
            System.clearProperty("deepq.exercises");
        }
    }
}
