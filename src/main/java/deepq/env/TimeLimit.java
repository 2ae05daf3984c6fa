package deepq.env;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Ends episodes after a number of steps: Gymnasium's {@code TimeLimit}. The limit is not a part of the game. So the last step is
 * {@code truncated}, not {@code terminated}, and a learner still values what would have come; where the game ends by itself in
 * that very step both flags are true.
 */
public final class TimeLimit<S> implements Wrapper<S> {
    private final Environment<S> inner;
    private final int maxSteps;
    private final Order order = new Order();
    private int steps;

    /** @param maxSteps how many steps an episode may have, 1 or more */
    public TimeLimit(Environment<S> inner, int maxSteps) {
        if (maxSteps < 1) {
            throw new IllegalArgumentException("a time limit is 1 step or more, not " + maxSteps);
        }
        this.inner = inner;
        this.maxSteps = maxSteps;
    }

    @Override
    public S reset(long seed) {
        return started(inner.reset(seed));
    }

    @Override
    public S reset() {
        return started(inner.reset());
    }

    @Override
    public Step<S> step(int action) {
        order.requireRunning();
        Step<S> step = inner.step(action);
        steps++;
        boolean truncated = step.truncated() || steps >= maxSteps;
        if (step.terminated() || truncated) {
            order.ended();
        }
        return new Step<>(step.observation(), step.reward(), step.terminated(), truncated);
    }

    @Override
    public Environment<S> inner() {
        return inner;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        order.write(out);
        out.writeInt(steps);
        Wrapper.super.write(out);
    }

    @Override
    public void read(DataInput in) throws IOException {
        order.read(in);
        steps = in.readInt();
        Wrapper.super.read(in);
    }

    int maxSteps() {
        return maxSteps;
    }

    private S started(S observation) {
        steps = 0;
        order.started();
        return observation;
    }
}
