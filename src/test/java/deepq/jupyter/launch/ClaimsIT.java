package deepq.jupyter.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code run} makes of claims, in a process of its own: they are strict, whatever the user's environment says, the seeds are those
 * asked for, and one that does not hold makes it fail.
 */
class ClaimsIT {
    private static int status;
    private static String said;

    @TempDir
    static Path folder;

    @BeforeAll
    static void run() throws Exception {
        Project here = Project.here();
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
        ProcessBuilder builder = OwnProject.in(folder).launcher("-Ddeepq.seeds=4000", "run");
        builder.environment()
                .putAll(JupyterInstallation.find(here, System.out::println).environment());
        builder.environment().put("DEEPQ_CLAIMS", "");
        Process process = builder.start();
        said = new String(process.getInputStream().readAllBytes());
        status = process.waitFor();
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
    void runEndsWithStatusOne() {
        assertEquals(1, status, said);
    }

    @Test
    void aTrueClaimIsNoFailureOnWhateverSeeds() {
        assertTrue(said.contains("ok      true"), said);
    }

    @Test
    void aFalseClaimIs() {
        assertTrue(said.contains("FAILED  false"), said);
        assertTrue(said.contains("This does not hold here: two are less than one"), said);
        assertEquals(2, said.split("false, cell", -1).length, said);
    }

    @Test
    void aClaimThatThrowsIsToo() {
        assertTrue(said.contains("FAILED  throwing"), said);
        assertTrue(said.contains("This does not hold here: there is a number"), said);
        assertTrue(said.contains("StringIndexOutOfBoundsException"), said);
    }
}
