package deepq.jupyter.kernel;

import java.io.File;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.Snippet.Kind;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/**
 * Answers the questions that an editor asks about code: how to go on, what this is, whether it is complete. Positions
 * are Jupyter's, which count code points; -1 is the end.
 */
record Assistant(SourceCodeAnalysis analysis) {
    /** What every object has comes last. */
    private static final Pattern OF_OBJECT =
            Pattern.compile("(equals|getClass|hashCode|notify|notifyAll|toString|wait)\\(\\)?");

    /** A variable's name, after its type. */
    private static final Pattern DECLARED = Pattern.compile("[\\w>\\]]\\s+(\\w+)\\s*(?=[=;:,)])");

    /** Tab: what may stand at the cursor; what fits the expected type first. */
    Map<String, ?> complete(String code, int cursor) {
        String head = code.substring(0, position(code, cursor));
        List<String> matches = List.of();
        int typed = 0;
        for (String text : contexts(head)) {
            int[] anchor = {text.length()};
            List<Suggestion> suggestions = analysis.completionSuggestions(text, text.length(), anchor);
            matches = ordered(suggestions, text.substring(0, anchor[0]), text.substring(anchor[0]));
            typed = text.length() - anchor[0];
            if (!matches.isEmpty()) break;
        }
        return Map.of(
                "status", "ok",
                "matches", matches,
                "cursor_start", points(head, head.length() - typed),
                "cursor_end", points(head, head.length()),
                "metadata", Map.of());
    }

    /** Shift-Tab: the signature of what stands at the cursor, and its documentation where sources are found. */
    Map<String, ?> inspect(String code, int cursor) {
        int end = position(code, cursor);
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) end++;
        for (String text : contexts(code.substring(0, end))) {
            // A method is looked up from within its brackets, anything else from its end.
            for (String asked : new String[] {text, text + "("}) {
                List<Documentation> found = analysis.documentation(asked, asked.length(), true);
                if (found.isEmpty()) continue;
                Map<String, String> data = Map.of("text/plain", describe(found));
                return Map.of("status", "ok", "found", true, "data", data, "metadata", Map.of());
            }
        }
        return Map.of("status", "ok", "found", false, "data", Map.of(), "metadata", Map.of());
    }

    /** Whether a console may run the text, or has to wait for its next line. */
    Map<String, ?> completeness(String code) {
        if (Magics.isMagic(code)) return Map.of("status", "complete");
        String last = statements(code, statement -> {});
        return switch (analysis.analyzeCompletion(last).completeness()) {
            case COMPLETE, COMPLETE_WITH_SEMI, EMPTY -> Map.of("status", "complete");
            case CONSIDERED_INCOMPLETE, DEFINITELY_INCOMPLETE -> Map.of("status", "incomplete", "indent", "    ");
            case UNKNOWN -> Map.of("status", "invalid");
        };
    }

    /**
     * The texts that end at the cursor to ask JShell about: the statement with the cell's other statements before it,
     * whose variables it can use, and the statement alone. JShell takes the whole for the body of a method, where no
     * import and no method can stand: these are blanked out.
     */
    private List<String> contexts(String head) {
        StringBuilder whole = new StringBuilder(";"); // or JShell takes all for a class, if one comes first
        String last = statements(
                head, statement -> whole.append(isMember(statement) ? statement.replaceAll(".", " ") : statement));
        return isMember(last) ? List.of(last, whole + last) : List.of(whole + last, last);
    }

    private boolean isMember(String statement) {
        return analysis.sourceToSnippets(statement).stream()
                .anyMatch(snippet -> snippet.kind() == Kind.IMPORT || snippet.kind() == Kind.METHOD);
    }

    /** Hands over all statements of a text but the last, which it returns. */
    private String statements(String text, Consumer<String> before) {
        String rest = text;
        while (true) {
            CompletionInfo info = analysis.analyzeCompletion(rest);
            if (info.completeness() != Completeness.COMPLETE || info.remaining().isBlank()) return rest;
            before.accept(rest.substring(0, rest.length() - info.remaining().length()));
            rest = info.remaining();
        }
    }

    private static List<String> ordered(List<Suggestion> suggestions, String before, String prefix) {
        Set<String> fitting = new HashSet<>();
        Set<String> all = new LinkedHashSet<>();
        boolean afterDot = before.stripTrailing().endsWith(".");
        // JShell lists no variable of the text itself.
        for (Matcher local = DECLARED.matcher(before); !afterDot && local.find(); ) {
            if (local.group(1).startsWith(prefix)) all.add(local.group(1));
        }
        for (Suggestion one : suggestions) {
            if (one.matchesType()) fitting.add(one.continuation());
            if (!one.continuation().startsWith("$")) all.add(one.continuation());
        }
        return all.stream()
                .sorted(Comparator.comparing(
                                (String match) -> OF_OBJECT.matcher(match).matches())
                        .thenComparing(match -> !fitting.contains(match))
                        .thenComparing(match -> !afterDot && Character.isUpperCase(match.charAt(0))))
                .toList();
    }

    private static String describe(List<Documentation> found) {
        return found.stream()
                .map(one -> one.javadoc() == null ? one.signature() : one.signature() + "\n\n" + plain(one.javadoc()))
                .map(CellError::named)
                .distinct()
                .collect(Collectors.joining("\n\n"));
    }

    /** Javadoc without its mark-up. */
    private static String plain(String javadoc) {
        return javadoc.replaceAll("\\{@\\w+\\s+#?([^{}]*)}", "$1")
                .replaceAll("</?[a-zA-Z][^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .replaceAll("(?m)^ +", "")
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }

    private static int position(String code, int points) {
        int length = code.codePointCount(0, code.length());
        return points < 0 || points > length ? code.length() : code.offsetByCodePoints(0, points);
    }

    private static int points(String code, int position) {
        return code.codePointCount(0, Math.max(0, position));
    }

    /**
     * Documentation is found in the sources of our own classes, too (src/main/java beside Maven's target/classes).
     * JShell reads the JDK's src.zip only; its list of sources is the one way in, which the flag
     * {@code --add-opens jdk.jshell/jdk.jshell=ALL-UNNAMED} opens.
     */
    @SuppressWarnings("unchecked")
    void offerSources() {
        try {
            Method sources = analysis.getClass().getDeclaredMethod("findSources");
            sources.setAccessible(true);
            List<Path> found = (List<Path>) sources.invoke(analysis);
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                Path ours = Path.of(entry).toAbsolutePath().resolve("../../src/main/java");
                if (entry.endsWith("classes") && Files.exists(ours)) found.add(ours.normalize());
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            KernelMain.log("Only the JDK's documentation is shown: " + e.getMessage());
        }
    }
}
