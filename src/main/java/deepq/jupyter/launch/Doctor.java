package deepq.jupyter.launch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Looks at each thing that the notebooks need: one line for each, and then the cures of what was found. */
record Doctor(Project project, Consumer<String> say, List<String> cures) {
    Doctor(Project project, Consumer<String> say) {
        this(project, say, new ArrayList<>());
    }

    /** Ends with a {@link Problem} if something is wrong. */
    void examine() throws IOException {
        String java = "Java " + Runtime.version() + " in " + System.getProperty("java.home");
        line("JDK", java, KernelSpec.trouble().orElse(""));
        line("Network", network(), "");
        try {
            JupyterInstallation jupyter = JupyterInstallation.find(project, say);
            line("Jupyter", (jupyter.lab() ? "JupyterLab, " : "the classic Notebook, ") + jupyter.command(), "");
            tryCells(jupyter);
        } catch (Problem e) {
            line("Jupyter", "nothing could be tried in it", e.getMessage());
        }
        if (!cures.isEmpty()) {
            throw new Problem(String.join("\n", cures));
        }
        say.accept("\nAll is well: mvn compile exec:java");
    }

    private void line(String name, String what, String cure) {
        say.accept("%-15s %-8s %s".formatted(name, cure.isEmpty() ? "ok" : "PROBLEM", what));
        if (!cure.isEmpty()) {
            cures.add(name + ": " + cure);
        }
    }

    /** Nothing needs it once all is set up, so its absence is told, and is no problem by itself. */
    private static String network() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("repo.maven.apache.org", 443), 8000);
            return "Maven Central is reached";
        } catch (IOException e) {
            return "none without a proxy (needed only to download; Maven's proxy stands in ~/.m2/settings.xml, "
                    + "pip's in HTTPS_PROXY)";
        }
    }

    /** A kernel with the project's classes, and the native library, each in a cell that fails if it gets nothing. */
    private void tryCells(JupyterInstallation jupyter) throws IOException {
        Path notebook = project.target().resolve("doctor/doctor.ipynb");
        WholeFile.bring("doctor.ipynb", notebook);
        Path result = notebook.resolveSibling("result").resolve("doctor.ipynb");
        List<String> failures = new Execution(project, jupyter).execute(notebook, result, "render");
        String cure = "`mvn clean compile`, and try again. (There are natives for Linux and macOS on x86-64 and ARM, "
                + "and for Windows on x86-64.)\n" + String.join("\n", failures);
        line("Cells", "a kernel and the native library, tried in a notebook", failures.isEmpty() ? "" : cure);
    }
}
