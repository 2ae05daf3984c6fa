package deepq.jupyter.launch;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Java's class data archive for the kernel: the classes that it loads until a first network has learnt and a first figure is
 * drawn, read and checked beforehand. It belongs to one JDK and to the jars of one class path, so its name is made of both; Java
 * starts without an archive that does not fit. Classes in a folder, as this project's own are, are not in it: they may change.
 */
record Archive(Project project) {
    private static final int SECONDS = 300;

    /** Run by the java command from its source, with jars alone on the class path: Java makes no archive where a folder is. */
    private static final String REHEARSAL = """
            import io.github.spencerpark.jupyter.kernel.BaseKernel;
            import java.net.URL;
            import java.net.URLClassLoader;
            import java.nio.file.Path;

            class Rehearsal {
                public static void main(String[] args) throws Exception {
                    URL[] classes = {Path.of(args[0]).toUri().toURL()};
                    var main = new URLClassLoader(classes).loadClass("deepq.jupyter.kernel.KernelMain");
                    Object connection = new String[] {args[1]};
                    new Thread(() -> {
                        try {
                            main.getMethod("main", String[].class).invoke(null, connection);
                        } catch (ReflectiveOperationException e) {
                            e.printStackTrace();
                            System.exit(1);
                        }
                    }).start();
                    BaseKernel kernel = null;
                    while (kernel == null) {
                        Thread.sleep(20);
                        kernel = (BaseKernel) main.getMethod("instance").invoke(null);
                    }
                    try {
                        kernel.eval("1 + 1");
                        kernel.eval(args[2]);
                    } finally {
                        System.exit(0);
                    }
                }
            }
            """;

    /** Port 0 is any free one. */
    private static final String CONNECTION = """
            {"shell_port": 0, "iopub_port": 0, "stdin_port": 0, "control_port": 0, "hb_port": 0, "ip": "127.0.0.1",
             "transport": "tcp", "signature_scheme": "hmac-sha256", "key": ""}
            """;

    private static final String CELL = """
            new deepq.agent.Trainer(deepq.agent.DqnConfig.cartPole().with(c -> c.backend(deepq.agent.Backend.DL4J)
                    .maxSteps(2000)), deepq.env.CartPole::v1, 0).run();
            deepq.course.view.LineChart.titled("A figure").x("x").y("y").line("line", new double[] {1, 2, 4}).mimeBundle();
            """;

    Path file() throws IOException {
        StringBuilder origin =
                new StringBuilder(System.getProperty("java.vm.version")).append(System.getProperty("java.home"));
        for (Path jar : jars()) {
            origin.append(jar).append(Files.size(jar)).append(Files.getLastModifiedTime(jar));
        }
        return project.tools()
                .resolve("kernel-%08x.jsa".formatted(origin.toString().hashCode()));
    }

    private List<Path> jars() {
        return project.classPath().stream().filter(Files::isRegularFile).toList();
    }

    /** Makes the file, if it is not there yet, within some seconds. Where that fails the kernel starts more slowly, that is all. */
    void make() {
        try {
            if (!Files.exists(file())) {
                rehearse();
            }
        } catch (IOException e) {
            // A full disk, or a folder that cannot be written.
        }
    }

    private void rehearse() throws IOException {
        Files.createDirectories(project.tools());
        Path folder = Files.createTempDirectory(Files.createDirectories(project.target()), "archive");
        try {
            Path made = folder.resolve("kernel.jsa");
            Path source = Files.writeString(folder.resolve("Rehearsal.java"), REHEARSAL);
            Path connection = Files.writeString(folder.resolve("connection.json"), CONNECTION);
            Path own = project.classPath().get(0);
            String cell = (Files.isDirectory(own) ? "%classpath " + own + "\n" : "") + CELL;
            String jars = jars().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
            boolean rehearsed = java(
                    "-XX:ArchiveClassesAtExit=" + made,
                    "-cp",
                    jars,
                    source.toString(),
                    own.toString(),
                    connection.toString(),
                    cell);
            // JDK 17 dies of a file that is cut off, for example by a full disk.
            if (rehearsed && java("-XX:SharedArchiveFile=" + made, "-cp", jars, "-version")) {
                Files.move(made, file(), StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            Project.delete(folder);
        }
    }

    private boolean java(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(KernelSpec.java());
        command.addAll(List.of(arguments));
        return Children.succeeds(Children.start(command, project.root(), Map.of(), Redirect.DISCARD), SECONDS);
    }
}
