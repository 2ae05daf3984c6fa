package deepq.jupyter.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code run} makes of claims: they are strict, whatever the user's environment says, and the seeds are those asked for. */
class ClaimsIT {
    private static Map<String, List<String>> failures;

    @TempDir
    static Path folder;

    @BeforeAll
    static void run() throws IOException {
        Project here = Project.here();
        Project project = new Project(folder, here.classPath());
        write(
                "true",
                "import deepq.course.notebook.*;",
                "Claim.check(Seeds.first() == 4000, \"the first seed is \" + Seeds.first());");
        write(
                "false",
                "import deepq.course.notebook.*;",
                "Claim.check(2 < 1, \"two are less than one\");",
                "int a = 1;");
        write(
                "throwing",
                "import deepq.course.notebook.*;",
                "Claim.check(() -> \"\".charAt(1) > 0, \"there is a number\");",
                "Claim.check(\"\".charAt(1) > 0, \"there is a number\");");
        System.setProperty("deepq.seeds", "4000");
        Execution execution = new Execution(project, JupyterInstallation.find(here, System.out::println));
        failures = execution.run(project.notebooks(List.of())).entrySet().stream()
                .collect(Collectors.toMap(entry -> NotebookFile.name(entry.getKey()), Map.Entry::getValue));
    }

    @AfterAll
    static void seedsAsShown() {
        System.clearProperty("deepq.seeds");
    }

    private static void write(String name, String... cells) throws IOException {
        String code = java.util.Arrays.stream(cells)
                .map(source -> """
                        {"cell_type": "code", "id": "c%s", "metadata": {}, "execution_count": null, "outputs": [],
                         "source": %s}""".formatted(Integer.toHexString(source.hashCode()), new Gson().toJson(source)))
                .collect(Collectors.joining(","));
        Path notebook = folder.resolve("notebooks").resolve(name + ".ipynb");
        Files.createDirectories(notebook.getParent());
        Files.writeString(notebook, """
                {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": {"name": "java",
                 "display_name": "Java", "language": "java"}}, "cells": [%s]}""".formatted(code));
    }

    @Test
    void aTrueClaimIsNoFailureOnWhateverSeeds() {
        assertEquals(List.of(), failures.get("true"));
    }

    @Test
    void aFalseClaimIs() {
        assertEquals(1, failures.get("false").size(), failures::toString);
        assertTrue(failures.get("false").get(0).contains("This does not hold here: two are less than one"));
    }

    @Test
    void aClaimThatThrowsIsToo() {
        assertEquals(2, failures.get("throwing").size(), failures::toString);
        assertTrue(failures.get("throwing").get(0).contains("This does not hold here: there is a number"));
        assertTrue(failures.get("throwing").get(1).contains("StringIndexOutOfBoundsException"));
    }
}
