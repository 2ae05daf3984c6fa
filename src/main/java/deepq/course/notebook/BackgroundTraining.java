package deepq.course.notebook;

import deepq.agent.Checkpoint;
import deepq.agent.DqnAgent;
import deepq.agent.DqnConfig;
import deepq.agent.TargetRule;
import deepq.agent.TargetUpdate;
import deepq.agent.Trainer;
import deepq.agent.TrainingLog;
import deepq.env.Breakout;
import deepq.env.FrameStack;
import deepq.network.QNetwork;
import deepq.policy.Schedule;
import deepq.replay.Replay;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A network learns Breakout from two frames in a process of its own, while the notebook goes on. What it has reached
 * stands in a folder, which anybody may look into at any time: {@code tests.csv}, {@code best.agent} and a
 * checkpoint. The process ends with the kernel that started it; started again, it goes on from its checkpoint, once no
 * other process is at work in that folder. Where claims are strict (in tests, and where the notebooks are rendered) it
 * makes the first few thousand steps only, in a folder that is thrown away.
 */
public final class BackgroundTraining {
    /** Of {@link #recipe}. */
    public static final int STEPS = 100_000;

    private static final int TEST = 5_000;
    private static final String CHECKPOINT = "checkpoint";

    /**
     * One test: environment steps and updates so far, seconds of one core that the training took so far, and the mean
     * of bricks over 20 games.
     */
    public record Test(long steps, long updates, double seconds, double bricks) {}

    private final Path folder;
    final Process process;

    private BackgroundTraining(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /** The notebook's recipe for this many steps. */
    public static DqnConfig recipe(int steps) {
        return new DqnConfig()
                .gamma(0.97)
                .nStep(3)
                .targetRule(TargetRule.doubleDqn())
                .targetUpdate(TargetUpdate.every(250))
                .learningRate(Schedule.linear(1e-3, 1e-5, steps / 4))
                .epsilon(Schedule.linear(1, 0.02, steps / 5))
                .replay(Replay.uniform(100_000))
                .learningStarts(1_000)
                .stepsPerUpdate(4)
                .maxSteps(steps);
    }

    /**
     * Starts the training of this network, or goes on with the one that the folder holds, if that is of a network of
     * the same shape.
     *
     * @param folder made where it does not exist yet
     */
    public static BackgroundTraining start(QNetwork network, Path folder) throws IOException {
        boolean cut = Claim.strict();
        return start(network, cut ? Files.createTempDirectory("deepq") : folder, cut ? TEST : STEPS);
    }

    static BackgroundTraining start(QNetwork network, Path folder, int until) throws IOException {
        Files.createDirectories(folder);
        new DqnAgent(recipe(STEPS), network).save(folder.resolve("begin.agent"));
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx2g",
                "-cp",
                classPath(),
                BackgroundTraining.class.getName(),
                folder.toAbsolutePath().toString(),
                String.valueOf(until),
                String.valueOf(ProcessHandle.current().pid()));
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("log.txt").toFile());
        return new BackgroundTraining(folder, builder.start());
    }

    /** IJava and JJava have the notebooks' class path in a variable of their own. */
    private static String classPath() {
        return Stream.of(
                        System.getProperty("java.class.path"),
                        System.getenv("IJAVA_CLASSPATH"),
                        System.getenv("JJAVA_CLASSPATH"))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The tests so far. */
    public List<Test> tests() throws IOException {
        return tests(folder);
    }

    private static List<Test> tests(Path folder) throws IOException {
        Path file = folder.resolve("tests.csv");
        List<Test> tests = new ArrayList<>();
        for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
            double[] cells =
                    Stream.of(line.split(",")).mapToDouble(Double::parseDouble).toArray();
            tests.add(new Test((long) cells[0], (long) cells[1], cells[2], cells[3]));
        }
        return tests;
    }

    /** The agent with the best test so far; there is one after the first test. */
    public DqnAgent best() throws IOException {
        return DqnAgent.load(folder.resolve("best.agent"));
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    @Override
    public String toString() {
        try {
            List<Test> tests = tests();
            Test last = tests.isEmpty() ? null : tests.get(tests.size() - 1);
            String form = "%,d steps, %.0f seconds of one core, last test %.1f bricks";
            String reached = last == null
                    ? "no test yet"
                    : String.format(Locale.ROOT, form, last.steps, last.seconds, last.bricks);
            return (isRunning() ? "running: " : "ended: ") + reached + " (in " + folder.getFileName() + ")";
        } catch (IOException e) {
            return "the folder " + folder + " cannot be read: " + e.getMessage();
        }
    }

    /** The process: the folder, the steps after which it ends, and the process with which it ends. */
    public static void main(String[] arguments) throws IOException {
        ProcessHandle.of(Long.parseLong(arguments[2]))
                .map(kernel -> (CompletableFuture<?>) kernel.onExit())
                .orElse(CompletableFuture.completedFuture(null)) // it has ended already
                .thenRun(() -> System.exit(0)); // what came after the last checkpoint is done again
        Path folder = Path.of(arguments[0]);
        // A cell run twice, or an earlier kernel that has not ended yet: two processes must not write into one folder.
        try (FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            train(folder, Integer.parseInt(arguments[1]));
        }
    }

    private static void train(Path folder, int until) throws IOException {
        QNetwork network = DqnAgent.load(folder.resolve("begin.agent")).network();
        Trainer trainer = new Trainer(recipe(STEPS), () -> new FrameStack(Breakout.create(), 2), network, 0);
        List<Test> tests = tests(folder);
        Path checkpoint = folder.resolve(CHECKPOINT);
        if (!tests.isEmpty() && Files.exists(checkpoint)) {
            try {
                Checkpoint.restore(trainer, checkpoint);
                tests.removeIf(test -> test.steps > trainer.steps());
            } catch (IOException e) {
                System.out.println("begins anew: " + e.getMessage());
                tests.clear();
            }
        } else {
            tests.clear();
        }
        write(folder, tests);
        double before = tests.isEmpty() ? 0 : tests.get(tests.size() - 1).seconds - seconds();
        double testing = 0;
        while (trainer.steps() < until && trainer.log().end() == TrainingLog.End.RUNNING) {
            trainer.step();
            if (trainer.steps() % TEST == 0) {
                double start = seconds();
                double bricks = trainer.evaluate(20).mean();
                if (tests.stream().allMatch(test -> test.bricks < bricks)) {
                    trainer.agent().save(folder.resolve("best.agent"));
                }
                tests.add(new Test(trainer.steps(), trainer.updates(), before + start - testing, bricks));
                Checkpoint.save(trainer, checkpoint);
                write(folder, tests);
                testing += seconds() - start;
            }
        }
    }

    /** Of this thread, so that other programs do not count. */
    private static double seconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }

    private static void write(Path folder, List<Test> tests) throws IOException {
        List<String> lines = tests.stream()
                .map(test -> String.format(
                        Locale.ROOT, "%d,%d,%.1f,%.2f", test.steps, test.updates, test.seconds, test.bricks))
                .toList();
        Path part = folder.resolve("tests.csv.part");
        Files.write(part, lines);
        Files.move(
                part, folder.resolve("tests.csv"), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
