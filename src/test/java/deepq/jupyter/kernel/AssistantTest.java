package deepq.jupyter.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssistantTest {
    private static Session session;
    private static Assistant assistant;

    @BeforeAll
    static void start() throws CellError {
        session = new Session();
        assistant = session.assistant;
        session.run("int counter = 1; String title = \"t\"; int twice(int number) { return 2 * number; }", 1);
        session.run("import deepq.agent.*; DqnConfig config = DqnConfig.cartPole();", 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "coun; counter; 0",
                "int y = 2$ title.leng; length(); 17",
                "import java.util.List$ Math.sqr; sqrt(; 28",
                "class K {} title.isEm; isEmpty(); 17",
                "int local = 2$ loc; local; 15",
                "for (int i = 0$ i < 3$ i++) { int inner = i$ inn; inner; 45",
                "var text = new StringBuilder()$ text.rever; reverse(); 37",
                "int f(int parameter) { return param; parameter; 30",
                "\"😀😀\".leng; length(); 5"
            })
    void completionOffersWhatFits(String line, String expected, int start) {
        String code = line.replace('$', ';');
        int end = code.codePointCount(0, code.length());

        Map<String, ?> options = assistant.complete(code + " // and more", end);

        assertTrue(matches(options).contains(expected), options::toString);
        assertEquals(start, options.get("cursor_start"));
        assertEquals(end, options.get("cursor_end"));
    }

    @Test
    void whatEveryObjectHasComesLast() {
        List<String> matches = matches(assistant.complete("new StringBuilder().", -1));

        assertTrue(matches.indexOf("substring(") < matches.indexOf("notify()"), matches::toString);
        assertTrue(matches.indexOf("substring(") < matches.indexOf("equals("), matches::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Math.max(1, 2); 7; double Math.max(double",
                "counter + 1; 3; counter:int",
                "twice(3); 2; int twice(int number)",
                "import java.util.List$ List.of(1); 28; of(E... elements)",
                "int local = 2$ local; 20; local:int",
                "new StringBuilder(; 99; StringBuilder(int capacity)",
                "new StringBuilder(); 16; java.lang.StringBuilder"
            })
    void inspectionShowsTheSignature(String code, int cursor, String expected) {
        String text = text(assistant.inspect(code.replace('$', ';'), cursor));
        assertTrue(text.contains(expected), text);
    }

    @Test
    void inspectionShowsTheProjectsOwnJavadoc() {
        String text = text(assistant.inspect("Trainer trainer = null;", 2));

        assertTrue(text.contains("Deep Q-learning with experience replay"), text);
        assertFalse(text.contains("{@"), text);
    }

    @Test
    void inspectionOfNothingFindsNothing() {
        assertEquals(false, assistant.inspect("   ", 1).get("found"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "int a = 1; complete",
                "if (a > 1) f()$; complete",
                "%jars a.jar; complete",
                "for (int i = 0$ i < 3$ i++) {; incomplete",
                "for (int i = 0$ i < 3$ i++); incomplete",
                "int a = 1$ while (true); incomplete",
                "int a = 1$ f(; incomplete",
                "int a = ); invalid"
            })
    void completenessIsOfTheWholeText(String code, String expected) {
        assertEquals(expected, assistant.completeness(code.replace('$', ';')).get("status"));
    }

    @SuppressWarnings("unchecked")
    private static List<String> matches(Map<String, ?> options) {
        return (List<String>) options.get("matches");
    }

    private static String text(Map<String, ?> inspected) {
        return String.valueOf(((Map<?, ?>) inspected.get("data")).get("text/plain"));
    }
}
