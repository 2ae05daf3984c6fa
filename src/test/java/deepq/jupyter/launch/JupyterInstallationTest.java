package deepq.jupyter.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the launcher says on a machine that lacks something, with programs that only answer as the real ones do there.
 */
@EnabledOnOs(OS.LINUX)
class JupyterInstallationTest {
    @TempDir
    Path folder;

    private OwnProject project;
    private Path programs;

    @BeforeEach
    void aProjectOfItsOwn() throws IOException {
        project = OwnProject.in(folder);
        programs = Files.createDirectories(folder.resolve("bin"));
    }

    private void program(String name, String script) throws IOException {
        Path program = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + script);
        assertTrue(program.toFile().setExecutable(true));
    }

    /** What {@code run} says where the PATH holds these programs and no others; it fails. */
    private String said() throws Exception {
        ProcessBuilder builder = project.launcher("-Djava.awt.headless=true", "run");
        builder.environment().put("PATH", programs.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(1, process.waitFor(), said);
        assertFalse(said.contains("\tat "), said);
        return said;
    }

    private String jupyter(String version) {
        return "test \"$2\" = --version && { echo " + version + "; exit; }\necho \"$0 $1\" >> " + folder
                + "/started\nexit 1\n";
    }

    private static void assertInOrder(String said, String... words) {
        int at = -1;
        for (String word : words) {
            int next = said.indexOf(word, at + 1);
            assertTrue(next > at, () -> word + " in its place in:\n" + said);
            at = next;
        }
    }

    @Test
    void withoutAnythingItSaysWhatToType() throws Exception {
        assertInOrder(said(), "There is no Jupyter", "venv", "conda env create --file environment.yml");
    }

    /** The most common case on Debian and Ubuntu. */
    @Test
    void aPythonWithoutVenvSaysSoItselfAndNothingIsLeft() throws Exception {
        program("python3", """
                /bin/mkdir -p "$3"
                echo 'On Debian/Ubuntu systems, you need to install the python3-venv package.'
                exit 1
                """);
        assertInOrder(said(), "you need to install the python3-venv", "that did not work", "venv", "conda");
        assertFalse(Files.exists(folder.resolve(".jupyter/venv")));
    }

    @Test
    void aDownloadThatFailsIsCuredByANetworkFirst() throws Exception {
        program("python3", """
                /bin/mkdir -p "$3/bin"
                printf '#!/bin/sh\\necho "[Errno -2] Name or service not known" >&2\\nexit 1\\n' > "$3/bin/python"
                /bin/chmod +x "$3/bin/python"
                """);
        assertInOrder(said(), "Name or service not known", "Connect to a network", "conda");
    }

    @Test
    void aJupyterThatLacksSomethingOrIsTooOldIsNamed() throws Exception {
        program("jupyter", "test \"$1\" = notebook && echo 6.4.12\n");
        assertInOrder(said(), "Found " + programs.resolve("jupyter") + ", but it has no nbconvert 6, or newer");
        program("jupyter", jupyter("5.7.0"));
        assertInOrder(said(), "but it has no nbconvert 6, or newer");
        program("jupyter", jupyter("2.3.2"));
        assertInOrder(said(), "it has no JupyterLab 3, nor Notebook 6, nor nbconvert 6, or newer");
    }

    @Test
    void oursGoesBeforeThePathsAndOneWithLabBeforeOneWithout() throws Exception {
        program("jupyter", jupyter("9.0"));
        Files.writeString(folder.resolve("notebooks/01-x.ipynb"), "{\"metadata\": {}, \"cells\": []}");
        said();
        assertEquals(programs.resolve("jupyter") + " nbconvert\n", Files.readString(folder.resolve("started")));
        Path ours = Files.createDirectories(folder.resolve(".jupyter/venv/bin"));
        Files.move(programs.resolve("jupyter"), ours.resolve("jupyter"));
        program("jupyter", jupyter("9.0"));
        said();
        assertTrue(Files.readString(folder.resolve("started")).endsWith(ours.resolve("jupyter") + " nbconvert\n"));
        Files.writeString(ours.resolve("jupyter"), "#!/bin/sh\ntest $1 = lab && exit 1\n" + jupyter("9.0"));
        said();
        assertTrue(Files.readString(folder.resolve("started")).endsWith(programs.resolve("jupyter") + " nbconvert\n"));
    }
}
