package deepq.jupyter.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelSpecIT {
    @TempDir
    Path folder;

    private static List<String> argv(Path kernel, String connection) throws IOException {
        List<String> command = new ArrayList<>();
        JsonParser.parseString(Files.readString(kernel.resolve("kernel.json")))
                .getAsJsonObject()
                .getAsJsonArray("argv")
                .forEach(word -> command.add(word.getAsString().replace("{connection_file}", connection)));
        return command;
    }

    /** An Umlaut needs a system whose file names can hold one. */
    @ParameterizedTest
    @ValueSource(strings = {"plain", "with blanks", "it's \"quoted\"", "back\\slash", "Übung"})
    void theClassPathSurvivesAnyFolder(String name) throws IOException {
        Path classes = Files.createDirectories(folder.resolve(name));
        Files.writeString(classes.resolve("here.txt"), "");
        Path source = Files.writeString(classes.resolve("Look.java"), """
                class Look {
                    public static void main(String[] args) {
                        System.exit(Look.class.getResource("/here.txt") == null ? 1 : 0);
                    }
                }
                """);
        Path kernel = new KernelSpec(new Project(folder, classes)).write(classes);
        List<String> command = argv(kernel, "");
        List<String> java = command.subList(0, command.size() - 2); // without the kernel's class and its argument
        java.add(source.toString());
        Process process = Children.start(java, folder, Map.of(), Redirect.DISCARD);
        assertTrue(Children.succeeds(process, 60));
    }

    @Test
    void theKernelIsStartedByThisJdkWhateverIsOnThePath() throws IOException {
        Path kernel = new KernelSpec(new Project(folder, folder)).write(folder);
        var spec = JsonParser.parseString(Files.readString(kernel.resolve("kernel.json")))
                .getAsJsonObject();
        JsonArray command = spec.getAsJsonArray("argv");
        assertTrue(Files.isExecutable(Path.of(command.get(0).getAsString())));
        assertTrue(command.get(0).getAsString().startsWith(System.getProperty("java.home")));
        assertEquals("{connection_file}", command.get(command.size() - 1).getAsString());
        assertEquals("message", spec.get("interrupt_mode").getAsString());
    }

    @Test
    void aKernelWithoutAKeyRefusesToStart() throws Exception {
        Path connection = Files.writeString(folder.resolve("connection.json"), """
                {"shell_port": 0, "iopub_port": 0, "stdin_port": 0, "control_port": 0, "hb_port": 0,
                 "ip": "127.0.0.1", "transport": "tcp", "signature_scheme": "hmac-sha256", "key": ""}
                """);
        List<String> command = argv(new KernelSpec(Project.here()).write(folder), connection.toString());
        Process process = Children.start(command, folder, Map.of(), Redirect.PIPE);
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(2, process.waitFor(), said);
        assertTrue(said.contains("empty key"), said);
    }
}
