package deepq.jupyter.launch;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Looks at each thing that the notebooks need: one line for each, with its cure. Then says what helps in other troubles. */
final class Doctor {
    /** Run by the java command from its source: the launcher itself does without ND4J. */
    private static final String MULTIPLY = """
            import org.nd4j.linalg.factory.Nd4j;

            class Multiply {
                public static void main(String[] args) {
                    double sum = Nd4j.ones(3, 4).mmul(Nd4j.ones(4, 5)).sumNumber().doubleValue();
                    System.exit(sum == 60 ? 0 : 1);
                }
            }
            """;

    private static final String NOTEBOOK = """
            {"cells": [{"cell_type": "code", "id": "%s", "metadata": {}, "execution_count": null, "outputs": [],
                        "source": "%s"}],
             "metadata": {"kernelspec": {"name": "java", "display_name": "Java", "language": "java"}},
             "nbformat": 4, "nbformat_minor": 5}
            """;

    private static final String FIGURE =
            "deepq.course.notebook.Notebook.show(deepq.course.view.LineChart.titled(\\\"A figure\\\")"
                    + ".x(\\\"x\\\").y(\\\"y\\\").line(\\\"line\\\", new double[] {1, 2, 4}))";

    private interface Check {
        String run() throws IOException;
    }

    private final Project project;
    private final Consumer<String> say;
    private int problems;
    private JupyterInstallation jupyter;

    Doctor(Project project, Consumer<String> say) {
        this.project = project;
        this.say = say;
    }

    /** Returns the number of problems. */
    int examine() throws IOException {
        check("JDK", this::jdk, "install a JDK, 17 or newer, and point JAVA_HOME at it");
        check(
                "Native library",
                this::nativeLibrary,
                "run `mvn -U compile`; natives exist for Linux, macOS and Windows on x86-64, and for ARM on the first two");
        check("Jupyter", this::findJupyter, "as said; and see .jupyter/install.log");
        if (jupyter != null) {
            check("Kernel", () -> cell("1 + 1", "2", "a cell answered"), "look into target/doctor/*.log");
            check("Figure", () -> cell(FIGURE, "image/png", "a picture was drawn"), "look into target/doctor/*.log");
        }
        say.accept("\n" + troubles());
        return problems;
    }

    /** The troubles that a room must expect, each with what one sees, its cause and its cure. */
    static String troubles() throws IOException {
        try (InputStream text = Doctor.class.getResourceAsStream("troubles.txt")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private void check(String name, Check check, String cure) {
        try {
            say.accept("%-15s ok: %s".formatted(name, check.run()));
        } catch (IOException | RuntimeException e) {
            problems++;
            say.accept("%-15s PROBLEM: %s%n%-15s Cure: %s".formatted(name, e.getMessage(), "", cure));
        }
    }

    private String jdk() throws IOException {
        new KernelSpec(project).write(project.jupyterPath());
        return "Java " + Runtime.version() + " in " + System.getProperty("java.home");
    }

    private String nativeLibrary() throws IOException {
        Path folder = Files.createDirectories(project.target().resolve("doctor"));
        Path source = Files.writeString(folder.resolve("Multiply.java"), MULTIPLY);
        Path log = folder.resolve("native.log");
        List<String> command = new ArrayList<>(KernelSpec.java());
        command.add("@" + project.jupyterPath().resolve("kernels/java/classpath.args"));
        command.add(source.toString());
        if (!Children.succeeds(Children.start(command, project.root(), Map.of(), Redirect.to(log.toFile())), 120)) {
            throw new Problem("ND4J could not multiply two matrices: "
                    + Files.readString(log).strip());
        }
        return "ND4J multiplied two matrices";
    }

    private String findJupyter() throws IOException {
        jupyter = JupyterInstallation.find(project, say);
        return (jupyter.lab() ? "JupyterLab" : "the classic Notebook (there is no JupyterLab)") + ", "
                + jupyter.command();
    }

    private String cell(String code, String answer, String verdict) throws IOException {
        Path folder = Files.createDirectories(project.target().resolve("doctor"));
        Path notebook = Files.writeString(folder.resolve("cell.ipynb"), NOTEBOOK.formatted("cell", code));
        Path result = folder.resolve("answer.ipynb");
        List<String> failures = new Execution(project, jupyter).execute(notebook, result, "render");
        if (!failures.isEmpty()) {
            throw new Problem(String.join("\n", failures));
        }
        String outputs =
                NotebookFile.outputs(NotebookFile.read(result).cells().get(0)).toString();
        if (!outputs.contains(answer)) {
            throw new Problem("a cell should have shown " + answer + " and gave " + outputs);
        }
        return verdict;
    }
}
