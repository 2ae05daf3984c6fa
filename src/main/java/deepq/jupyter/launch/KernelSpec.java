package deepq.jupyter.launch;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipFile;

/** Jupyter's description of the kernel (kernel.json): this JDK, by its absolute path, with the project's class path. */
record KernelSpec(Project project) {
    static final String NAME = "java";
    private static final String MAIN = "deepq.jupyter.kernel.KernelMain";
    private static final Pattern PLOTLY = Pattern.compile("plotly\\.js-dist-(.+)\\.jar");
    private static final Gson JSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /** Writes the kernel "java" into {@code jupyter}/kernels, a folder for JUPYTER_PATH. Returns its own folder. */
    Path write(Path jupyter) throws IOException {
        if (ModuleFinder.ofSystem().find("jdk.jshell").isEmpty()) {
            throw new Problem("the Java in " + System.getProperty("java.home") + " has no module jdk.jshell:"
                    + " install a whole JDK, 17 or newer, and point JAVA_HOME at it");
        }
        Path folder = jupyter.resolve("kernels").resolve(NAME);
        // One thread for ND4J, also before Dl4jNetwork asks for it: a second brings nothing to arrays as small as ours.
        Map<String, ?> spec = new TreeMap<>(Map.of(
                "argv", command(),
                "display_name", "Java (deepq)",
                "env", new TreeMap<>(Map.of("MALLOC_ARENA_MAX", "2", "OMP_NUM_THREADS", "1")),
                "interrupt_mode", "message",
                "language", "java"));
        WholeFile.write(folder.resolve("kernel.json"), (JSON.toJson(spec) + "\n").getBytes(StandardCharsets.UTF_8));
        bringPlotly(folder.resolve("plotly.js.gz"));
        return folder;
    }

    /** What lies in a kernel's folder Jupyter hands to the page: plotly, for its charts, without a network. */
    private void bringPlotly(Path packed) throws IOException {
        for (Path jar : Project.files(project.lib(), ".jar")) {
            Matcher plotly = PLOTLY.matcher(jar.getFileName().toString());
            if (!plotly.matches() || Files.exists(packed)) {
                continue;
            }
            String entry = "META-INF/resources/webjars/plotly.js-dist/" + plotly.group(1) + "/plotly.js";
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ZipFile archive = new ZipFile(jar.toFile());
                    OutputStream to = new GZIPOutputStream(bytes)) {
                archive.getInputStream(archive.getEntry(entry)).transferTo(to);
            }
            WholeFile.write(packed, bytes.toByteArray());
        }
    }

    private List<String> command() throws IOException {
        List<String> command = new ArrayList<>(java());
        // A collector and a heap that start small: a room of kernels shares one machine.
        command.addAll(List.of("-XX:+UseSerialGC", "-Xms32m", "-Xmx" + System.getProperty("deepq.heap", "2g")));
        // For the kernel's Assistant and Traces, and for its CellClasses.
        command.add("--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED");
        command.addAll(List.of("-Djdk.attach.allowAttachSelf=true", "-XX:+EnableDynamicAgentLoading"));
        // Or javacpp asks for the process's size at each allocation: a third of the time of a small update.
        command.add("-Dorg.bytedeco.javacpp.maxphysicalbytes=0");
        command.addAll(List.of("-cp", project.classPath(), MAIN, "{connection_file}"));
        return command;
    }

    /** The running JDK's java, with the flags that the library needs on it. */
    static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", File.separatorChar == '\\' ? "java.exe" : "java")
                .toString());
        // Numbers look as in the text also where people write 0,5.
        command.addAll(List.of("-Duser.language.format=en", "-Duser.country.format=US"));
        command.addAll(List.of("-Djava.awt.headless=true", "--enable-native-access=ALL-UNNAMED"));
        if (Runtime.version().feature() >= 23) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        return command;
    }

    /** Writes the kernel into the user's Jupyter folder; in place of somebody else's kernel "java" only if forced. */
    Path install(boolean force) throws IOException {
        Path there = installed();
        if (!force && Files.exists(there) && !Files.readString(there).contains(MAIN)) {
            throw new Problem(
                    there + " is another kernel named \"java\"; `install-kernel --force` puts this one in its place");
        }
        return write(userFolder());
    }

    private static Path installed() {
        return userFolder().resolve("kernels").resolve(NAME).resolve("kernel.json");
    }

    /** What is wrong with the kernel that {@code install-kernel} once put there: its JDK may be gone. */
    static Optional<String> trouble() throws IOException {
        String spec = Files.exists(installed()) ? Files.readString(installed()) : "";
        Matcher java = Pattern.compile("\"argv\":\\s*\\[\\s*\"(.*?)\"").matcher(spec);
        boolean gone = java.find() && !Files.isExecutable(Path.of(java.group(1).replace("\\\\", "\\")));
        return spec.contains(MAIN) && gone
                ? Optional.of("the kernel in " + installed() + " needs " + java.group(1)
                        + ", which is gone: mvn compile exec:java \"-Dexec.args=install-kernel\" brings it up to date")
                : Optional.empty();
    }

    /** Where Jupyter looks for a user's kernels (jupyter_core's jupyter_data_dir). */
    private static Path userFolder() {
        Map<String, String> environment = System.getenv();
        String system = System.getProperty("os.name");
        String home = System.getProperty("user.home");
        if (environment.containsKey("JUPYTER_DATA_DIR")) {
            return Path.of(environment.get("JUPYTER_DATA_DIR"));
        } else if (system.startsWith("Windows")) {
            return Path.of(environment.get("APPDATA"), "jupyter");
        } else if (system.startsWith("Mac")) {
            return Path.of(home, "Library", "Jupyter");
        }
        String data = environment.getOrDefault("XDG_DATA_HOME", "");
        return data.isBlank() ? Path.of(home, ".local", "share", "jupyter") : Path.of(data, "jupyter");
    }
}
