package deepq.jupyter.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as its user meets it: in a terminal, with Ctrl-C. */
class LauncherIT {
    private static final Pattern ADDRESS = Pattern.compile("http://localhost:(\\d+)/\\S*token=(\\w+)");

    @TempDir
    Path folder;

    @BeforeAll
    static void thereIsAJupyter() throws IOException {
        JupyterInstallation.find(Project.here(), System.out::println);
    }

    private static List<String> launcher(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(KernelSpec.java());
        command.addAll(List.of("-cp", Project.here().classPath(), "deepq.jupyter.launch.Launcher"));
        command.addAll(List.of(arguments));
        return command;
    }

    /**
     * One start of a real Jupyter: it has the learner's own notebooks in the project's folder, is for this machine
     * alone, and ends.
     */
    @Test
    @EnabledOnOs(OS.LINUX)
    void itOpensTheLearnersNotebooksAndCtrlCLeavesNoProcess() throws Exception {
        // script(1) gives its command a terminal of its own, and types into it what we write.
        Process terminal = terminal();
        try (OutputStream keyboard = terminal.getOutputStream()) {
            List<ProcessHandle> family = familyWithAKernel(terminal);
            keyboard.write(3);
            keyboard.flush();
            assertAllEnd(family);
        } finally {
            Children.end(terminal, 0);
        }
    }

    private Process terminal() throws IOException {
        String command = String.join(
                " ", launcher("lab").stream().map(word -> "'" + word + "'").toList());
        // Tests that were started in the background ignore Ctrl-C, and would pass that on.
        String listening = "exec env --default-signal=INT " + command;
        ProcessBuilder builder = new ProcessBuilder("script", "--quiet", "--flush", "--command", listening, "/dev/null")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("screen.txt").toFile());
        builder.environment().remove("DISPLAY");
        builder.environment().remove("WAYLAND_DISPLAY");
        return builder.start();
    }

    /** Waits until Jupyter answers, starts a kernel in it, and returns all the processes under the terminal. */
    private List<ProcessHandle> familyWithAKernel(Process terminal) throws Exception {
        Matcher address = address(terminal);
        assertEquals(1, screen().strip().lines().count(), "a quiet terminal: " + screen());
        for (String file : List.of("my-notebooks/00-start-here.ipynb", "notebooks/00-start-here.ipynb", "pom.xml")) {
            String place = "http://localhost:" + address.group(1) + "/files/" + file + "?token=" + address.group(2);
            HttpRequest request = HttpRequest.newBuilder(URI.create(place)).build();
            HttpResponse<String> got = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            assertEquals(200, got.statusCode(), file);
        }
        assertOnlyForThisMachineAndWithItsToken(Integer.parseInt(address.group(1)));
        HttpRequest kernel = HttpRequest.newBuilder(URI.create("http://localhost:" + address.group(1) + "/api/kernels"))
                .header("Authorization", "token " + address.group(2))
                .POST(BodyPublishers.ofString("{\"name\": \"" + Execution.kernel() + "\"}"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(kernel, BodyHandlers.ofString());
        assertEquals(201, answer.statusCode(), answer.body());
        List<ProcessHandle> family = terminal.descendants().toList();
        assertTrue(family.size() >= 3, () -> "launcher, Jupyter and kernel: " + family);
        return family;
    }

    private static void assertOnlyForThisMachineAndWithItsToken(int port) throws Exception {
        HttpRequest stranger = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/kernels"))
                .build();
        assertEquals(
                403,
                HttpClient.newHttpClient()
                        .send(stranger, BodyHandlers.ofString())
                        .statusCode());
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (InetAddress place : Collections.list(network.getInetAddresses())) {
                if (!place.isLoopbackAddress()) {
                    assertThrows(IOException.class, () -> new Socket(place, port).close(), () -> "open to " + place);
                }
            }
        }
    }

    private Matcher address(Process terminal) throws IOException, InterruptedException {
        while (terminal.isAlive()) {
            Matcher address = ADDRESS.matcher(screen());
            if (address.find()) {
                return address;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the launcher ended: " + screen());
    }

    private String screen() throws IOException {
        return Files.readString(folder.resolve("screen.txt"));
    }

    private void assertAllEnd(List<ProcessHandle> family) throws Exception {
        for (ProcessHandle member : family) {
            try {
                member.onExit().get(30, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                throw new AssertionError("still there: " + member.info() + "\n" + screen(), e);
            }
        }
    }

    @Test
    void theDoctorFindsNothingWrongHere() throws Exception {
        Process doctor =
                new ProcessBuilder(launcher("doctor")).redirectErrorStream(true).start();
        String answer = new String(doctor.getInputStream().readAllBytes());
        assertEquals(0, doctor.waitFor(), answer);
        assertTrue(answer.contains("Cells           ok"), answer);
        assertTrue(answer.strip().endsWith("All is well: mvn compile exec:java"), answer);
    }

    @Test
    void anUnknownVerbIsAnsweredByTheListOfVerbs() throws Exception {
        String answer = fails("fly");
        assertTrue(answer.contains("\"fly\" is not one of the launcher's verbs:"), answer);
        assertTrue(answer.contains("install-kernel"), answer);
    }

    @Test
    void resetAsksForAName() throws Exception {
        assertTrue(fails("reset").contains("reset needs the name of a notebook, or its number"));
    }

    /** Somebody else's kernel of the same name, IJava perhaps, stays unless the user says so. */
    @Test
    void anotherKernelNamedJavaIsNotOverwritten() throws Exception {
        Path theirs = folder.resolve("kernels").resolve("java").resolve("kernel.json");
        Files.createDirectories(theirs.getParent());
        Files.writeString(theirs, "{\"argv\": [\"ijava\"]}");
        String answer = fails("install-kernel");
        assertTrue(answer.contains(theirs + " is another kernel named \"java\""), answer);
        assertEquals("{\"argv\": [\"ijava\"]}", Files.readString(theirs));
        Process forced = process("install-kernel", "--force");
        assertEquals(0, forced.waitFor());
        assertTrue(Files.readString(theirs).contains("deepq.jupyter.kernel.KernelMain"));
    }

    private Process process(String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(launcher(arguments)).redirectErrorStream(true);
        builder.environment().put("JUPYTER_DATA_DIR", folder.toString());
        return builder.start();
    }

    private String fails(String... arguments) throws Exception {
        Process process = process(arguments);
        String answer = new String(process.getInputStream().readAllBytes());
        assertEquals(1, process.waitFor(), answer);
        assertTrue(!answer.contains("\tat "), answer);
        return answer;
    }
}
