package deepq.jupyter.launch;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Opens Jupyter on the notebooks with everything loaded, setting up whatever is missing: {@code mvn compile exec:java}.
 * {@code -Dexec.args="..."} gives it another verb.
 */
public final class Launcher {
    static final String USAGE = """
            lab                       opens Jupyter on your notebooks, in my-notebooks/ (this is the default)
            run [notebook ...]        executes notebooks into target/notebooks, with their outputs
            reset notebook ...        brings original notebooks back into my-notebooks/, and keeps yours beside them
            doctor                    checks each thing that the notebooks need, and says what helps
            install-kernel [--force]  puts the kernel into your own Jupyter folder, for VS Code, IntelliJ and others
            """;

    private static final String FIRST = "my-notebooks/00-start-here.ipynb";

    private static final Pattern ADDRESS = Pattern.compile("http://localhost:\\d+/\\S*token=\\w+");

    private final Project project = Project.here();
    private final Consumer<String> say = System.out::println;

    private Launcher() throws IOException {}

    /** Does what the first argument says; ends the process with status 1 and one readable message if that fails. */
    public static void main(String[] args) {
        try {
            new Launcher().start(List.of(args));
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
            case "run" -> run(project.notebooks(names));
            case "reset" -> reset(names);
            case "doctor" -> new Doctor(project, say).examine();
            case "install-kernel" -> installKernel(names.contains("--force"));
            case "help", "--help", "-h" -> say.accept(USAGE);
            default -> throw new Problem("\"" + verb + "\" is not one of the launcher's verbs:\n" + USAGE);
        }
    }

    private void installKernel(boolean force) throws IOException {
        new Copies(project, say).make();
        say.accept("The kernel \"java\" is now in " + new KernelSpec(project).install(force)
                + "\nIt uses the classes in " + project.classes() + ": keep them there."
                + "\nYour notebooks are in " + project.mine());
    }

    private void reset(List<String> names) throws IOException {
        if (names.isEmpty()) {
            throw new Problem("reset needs the name of a notebook, or its number: \"-Dexec.args=reset 03\"");
        }
        for (Path notebook : project.notebooks(names)) {
            say.accept(new Copies(project, say).reset(notebook));
        }
    }

    private void run(List<Path> notebooks) throws IOException {
        Execution execution = new Execution(project, JupyterInstallation.find(project, say));
        Map<Path, List<String>> failures = new LinkedHashMap<>();
        for (Path notebook : notebooks) {
            Path result = project.target().resolve("notebooks").resolve(notebook.getFileName());
            failures.put(notebook, execution.execute(notebook, result, "html"));
        }
        report(failures, "target/notebooks", say);
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
        JupyterInstallation jupyter = JupyterInstallation.find(project, say);
        KernelSpec.trouble().ifPresent(say);
        Map<String, String> environment = jupyter.environment(jupyter.lab() ? "lab" : "notebook");
        List<Path> made = new Copies(project, say).make();
        environment.put(
                "DEEPQ_TRUST", made.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        String page = Files.exists(project.root().resolve(FIRST)) ? FIRST : "my-notebooks";
        // The root, because notebooks link to the sources beside their folder. Nobody answers questions: Ctrl-C ends
        // everything at once.
        List<String> command = new ArrayList<>(List.of(
                jupyter.command().toString(),
                jupyter.lab() ? "lab" : "notebook",
                (jupyter.lab() ? "--ServerApp.root_dir=" : "--notebook-dir=") + project.root(),
                (jupyter.lab() ? "--LabApp.default_url=/lab" : "--NotebookApp.default_url=") + "/tree/" + page,
                "--ip=localhost",
                "-y"));
        if (JupyterInstallation.isRoot()) {
            command.add("--allow-root");
        }
        Process process = Children.start(command, project.root(), environment, Redirect.PIPE);
        List<String> said = new ArrayList<>();
        boolean open = false;
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher address = ADDRESS.matcher(line);
                if (!open && address.find()) {
                    open = true;
                    say.accept((jupyter.lab() ? "JupyterLab" : "The classic Notebook") + " has your notebooks, at "
                            + address.group() + "  (Ctrl-C ends it)");
                } else if (!open) {
                    said.add(line);
                }
            }
            if (process.waitFor() != 0 && !open) {
                List<String> last = said.subList(Math.max(0, said.size() - 5), said.size());
                throw new Problem(jupyter.command() + " ended:\n" + String.join("\n", last));
            }
        } catch (InterruptedException e) {
            Children.end(process, 0);
        }
    }
}
