package deepq.jupyter.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import jdk.jshell.SourceCodeAnalysis;

/** Helps with a name that is not known: where it stands, what it may have been meant to be, and what would make it. */
final class Names {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
    private static final Pattern NO_CODE = Pattern.compile("(?s)//[^\\n]*|/\\*.*?\\*/|\"\"\".*?\"\"\"|"
            + "\"[^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+\"|'(?:\\\\.|[^'\\\\])*+'");

    private final SourceCodeAnalysis analysis;
    /** Variables that are no more, and why. */
    final Map<String, String> lost = new HashMap<>();

    Names(SourceCodeAnalysis analysis) {
        this.analysis = analysis;
    }

    /** A source whose comments and literals are blank: what is left is code, in the same places. */
    static String codeOf(String source) {
        return NO_CODE.matcher(source).replaceAll(found -> found.group().replaceAll("[^\\n]", " "));
    }

    /** Where a name stands in a source: -1 if nowhere. JShell tells no place within a declaration. */
    static int place(String source, String kind, String name, int from) {
        String brackets =
                kind.equals("method") ? "(?=\\s*\\(|\\b)" : kind.equals("variable") ? "\\b(?!\\s*\\()" : "\\b";
        Matcher found =
                Pattern.compile("(?<![\\w$])" + Pattern.quote(name) + brackets).matcher(codeOf(source));
        return found.find(from) ? found.start() : -1;
    }

    /** Sentences for the reader about a name in a source, which is not known there. */
    List<String> hints(String source, int place, String kind, String name) {
        if (lost.containsKey(name)) return List.of(lost.get(name));
        String before = source.substring(0, Math.max(0, place));
        boolean isMember = before.stripTrailing().endsWith(".");
        List<String> hints = new ArrayList<>();
        Set<String> here = new TreeSet<>();
        NAME.matcher(codeOf(source)).results().forEach(found -> here.add(found.group()));
        String near = isMember ? null : nearest(name, here);
        boolean isMisspelt = near != null;
        if (near == null) {
            Set<String> known = new TreeSet<>();
            analysis.completionSuggestions(before, before.length(), new int[1])
                    .forEach(one -> known.add(one.continuation().replaceFirst("[(.].*", "")));
            near = nearest(name, known);
        }
        if (near != null) hints.add("Did you mean `" + near + "`?");
        if (kind.equals("package")) {
            hints.add("If a cell above brings it (%maven, %jars, %classpath), run that first: Run > Run All Above.");
        } else if (!isMember && !isMisspelt) {
            hints.add("`" + name + "` is made by no cell that has run: Run > Run All Above.");
        }
        return hints;
    }

    /** The name that is meant, if one differs by a slip or two; else null. */
    private static String nearest(String name, Set<String> names) {
        int most = name.length() < 5 ? 1 : name.length() < 8 ? 2 : 3;
        String variable = Character.toLowerCase(name.charAt(0)) + name.substring(1);
        for (int slips = 1; slips <= most; slips++) {
            for (String other : names) {
                boolean isMeant = !other.equals(name) && !SourceVersion.isKeyword(other) && !other.startsWith("$");
                // A class that is not imported yet is not the variable that is named after it.
                isMeant &= Character.isLowerCase(name.charAt(0))
                        || !other.substring(1).equals(name.substring(1));
                if (isMeant && isNear(name, other, slips)) return other;
            }
        }
        return null;
    }

    /** Whether so many slips are enough: a letter changed, put in or left out, or two that changed places. */
    private static boolean isNear(String one, String other, int slips) {
        int same = Arrays.mismatch(one.toCharArray(), other.toCharArray());
        if (same < 0) return true;
        String a = one.substring(same);
        String b = other.substring(same);
        if (slips == 0 || Math.abs(a.length() - b.length()) > slips) return false;
        return (!a.isEmpty() && isNear(a.substring(1), b, slips - 1))
                || (!b.isEmpty() && isNear(a, b.substring(1), slips - 1))
                || (!a.isEmpty() && !b.isEmpty() && isNear(a.substring(1), b.substring(1), slips - 1))
                || (a.length() > 1
                        && b.startsWith(a.charAt(1) + a.substring(0, 1))
                        && isNear(a.substring(2), b.substring(2), slips - 1));
    }
}
