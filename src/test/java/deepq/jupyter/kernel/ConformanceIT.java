package deepq.jupyter.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jupyter's conformance suite (jupyter_kernel_test; Debian's python3-jupyter-kernel-test) on this kernel. */
class ConformanceIT {
    @TempDir
    Path folder;

    @Test
    void theKernelKeepsJupytersProtocol() throws IOException, InterruptedException {
        String python = KernelIT.python("jupyter_kernel_test");
        assumeTrue(python != null, "no python3 with jupyter_kernel_test");
        Path spec = Files.createDirectories(folder.resolve("kernels").resolve("deepq-test"));
        Files.writeString(spec.resolve("kernel.json"), new Gson().toJson(KernelIT.kernelspec()));
        Path script = folder.resolve("conformance.py");
        try (InputStream resource = ConformanceIT.class.getResourceAsStream("/kernel/conformance.py")) {
            Files.copy(resource, script);
        }
        ProcessBuilder builder = new ProcessBuilder(python, script.toString()).redirectErrorStream(true);
        builder.environment().put("JUPYTER_PATH", folder.toString());
        Process suite = builder.start();

        String report = new String(suite.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(0, suite.waitFor(), report);
        // A pager and clear_output are IPython's, and a notebook keeps its history; nothing else may be left out.
        Set<String> skipped = report.lines()
                .filter(line -> line.contains("... skipped"))
                .map(line -> line.strip().replaceFirst(" .*", ""))
                .collect(Collectors.toSet());
        assertEquals(Set.of("test_clear_output", "test_history", "test_pager"), skipped, report);
        assertFalse(report.contains("Ran 0 tests"), report);
    }
}
