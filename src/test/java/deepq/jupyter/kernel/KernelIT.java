package deepq.jupyter.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The kernel as Jupyter sees it, driven by the real jupyter_client. {@code -Dkernel=NAME} drives another installed
 * kernel; what only ours promises is then left out.
 */
class KernelIT {
    private static final Gson JSON = new Gson();
    // Empty: this project's, which is also what the pom's "java" means.
    private static final String OTHER = System.getProperty("kernel", "java").replaceFirst("^java$", "");

    @TempDir
    static Path folder;

    private static Process process;
    private static Writer requests;
    private static BufferedReader answers;

    /** One kernel for all tests, and another after a test that ends it. */
    @BeforeEach
    void start(TestInfo test) throws IOException, InterruptedException {
        assumeTrue(OTHER.isEmpty() || test.getTags().contains("every-kernel"), "only this kernel promises that");
        String python = python("jupyter_client");
        assumeTrue(python != null, "no python3 with jupyter_client: the kernel is not driven by Jupyter");
        if (process != null) return;
        String name = OTHER.isEmpty() ? "deepq-test" : OTHER;
        Path spec = Files.createDirectories(folder.resolve("deepq-test"));
        Files.writeString(spec.resolve("kernel.json"), JSON.toJson(kernelspec()));
        Path script = folder.resolve("drive.py");
        try (InputStream resource = KernelIT.class.getResourceAsStream("/kernel/drive.py")) {
            Files.write(script, resource.readAllBytes());
        }
        process = new ProcessBuilder(python, script.toString(), name, folder.toString())
                .redirectError(folder.resolve("log").toFile())
                .start();
        requests = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    @AfterAll
    static void end() throws IOException {
        if (process == null) return;
        requests.close();
        String last = answers.readLine();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process = null;
        assertEquals("{\"alive\": false}", last, "the kernel ends when Jupyter asks it to");
    }

    @Tag("every-kernel")
    @Test
    void aCellShowsItsResultAndStreamsInOrder() throws IOException {
        JsonObject answer =
                execute("System.out.println(\"out ä\"); System.err.print(\"err\"); System.out.print(\"last\");\n6 * 7");

        assertEquals("ok", answer.get("status").getAsString());
        assertEquals("stdout:out ä\n|stderr:err|stdout:last|execute_result:42", outputs(answer));
    }

    @Tag("every-kernel")
    @Test
    void displaysAreShownAndUpdated() throws IOException {
        JsonObject answer = execute(
                "String id = display(\"<b>a</b>\", \"text/html\");\nupdateDisplay(id, \"<b>b</b>\", \"text/html\");");

        List<JsonObject> shown = list(answer);
        assertEquals("display_data", shown.get(0).get("type").getAsString());
        assertEquals("<b>a</b>", data(shown.get(0), "text/html"));
        assertEquals("update_display_data", shown.get(1).get("type").getAsString());
        assertEquals("<b>b</b>", data(shown.get(1), "text/html"));
    }

    @Test
    void aPictureIsShownAsResultAndByDisplay() throws IOException {
        String chart = "deepq.course.view.Plot.titled(\"t\").x(\"x\").y(\"y\").line(\"a\", new double[] {1, 2})";
        for (String code : List.of(chart, "display(" + chart + ");")) {
            String shown = list(execute(code)).toString();
            assertTrue(shown.contains("text/html") && shown.contains("Plotly"), shown);
        }
    }

    @Test
    void aSilentCellPublishesNothingAndIsNotCounted() throws IOException {
        int before = count(execute("7 + 1"));

        for (String code : List.of("int quiet = 3; display(quiet); System.out.println(quiet); quiet", "1 / 0")) {
            assertEquals("", outputs(execute(code, Map.of("silent", true))));
        }

        assertEquals(before + 1, count(execute("quiet")));
    }

    @Test
    void aFloodOfLinesEndsAndTheOtherStreamIsStillHeard() throws IOException {
        String text =
                outputs(execute("for (int i = 0; i < 100_000; i++) System.out.println(i); System.err.print(\"e\");"));

        assertTrue(text.contains("9999\n\n[More than a page can hold"), text::toString);
        assertFalse(text.contains("10000"), "the flood ends after 10,000 lines");
        assertTrue(text.endsWith("stderr:e"), "stderr is heard");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "System.setOut(new PrintStream(new ByteArrayOutputStream()));",
                "System.out.close(); System.setErr(null); System.setIn(null);"
            })
    void whatACellDoesToTheStreamsEndsWithIt(String code) throws IOException {
        execute(code);

        assertEquals(
                "stdout:heard|stderr:too", outputs(execute("System.out.print(\"heard\"); System.err.print(\"too\");")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class L { public boolean equals(Object o) { while (true); } }\ndisplay(\"x\"); new L()",
                "class T { public String toString() { while (true); } }\nnew T()",
                "class M extends RuntimeException { public String getMessage() { while (true); } }\nthrow new M();"
            })
    void whatTheReaderWroteAndTheKernelCallsCanBeStopped(String code) throws IOException {
        send(Map.of("do", "execute", "code", code, "interrupts", List.of(2.0)));

        assertEquals("execute_result:2", outputs(execute("1 + 1")));
    }

    @Test
    void aTraceThatIsPrintedNamesTheCell() throws IOException {
        String caught = outputs(execute("void bad() {\n  throw new IllegalStateException();\n}\ntry { bad(); } catch "
                + "(RuntimeException e) {\n  e.printStackTrace();\n}"));
        String other = outputs(execute("Thread t = new Thread(() -> bad()); t.start(); t.join();"));

        for (String trace : List.of(caught, other)) {
            assertTrue(trace.contains("bad in cell ") && trace.contains("line 2:  throw new"), trace);
            assertFalse(trace.contains("JShell"), trace);
        }
    }

    @Test
    void anInterruptThatComesBeforeItsCellIsNotLost() throws IOException {
        JsonObject answer = send(Map.of("do", "overtaken", "code", "Thread.sleep(30_000);"));

        assertEquals("error", answer.get("status").getAsString());
        assertEquals("execute_result:2", outputs(execute("1 + 1")));
    }

    @Test
    void tablesawsOwnShowEndsInASentence() throws IOException {
        String figure = "new tech.tablesaw.plotly.components.Figure(tech.tablesaw.plotly.traces.ScatterTrace"
                + ".builder(new double[] {1}, new double[] {2}).build())";
        String shown =
                list(execute("tech.tablesaw.plotly.Plot.show(" + figure + ");")).toString();
        assertTrue(shown.contains("write Notebook.show(figure);"), shown);
    }

    @Tag("every-kernel")
    @Test
    void aCellReadsALine() throws IOException {
        JsonObject answer =
                send(Map.of("do", "execute", "code", "new java.util.Scanner(System.in).nextLine()", "input", "grün"));

        assertEquals("execute_result:grün", outputs(answer));
    }

    @Test
    void whatACellLeavesOfALineIsNotForTheNextCell() throws IOException {
        send(Map.of("do", "execute", "code", "System.in.read()", "input", "first"));

        JsonObject answer =
                send(Map.of("do", "execute", "code", "new Scanner(System.in).nextLine()", "input", "second"));

        assertEquals("execute_result:second", outputs(answer));
    }

    @Test
    void aCommThatNobodyWantsIsClosed() throws IOException {
        Map<String, ?> comm = Map.of("comm_id", "c1", "target_name", "widget", "data", Map.of());

        List<JsonObject> published = list(send(Map.of("do", "published", "type", "comm_open", "content", comm)));

        assertEquals(1, published.size(), published::toString);
        assertEquals("comm_close", published.get(0).get("type").getAsString());
        assertEquals("c1", published.get(0).get("comm_id").getAsString());
        for (String type : List.of("comm_msg", "comm_close", "comm_open")) {
            assertEquals("{\"outputs\":[]}", "" + send(Map.of("do", "published", "type", type, "content", Map.of())));
        }
        assertEquals("execute_result:2", outputs(execute("1 + 1")));
    }

    @Tag("every-kernel")
    @Test
    void completionInspectionAndCompletenessAreAnswered() throws IOException {
        execute("int counter = 1;");

        assertTrue(ask("complete", "coun", 4).get("matches").toString().contains("counter"));
        assertEquals("complete", ask("is_complete", "int a = 1;").get("status").getAsString());
        assertEquals(
                "incomplete", ask("is_complete", "for (;;) {").get("status").getAsString());
        if (!OTHER.isEmpty()) return;
        JsonObject found = ask("inspect", "Math.max(1, 2)", 7);
        assertTrue(data(found, "text/plain").contains("Math.max(double a, double b)"), found::toString);
    }

    @Tag("every-kernel")
    @Test
    void anInterruptEndsACellAndTheSessionLivesOn() throws IOException {
        execute("int alive = 42; long turns = 0;");
        for (String code : List.of("while (true) { turns++; }", "Thread.sleep(1_000_000);")) {
            JsonObject answer = send(Map.of("do", "execute", "code", code, "interrupts", List.of(2.0)));

            assertEquals("error", answer.get("status").getAsString());
            if (OTHER.isEmpty()) assertEquals("error:\"Interrupted\"", outputs(answer));
            assertEquals("execute_result:42", outputs(execute("alive")));
        }
    }

    @Test
    void anErrorIsNamedAndTheCellsBehindItDoNotRun() throws IOException {
        JsonObject error =
                list(execute("throw new IllegalStateException(\"no\");")).get(0);
        assertEquals("IllegalStateException", error.get("ename").getAsString());
        assertEquals("no", error.get("evalue").getAsString());

        JsonObject answer =
                send(Map.of("do", "queued", "codes", List.of("Thread.sleep(500); int a = 1 / 0;", "int b = 1;", "b")));
        assertEquals(
                "[\"error\",\"aborted\",\"aborted\"]", answer.get("statuses").toString());
        assertEquals("execute_result:3", outputs(execute("3")));
    }

    @Test
    void foreignAndMalformedMessagesAreDropped() throws IOException {
        send(Map.of("do", "spoil"));

        assertEquals("execute_result:2", outputs(execute("1 + 1")));
        send(Map.of("do", "interrupt", "times", 1)); // the control socket lives, too
        assertEquals("error", execute("spoilt").get("status").getAsString());
    }

    @Test
    void whatIsTooMuchForANotebookIsCutAndSaysSo() throws IOException {
        JsonObject printed = execute("for (int i = 0; i < 100_000; i++) System.out.println(\"y\".repeat(1_000));");
        assertTrue(
                printed.toString().length() < 300_000,
                () -> "" + printed.toString().length());
        assertTrue(outputs(printed).endsWith("stop it.]\n"));

        String result = outputs(execute("\"x\".repeat(50_000_000)"));
        assertTrue(result.length() < 200_000 && result.endsWith("x... (50000000 characters in all)"));

        result = outputs(execute("IntStream.range(0, 3_000_000).boxed().toList()"));
        assertTrue(result.length() < 200_000 && result.endsWith("characters in all)"));

        JsonObject error = execute("throw new IllegalStateException(\"m\".repeat(5_000_000));");
        assertTrue(error.toString().length() < 500_000);
        assertEquals("stdout:again\n", outputs(execute("System.out.println(\"again\");")));
    }

    @Test
    void aCellThatTakesAllOfStackOrMemoryIsAnErrorAndTheSessionLivesOn() throws IOException {
        execute("int alive = 42;");
        String deep = "(".repeat(20_000) + "1" + ")".repeat(20_000);
        for (String code : List.of(
                "int f(int n) { return f(n + 1) + 1; }\nf(0)",
                "new long[Integer.MAX_VALUE / 2][]",
                "void grow() { List<byte[]> all = new ArrayList<>(); while (true) all.add(new byte[1 << 20]); "
                        + "}\ngrow();",
                deep)) {
            JsonObject answer = execute(code);
            assertEquals("error", answer.get("status").getAsString());
            assertTrue(outputs(answer).endsWith("Error\""), () -> outputs(answer));
            assertTrue(answer.toString().length() < 250_000);
            assertEquals("execute_result:42", outputs(execute("alive")));
        }
        String thrown = outputs(execute(
                "new Thread(() -> { throw new IllegalStateException(\"elsewhere\"); }).start(); Thread.sleep(500);"));
        assertTrue(thrown.contains("stderr:") && thrown.contains("elsewhere"), thrown);
    }

    @Test
    void manyInterruptsEndACellOnceAndAnIdleKernelNever() throws IOException {
        send(Map.of("do", "interrupt", "times", 20));
        assertEquals("execute_result:2", outputs(execute("1 + 1")));

        String manyLines = "int a;\n".repeat(3_000); // is being compiled when the interrupts come
        for (String code : List.of("while (true) { }", manyLines)) {
            send(Map.of("do", "background", "code", code));
            send(Map.of("do", "interrupt", "times", 20));
            execute("0"); // skipped, where the cell before it fails only now
            assertEquals("execute_result:3", outputs(execute("1 + 2")));
        }
    }

    @Tag("every-kernel")
    @Test
    void aBrowserThatIsClosedOrDoesNotAnswerEndsNoSession() throws IOException {
        send(Map.of("do", "vanish", "code", "int told = 5; Thread.sleep(1_000); System.out.println(told);"));
        assertEquals("execute_result:5", outputs(execute("told")));

        JsonObject asked = send(Map.of(
                "do", "execute", "code", "new java.util.Scanner(System.in).nextLine()", "interrupts", List.of(2.0)));
        assertEquals("error", asked.get("status").getAsString());
        assertEquals("execute_result:5", outputs(execute("told")));
    }

    @Tag("every-kernel")
    @Test
    void aKernelEndsWithTheJupyterThatWasKilled() throws Exception {
        ProcessHandle kernel = kernelThatRunsACell();
        process.destroyForcibly();
        process = null;
        kernel.onExit().get(60, TimeUnit.SECONDS);
    }

    @Tag("every-kernel")
    @Test
    void aKernelThatIsTerminatedEndsWhateverItDoes() throws IOException {
        ProcessHandle kernel = kernelThatRunsACell();
        kernel.destroy();
        send(Map.of("do", "gone"));
        end();
    }

    private ProcessHandle kernelThatRunsACell() throws IOException {
        String pid = outputs(execute("\"\" + ProcessHandle.current().pid()")).replace("execute_result:", "");
        ProcessHandle kernel = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        send(Map.of("do", "background", "code", "while (true) { }"));
        return kernel;
    }

    @Tag("every-kernel")
    @Test
    void muchOutputArrivesWholly() throws IOException {
        String text = outputs(execute("for (int i = 0; i < 9_000; i++) System.out.println(i);"))
                .replaceAll("(\\|?)stdout:", "");

        assertEquals(9_000, text.lines().count());
        assertTrue(text.endsWith("8999\n"));
    }

    @Test
    void systemExitIsAnsweredInsteadOfAnEndlessWait() throws IOException {
        JsonObject answer = execute("System.exit(1);");

        assertEquals("KernelEnded", list(answer).get(0).get("ename").getAsString());
        end();
    }

    @Test
    void memoryThatRunsOutInSmallPiecesStopsTheCellOrEndsTheKernelWithAMessage() throws IOException {
        String code = "var hoard = new HashMap<Integer, String>(); for (int i = 0;; i++) hoard.put(i, \"\" + i);";

        JsonObject end = send(Map.of("do", "hoard", "code", code));

        if (end.get("alive").getAsBoolean()) {
            assertEquals("OutOfMemoryError", end.get("ename").getAsString());
            execute("hoard = null;");
            assertEquals("execute_result:2", outputs(execute("1 + 1")));
        } else {
            assertEquals("KernelEnded", end.get("ename").getAsString());
            end();
        }
    }

    @Test
    void aDisplayThatCannotBeSentIsAnErrorInTheCell() throws IOException {
        JsonObject answer = execute("var data = new io.github.spencerpark.jupyter.kernel.display.DisplayData();\n"
                + "data.putData(\"application/json\", Map.of(\"a\", Double.NaN));\ndisplay(data);");

        assertEquals("error", answer.get("status").getAsString());
        assertTrue(answer.toString().contains("NaN"), answer::toString);
        assertEquals("error", execute("data").get("status").getAsString());
    }

    @Tag("every-kernel")
    @Test
    void charactersThatAreWrittenByteByByteStayWhole() throws IOException {
        String text = outputs(execute("for (byte b : \"ä€😀\".getBytes(\"UTF-8\")) {"
                + " System.out.write(b); System.out.flush(); Thread.sleep(120); }"));

        assertEquals("ä€😀", text.replaceAll("\\|?stdout:", ""));
    }

    @Test
    void aCellThatReadsInputWhereNobodyCanAnswerFailsAtOnce() throws IOException {
        JsonObject answer = send(Map.of("do", "execute", "code", "System.in.read()", "stdin", false));

        assertTrue(answer.toString().contains("cannot ask for any"), answer::toString);
    }

    @Test
    void everyRequestIsAnswered() throws IOException {
        JsonObject info = message("shell", "kernel_info_request", Map.of());
        assertEquals("ok", info.get("status").getAsString());
        JsonObject language = info.getAsJsonObject("language_info");
        assertEquals("java", language.get("name").getAsString());
        assertEquals(".java", language.get("file_extension").getAsString());
        Map<String, String> debug = Map.of("type", "request", "command", "initialize");
        for (String channel : List.of("control", "shell")) {
            assertEquals(
                    "error",
                    message(channel, "debug_request", debug).get("status").getAsString());
            assertEquals(
                    "error",
                    message(channel, "odd_request", Map.of()).get("status").getAsString());
            assertEquals(
                    "{}",
                    message(channel, "comm_info_request", Map.of()).get("comms").toString());
        }
    }

    @Tag("every-kernel")
    @Test
    void aTransportThatTheKernelDoesNotSpeakIsRefusedInWords() throws Exception {
        Path file = folder.resolve("ipc.json");
        Files.writeString(file, "{\"transport\": \"ipc\", \"key\": \"k\"}");
        List<String> command = new ArrayList<>();
        for (Object word : (List<?>) kernelspec().get("argv")) command.add((String) word);
        command.set(command.size() - 1, file.toString());

        Process kernel = new ProcessBuilder(command).redirectErrorStream(true).start();

        assertTrue(new String(kernel.getInputStream().readAllBytes(), StandardCharsets.UTF_8).contains("speaks tcp"));
        assertEquals(2, kernel.waitFor());
    }

    @Tag("every-kernel")
    @Test
    void heartbeatsAreAnswered() throws IOException {
        double seconds = send(Map.of("do", "ping", "times", 100)).get("seconds").getAsDouble();
        if (OTHER.isEmpty()) assertTrue(seconds < 25, () -> seconds + " s");
    }

    private JsonObject execute(String code) throws IOException {
        return send(Map.of("do", "execute", "code", code));
    }

    private JsonObject execute(String code, Map<String, ?> options) throws IOException {
        return send(Map.of("do", "execute", "code", code, "options", options));
    }

    private JsonObject message(String channel, String type, Map<String, ?> content) throws IOException {
        return send(Map.of("do", "message", "channel", channel, "type", type, "content", content));
    }

    private static int count(JsonObject answer) {
        return answer.getAsJsonObject("reply").get("execution_count").getAsInt();
    }

    private JsonObject ask(String method, Object... arguments) throws IOException {
        return send(Map.of("do", "ask", "method", method, "args", arguments));
    }

    private JsonObject send(Map<String, ?> request) throws IOException {
        requests.write(JSON.toJson(request) + "\n");
        requests.flush();
        String answer = answers.readLine();
        if (answer == null) throw new IllegalStateException(Files.readString(folder.resolve("log")));
        JsonObject result = JSON.fromJson(answer, JsonObject.class);
        if (result.has("driver")) {
            process.descendants().forEach(ProcessHandle::destroyForcibly); // the next test has a kernel of its own
            process.destroyForcibly();
            process = null;
            throw new IllegalStateException(result.get("driver").getAsString());
        }
        return result;
    }

    private static List<JsonObject> list(JsonObject answer) {
        return StreamSupport.stream(answer.getAsJsonArray("outputs").spliterator(), false)
                .map(output -> output.getAsJsonObject())
                .toList();
    }

    private static String outputs(JsonObject answer) {
        List<String> texts = new ArrayList<>();
        for (JsonObject output : list(answer)) {
            String type = output.get("type").getAsString();
            texts.add(
                    type.equals("stream")
                            ? output.get("name").getAsString() + ":"
                                    + output.get("text").getAsString()
                            : type + ":" + (output.has("data") ? data(output, "text/plain") : output.get("ename")));
        }
        return String.join("|", texts);
    }

    private static String data(JsonObject output, String mimeType) {
        return output.getAsJsonObject("data").get(mimeType).getAsString();
    }

    static Map<String, Object> kernelspec() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> arguments = List.of(
                java,
                "-XX:+UseSerialGC", // as the launcher starts it
                "-Xmx512m",
                "--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED",
                "-Djdk.attach.allowAttachSelf=true",
                "-XX:+EnableDynamicAgentLoading",
                "-cp",
                System.getProperty("java.class.path"),
                "deepq.jupyter.kernel.KernelMain",
                "{connection_file}");
        return Map.of("argv", arguments, "display_name", "test", "language", "java", "interrupt_mode", "message");
    }

    /** A Python that has the module; null if none has. */
    static String python(String module) throws IOException, InterruptedException {
        for (String candidate : new String[] {"python3", "/usr/bin/python3", "python"}) {
            try {
                Process probe = new ProcessBuilder(candidate, "-c", "import " + module)
                        .redirectErrorStream(true)
                        .start();
                probe.getInputStream().readAllBytes();
                if (probe.waitFor() == 0) return candidate;
            } catch (IOException e) {
                continue; // no such program
            }
        }
        return null;
    }
}
