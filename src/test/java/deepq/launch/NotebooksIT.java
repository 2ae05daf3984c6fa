package deepq.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every notebook, executed through a real Jupyter as `run` does it, its claims being strict. */
class NotebooksIT {
    @TestFactory
    Stream<DynamicTest> everyNotebookRunsFromTopToBottom() throws IOException {
        Project project = Project.here();
        Execution execution = new Execution(project, JupyterInstallation.find(project, System.out::println));
        Map<Path, List<String>> failures = execution.run(project.notebooks(List.of()));
        return failures.entrySet().stream().map(entry -> {
            String name = NotebookFile.name(entry.getKey());
            return dynamicTest(name, () -> {
                assertEquals(List.of(), entry.getValue());
                assertTrue(Files.size(project.target().resolve("notebooks").resolve(name + ".html")) > 1000);
            });
        });
    }
}
