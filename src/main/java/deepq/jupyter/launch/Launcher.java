package deepq.jupyter.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Opens Jupyter on the notebooks with everything loaded, setting up whatever is missing: {@code mvn compile exec:java}.
 * {@code -Dexec.args="..."} gives it another verb.
 */
public final class Launcher {
    static final String USAGE = """
            lab                     opens Jupyter on your notebooks, in my-notebooks/ (this is the default)
            run [notebook ...]      executes notebooks into target/notebooks, as .ipynb and .html
            reset [notebook ...]    brings original notebooks back into my-notebooks/, and keeps yours beside them
            doctor                  checks each thing that the notebooks need, and says what helps
            install-kernel [--force]  puts the kernel into your own Jupyter folder, for VS Code and any Jupyter
            """;

    private static final String FIRST = "00-start-here.ipynb";
    private static final int PORT = 8888;

    private final Project project;
    private final Consumer<String> say;

    private Launcher(Project project, Consumer<String> say) {
        this.project = project;
        this.say = say;
    }

    /** Does what the first argument says; ends the process with status 1 and one readable message if that fails. */
    public static void main(String[] args) {
        try {
            new Launcher(Project.here(), System.out::println).start(List.of(args));
        } catch (Problem e) {
            fail(e.getMessage());
        } catch (UncheckedIOException e) {
            fail(Problem.reason(e.getCause()));
        } catch (IOException e) {
            fail(Problem.reason(e));
        }
    }

    /** An exception would come out of Maven as a page of stack trace and advice. */
    private static void fail(String message) {
        System.out.println("\n" + message);
        System.exit(1);
    }

    private void start(List<String> arguments) throws IOException {
        String verb = arguments.isEmpty() ? "lab" : arguments.get(0);
        List<String> names = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
        switch (verb) {
            case "lab" -> lab();
            case "run" -> report(execution().run(project.notebooks(names)), "target/notebooks", say);
            case "reset" -> reset(project.notebooks(names));
            case "doctor" -> stopIf(new Doctor(project, say).examine());
            case "install-kernel" ->
                say.accept("The kernel \"java\" is now in "
                        + new KernelSpec(project).install(names.contains("--force"))
                        + "\nIt uses the classes in " + project.classPath().get(0) + ": keep them there.");
            default -> throw new Problem("\"" + verb + "\" is not one of the launcher's verbs:\n" + USAGE);
        }
    }

    private static void stopIf(int problems) {
        if (problems > 0) {
            throw new Problem(problems + (problems == 1 ? " problem" : " problems"));
        }
    }

    private Execution execution() throws IOException {
        return new Execution(project, JupyterInstallation.find(project, say));
    }

    private void reset(List<Path> notebooks) throws IOException {
        Copies copies = new Copies(project, line -> {});
        copies.make();
        int problems = 0;
        for (Path notebook : notebooks) {
            try {
                say.accept(copies.reset(notebook));
            } catch (Problem e) {
                say.accept(e.getMessage());
                problems++;
            }
        }
        stopIf(problems);
    }

    /** Says of each notebook how it went; those that failed end it with a {@link Problem}. */
    static void report(Map<Path, List<String>> results, String folder, Consumer<String> say) {
        List<String> failures = new ArrayList<>();
        results.forEach((notebook, failed) -> {
            say.accept((failed.isEmpty() ? "ok      " : "FAILED  ") + NotebookFile.name(notebook));
            failed.forEach(failure -> failures.add(NotebookFile.name(notebook) + ", " + failure));
        });
        if (!failures.isEmpty()) {
            throw new Problem(String.join("\n", failures));
        }
        say.accept("Results are in " + folder + "/");
    }

    private void lab() throws IOException {
        Execution execution = execution();
        JupyterInstallation jupyter = execution.jupyter();
        Map<String, String> environment = execution.environment(jupyter.lab() ? "lab" : "notebook");
        trust(new Copies(project, say).make(), jupyter, environment);
        String first = Files.exists(project.mine().resolve(FIRST)) ? "/my-notebooks/" + FIRST : "/my-notebooks";
        List<String> command = new ArrayList<>(List.of(jupyter.command().toString()));
        // The root, because notebooks link to the sources beside their folder.
        command.addAll(
                jupyter.lab()
                        ? List.of(
                                "lab",
                                "--ServerApp.root_dir=" + project.root(),
                                "--ServerApp.preferred_dir=" + project.mine(),
                                "--LabApp.default_url=/lab/tree" + first)
                        : List.of(
                                "notebook",
                                "--notebook-dir=" + project.root(),
                                "--NotebookApp.default_url=" + (first.endsWith(FIRST) ? "/notebooks" : "/tree")
                                        + first));
        // Nobody answers questions: Ctrl-C ends everything at once.
        command.addAll(List.of("-y", "--ip=localhost"));
        if (JupyterInstallation.isRoot()) {
            command.add("--allow-root");
        }
        say.accept("Opening " + (jupyter.lab() ? "JupyterLab" : "the classic Notebook") + " (" + jupyter.command()
                + ") on your own notebooks, in my-notebooks/. Ctrl-C ends it.");
        sayIfPortIsTaken();
        Process process = Children.startTied(command, project.root(), environment, Redirect.INHERIT);
        try {
            int status = process.waitFor();
            if (status != 0) {
                throw new Problem("Jupyter ended with status " + status + "; its own lines above say why");
            }
        } catch (InterruptedException e) {
            Children.end(process, 0);
        }
    }

    /** So that the outputs, which are the learner's own, are shown with all that they can do, from the first save on. */
    private void trust(List<Path> notebooks, JupyterInstallation jupyter, Map<String, String> environment)
            throws IOException {
        if (!notebooks.isEmpty()) {
            List<String> command = new ArrayList<>(List.of(jupyter.command().toString(), "trust"));
            notebooks.forEach(notebook -> command.add(notebook.toString()));
            Children.succeeds(Children.start(command, project.root(), environment, Redirect.DISCARD), 60);
        }
    }

    private void sayIfPortIsTaken() {
        try {
            new ServerSocket(PORT, 1, InetAddress.getLoopbackAddress()).close();
        } catch (IOException e) {
            say.accept("Port " + PORT
                    + " is taken, perhaps by another Jupyter, which has another token. This one takes another"
                    + " port: use the address that it prints.");
        }
    }
}
