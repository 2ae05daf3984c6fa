package deepq.jupyter.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * What only the authors of the notebooks use: {@code mvn test-compile exec:exec@author -Dauthor="render 03"}. The
 * verbs are {@code render [notebook ...]}, which executes the published notebooks and writes the outputs into them;
 * {@code handout}, which makes a version without solutions and one with all of them; and {@code book [OWNER/NAME]},
 * a web site of all notebooks as {@code run} ran them last, of a project that is published at GitHub under that name.
 */
public final class Author {
    private Author() {}

    /** Does what the first argument says; ends the process with status 1 and a readable message if that fails. */
    public static void main(String[] args) throws IOException {
        Consumer<String> say = System.out::println;
        try {
            Project project = Project.here();
            List<String> names = List.of(args).subList(Math.min(1, args.length), args.length);
            switch (args.length == 0 ? "" : args[0]) {
                case "render" -> {
                    Execution execution = new Execution(project, JupyterInstallation.find(project, say));
                    List<Path> notebooks = project.notebooks(names);
                    Launcher.report(Render.render(execution, notebooks), "notebooks", say);
                }
                case "handout" ->
                    say.accept("Learner's and teacher's versions are in " + new Handout(project).write(say));
                case "book" -> {
                    Execution execution = new Execution(project, JupyterInstallation.find(project, say));
                    Path book = new Book(project, execution, names.isEmpty() ? "" : names.get(0)).write(say);
                    say.accept("The first page is " + book.resolve("index.html"));
                }
                default -> throw new Problem("-Dauthor= is one of: render [notebook ...], handout, book [OWNER/NAME]");
            }
        } catch (Problem e) {
            say.accept("\n" + e.getMessage());
            System.exit(1);
        }
    }
}
