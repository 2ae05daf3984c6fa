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

    /**
     * Of each jar NAME.jar on the class path NAME-sources.jar, of Maven's target/classes src/main/java; and the JDK's
     * modules.
     */
    private static List<Path> find() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry).toAbsolutePath();
            Path sources = Path.of(path.toString().replaceFirst("\\.jar$", "-sources.jar"));
            if (path.endsWith(Path.of("target", "classes")))
                sources = path.resolve("../../src/main/java").normalize();
            if (!sources.equals(path) && Files.exists(sources)) found.add(sources);
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
