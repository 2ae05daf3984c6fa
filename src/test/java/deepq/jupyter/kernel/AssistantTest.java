package deepq.jupyter.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.spencerpark.jupyter.kernel.ReplacementOptions;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import org.junit.jupiter.api.AfterAll;
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
        assistant = new Assistant(session.analysis());
        session.run("int counter = 1; String title = \"t\"; int twice(int number) { return 2 * number; }", 1);
    }

    @AfterAll
    static void end() {
        session.close();
    }

    @ParameterizedTest
    @CsvSource({
        "coun, counter, 0",
        "int y = 2; title.leng, length(), 17",
        "import java.util.List; Math.sqr, sqrt(, 28",
        "class K {} title.isEm, isEmpty(), 17"
    })
    void completionOffersWhatFits(String code, String expected, int start) {
        ReplacementOptions options = assistant.complete(code, code.length());

        assertTrue(options.getReplacements().contains(expected), () -> options.getReplacements()
                .toString());
        assertEquals(start, options.getSourceStart());
        assertEquals(code.length(), options.getSourceEnd());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Math.max(1, 2); 7; double Math.max(double",
                "counter + 1; 3; counter:int",
                "twice(3); 2; int twice(int number)",
                "import java.util.List$ List.of(1); 28; of(E... elements)",
                "new StringBuilder(); 16; java.lang.StringBuilder"
            })
    void inspectionShowsTheSignature(String code, int cursor, String expected) {
        DisplayData found = assistant.inspect(code.replace('$', ';'), cursor);

        String text = String.valueOf(found == null ? null : found.getData(MIMEType.TEXT_PLAIN));
        assertTrue(text.contains(expected), text);
    }

    @Test
    void inspectionOfNothingFindsNothing() {
        assertNull(assistant.inspect("   ", 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "int a = 1; COMPLETE_WITH_SEMI",
                "for (int i = 0$ i < 3$ i++) {; DEFINITELY_INCOMPLETE",
                "int a = 1$ f(; DEFINITELY_INCOMPLETE"
            })
    void completenessIsOfTheWholeText(String code, Completeness expected) {
        assertEquals(expected, assistant.completeness(code.replace('$', ';')));
    }
}
