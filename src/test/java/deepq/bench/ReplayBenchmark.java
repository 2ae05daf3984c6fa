package deepq.bench;

import deepq.policy.Schedule;
import deepq.random.Pcg64;
import deepq.replay.Batch;
import deepq.replay.Replay;
import deepq.replay.ReplayBuffer;
import deepq.replay.Transition;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One minibatch of 64 out of the last 100,000 transitions of CartPole, and what a new transition costs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReplayBenchmark {
    private final ReplayBuffer uniform = new ReplayBuffer(100_000, 4);
    private final ReplayBuffer prioritized =
            Replay.prioritized(100_000, 0.6, Schedule.constant(0.4)).create(4);
    private final Batch batch = new Batch(64, 4);
    private final Pcg64 random = new Pcg64(1);
    private final Transition transition = new Transition(new float[4], 1, 1, new float[4], 0.99f);
    private final float[] tdErrors = new float[64];

    @Setup
    public void fill() {
        for (int i = 0; i < 100_000; i++) {
            addUniform();
            addPrioritized();
        }
    }

    @Benchmark
    public void addUniform() {
        uniform.add(transition);
    }

    @Benchmark
    public void addPrioritized() {
        prioritized.add(transition);
    }

    @Benchmark
    public Batch sampleUniform() {
        uniform.sample(batch, 0, random);
        return batch;
    }

    @Benchmark
    public Batch samplePrioritizedAndUpdate() {
        prioritized.sample(batch, 0, random);
        for (int i = 0; i < tdErrors.length; i++) {
            tdErrors[i] = (float) random.random();
        }
        prioritized.updatePriorities(batch, tdErrors);
        return batch;
    }
}
