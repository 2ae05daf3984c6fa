package deepq.jupyter.kernel;

import io.github.spencerpark.jupyter.kernel.util.GlobFinder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/** The two magics of IJava that change the class path: {@code %jars lib/*.jar} and {@code %classpath target/classes}. */
final class Magics {
    private Magics() {}

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

    static void run(Cell.Part part, Consumer<String> addToClassPath) throws CellError {
        List<String> words = new ArrayList<>(Arrays.asList(part.source().strip().split("\\s+")));
        String name = words.remove(0);
        switch (name.replaceFirst("^%%?", "")) {
            case "jars", "classpath" -> {
                if (words.isEmpty()) throw Errors.magic(part, name + " needs at least one path or pattern");
                for (String word : words) add(word, part, addToClassPath);
            }
            default ->
                throw Errors.magic(
                        part, "there is no magic " + name + " here, only %jars and %classpath; this kernel runs Java");
        }
    }

    private static void add(String pattern, Cell.Part part, Consumer<String> addToClassPath) throws CellError {
        try {
            Iterable<Path> paths = new GlobFinder(pattern).computeMatchingPaths();
            List<Path> found = StreamSupport.stream(paths.spliterator(), false).toList();
            if (found.isEmpty()) throw Errors.magic(part, "no file matches " + pattern);
            for (Path path : found) addToClassPath.accept(path.toAbsolutePath().toString());
        } catch (IOException e) {
            throw Errors.magic(part, pattern + " cannot be read: " + e.getMessage());
        }
    }
}
