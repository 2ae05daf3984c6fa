package deepq.bench;

import deepq.env.CartPole;
import deepq.env.Environment;
import deepq.env.Step;
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

/** One step of CartPole, resets included. Pushes left and right in turn. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EnvironmentBenchmark {
    private final Environment<float[]> one = CartPole.v1();
    private int action;

    @Setup
    public void reset() {
        one.reset(0);
    }

    @Benchmark
    public Step<float[]> stepOne() {
        action = 1 - action;
        Step<float[]> step = one.step(action);
        if (step.ended()) {
            one.reset();
        }
        return step;
    }
}
