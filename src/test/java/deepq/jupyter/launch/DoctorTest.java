package deepq.jupyter.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of troubles, which the doctor prints, says what is so. */
class DoctorTest {
    private static List<MatchResult> found(String pattern) throws IOException {
        return Pattern.compile(pattern).matcher(Doctor.troubles()).results().toList();
    }

    @Test
    void everyTroubleHasASymptomACauseAndACure() throws IOException {
        List<String> blocks = List.of(Doctor.troubles().split("\n\n"));
        assertTrue(blocks.size() > 12, () -> "only " + blocks.size());
        for (String block : blocks.subList(1, blocks.size())) {
            assertTrue(block.matches("\\S.*\n    Why   .*(\n          .*)*\n    Cure  .*(\n          .*)*"), block);
        }
    }

    @Test
    void everyCommandInItIsAVerbOfTheLauncher() throws IOException {
        List<MatchResult> commands = found("\"-Dexec.args=([a-z-]+)");
        assertTrue(commands.size() >= 4);
        for (MatchResult command : commands) {
            assertTrue(("\n" + Launcher.USAGE).contains("\n" + command.group(1) + " "), command.group());
        }
    }

    @Test
    void everyNotebookInItExists() throws IOException {
        List<String> names =
                found("(?<= |=)\\d\\d-[a-z-]+").stream().map(MatchResult::group).toList();
        assertEquals(names.size(), Project.here().notebooks(names).size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "pom.xml | This project needs a JDK, 17 or newer",
                "src/main/java/deepq/jupyter/launch/KernelSpec.java | has no module jdk.jshell",
                "src/main/java/deepq/jupyter/launch/KernelSpec.java | Java (deepq)",
                "src/main/java/deepq/jupyter/launch/KernelSpec.java | deepq.jupyter.kernel.KernelMain",
                "src/main/java/deepq/jupyter/launch/JupyterInstallation.java | There is no Jupyter that opens and executes notebooks",
                "src/main/java/deepq/jupyter/launch/JupyterInstallation.java | install-",
                "environment.yml | plotly>=5.24"
            })
    void whatItQuotesIsWhatOneSees(Path file, String words) throws IOException {
        assertTrue(Doctor.troubles().contains(words));
        assertTrue(Files.readString(file).contains(words));
    }
}
