package deepq.bench;

import deepq.env.CartPole;
import deepq.env.Environment;
import deepq.env.Step;
import deepq.env.VectorEnvironment;
import deepq.env.VectorStep;
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

/** One step of CartPole, resets included: of one environment, and of 64 in lockstep. Pushes left and right in turn. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EnvironmentBenchmark {
    private final Environment<float[]> one = CartPole.v1();
    private final VectorEnvironment many = VectorEnvironment.of(CartPole::v1, 64);
    private final VectorStep out = new VectorStep(64, 4);
    private final int[] actions = new int[64];

    @Setup
    public void reset() {
        one.reset(0);
        many.reset(0, out);
    }

    @Benchmark
    public Step<float[]> stepOne() {
        actions[0] = 1 - actions[0];
        Step<float[]> step = one.step(actions[0]);
        if (step.ended()) {
            one.reset();
        }
        return step;
    }

    @Benchmark
    public VectorStep stepVector() {
        for (int i = 0; i < 64; i++) {
            actions[i] = 1 - actions[i];
        }
        many.step(actions, out);
        return out;
    }
}
