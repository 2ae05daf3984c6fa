package deepq.bench;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import deepq.Photograph;
import deepq.course.view.Plot;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How the resident size of one kernel grows over a long session, driven by Jupyter's own client on Linux. Arguments: where
 * to write the figure (PNG), and either {@code notebooks}, their code cells in a row until their names clash, or a number of short trainings with
 * a live display each, networks in plain Java and of deeplearning4j in turn.
 */
public final class MemoryBenchmark {
    private static final Gson JSON = new Gson();

    /** Resident megabytes after each cell. */
    private static final List<Double> SIZES = new ArrayList<>();

    /** Megabytes of heap in use after a collection, after every 25th cell: what really stays. */
    private static final List<Double> HEAPS = new ArrayList<>();

    private static final String LIVE_HEAP =
            "System.gc(); (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20";

    private MemoryBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path figure = Path.of(args[0]);
        boolean notebooks = args[1].equals("notebooks");
        String title = notebooks ? "the notebooks' cells in one kernel" : "short trainings in one kernel";
        List<String> cells = notebooks ? notebookCells() : trainings(Integer.parseInt(args[1]));
        if (cells.size() < 25) {
            throw new IllegalArgumentException("25 cells or more show a trend, not " + cells.size());
        }
        Path folder = Files.createTempDirectory("memory");
        Process client = client(folder);
        try (Writer requests = client.outputWriter();
                BufferedReader answers = client.inputReader()) {
            JsonObject first = execute("ProcessHandle.current().pid()", requests, answers);
            String pid = Long.toString((long) number(first));
            execute(
                    "import deepq.agent.*; import deepq.env.CartPole; import deepq.network.*; import deepq.course.notebook.*;"
                            + " import org.deeplearning4j.nn.conf.*; import org.deeplearning4j.nn.conf.layers.*;"
                            + " import org.deeplearning4j.nn.multilayer.*; import org.nd4j.linalg.activations.Activation;"
                            + " import org.nd4j.linalg.learning.config.Adam;"
                            + " import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;",
                    requests,
                    answers);
            for (String cell : cells) {
                JsonObject answer = execute(cell, requests, answers);
                if (!ok(answer)) {
                    String outputs = answer.get("outputs").toString();
                    System.out.println(cell.lines().findFirst().orElse("") + " -> "
                            + outputs.substring(Math.max(0, outputs.length() - 500)));
                }
                SIZES.add(residentMegabytes(pid));
                if (SIZES.size() % 25 == 0) {
                    JsonObject heap = execute(LIVE_HEAP, requests, answers);
                    if (!ok(heap)) {
                        System.out.println("names of the notebooks clash: this kernel runs no further cell");
                        break;
                    }
                    HEAPS.add(number(heap));
                    System.out.printf(Locale.ROOT, "%4d cells: %.0f MB%n", SIZES.size(), SIZES.get(SIZES.size() - 1));
                    draw(figure, title);
                }
            }
            draw(figure, title);
            requests.close();
            answers.readLine(); // that the kernel has ended
        }
        client.waitFor();
        System.out.println("heap in use after a collection, every 25 cells (MB): " + HEAPS);
        double[] sizes = SIZES.stream().mapToDouble(size -> size).toArray();
        double[] late = Arrays.copyOfRange(sizes, sizes.length / 2, sizes.length);
        System.out.printf(
                Locale.ROOT,
                "first %.0f MB, median %.0f MB, largest %.0f MB, last %.0f MB; second half: %.3f MB a cell%n",
                sizes[0],
                Arrays.stream(sizes).sorted().toArray()[sizes.length / 2],
                Arrays.stream(sizes).max().getAsDouble(),
                sizes[sizes.length - 1],
                slope(late));
    }

    private static List<String> trainings(int count) {
        List<String> cells = new ArrayList<>();
        cells.add("""
                QNetwork dl4j(int seed) {
                    var model = new MultiLayerNetwork(new NeuralNetConfiguration.Builder().seed(seed)
                            .updater(new Adam(3e-3)).list()
                            .layer(new DenseLayer.Builder().nIn(4).nOut(32).activation(Activation.RELU).build())
                            .layer(new OutputLayer.Builder(LossFunction.MSE).nIn(32).nOut(2)
                                    .activation(Activation.IDENTITY).build())
                            .build());
                    model.init();
                    return Dl4jNetwork.of(model);
                }""");
        for (int i = 0; i < count; i++) {
            String network = i % 2 == 0 ? "DenseNetwork.hidden(32, 32)" : "dl4j(" + i + ")";
            cells.add("Trainer trainer = new Trainer(DqnConfig.baseline().maxSteps(1_000).stepsPerUpdate(4)"
                    + ".stop(StopRule.onlyTest(500, 5)), CartPole::v1, " + network + ", " + i
                    + ");\ntrainer.run(new LiveTraining(Live.titled(\"training " + i + "\")))");
        }
        return cells;
    }

    private static List<String> notebookCells() throws IOException {
        List<String> cells = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("notebooks"))) {
            for (Path file : files.filter(name -> name.toString().endsWith(".ipynb"))
                    .sorted()
                    .toList()) {
                for (JsonElement cell :
                        JSON.fromJson(Files.readString(file), JsonObject.class).getAsJsonArray("cells")) {
                    if (cell.getAsJsonObject().get("cell_type").getAsString().equals("code")) {
                        StringBuilder code = new StringBuilder();
                        cell.getAsJsonObject()
                                .getAsJsonArray("source")
                                .forEach(line -> code.append(line.getAsString()));
                        cells.add(code.toString());
                    }
                }
            }
        }
        return cells;
    }

    /** The flags that the launcher gives a kernel. */
    private static Process client(Path folder) throws IOException {
        Path spec = Files.createDirectories(folder.resolve("memory"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java,
                "-XX:+UseSerialGC",
                "-Xms32m",
                "-Xmx2g",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                "deepq.jupyter.kernel.KernelMain",
                "{connection_file}");
        Files.writeString(
                spec.resolve("kernel.json"),
                JSON.toJson(Map.of(
                        "argv",
                        command,
                        "display_name",
                        "memory",
                        "language",
                        "java",
                        "interrupt_mode",
                        "message",
                        "env",
                        Map.of("MALLOC_ARENA_MAX", "2", "OMP_NUM_THREADS", "1"))));
        return new ProcessBuilder("/usr/bin/python3", "src/test/resources/kernel/drive.py", "memory", folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static JsonObject execute(String code, Writer requests, BufferedReader answers) throws IOException {
        requests.write(JSON.toJson(Map.of("do", "execute", "code", code, "timeout", 3_600)) + "\n");
        requests.flush();
        return JSON.fromJson(answers.readLine(), JsonObject.class);
    }

    private static boolean ok(JsonObject answer) {
        return answer.get("status").getAsString().equals("ok");
    }

    /** The result of a cell. */
    private static double number(JsonObject answer) {
        for (JsonElement output : answer.getAsJsonArray("outputs")) {
            JsonObject data = output.getAsJsonObject().getAsJsonObject("data");
            if (data != null && data.has("text/plain")) {
                return data.get("text/plain").getAsDouble();
            }
        }
        throw new IllegalStateException("no result in " + answer);
    }

    private static double residentMegabytes(String pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", pid, "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    private static void draw(Path figure, String title) throws IOException {
        Photograph.save(
                Plot.titled("Resident size: " + title)
                        .x("cells run")
                        .y("memory (MB)")
                        .line(
                                "resident",
                                SIZES.stream().mapToDouble(size -> size).toArray())
                        .path(
                                "heap in use after a collection",
                                IntStream.rangeClosed(1, HEAPS.size())
                                        .mapToDouble(i -> 25 * i)
                                        .toArray(),
                                HEAPS.stream().mapToDouble(size -> size).toArray()),
                figure);
    }

    /** Least squares: megabytes that each further cell adds. */
    private static double slope(double[] sizes) {
        double middle = (sizes.length - 1) / 2.0;
        double above = 0;
        double below = 0;
        for (int i = 0; i < sizes.length; i++) {
            above += (i - middle) * sizes[i];
            below += (i - middle) * (i - middle);
        }
        return above / below;
    }
}
