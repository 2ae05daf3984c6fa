package deepq.jupyter.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The notice that the build makes for the jar. (Which licences may stand there, the pom says; any other ends the build.) */
class NoticeIT {
    @Test
    void theJarsNoticeNamesEveryLibraryOfTheClassPath() throws IOException {
        Project project = Project.here();
        Path jar = project.target().resolve("deepq-notebooks-1.0.0-SNAPSHOT.jar");
        try (ZipFile zip = new ZipFile(jar.toFile());
                InputStream in = zip.getInputStream(zip.getEntry("META-INF/NOTICE.txt"))) {
            String notice = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<String> missing = project.classPath().stream()
                    .filter(entry -> entry.toString().endsWith(".jar"))
                    // A Maven repository's folders: artifact / version / file.
                    .map(file -> file.getParent().getParent().getFileName() + ":"
                            + file.getParent().getFileName())
                    .filter(library -> !notice.contains(":" + library + " "))
                    .toList();
            assertEquals(List.of(), missing);
        }
    }
}
