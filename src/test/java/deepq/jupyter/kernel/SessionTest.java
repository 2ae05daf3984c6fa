package deepq.jupyter.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {
    /** One for all: to make one costs as much as twenty cells. So a name that one test declares is no other test's. */
    private static Session session;

    private final PrintStream err = System.err;
    private final ByteArrayOutputStream warnings = new ByteArrayOutputStream();

    @BeforeAll
    static void start() {
        session = new Session();
    }

    @BeforeEach
    void begin() {
        session.control.begin();
        System.setErr(new PrintStream(warnings, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void letThemThrough() {
        System.setErr(err);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int a = 6; int b = 7;$a * b | 42",
                "// a comment first$7 | 7",
                "int a = 1$int b = 2 // two$a + b | 3",
                "List.of(1, 2).stream()$    .map(i -> i * 2)$    .toList() | [2, 4]",
                "var told = new ArrayList<Integer>()$told.add(1)$told.add(2)$told | [1, 2]",
                "int r = 7$    % 3;$r | 1",
                "class A { B b; }$class B { A a = new A(); }$new B().a.b | null",
                "sealed interface Shape {}$record Circle(double r) implements Shape {}"
                        + "$record Square(double s) implements Shape {}"
                        + "$Shape shape = new Circle(2);$shape | Circle[r=2.0]"
            })
    void theValueOfTheLastExpressionIsTheResultHoweverLinesEnd(String code, String value) throws CellError {
        assertEquals(value, String.valueOf(session.run(code.replace('$', '\n'), 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"int a = 1;", "int b; b = 3;", "System.nanoTime();int c = 2", "", "// nothing", "void f() {}"})
    void aDeclarationOrAssignmentHasNoResult(String code) throws CellError {
        assertNull(session.run(code, 1));
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
        assertTrue(warned().contains("late()"));

        assertEquals(9, session.run("int late() { return 9; }\nearly()", 2));
    }

    @Test
    void aVariableLostByARedeclaredRecordIsNamedWithTheReason() throws CellError {
        session.run("record P(int x) {}\nP p = new P(1);\nint kept = 3;", 1);
        session.run("record P(int x, int y) {}", 2);

        String warning = warned();
        assertTrue(warning.contains("Variable p (P) lost its value, because P was redeclared"), warning);
        assertFalse(warning.contains("kept"), warning);
        for (String read : List.of("p", "p.x()", "List.of(p)")) {
            assertTrue(fails(read).getMessage().contains("p (P) lost its value"), read);
        }
        assertEquals(3, session.run("kept", 3));
    }

    @Test
    void whatKeepsItsTypeKeepsItsValueThroughChains() throws CellError {
        session.run(
                "int one() { return 1; }\nvar first = one(); var second = first + 1; var all = List.of(first, second);",
                1);

        session.run("String one() { return \"\"; }", 2);

        assertEquals("1 2 [1, 2]", session.run("first + \" \" + second + \" \" + all", 3));
        session.run("double rate = .5; var net = new double[] {rate, 7};", 4);
        session.run("float rate = .25f;", 5);
        assertEquals(7.5, session.run("net[0] + net[1]", 6));
        assertEquals("", warned());
    }

    @Test
    void aListOfATypeThatIsGoneIsLostToo() throws CellError {
        session.run(
                "record Q(int x) {}\nList<Q> many = List.of(new Q(1)); Q[] row = {new Q(2)}; Object any = row[0];", 1);

        session.run("record Q(int x, int y) {}", 2);

        assertTrue(fails("many.size()").getMessage().contains("many (List<Q>) lost its value"));
        assertTrue(fails("row.length").getMessage().contains("row (Q[]) lost its value"));
        assertEquals("Q[x=2]", session.run("any.toString()", 3));
    }

    @Test
    void aLambdaCallsTheMethodThatIsWrittenAnewOrIsNamed() throws CellError {
        session.run("int next(int x) { return x + 1; }\nIntUnaryOperator caller = x -> next(x);", 1);
        session.run("int next(int x) { return x + 2; }", 2);
        assertEquals(5, session.run("caller.applyAsInt(3)", 3));
        assertEquals("", warned());

        session.run("long next(int x) { return x + 3L; }", 4);
        assertTrue(warned().contains("caller still uses next as it was"), this::warned);
        assertEquals(5, session.run("caller.applyAsInt(3)", 5));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "an object whose method is written anew lives on and does the new"
                        + "| class Agent { int steps; int step() { return steps += 1; } }"
                        + "$ Agent agent = new Agent(); agent.step();"
                        + "$ class Agent { int steps; int step() { return steps += 10; } }$ agent.step() | 11",
                "a lambda that was made stays as it was"
                        + "| IntUnaryOperator adder(int n) { return x -> x + n; }$ var plus = adder(3);"
                        + "$ IntUnaryOperator adder(int n) { return x -> x * n; }$ plus.applyAsInt(2) | 5",
                "a constant that changes changes where it is used"
                        + "| class Settings { static final double RATE = .1; }$ double use() { return Settings.RATE; }"
                        + "$ class Settings { static final double RATE = .2; }$ use() | 0.2",
                "a declaration without a value begins with none each time"
                        + "| int sum; sum += 5; sum$ int sum; sum += 5; sum | 5"
            })
    void whatIsDeclaredAnew(String sentence, String cells, String value) throws CellError {
        Object last = null;
        for (String code : cells.split("\\$")) last = session.run(code, 1);
        assertEquals(value, String.valueOf(last));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object large = new int[1000];|see(large)|Object large = new int[2000];",
                "class Shown {}|see(new Shown())"
            })
    void aVariableDeclaredAnewAndAResultAreLetGo(String cells) throws CellError {
        session.run("var seen = new ArrayList<java.lang.ref.WeakReference<Object>>();", 1);
        session.run("Object see(Object o) { seen.add(new java.lang.ref.WeakReference<>(o)); return o; }", 2);
        for (String code : cells.split("\\|")) session.run(code, 3);
        for (int i = 0; i < 50 && (Boolean) session.run("seen.get(0).get() != null", 4); i++) System.gc();
        assertTrue((Boolean) session.run("seen.get(0).get() == null", 5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import deepq.agent.TrainingLog;|class TrainingLog {}",
                "class Trainer {}|import deepq.agent.Trainer;"
            })
    void aClassAndAnImportOfTheSameNameAreToldAndTheSessionGoesOn(String cells) throws CellError {
        for (String code : cells.split("\\|")) session.run(code, 1);

        assertTrue(warned().contains("is not imported any more"), this::warned);
        assertEquals(2, session.run("1 + 1", 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "class Walker { int steps; int go() {$ return stpes + 1; } } | stpes | steps",
                "int walk(int count) {$ return cuont; } | cuont | count",
                "\"abc\".lenght() | lenght | length",
                "Math.sqtr(2) | sqtr | sqrt"
            })
    void aMisspeltNameHasItsPlaceAndTheNearestName(String code, String wrong, String right) {
        List<String> lines;
        try {
            session.run(code.replace('$', '\n'), 1);
            lines = warned().replaceAll("\u001b\\[[0-9;]*m", "").lines().toList();
        } catch (CellError e) {
            lines = plain(e);
        }
        int at = 0;
        while (!lines.get(at).contains("^")) at++;
        assertEquals(lines.get(at - 1).indexOf(wrong), lines.get(at).indexOf("^"), lines::toString);
        assertTrue(lines.contains("Did you mean `" + right + "`?"), lines::toString);
    }

    @Test
    void aNameThatNoCellHasMadeSaysWhichCellsToRun() {
        assertTrue(fails("pole.reset()")
                .getMessage()
                .contains("`pole` is made by no cell that has run: Run > Run All Above."));
        assertTrue(fails("import org.absent.Thing;").getMessage().contains("Run > Run All Above"));
    }

    @Test
    void aClassThatIsNotImportedYetIsNotTakenForTheVariableOfItsName() {
        String message = fails("Walker walker = Walker.create();").getMessage();

        assertTrue(message.contains("`Walker` is made by no cell that has run: Run > Run All Above."), message);
        assertFalse(message.contains("Did you mean"), message);
    }

    @ParameterizedTest
    @ValueSource(ints = {20_000, 80_000})
    void whatIsTooLargeForAClassIsSaid(int elements) throws CellError {
        CellError error = fails("int[] huge = {" + "1234567, ".repeat(elements) + "1};\nhuge.length");

        assertTrue(error.getMessage().matches(".*(too large|too many).*"), error.getMessage());
        assertEquals(2, session.run("1 + 1", 2));
    }

    @Test
    void aCauseThatIsItsOwnCauseIsShownOnce() throws CellError {
        session.run(
                "Exception a1 = new Exception(\"one\"); Exception a2 = new Exception(\"two\", a1); a1.initCause(a2);",
                1);

        CellError error = fails("throw a2;");

        assertEquals("two", error.getMessage());
        assertEquals(
                1,
                plain(error).stream()
                        .filter(line -> line.startsWith("Caused by"))
                        .count());
    }

    @Test
    void ofFiveThousandCausesTheFirstAreShown() throws CellError {
        session.run(
                "Exception deep = new Exception(\"root\");"
                        + " for (int i = 0; i < 5_000; i++) deep = new Exception(\"level \" + i, deep);",
                1);

        CellError error = fails("throw deep;");

        assertEquals("level 4999", error.getMessage());
        assertEquals("Caused by: java.lang.Exception: level 4998", plain(error).get(2));
        assertTrue(plain(error).size() < 30, () -> plain(error).toString());
    }

    @Test
    void aTraceThroughToStringNamesTheLine() throws CellError {
        Object bad = session.run(
                "class Bad {\n  public String toString() {\n    throw new IllegalStateException();\n  }\n}\nnew Bad()",
                7);

        CellError error = assertThrows(CellError.class, () -> session.show(bad::toString));

        assertTrue(plain(error).toString().contains("toString in cell 7, line 3"), () -> plain(error)
                .toString());
    }

    @Test
    void aReturnEndsTheCellAndIsItsValue() throws CellError {
        assertEquals(
                7, session.run("for (int i = 0; i < 9; i++) {\n  if (i == 7) return i;\n}\nint notReached = 1;", 1));
        assertEquals("CompileError", fails("notReached").name());
    }

    @Test
    void aFileIsLoadedAndATextIsRun(@TempDir Path folder) throws Exception {
        Path java = Files.writeString(folder.resolve("helper.java"), "int square(int x) { return x * x; }");
        Path notebook = Files.writeString(
                folder.resolve("cells.ipynb"),
                "{\"cells\": [{\"cell_type\": \"markdown\", \"source\": \"no\"},"
                        + " {\"cell_type\": \"code\", \"source\": [\"int four = square(2);\\n\", \"four += 0;\"]}]}");

        session.run("%load " + java + "\n%load " + notebook.toString().replace(".ipynb", ""), 1);

        assertEquals(13, session.run("(int) eval(\"square(3)\") + four", 2));
        assertTrue(fails("%load " + folder.resolve("none")).getMessage().contains("no file"));
    }

    @Test
    void aMagicMayBeAValue() throws CellError {
        assertEquals(List.of("src"), session.run("List<String> added = %classpath src\nadded", 1));
        assertEquals(List.of("src"), session.run("lineMagic(\"classpath\", List.of(\"src\"))", 2));
        assertEquals("a=%d", session.run("\"a=%d\"", 3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%maven commons-csv | is no group:artifact:version",
                "%mavenRepo http://localhost | takes a name and an address",
                "%%loadFromPOM <a/> | no <dependency>"
            })
    void aMavenMagicThatIsWrittenWrongSaysHowItIsRight(String code, String message) {
        String cell = code.replace("M <", "M\n<");
        assertTrue(fails(cell).getMessage().contains(message), () -> fails(cell).getMessage());
    }

    @Test
    void aLibraryThatCannotBeFetchedIsNamedWithItsRepository() {
        String message = fails("%mavenRepo here http://localhost:1/maven\n%maven none.such:thing:1.0")
                .getMessage();

        assertTrue(message.contains("none.such:thing:1.0") && message.contains("http://localhost:1/maven"), message);
    }

    @Test
    void aCommentOfManyLinesIsNoTrouble() throws CellError {
        assertEquals(1, session.run("// line\n".repeat(400_000) + "1", 1));
    }

    @Test
    void aCellThatRunsAgainDeclaresItsVariablesAnewWithoutAWord() throws CellError {
        for (int again = 0; again < 2; again++) {
            session.run("int k = 1; var list = new ArrayList<Integer>(); record R(int x) {}\nvar r = new R(k);", 1);
        }
        assertEquals("", warned().replaceAll("Variable r \\(R\\).*", "").strip());
        assertEquals(1, session.run("r.x()", 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "if (1 > 0 {; ')' expected; 9",
                "void f() {; reached end of file; 10",
                "String s = \"abc; unclosed string literal; 11"
            })
    void aMissingBracketIsSaidAsTheCompilerSaysItAndWhere(String code, String message, int column) {
        List<String> lines = plain(fails(code));

        assertTrue(lines.get(0).contains(message), lines::toString);
        assertEquals(column, lines.get(2).indexOf('^') - lines.get(1).indexOf(code), lines::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%such 1", "int a = 1;\n%time a", "%%bash\nls"})
    void anotherMagicIsRefusedByName(String code) {
        String name = code.substring(code.indexOf('%')).split("\\s")[0].replace("%%", "%");

        CellError error = fails(code);

        assertEquals("MagicError", error.name());
        assertTrue(error.getMessage().contains("no magic " + name + " here"), error.getMessage());
    }

    @Test
    void theClassPathMagicsWantFilesThatExist() throws CellError {
        assertTrue(fails("%jars no/such/*.jar").getMessage().contains("no/such/*.jar"));
        assertTrue(fails("%classpath").getMessage().contains("at least one"));
        assertEquals(1, session.run("%classpath src\n1", 2));
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
        session.control.interrupt();
        CellError error = (CellError) running.get();
        session.control.begin();
        return error;
    }

    private String warned() {
        return warnings.toString(StandardCharsets.UTF_8);
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
