package deepq.jupyter.kernel;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where documentation is found. JShell reads the JDK's src.zip only; the field by which its own tests add to that is
 * the one way in, which the flag {@code --add-opens jdk.jshell/jdk.jshell=ALL-UNNAMED} opens.
 */
final class Sources {
    private Sources() {}

    static void offer() {
        try {
            var field = Class.forName("jdk.jshell.SourceCodeAnalysisImpl").getDeclaredField("availableSourcesOverride");
            field.setAccessible(true);
            field.set(null, find());
        } catch (ReflectiveOperationException | IOException | RuntimeException e) {
            KernelMain.log("Only the JDK's documentation is shown: " + e.getMessage());
        }
    }

    /** Of Maven's target/classes on the class path src/main/java; and the JDK's modules. */
    private static List<Path> find() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path sources = Path.of(entry).toAbsolutePath().resolve("../../src/main/java");
            if (entry.endsWith("classes") && Files.exists(sources)) found.add(sources.normalize());
        }
        Path zip = Path.of(System.getProperty("java.home"), "lib", "src.zip");
        if (!Files.isReadable(zip)) return found;
        try (DirectoryStream<Path> modules =
                Files.newDirectoryStream(FileSystems.newFileSystem(zip).getPath("/"))) {
            modules.forEach(found::add);
        }
        return found;
    }
}
