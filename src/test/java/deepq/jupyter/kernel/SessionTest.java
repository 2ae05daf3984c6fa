package deepq.jupyter.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {
    /** One for all: to make one costs as much as twenty cells. So a name that one test declares is no other test's. */
    private static Session session;

    private final PrintStream err = System.err;
    private final ByteArrayOutputStream warnings = new ByteArrayOutputStream();

    @BeforeAll
    static void start() {
        session = new Session(300);
    }

    @AfterAll
    static void end() {
        session.close();
    }

    @BeforeEach
    void catchWarnings() {
        System.setErr(new PrintStream(warnings, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void letThemThrough() {
        System.setErr(err);
    }

    @Test
    void theValueOfTheLastExpressionIsTheResult() throws CellError {
        assertEquals(42, session.run("int a = 6; int b = 7;\na * b", 1));
        assertEquals(7, session.run("// the second\nb", 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"int a = 1;", "int b; b = 3;", "System.nanoTime();int c = 2", "", "// nothing", "void f() {}"})
    void aDeclarationOrAssignmentHasNoResult(String code) throws CellError {
        assertNull(session.run(code, 1));
    }

    @Test
    void aLineMayEndWithoutItsSemicolon() throws CellError {
        assertEquals(3, session.run("int a = 1\nint b = 2 // two\na + b", 1));
    }

    @Test
    void aVariableDeclaredAnewLetsGoOfItsOldValue() throws CellError {
        session.run("List<java.lang.ref.WeakReference<Object>> old = new ArrayList<>();", 1);
        session.run("Object large = new int[1000];", 2);
        session.run("old.add(new java.lang.ref.WeakReference<>(large));", 3);
        session.run("Object large = new int[2000];", 4);
        for (int i = 0; i < 50 && (Boolean) session.run("old.get(0).get() != null", 5); i++) {
            System.gc();
        }
        assertTrue((Boolean) session.run("old.get(0).get() == null", 6));
    }

    @Test
    void oddCharactersAreCharacters() throws CellError {
        assertEquals(3, session.run("\"a\0b\".length()", 1));
        assertEquals(1, session.run("\"\ud800\".length()", 2));
    }

    @Test
    void aLineOfAMegabyteIsAnErrorThatANotebookCanHoldAndLeavesTheSessionWell() throws CellError {
        CellError error = fails("String s = \"" + "a".repeat(1_000_000) + "\";");
        assertTrue(String.join("", error.lines()).length() < 500_000);
        assertTrue(error.getMessage().contains("too long"), error.getMessage());
        assertEquals(2, session.run("int after = 2;\nafter", 2));
    }

    @Test
    void aChainOfCallsMaySpanLines() throws CellError {
        assertEquals(List.of(2, 4), session.run("List.of(1, 2).stream()\n    .map(i -> i * 2)\n    .toList()", 1));
    }

    @Test
    void classesOfOneCellMayNeedEachOther() throws CellError {
        assertNull(session.run("class A { B b; }\nclass B { A a = new A(); }\nnew B().a.b", 1));
    }

    @Test
    void aCompileErrorShowsTheLineOfTheCellAndACaret() {
        CellError error = fails("int x = 3;\n\n  int y = foo + 1;");

        assertEquals("CompileError", error.name());
        List<String> lines = plain(error);
        assertTrue(lines.contains("  symbol:   variable foo"), lines::toString);
        int source = lines.indexOf("    3 |   int y = foo + 1;");
        assertEquals(lines.get(source).indexOf("foo"), lines.get(source + 1).indexOf("^^^"), lines::toString);
    }

    @Test
    void anExceptionShowsItsCausesAndTheLinesOfTheCellsOnly() throws CellError {
        session.run(
                "void g(int n) {\n  throw new IllegalStateException(\"outer\", new RuntimeException(\"inner\"));\n}",
                3);
        CellError error = assertThrows(CellError.class, () -> session.run("int a = 1;\n\ng(a);", 4));

        assertEquals("IllegalStateException", error.name());
        assertEquals("outer", error.getMessage());
        List<String> lines = plain(error);
        assertEquals("java.lang.IllegalStateException: outer", lines.get(0));
        assertTrue(lines.get(1).contains("g in cell 3, line 2"), lines::toString);
        assertTrue(lines.get(2).contains("cell 4, line 3"), lines::toString);
        assertTrue(lines.contains("Caused by: java.lang.RuntimeException: inner"), lines::toString);
        assertFalse(lines.toString().contains("jdk.jshell") || lines.toString().contains("REPL"), lines::toString);
    }

    @Test
    void theStatementsBeforeAnErrorHaveRun() throws CellError {
        fails("int before = 5;\nint bad = 1 / 0;\nint after = 6;");

        assertEquals(5, session.run("before", 2));
        fails("after");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class C { Missing m; }",
                "int f() { return missing(); }\nf()",
                "missing + 1",
                "Missing m = null;"
            })
    void aMissingNameIsSaid(String code) {
        assertTrue(plain(fails(code)).toString().toLowerCase().contains("missing"));
    }

    @Test
    void aMethodThatNeedsALaterOneIsAWarningAndWorksThen() throws CellError {
        session.run("int early() { return late(); }", 1);
        assertTrue(warnings.toString(StandardCharsets.UTF_8).contains("late()"));

        assertEquals(9, session.run("int late() { return 9; }\nearly()", 2));
    }

    @Test
    void aVariableLostByARedeclaredRecordIsNamedWithTheReason() throws CellError {
        session.run("record P(int x) {}\nP p = new P(1);\nint kept = 3;", 1);
        session.run("record P(int x, int y) {}", 2);

        String warning = warnings.toString(StandardCharsets.UTF_8);
        assertTrue(warning.contains("Variable p (P) lost its value, because P was redeclared"), warning);
        assertFalse(warning.contains("kept"), warning);
        assertEquals(3, session.run("kept", 3));
    }

    @Test
    void aCellThatRunsAgainDeclaresItsVariablesAnewWithoutAWord() throws CellError {
        for (int again = 0; again < 2; again++) {
            session.run("int k = 1; var list = new ArrayList<Integer>(); record R(int x) {}\nvar r = new R(k);", 1);
        }
        assertEquals(
                "",
                warnings.toString(StandardCharsets.UTF_8)
                        .replaceAll("Variable r \\(R\\).*", "")
                        .strip());
        assertEquals(1, session.run("r.x()", 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"List.of(1, 2", "void f() {", "String s = \"\"\"\n  open"})
    void anUnclosedBracketIsSaid(String code) {
        assertTrue(fails(code).getMessage().contains("ends too early"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%maven org:artifact:1", "int a = 1;\n%time a", "%%bash\nls"})
    void anotherMagicIsRefusedByName(String code) {
        String name = code.substring(code.indexOf('%')).split("\\s")[0];

        CellError error = fails(code);

        assertEquals("MagicError", error.name());
        assertTrue(error.getMessage().contains("no magic " + name + " here"), error.getMessage());
    }

    @Test
    void aPercentSignWithinAStatementIsARemainder() throws CellError {
        assertEquals(1, session.run("int r = 7\n    % 3;\nr", 1));
    }

    @Test
    void theClassPathMagicsWantFilesThatExist() throws CellError {
        assertTrue(fails("%jars no/such/*.jar").getMessage().contains("no/such/*.jar"));
        assertTrue(fails("%classpath").getMessage().contains("at least one"));
        assertEquals(1, session.run("%classpath src\n1", 2));
    }

    @Test
    void theSessionOutlivesStackOverflowAndLackOfMemory() throws CellError {
        assertEquals(
                "StackOverflowError",
                fails("int deep(int n) { return deep(n + 1); }\ndeep(0)").name());
        assertEquals(
                "OutOfMemoryError",
                fails("long[][] all = new long[1 << 20][1 << 30];").name());
        assertEquals(2, session.run("1 + 1", 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (true) { turns++; }",
                "Thread.sleep(1_000_000);",
                "long fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }\nfib(90)",
                "new LinkedBlockingQueue<String>().take()"
            })
    void anInterruptEndsTheCellAndKeepsTheVariables(String code) throws Exception {
        session.run("int alive = 42; long turns = 0;", 1);

        CellError error = interrupted("started.countDown();\n" + code);

        assertEquals("Interrupted", error.name());
        assertEquals(42, session.run("alive", 3));
        Object turns = session.run("turns", 4);
        assertEquals(turns, session.run("turns", 5), "the loop still runs");
    }

    @Test
    void aLibraryThatHonoursTheInterruptReturnsItsResultAndTheRestIsLeft() throws Exception {
        session.run(
                "int library() { started.countDown(); while (!Thread.currentThread().isInterrupted()) {} return 7; }",
                1);

        CellError error = interrupted("int got = library();\nint never = 1;");

        assertTrue(error.getMessage().contains("line 2"), error.getMessage());
        assertEquals(7, session.run("got", 3));
        assertEquals("CompileError", fails("never").name());
    }

    @Test
    void anAssertionInACellIsTested() {
        assertEquals("AssertionError", fails("assert 1 > 2;").name());
    }

    @Test
    void aMessageNamesTheReadersClassesAsTheReaderDoes() throws CellError {
        session.run(
                "class Sad extends RuntimeException { int[] k; int size() { return k.length; } }\nSad sad = null;", 1);

        assertEquals("Sad", plain(fails("throw new Sad();")).get(0));
        assertFalse(plain(fails("sad.size()")).toString().contains("$JShell"));
        assertFalse(plain(fails("new Sad().size()")).toString().contains("$JShell"));
        assertTrue(plain(fails("List.of(0).stream().map(i -> 1 / i).toList()"))
                .get(1)
                .startsWith("    at cell 1, line 1"));
    }

    @Test
    void aCompactConstructorWithoutPublicIsACellOrASentenceThatHelps() throws CellError {
        String code =
                "record Share(int of) {\n  Share {\n    if (of < 1) throw new IllegalArgumentException();\n  }\n}";
        try {
            session.run(code, 1);
        } catch (CellError e) {
            assertTrue(e.getMessage().contains("public Share {"), e.getMessage());
        }
        assertNull(session.run(code.replace("  Share {", "  public Share {"), 2));
    }

    @Test
    void aCellThreadSeesTheClassPath() throws CellError {
        assertEquals(
                Session.class,
                session.run(
                        "Thread.currentThread().getContextClassLoader().loadClass(\"deepq.jupyter.kernel.Session\")",
                        1));
    }

    /** Runs the code, and interrupts it when it has said that it is under way. */
    private CellError interrupted(String code) throws Exception {
        CountDownLatch started =
                (CountDownLatch) session.run("CountDownLatch started = new CountDownLatch(1);\nstarted", 1);
        CompletableFuture<Object> running = CompletableFuture.supplyAsync(() -> {
            try {
                return session.run(code, 2);
            } catch (CellError e) {
                return e;
            }
        });
        started.await();
        session.interrupt();
        return (CellError) running.get();
    }

    private CellError fails(String code) {
        return assertThrows(CellError.class, () -> session.run(code, 1));
    }

    private static List<String> plain(CellError error) {
        return error.lines().stream()
                .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", ""))
                .toList();
    }
}
