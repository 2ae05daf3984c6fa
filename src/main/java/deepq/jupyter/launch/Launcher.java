package deepq.jupyter.launch;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
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
            lab                     opens Jupyter on the notebooks (this is the default)
            run [notebook ...]      executes notebooks into target/notebooks, as .ipynb and .html
            render [notebook ...]   executes notebooks and writes the outputs back into them
            reset [notebook ...]    puts the original notebooks back, and keeps copies of changed ones
            doctor                  checks each thing that the notebooks need, and says what helps
            handout                 makes a learner's version of the notebooks, without solutions, and a teacher's
            install-kernel [--force]  puts the kernel into your own Jupyter folder, for VS Code and any Jupyter
            """;

    private final Project project;
    private final Consumer<String> say;

    private Launcher(Project project, Consumer<String> say) {
        this.project = project;
        this.say = say;
    }

    /** Does what the first argument says; ends the process with status 1 and one readable message if that fails. */
    public static void main(String[] args) throws IOException {
        try {
            new Launcher(Project.here(), System.out::println).start(List.of(args));
        } catch (Problem e) {
            System.out.println("\n" + e.getMessage());
            // An exception would come out of Maven as a page of stack trace and advice.
            System.exit(1);
        }
    }

    private void start(List<String> arguments) throws IOException {
        String verb = arguments.isEmpty() ? "lab" : arguments.get(0);
        List<String> names = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
        switch (verb) {
            case "lab" -> lab();
            case "run" -> report(execution().run(project.notebooks(names)), "target/notebooks");
            case "render" -> report(execution().render(project.notebooks(names)), "notebooks");
            case "reset" -> {
                for (Path notebook : project.notebooks(names)) {
                    say.accept(new Originals(project).reset(notebook));
                }
            }
            case "doctor" -> doctor();
            case "handout" -> say.accept("Learner's and teacher's versions are in " + new Handout(project).write());
            case "install-kernel" -> {
                say.accept("The kernel \"java\" is now in "
                        + new KernelSpec(project).install(names.contains("--force"))
                        + "\nIt uses the classes in " + project.classPath().get(0) + ": keep them there.");
            }
            default -> throw new Problem("\"" + verb + "\" is not one of the launcher's verbs:\n" + USAGE);
        }
    }

    private Execution execution() throws IOException {
        new Originals(project).keep();
        return new Execution(project, JupyterInstallation.find(project, say));
    }

    private void report(Map<Path, List<String>> results, String folder) {
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

    private void doctor() throws IOException {
        int problems = new Doctor(project, say).examine();
        if (problems > 0) {
            throw new Problem(problems + (problems == 1 ? " problem" : " problems"));
        }
    }

    private void lab() throws IOException {
        Execution execution = execution();
        JupyterInstallation jupyter = execution.jupyter();
        List<String> command = new ArrayList<>(List.of(jupyter.command().toString()));
        command.add(jupyter.lab() ? "lab" : "notebook");
        // Nobody answers questions: Ctrl-C ends everything at once.
        command.addAll(List.of("-y", "--ip=localhost"));
        if (JupyterInstallation.isRoot()) {
            command.add("--allow-root");
        }
        if (!hasScreen()) {
            command.add("--no-browser");
        }
        if (Files.exists(project.notebooks().resolve("00-start-here.ipynb"))) {
            command.add("00-start-here.ipynb");
        }
        say.accept("Opening " + (jupyter.lab() ? "JupyterLab" : "the classic Notebook") + " (" + jupyter.command()
                + "). Ctrl-C ends it.");
        Process process = Children.start(
                command,
                project.notebooks(),
                execution.environment(jupyter.lab() ? "lab" : "notebook"),
                Redirect.INHERIT);
        try {
            int status = process.waitFor();
            if (status != 0) {
                throw new Problem("Jupyter ended with status " + status + "; its own lines above say why");
            }
        } catch (InterruptedException e) {
            Children.end(process, 0);
        }
    }

    private static boolean hasScreen() {
        boolean linux = System.getProperty("os.name").equals("Linux");
        return !linux || System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
    }
}
