package deepq.jupyter.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code run} tells a notebook's kernel, and makes of what comes back, with a Jupyter that hands over a finished
 * notebook.
 */
@DisabledOnOs(OS.WINDOWS)
class ExecutionTest {
    @TempDir
    Path folder;

    private OwnProject project;
    private Path jupyter;

    @BeforeEach
    void aJupyterThatOnlyHandsOver() throws IOException {
        project = OwnProject.in(folder);
        jupyter = Files.createDirectories(folder.resolve("bin")).resolve("jupyter");
        jupyter(0);
        notebook("good", "");
        notebook("failed", "This does not hold here: two are less than one");
    }

    /** Its first kernels die before they answer. */
    private void jupyter(int dying) throws IOException {
        Files.writeString(jupyter, """
                #!/bin/sh
                case "$2" in --version) echo 9.0.0; exit;; esac
                echo start >> "%1$s/starts"
                echo "$DEEPQ_CLAIMS $DEEPQ_SEEDS" > "%1$s/told"
                if [ "$(wc -l < "%1$s/starts")" -le %2$d ]; then
                    echo "RuntimeError: Kernel died before replying to kernel_info"
                    exit 1
                fi
                for word; do case "$word" in --output-dir=*) to=${word#--output-dir=};; esac; done
                cp "$word" "$to/"
                """.formatted(folder, dying));
        assertTrue(jupyter.toFile().setExecutable(true));
    }

    private Path notebook(String name, String error) throws IOException {
        String outputs = error.isEmpty()
                ? ""
                : "{\"output_type\": \"error\", \"ename\": \"Claim\", \"evalue\": \"%s\", \"traceback\": []}"
                        .formatted(error);
        return Files.writeString(folder.resolve("notebooks").resolve(name + ".ipynb"), """
                {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "code", "id": "a",
                 "metadata": {}, "execution_count": 1, "source": "2 < 1", "outputs": [%s]}]}""".formatted(outputs));
    }

    private String run(int status, String name) throws Exception {
        ProcessBuilder builder = project.launcher("-Ddeepq.seeds=4000", "run", name);
        builder.environment().merge("PATH", jupyter.getParent() + ":", (path, ours) -> ours + path);
        builder.environment().put("DEEPQ_CLAIMS", "");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(status, process.waitFor(), said);
        return said;
    }

    @Test
    void aNotebookThatHoldsIsNoFailureAndClaimsAreStrictWhateverTheUserHasSet() throws Exception {
        assertTrue(run(0, "good").contains("ok      good"));
        assertEquals("strict 4000", Files.readString(folder.resolve("told")).strip());
    }

    @Test
    void aClaimThatDoesNotHoldIsNamedAndMakesTheRunFail() throws Exception {
        String said = run(1, "failed");
        assertTrue(said.contains("FAILED  failed"), said);
        assertTrue(said.contains("cell [1] \"2 < 1\": Claim: This does not hold here: two are less than one"), said);
    }

    @Test
    void aNotebookThatIsNoneIsNamedWithItsCure() throws Exception {
        Files.writeString(folder.resolve("notebooks/bad.ipynb"), "{");
        String said = run(1, "bad");
        assertTrue(said.contains("notebooks/bad.ipynb is no notebook. `git checkout notebooks/bad.ipynb`"), said);
    }

    @Test
    void aNotebookWhoseKernelDiesIsExecutedOnceMore() throws IOException {
        Project here = new Project(folder, folder.resolve("target/classes"));
        Execution execution = new Execution(here, new JupyterInstallation(here, jupyter, true));
        Path notebook = notebook("good", "");
        Path result = folder.resolve("result/good.ipynb");
        jupyter(1);
        assertEquals(List.of(), execution.execute(notebook, result, "html"));
        assertEquals(2, Files.readAllLines(folder.resolve("starts")).size());
        jupyter(9);
        assertEquals(1, execution.execute(notebook, result, "html").size(), "but not for ever");
        assertEquals(4, Files.readAllLines(folder.resolve("starts")).size());
    }

    @Test
    void aCrashOfJavaItselfIsNamedWithItsPlace() throws IOException {
        Project here = new Project(folder, folder.resolve("target/classes"));
        Execution execution = new Execution(here, new JupyterInstallation(here, jupyter, true));
        Files.writeString(jupyter, """
                #!/bin/sh
                echo "# Problematic frame:"
                echo "# C  [libnd4jcpu.so+0x10]"
                echo "nbclient.exceptions.DeadKernelError: Kernel died"
                exit 1
                """);
        String failure = execution
                .execute(notebook("good", ""), folder.resolve("result/good.ipynb"), "html")
                .get(0);
        assertTrue(
                failure.startsWith("Jupyter could not execute it: nbclient.exceptions.DeadKernelError: Kernel died,"
                        + " after Java crashed in C  [libnd4jcpu.so+0x10] (see "),
                failure);
    }

    @Test
    void whatIsPublishedIsOfTheShownSeedsWithItsAnswersChecked() throws IOException {
        Project here = new Project(folder, folder.resolve("target/classes"));
        JupyterInstallation installation = new JupyterInstallation(here, jupyter, true);
        System.setProperty("deepq.seeds", "1000");
        System.setProperty("deepq.exercises", "unchecked");
        try {
            assertEquals("1000", installation.environment("html").get("DEEPQ_SEEDS"));
            assertEquals("unchecked", installation.environment("html").get("DEEPQ_EXERCISES"));
            // Empty, not absent: the environment of this process would be handed on.
            assertEquals("", installation.environment("render").get("DEEPQ_SEEDS"));
            assertEquals("", installation.environment("render").get("DEEPQ_EXERCISES"));
        } finally {
            System.clearProperty("deepq.seeds");
            System.clearProperty("deepq.exercises");
        }
    }
}
