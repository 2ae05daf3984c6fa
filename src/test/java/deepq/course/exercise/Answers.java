package deepq.course.exercise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers to exercises in a text file: a line {@code %% name of the exercise | words} comes before each. */
final class Answers {
    private static final Pattern HEAD = Pattern.compile("%% ([a-z0-9-]+) \\| (.+)\\n");

    /** @param words what is expected of it */
    record Answer(String words, String code) {}

    private Answers() {}

    /** By exercise, in their order; none if there is no such file. */
    static Map<String, List<Answer>> read(Path file) throws IOException {
        Map<String, List<Answer>> answers = new LinkedHashMap<>();
        String text = Files.exists(file) ? Files.readString(file) : "";
        for (Matcher head = HEAD.matcher(text); head.find(); ) {
            int end = text.indexOf("\n%% ", head.end());
            String code = text.substring(head.end(), end < 0 ? text.length() : end);
            answers.computeIfAbsent(head.group(1), key -> new ArrayList<>())
                    .add(new Answer(head.group(2).strip(), code));
        }
        return answers;
    }
}
