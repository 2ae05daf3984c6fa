package deepq.jupyter.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every notebook, executed through a real Jupyter as `run` does it, its claims being strict. */
class NotebooksIT {
    private static Project project;
    private static Execution execution;
    private static Map<Path, List<String>> failures;

    @BeforeAll
    static void run() throws IOException {
        project = Project.here();
        execution = new Execution(project, JupyterInstallation.find(project, System.out::println));
        failures = Render.run(execution, project.notebooks(List.of()));
    }

    @TestFactory
    Stream<DynamicTest> everyNotebookRunsFromTopToBottom() {
        return failures.entrySet().stream()
                .map(entry -> dynamicTest(
                        NotebookFile.name(entry.getKey()), () -> assertEquals(List.of(), entry.getValue())));
    }

    @Test
    void theTeachersVersionPassesItsOwnExercises() throws IOException {
        Path notebook = new Handout(project)
                .write(System.out::println)
                .resolve("teacher")
                .resolve("02-the-bellman-equation.ipynb");
        Path result = project.target().resolve("teacher").resolve(notebook.getFileName());
        assertEquals(List.of(), execution.execute(notebook, result, "render"));
        List<String> answers = NotebookFile.read(result).cells().stream()
                .filter(cell -> cell.get("id").getAsString().startsWith("answer-"))
                .map(cell -> NotebookFile.outputs(cell).toString())
                .toList();
        assertEquals(4, answers.size());
        answers.forEach(answer -> assertTrue(answer.contains(": passed."), answer));
    }
}
