package deepq.jupyter.launch;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Says what helps in which trouble. Then looks at each thing that the notebooks need: one line for each, with its cure. */
final class Doctor {
    private final Project project;
    private final Consumer<String> say;
    private int problems;

    Doctor(Project project, Consumer<String> say) {
        this.project = project;
        this.say = say;
    }

    /** Returns the number of problems. */
    int examine() throws IOException {
        say.accept(troubles() + "\n\nWhat is so on this machine:\n");
        try {
            new KernelSpec(project).write(project.jupyterPath());
            ok("JDK", "Java " + Runtime.version() + " in " + System.getProperty("java.home"));
            JupyterInstallation jupyter = JupyterInstallation.find(project, say);
            ok("Jupyter", (jupyter.lab() ? "JupyterLab" : "the classic Notebook") + ", " + jupyter.command());
            tryCells(jupyter);
        } catch (Problem e) {
            problems++;
            say.accept("PROBLEM: " + e.getMessage());
        }
        return problems;
    }

    /** The troubles that a room must expect, each with what one sees, its cause and its cure. */
    static String troubles() throws IOException {
        try (InputStream text = Doctor.class.getResourceAsStream("troubles.txt")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private void ok(String name, String what) {
        say.accept("%-15s ok: %s".formatted(name, what));
    }

    private void problem(String name, String what, String cure) {
        problems++;
        say.accept("%-15s PROBLEM: %s%n%-15s Cure: %s".formatted(name, what, "", cure));
    }

    /** A kernel, the native library and a figure, each in a cell of one notebook. */
    private void tryCells(JupyterInstallation jupyter) throws IOException {
        Path folder = project.work("doctor");
        Path notebook = folder.resolve("doctor.ipynb");
        try (InputStream cells = Doctor.class.getResourceAsStream("doctor.ipynb")) {
            Files.copy(cells, notebook);
        }
        Path result = folder.resolve("result").resolve("doctor.ipynb");
        List<String> failures = new Execution(project, jupyter).execute(notebook, result, "render");
        if (!Files.exists(result)) {
            problem("Kernel", String.join("\n", failures), "see the log");
            return;
        }
        List<JsonObject> cells = NotebookFile.read(result).cells();
        answer("Kernel", cells.get(0), "42", "see " + result);
        answer(
                "Native library",
                cells.get(1),
                "60",
                "run `mvn -U compile`; natives exist for Linux, macOS and Windows on x86-64, and for ARM on the first two");
        answer("Figure", cells.get(2), "image/png", "see " + result);
    }

    private void answer(String name, JsonObject cell, String expected, String cure) {
        String outputs = NotebookFile.outputs(cell).toString();
        if (outputs.contains(expected)) {
            ok(name, "a cell answered");
        } else {
            problem(name, "a cell should have shown " + expected + " and gave " + outputs, cure);
        }
    }
}
