package deepq.jupyter.kernel;

import io.github.spencerpark.jupyter.kernel.ReplacementOptions;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.util.List;
import java.util.stream.Collectors;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** Answers the questions that an editor asks about code: how to go on, what this is, whether it is complete. */
record Assistant(SourceCodeAnalysis analysis) {
    /** Tab: what may stand at the cursor; what fits the expected type first. */
    ReplacementOptions complete(String code, int cursor) {
        ReplacementOptions options = complete(code, cursor, 0);
        int statement = statementBefore(code, cursor);
        // JShell wraps the text in one method, in which it makes no sense after an import or a class.
        return options.getReplacements().isEmpty() && statement > 0 ? complete(code, cursor, statement) : options;
    }

    private ReplacementOptions complete(String code, int cursor, int from) {
        int[] anchor = {cursor - from};
        List<Suggestion> suggestions =
                analysis.completionSuggestions(code.substring(from, cursor), cursor - from, anchor);
        List<String> replacements = suggestions.stream()
                .sorted((a, b) -> Boolean.compare(b.matchesType(), a.matchesType()))
                .map(Suggestion::continuation)
                .distinct()
                .toList();
        return new ReplacementOptions(replacements, from + anchor[0], cursor);
    }

    /** Shift-Tab: the signature of what stands at the cursor, and its documentation where sources are found; else null. */
    DisplayData inspect(String code, int cursor) {
        int end = cursor;
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) end++;
        // A method is looked up from within its brackets, anything else from its end.
        String head = code.substring(0, end);
        for (int from : new int[] {0, statementBefore(code, end)}) {
            for (String text : new String[] {head.substring(from), head.substring(from) + "("}) {
                List<Documentation> found = analysis.documentation(text, text.length(), true);
                if (!found.isEmpty()) return describe(found);
            }
        }
        return null;
    }

    private static DisplayData describe(List<Documentation> found) {
        return new DisplayData(found.stream()
                .map(one -> one.javadoc() == null ? one.signature() : one.signature() + "\n\n" + plain(one.javadoc()))
                .distinct()
                .collect(Collectors.joining("\n\n")));
    }

    /** Javadoc without its mark-up. */
    private static String plain(String javadoc) {
        return javadoc.replaceAll("\\{@\\w+\\s+([^{}]*)}", "$1")
                .replaceAll("</?[a-zA-Z][^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .replaceAll("(?m)^ +", "")
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }

    /** "complete", "incomplete" or "invalid", of the whole text. */
    Completeness completeness(String code) {
        CompletionInfo info = analysis.analyzeCompletion(code);
        while (info.completeness() == Completeness.COMPLETE && !info.remaining().isBlank()) {
            info = analysis.analyzeCompletion(info.remaining());
        }
        return info.completeness();
    }

    /** Where the statement that the cursor stands in begins. */
    private int statementBefore(String code, int cursor) {
        String rest = code.substring(0, cursor);
        while (true) {
            CompletionInfo info = analysis.analyzeCompletion(rest);
            if (info.completeness() != Completeness.COMPLETE || info.remaining().isBlank()) {
                return cursor - rest.length();
            }
            rest = info.remaining();
        }
    }
}
