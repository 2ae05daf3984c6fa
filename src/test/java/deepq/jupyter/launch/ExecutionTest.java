package deepq.jupyter.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
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

    /** A Jupyter whose first kernel dies before it answers, and whose second does what it should. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aKernelThatDiesBeforeItsFirstAnswerIsStartedOnceMore() throws IOException {
        Project project = new Project(folder, List.of(folder));
        Path notebook = Files.createDirectories(folder.resolve("notebooks")).resolve("01-x.ipynb");
        Files.writeString(notebook, "{\"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": {}, \"cells\": []}");
        Path result = folder.resolve("result/01-x.ipynb");
        Path jupyter = folder.resolve("jupyter");
        Files.writeString(jupyter, """
                #!/bin/sh
                echo start >> %1$s/starts
                [ "$(wc -l < %1$s/starts)" -gt %2$d ] && cp %3$s %4$s && exit
                echo "RuntimeError: Kernel died before replying to kernel_info" >&2
                exit 1
                """.formatted(folder, 1, notebook, result));
        jupyter.toFile().setExecutable(true);
        Execution execution = new Execution(project, new JupyterInstallation(project, jupyter, true));
        assertEquals(List.of(), execution.execute(notebook, result, "html"));
        assertEquals(2, Files.readAllLines(folder.resolve("starts")).size());
        Files.writeString(jupyter, Files.readString(jupyter).replace("-gt 1", "-gt 9"));
        assertEquals(1, execution.execute(notebook, result, "html").size(), "but not for ever");
        assertEquals(4, Files.readAllLines(folder.resolve("starts")).size());
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
