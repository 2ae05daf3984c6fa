package deepq.bench;

import deepq.network.DenseNetwork;
import deepq.network.Dl4jNetwork;
import deepq.network.Models;
import deepq.network.QNetwork;
import deepq.random.Pcg64;
import deepq.replay.Batch;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.learning.config.Adam;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One update as DQN does it: the target network's forward pass, then forward, backward and Adam. And one action. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class UpdateBenchmark {
    @Param({"dense", "dl4j"})
    String kind;

    @Param({"16", "64-64", "256-256"})
    String hidden;

    @Param({"32", "64", "128"})
    int batch;

    private QNetwork online;
    private QNetwork target;
    private Batch rows;
    private float[] targets;
    private float[] tdErrors;
    private float[] qValues;
    private final float[] action = {0.1f, 0.2f, 0.3f, 0.4f};

    @Setup
    public void create() {
        int[] sizes = Arrays.stream(("4-" + hidden + "-2").split("-"))
                .mapToInt(Integer::parseInt)
                .toArray();
        online = kind.equals("dense")
                ? DenseNetwork.of(new Pcg64(1), sizes)
                : Dl4jNetwork.of(Models.dense(new Adam(3e-3), sizes));
        target = online.copy();
        Pcg64 random = new Pcg64(2);
        rows = new Batch(batch, 4);
        for (int i = 0; i < rows.observations.length; i++) {
            rows.observations[i] = (float) random.gaussian();
        }
        targets = new float[batch];
        for (int i = 0; i < batch; i++) {
            rows.actions[i] = random.integers(2);
        }
        tdErrors = new float[batch];
        qValues = new float[batch * 2];
    }

    @Benchmark
    public double update() {
        target.predict(rows.observations, batch, qValues);
        for (int i = 0; i < batch; i++) {
            targets[i] = 1 + 0.99f * Math.max(qValues[2 * i], qValues[2 * i + 1]);
        }
        return online.update(rows, targets, 1e-4, tdErrors);
    }

    @Benchmark
    public float act() {
        online.predict(action, 1, qValues);
        return qValues[0];
    }
}
