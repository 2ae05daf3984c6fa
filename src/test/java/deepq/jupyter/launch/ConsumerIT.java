package deepq.jupyter.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A project of somebody else's, with nothing but the coordinates and the program of src/README.md: it builds and
 * learns.
 */
class ConsumerIT {
    private static final String VERSION = "0-as-a-dependency";
    /** A seed with which the page is done soon. */
    private static final int QUICK = 1;

    @TempDir
    Path folder;

    private Path installed;

    /** As `mvn install` does it, under a version that nobody uses: beside the libraries of our own class path. */
    private void install() throws IOException {
        Project project = Project.here();
        Path library = Stream.of(project.classPath().split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> entry.getFileName().toString().startsWith("deeplearning4j-nn-"))
                .findFirst()
                .orElseThrow();
        Path repository = library;
        while (!repository.endsWith("org")) {
            repository = repository.getParent();
        }
        installed = Files.createDirectories(
                repository.resolveSibling("io/github/deepq/deepq-notebooks").resolve(VERSION));
        String name = "deepq-notebooks-" + VERSION;
        String pom = Files.readString(project.root().resolve("pom.xml"));
        Files.writeString(installed.resolve(name + ".pom"), pom.replace("1.0.0-SNAPSHOT", VERSION));
        Files.copy(Project.files(project.target(), ".jar").get(0), installed.resolve(name + ".jar"));
    }

    @AfterEach
    void uninstall() throws IOException {
        if (installed != null) {
            FileUtils.deleteDirectory(installed.toFile());
        }
    }

    @Test
    void theReadmesProgramTrainsAModelOfItsOwn() throws Exception {
        Matcher program = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(readme());
        assertTrue(program.find());
        String said = run("Learn", program.group(1));
        assertTrue(said.contains("5000 steps") || said.contains("5,000 steps"), said);
        // Whoever uses the library chooses the log; ND4J's missing one is named by slf4j itself.
        assertTrue(said.contains("SLF4J: Failed to load class"), said);
        assertFalse(said.contains("WARNING"), said);
    }

    /** The page that a reader takes home, in an empty folder: it trains, says how it goes, and balances the pole. */
    @Test
    void thePageBalancesThePoleInAnEmptyFolder() throws Exception {
        for (String file : List.of("Play.java", "pom.xml")) {
            Files.copy(Project.here().root().resolve("src/one-page").resolve(file), folder.resolve(file));
        }
        assertFalse(Files.readString(folder.resolve("Play.java")).contains("import deepq"));
        String said = maven("compile", "exec:java", "-Dexec.args=" + QUICK);
        assertTrue(said.contains("  250 steps: test "), said);
        Matcher fresh = Pattern.compile("100 games: ([\\d.]+)").matcher(said);
        assertTrue(fresh.find(), said);
        assertTrue(Double.parseDouble(fresh.group(1)) >= 475, said);
        assertTrue(Files.size(folder.resolve("cartpole.zip")) > 0);
    }

    private static String readme() throws IOException {
        return Files.readString(Project.here().root().resolve("src/README.md"));
    }

    /** What a program says in an empty project that has the README's coordinates. */
    private String run(String name, String program) throws Exception {
        install();
        Matcher coordinates = Pattern.compile("    <dependency>.*?</dependency>", Pattern.DOTALL)
                .matcher(readme());
        assertTrue(coordinates.find());
        Path sources = Files.createDirectories(folder.resolve("src/main/java"));
        Files.writeString(sources.resolve(name + ".java"), program);
        Files.writeString(
                folder.resolve("pom.xml"), """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>somebody</groupId>
                  <artifactId>else</artifactId>
                  <version>1</version>
                  <properties>
                    <maven.compiler.release>17</maven.compiler.release>
                    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                  </properties>
                  <dependencies>
                %s
                  </dependencies>
                </project>
                """.formatted(coordinates.group().replace("1.0.0-SNAPSHOT", VERSION)));
        return maven(
                "org.apache.maven.plugins:maven-resources-plugin:3.4.0:resources",
                "org.apache.maven.plugins:maven-compiler-plugin:3.14.1:compile",
                "org.codehaus.mojo:exec-maven-plugin:3.5.1:java",
                "-Dexec.mainClass=" + name);
    }

    private String maven(String... goals) throws Exception {
        List<String> command = Stream.concat(Stream.of("mvn", "-o", "-q", "-B"), Stream.of(goals))
                .toList();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);
        return said;
    }
}
