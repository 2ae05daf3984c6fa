package deepq.jupyter.launch;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * The course as a static site in target/book, which needs no network: README's first screen and map, and a page for
 * each notebook, as it ran here last or, where it did not, with its published outputs. nbconvert makes the pages,
 * with the template in resources, book/.
 */
record Book(Project project, Execution execution, String address) {
    private static final String FIRST = "00-start-here.ipynb";
    /** The cell of the first notebook whose output, a game, stands on the cover too. */
    private static final String GAME = "play-agent";

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (\\d\\d) \\| \\[(.+)]\\(notebooks/(.+)\\.ipynb\\) \\| (\\d+) \\| (.+) \\|$");
    private static final Pattern HEADING = Pattern.compile("(?m)^##? (.+)$");
    private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();

    /** An entry of the table of contents; the first is the cover. */
    private record Page(String number, String title, String href, String minutes, String sees) {}

    /** A piece of a page that the search finds. */
    private record Found(String page, String title, String href, String text) {}

    /**
     * Where a notebook runs in the reader's browser: Binder, which has the learner's copies. "" where the project has
     * no address.
     */
    private String run(String notebook) {
        return address.isEmpty()
                ? ""
                : "https://mybinder.org/v2/gh/" + address + "/HEAD?urlpath=lab/tree/my-notebooks/" + notebook;
    }

    /** Where the sources are: on the web, or else in the project in whose target/book this is. */
    private String sources() {
        return address.isEmpty() ? "../../" : "https://github.com/" + address + "/blob/HEAD/";
    }

    /** Makes the site and puts it in the place of the last one. Says which pages have only their published outputs. */
    Path write(Consumer<String> say) throws IOException {
        String readme = Files.readString(project.root().resolve("README.md"));
        List<Page> pages = pages(readme);
        Path work = Render.work(project, "book");
        Path site = Files.createDirectories(work.resolve("site"));
        List<String> arguments = new ArrayList<>(List.of("--to=html", "--template=book", "--output-dir=" + site));
        List<Found> index = new ArrayList<>();
        for (Page page : pages) {
            Path file = project.notebooks().resolve(page.href.replace(".html", ".ipynb"));
            NotebookFile notebook = page == pages.get(0) ? cover(readme) : content(file, say);
            JsonObject metadata = notebook.json().getAsJsonObject("metadata");
            metadata.add("book", JSON.toJsonTree(around(notebook, pages, page)));
            index.addAll(found(notebook, page));
            Path prepared = work.resolve(file.getFileName());
            Files.writeString(prepared, notebook.tidy());
            arguments.add(prepared.toString());
        }
        bring(project.target().resolve("jupyter/nbconvert/templates"), "book/conf.json", "book/index.html.j2");
        Path log = project.target().resolve("book.log");
        Files.deleteIfExists(log);
        if (!execution.nbconvert(arguments, log, "html")) {
            throw new Problem("nbconvert could not make the pages, see " + log);
        }
        Files.writeString(site.resolve("search.js"), "window.deepqIndex = " + JSON.toJson(index) + ";\n");
        bring(site, "book/book.css", "book/book.js");
        webjar("plotly.js-dist", "plotly\\.js", site);
        webjar("katex", "dist/(katex\\.min\\..*|contrib/auto-render\\.min\\.js|fonts/.*\\.woff2)", site);
        copy(project.notebooks().resolve("images"), ".*\\.(png|svg|gif)", site.resolve("images"));
        Path book = project.target().resolve("book");
        FileUtils.deleteDirectory(book.toFile());
        Files.move(site, book);
        FileUtils.deleteDirectory(work.toFile());
        return book;
    }

    private static void bring(Path folder, String... resources) throws IOException {
        for (String resource : resources) {
            WholeFile.bring(resource, folder.resolve(resource));
        }
    }

    private static List<Page> pages(String readme) {
        List<Page> pages = new ArrayList<>();
        pages.add(new Page("", readme.lines().findFirst().orElseThrow().substring(2), "index.html", "", ""));
        ROW.matcher(readme)
                .results()
                .map(row -> new Page(row.group(1), row.group(2), row.group(3) + ".html", row.group(4), row.group(5)))
                .forEach(pages::add);
        pages.add(new Page("", "Glossary", "glossary.html", "", "each word in a sentence"));
        pages.add(new Page("", "Teaching with it", "teaching.html", "", "plans, questions, difficult places"));
        return pages;
    }

    /**
     * A notebook as it ran here last, if it is still the same, and if not as it was published; or a text as a
     * notebook.
     */
    private NotebookFile content(Path file, Consumer<String> say) throws IOException {
        if (!Files.exists(file)) {
            Path text = file.resolveSibling(NotebookFile.name(file) + ".md");
            return notebook(texts("text", linked(Files.readString(text), text)));
        }
        NotebookFile shown = latest(file, project.target().resolve("notebooks").resolve(file.getFileName()));
        boolean pictures = shown.json().toString().contains("image/png");
        if (pictures && !shown.json().toString().contains("class=\\\"deepq")) {
            say.accept(file.getFileName()
                    + " is shown as it was published, with still pictures: `run` has not run it here");
        }
        JsonArray cells = new JsonArray();
        for (JsonObject cell : shown.cells()) {
            if (NotebookFile.isCode(cell)) {
                // The page has a plotly of its own.
                JsonArray outputs = new JsonArray();
                NotebookFile.outputs(cell).stream()
                        .filter(output -> !output.toString().contains("deepqPacked ="))
                        .forEach(outputs::add);
                cell.add("outputs", outputs);
                cells.add(cell);
            } else {
                texts(Render.id(cell), linked(NotebookFile.text(cell.get("source")), file))
                        .forEach(cells::add);
            }
        }
        shown.json().add("cells", cells);
        return shown;
    }

    /** What was executed, if it is still the same notebook and went well; if not, what was published. */
    static NotebookFile latest(Path published, Path executed) {
        NotebookFile notebook = NotebookFile.read(published);
        NotebookFile ran = Files.exists(executed) ? NotebookFile.read(executed) : notebook;
        boolean same = Render.sourceHash(ran).equals(Render.sourceHash(notebook));
        return same && ran.failures().isEmpty() ? ran : notebook;
    }

    /**
     * README's title, its first words and its picture; a game, if the first notebook was run here; README's first
     * commands.
     */
    private NotebookFile cover(String readme) throws IOException {
        Path file = project.root().resolve("README.md");
        List<String> paragraphs = List.of(linked(readme, file).split("\n\n"));
        List<JsonObject> cells = new ArrayList<>();
        cells.add(text(
                "lead",
                paragraphs.get(0) + "\n\n" + paragraphs.get(1) + """


                <a class="button main" href="00-start-here.html">Start reading</a>
                """
                        + (address.isEmpty()
                                ? ""
                                : "<a class=\"button\" href=\"" + run(FIRST) + "\">Run it in your browser</a>\n")));
        cells.add(text("picture", paragraphs.get(2)));
        content(project.notebooks().resolve(FIRST), line -> {}).cells().stream()
                .filter(cell -> Render.id(cell).equals(GAME) && cell.toString().contains("text/html"))
                .forEach(cell -> {
                    cell.addProperty("source", "");
                    cells.add(text(
                            "try",
                            "## Knock its pole\n\nIt learned this by itself, in a second or two."
                                    + " Press Start, and disturb it with the arrow keys."));
                    cells.add(cell);
                });
        Matcher start = Pattern.compile("(?s)(## Start\n.*?)\n## ").matcher(linked(readme, file));
        start.find();
        cells.add(text("start", start.group(1)));
        cells.add(text("course", "## The course"));
        return notebook(cells);
    }

    private static NotebookFile notebook(List<JsonObject> cells) {
        JsonObject notebook = NotebookFile.parse(
                        "{'nbformat': 4, 'nbformat_minor': 5, 'metadata': {}, 'cells': []}".replace('\'', '"'))
                .json();
        cells.forEach(notebook.getAsJsonArray("cells")::add);
        return new NotebookFile(notebook);
    }

    /** A cell for each section, so that it can be linked to. */
    private static List<JsonObject> texts(String id, String markdown) {
        List<JsonObject> cells = new ArrayList<>();
        for (String part : markdown.split("(?m)^(?=## )")) {
            cells.add(text(cells.isEmpty() ? id : id + "-" + cells.size(), part));
        }
        return cells;
    }

    private static JsonObject text(String id, String markdown) {
        JsonObject cell = new JsonObject();
        cell.addProperty("cell_type", "markdown");
        cell.addProperty("id", id);
        cell.add("metadata", new JsonObject());
        cell.addProperty("source", markdown);
        return cell;
    }

    /** With links that lead to pages of the book, and to the sources on the web for all else. */
    private String linked(String markdown, Path file) {
        return Handout.LINK.matcher(markdown).replaceAll(link -> {
            Path target = file.resolveSibling(link.group(1)).normalize();
            boolean inside = target.startsWith(project.notebooks());
            String path = (inside ? project.notebooks() : project.root())
                    .relativize(target)
                    .toString();
            String page = path.replace('\\', '/');
            return Matcher.quoteReplacement(
                    "](" + (inside ? page.replaceFirst("\\.(ipynb|md)$", ".html") : sources() + page));
        });
    }

    /** What stands around a page, for the template. */
    private Map<String, Object> around(NotebookFile notebook, List<Page> pages, Page page) {
        Map<String, Object> around = new LinkedHashMap<>();
        around.put("title", (page.number + " " + page.title).strip());
        around.put("description", page.sees.isEmpty() ? page.title : page.title + ": " + page.sees);
        around.put("href", page.href);
        around.put("pages", pages);
        List<Map<String, String>> sections = new ArrayList<>();
        for (JsonObject cell : notebook.cells()) {
            String source = NotebookFile.text(cell.get("source"));
            Matcher heading = HEADING.matcher(source);
            if (!NotebookFile.isCode(cell) && heading.find() && source.startsWith("## ")) {
                sections.add(Map.of("id", "cell-" + Render.id(cell), "title", plain(heading.group(1))));
            }
        }
        around.put("sections", sections);
        int at = pages.indexOf(page);
        around.put("previous", at > 0 ? pages.get(at - 1) : null);
        around.put("next", at + 1 < pages.size() ? pages.get(at + 1) : null);
        around.put(
                "run", page.number.isEmpty() || address.isEmpty() ? null : run(page.href.replace(".html", ".ipynb")));
        around.put("charts", notebook.json().toString().contains("deepqPlotly"));
        return around;
    }

    private static List<Found> found(NotebookFile notebook, Page page) {
        List<Found> found = new ArrayList<>();
        String section = page.title;
        for (JsonObject cell : notebook.cells()) {
            String source = NotebookFile.text(cell.get("source"));
            Matcher heading = HEADING.matcher(source);
            if (!NotebookFile.isCode(cell) && heading.find()) {
                section = plain(heading.group(1));
            }
            String title = (page.number + " " + page.title).strip();
            found.add(new Found(title, section, page.href + "#cell-" + Render.id(cell), plain(source)));
        }
        return found;
    }

    private static String plain(String markdown) {
        return markdown.replaceAll("<[^>]*>|]\\([^)]*\\)|[\\\\{}$*`#|\\[]", "")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private void webjar(String name, String files, Path site) throws IOException {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path jar = Path.of(entry);
            if (jar.getFileName().toString().matches(name + "-[\\d.]+\\.jar")) {
                try (FileSystem archive = FileSystems.newFileSystem(jar);
                        Stream<Path> versions = Files.list(archive.getPath("META-INF/resources/webjars", name))) {
                    copy(versions.findFirst().orElseThrow(), files, site);
                }
            }
        }
    }

    /** Copies those files of a folder whose path in it matches. */
    private static void copy(Path from, String files, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.toList()) {
                String path = from.relativize(file).toString();
                if (path.matches(files)) {
                    Path copy = to.resolve(path);
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
    }
}
