package deepq.jupyter.kernel;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The cells of this session, for the arrow keys of a console: each as Jupyter's list of session, number, and input. */
final class History {
    private static final int SESSION = 1;

    private record Entry(int number, String input, String output) {}

    private final List<Entry> entries = new ArrayList<>();

    void add(int number, String input, JsonObject result) {
        var text = result == null ? null : result.getAsJsonObject("data").get("text/plain");
        entries.add(new Entry(number, input, text == null ? null : text.getAsString()));
    }

    /** "range" asks from start up to stop, "tail" for the last n, "search" for the last n that fit a pattern with * and ?. */
    List<List<Object>> of(Message request) {
        List<Entry> found = new ArrayList<>(entries);
        switch (request.text("hist_access_type")) {
            case "range" -> {
                int stop = request.number("stop", Integer.MAX_VALUE);
                found.removeIf(entry -> entry.number < request.number("start", 0) || entry.number >= stop);
            }
            case "search" -> found.removeIf(entry -> !fits(entry, request.text("pattern")));
            default -> {}
        }
        if (request.flag("unique", false)) {
            Set<String> inputs = new HashSet<>();
            found.removeIf(entry -> !inputs.add(entry.input));
        }
        boolean outputs = request.flag("output", false);
        return found.subList(Math.max(0, found.size() - request.number("n", found.size())), found.size()).stream()
                .map(entry -> List.<Object>of(
                        SESSION, entry.number, outputs ? Arrays.asList(entry.input, entry.output) : entry.input))
                .toList();
    }

    private static boolean fits(Entry entry, String glob) {
        String expression = glob.chars()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
        return Pattern.compile(expression, Pattern.DOTALL).matcher(entry.input).matches();
    }
}
