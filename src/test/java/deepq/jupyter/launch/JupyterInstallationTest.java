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

/** What the launcher says on a machine that lacks something, with programs that only answer as the real ones do there. */
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

    @Test
    void withoutAnythingItSaysWhatToType() throws Exception {
        String said = said();
        assertTrue(said.contains("There is no Jupyter that opens and executes notebooks. Type one of"), said);
        assertTrue(said.contains("conda env create --file environment.yml"), said);
    }

    /** The most common case on Debian and Ubuntu: the line that matters is in the middle of what Python says. */
    @Test
    void aPythonWithoutVenvIsShownByTheLineThatHelps() throws Exception {
        program("python3", """
                /bin/mkdir -p "$3"
                echo 'The virtual environment was not created successfully because ensurepip is not'
                echo 'available.  On Debian/Ubuntu systems, you need to install the python3-venv'
                echo 'package using the following command.'
                echo '    apt install python3.11-venv'
                echo 'You may need to use sudo with that command.'
                echo "Failing command: $3/bin/python3"
                exit 1
                """);
        String said = said();
        assertTrue(said.contains("What its log says: apt install python3.11-venv"), said);
        assertFalse(said.contains("Failing command"), said);
        assertFalse(Files.exists(folder.resolve(".jupyter/venv")), "nothing is left but the log");
        assertTrue(Files.exists(folder.resolve(".jupyter/install-venv.log")));
    }

    @Test
    void aNetworkThatFailsIsToldFromAPackageThatDoesNotExist() throws Exception {
        program("python3", """
                /bin/mkdir -p "$3/bin"
                printf '#!/bin/sh\\necho "NewConnectionError: [Errno -2] Name or service not known"\\n' > "$3/bin/python"
                echo 'echo "ERROR: No matching distribution found for jupyterlab"; exit 1' >> "$3/bin/python"
                /bin/chmod +x "$3/bin/python"
                """);
        String said = said();
        assertTrue(said.contains("Name or service not known"), said);
        assertFalse(said.contains("No matching distribution"), said);
    }

    @Test
    void aJupyterThatLacksSomethingIsNamedWithWhatItLacks() throws Exception {
        program("jupyter", "test \"$1\" = notebook\n");
        String said = said();
        assertTrue(said.contains("Found " + programs.resolve("jupyter") + ", but it lacks nbconvert"), said);
    }
}
