package deepq.bench;

import deepq.agent.Checkpoint;
import deepq.agent.Trainer;
import deepq.agent.TrainingLog;
import deepq.course.notebook.BackgroundTraining;
import deepq.env.Breakout;
import deepq.env.FrameStack;
import deepq.network.DenseNetwork;
import deepq.network.Dl4jNetwork;
import deepq.network.Models;
import deepq.network.NetworkFactory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.learning.config.Adam;

/**
 * The saved results of notebook 13.
 * {@code mvn test-compile exec:exec@author -Dmain="deepq.bench.BreakoutResults dense 2 5000 10 250000"} trains the
 * dense network on two frames with the seeds 5000 to 5009, 250,000 steps each; {@code "dense 1 5000 4 250000"} on one
 * frame, {@code "dense 2 6000 20 100000"} by a shorter recipe, {@code "convolution 2 5000 3 100000"} the convolution
 * by the same, and {@code dense-dl4j} the dense network on deeplearning4j, {@code wide} one of 128 units. A last
 * number ends the runs sooner than their recipe. Each run adds its lines to breakout.csv when it is done; runs that
 * are there already are left out. A convolution that was ended on the way goes on from its last checkpoint, in
 * target.
 *
 * <p>The columns: network, frames that it sees, steps for which the recipe is made, seed; then, for each test,
 * environment steps so far, updates so far, seconds of one core that the training took so far (the tests left out),
 * greedy episodes, and their mean of bricks.
 */
public final class BreakoutResults {
    private static final Path RESULTS = Path.of("src/main/resources/deepq/course/notebook");
    private static final Path TABLE = RESULTS.resolve("breakout.csv");
    private static final String HEAD = "network,frames,length,seed,steps,updates,seconds,episodes,bricks\n";
    private static final int TESTS = 10;

    private final String network;
    private final int frames;
    private final int length;
    private final int until;

    private BreakoutResults(String network, int frames, int length, int until) {
        this.network = network;
        this.frames = frames;
        this.length = length;
        this.until = until;
    }

    public static void main(String[] arguments) throws IOException {
        int length = Integer.parseInt(arguments[4]);
        int until = arguments.length > 5 ? Integer.parseInt(arguments[5]) : length;
        BreakoutResults results = new BreakoutResults(arguments[0], Integer.parseInt(arguments[1]), length, until);
        long first = Long.parseLong(arguments[2]);
        for (long seed = first; seed < first + Long.parseLong(arguments[3]); seed++) {
            results.add(seed);
        }
    }

    private NetworkFactory factory() {
        return switch (network) {
            case "convolution" ->
                (inputs, actions, random) ->
                        Dl4jNetwork.of(convolution(frames, actions, 1 + random.integers(Integer.MAX_VALUE)));
            case "dense-dl4j" ->
                (inputs, actions, random) ->
                        Dl4jNetwork.of(dense(100 * frames, actions, 1 + random.integers(Integer.MAX_VALUE)));
            case "wide" -> DenseNetwork.hidden(128);
            case "dense" -> DenseNetwork.hidden(64);
            default -> throw new IllegalArgumentException("no network is called " + network);
        };
    }

    private static MultiLayerNetwork dense(int inputs, int actions, long seed) {
        return Models.dense(seed, WeightInit.RELU_UNIFORM, new Adam(3e-3), inputs, 64, actions);
    }

    /** Notebook 13's network for screens of 10 x 10: 16 filters of 3 x 3, and 64 units that see all their answers. */
    private static MultiLayerNetwork convolution(int frames, int actions, long seed) {
        return Models.model(
                seed,
                WeightInit.RELU_UNIFORM,
                new Adam(1e-3),
                InputType.convolutionalFlat(10, 10, frames),
                Models.filters(16, 3, 1),
                Models.relu(64),
                Models.output(actions));
    }

    private Trainer trainer(long seed) {
        return new Trainer(
                BackgroundTraining.recipe(length), () -> new FrameStack(Breakout.create(), frames), factory(), seed);
    }

    private void add(long seed) throws IOException {
        String run = String.join(",", network, "" + frames, "" + length, "" + seed);
        String before = Files.exists(TABLE) ? Files.readString(TABLE) : HEAD;
        if (before.contains("\n" + run + ",")) {
            return;
        }
        Trainer trainer = trainer(seed);
        Path checkpoint = Path.of("target/breakout-" + run.replace(',', '-') + ".zip");
        Path linesSoFar = Path.of(checkpoint + ".csv");
        List<String> lines = new ArrayList<>();
        double seconds = 0;
        if (Files.exists(checkpoint)) {
            Checkpoint.restore(trainer, checkpoint);
            lines.addAll(Files.readAllLines(linesSoFar));
            seconds = Double.parseDouble(lines.get(lines.size() - 1).split(",")[6]);
        }
        while (trainer.steps() < until && trainer.log().end() == TrainingLog.End.RUNNING) {
            double start = seconds();
            long test = trainer.steps() + length / TESTS;
            while (trainer.steps() < test && trainer.log().end() == TrainingLog.End.RUNNING) {
                trainer.step();
            }
            seconds += seconds() - start;
            lines.add(line(run, trainer, seconds, 20));
            System.out.println(lines.get(lines.size() - 1));
            if (network.equals("convolution")) {
                Files.write(linesSoFar, lines);
                Checkpoint.save(trainer, checkpoint);
            }
        }
        lines.set(lines.size() - 1, line(run, trainer, seconds, 100));
        Files.writeString(TABLE, Files.exists(TABLE) ? "" : HEAD, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Files.write(TABLE, lines, StandardOpenOption.APPEND);
        Files.deleteIfExists(checkpoint);
        Files.deleteIfExists(linesSoFar);
    }

    private static String line(String run, Trainer trainer, double seconds, int episodes) {
        double bricks = trainer.evaluate(episodes).mean();
        return String.format(
                Locale.ROOT,
                "%s,%d,%d,%.1f,%d,%.2f",
                run,
                trainer.steps(),
                trainer.updates(),
                seconds,
                episodes,
                bricks);
    }

    /** Of this thread, so that other programs do not count. */
    private static double seconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }
}
