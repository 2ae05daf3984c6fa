package deepq.jupyter.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveIT {
    private static final String ARCHIVED = "source: shared objects file (top)";

    @TempDir
    Path folder;

    @Test
    void theKernelTakesItsClassesFromAnArchiveThatFitsAndStartsWithoutOneThatDoesNot() throws Exception {
        List<Path> classPath = Project.here().classPath();
        Project project = new Project(folder, classPath);
        assertFalse(start(project).contains(ARCHIVED));

        new Archive(project).make();
        String loaded = start(project);
        assertTrue(loaded.contains("org.zeromq.ZMQ") && loaded.contains(ARCHIVED), loaded);

        Path archive = new Archive(project).file();
        List<Path> fewer = new ArrayList<>(classPath);
        fewer.remove(1);
        Project other = new Project(folder, fewer);
        Files.copy(archive, new Archive(other).file());
        assertFalse(start(other).contains(ARCHIVED), "an archive of another class path");
        Files.delete(archive);
        Files.writeString(archive, "damaged");
        assertFalse(start(project).contains(ARCHIVED), "a damaged archive");
    }

    /** Which classes the kernel loads until it sees that its connection file is not one, and from where. */
    private String start(Project project) throws IOException, InterruptedException {
        Path kernel = new KernelSpec(project).write(folder);
        JsonArray argv = JsonParser.parseString(Files.readString(kernel.resolve("kernel.json")))
                .getAsJsonObject()
                .getAsJsonArray("argv");
        List<String> command = new ArrayList<>();
        for (JsonElement word : argv) {
            command.add(word.getAsString());
        }
        command.add(1, "-Xlog:class+load");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String loaded = new String(process.getInputStream().readAllBytes());
        assertEquals(1, process.waitFor(), loaded);
        assertTrue(loaded.contains("java.nio.file.NoSuchFileException: {connection_file}"), loaded);
        return loaded;
    }
}
