package deepq.jupyter.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor where something is wrong. (Where all is well: LauncherIT.) */
class DoctorTest {
    @TempDir
    Path folder;

    private List<String> said(Path kernels) throws Exception {
        ProcessBuilder builder = OwnProject.in(folder).launcher("-Ddeepq.install=never", "doctor");
        builder.environment().put("PATH", folder.toString());
        builder.environment().put("JUPYTER_DATA_DIR", kernels.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(1, process.waitFor(), said);
        return said.lines().toList();
    }

    @Test
    void findingsComeFirstThenTheirCuresAndNothingElse() throws Exception {
        List<String> said = said(folder);
        assertTrue(said.get(0).matches("JDK             ok       Java .*"), () -> said.toString());
        assertTrue(said.get(1).startsWith("Network         ok"), () -> said.toString());
        assertTrue(said.get(2).startsWith("Jupyter         PROBLEM"), () -> said.toString());
        assertTrue(said.get(4).startsWith("Jupyter: There is no Jupyter"), () -> said.toString());
        assertTrue(said.size() < 12, () -> said.toString());
    }

    @Test
    void aKernelWhoseJdkIsGoneIsNamedWithItsCure() throws Exception {
        Path spec = folder.resolve("kernels/java/kernel.json");
        Files.createDirectories(spec.getParent());
        Files.writeString(spec, "{\"argv\": [\"/gone/bin/java\", \"deepq.jupyter.kernel.KernelMain\"]}");
        List<String> said = said(folder);
        assertTrue(said.get(0).startsWith("JDK             PROBLEM"), () -> said.toString());
        assertEquals(
                "JDK: the kernel in " + spec + " needs /gone/bin/java, which is gone:"
                        + " mvn compile exec:java \"-Dexec.args=install-kernel\" brings it up to date",
                said.get(4));
    }
}
