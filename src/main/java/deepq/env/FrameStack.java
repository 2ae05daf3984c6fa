package deepq.env;

import deepq.random.Require;
import deepq.random.State;
import java.io.IOException;

/**
 * Shows the last few observations at once, the oldest first, so that what moves can be seen to move: Mnih et al. 2015
 * (methods), who stack four pictures; Gymnasium's {@code FrameStackObservation}. After a reset the first observation
 * stands in every place.
 */
public final class FrameStack implements Wrapper<float[]> {
    private final Environment<float[]> inner;
    private final Box observationSpace;
    private final int size;
    private float[] stack;

    /** @param frames how many observations are shown, 1 or more */
    public FrameStack(Environment<float[]> inner, int frames) {
        Require.that(frames >= 1, "a stack has 1 frame or more, not %s", frames);
        this.inner = inner;
        Box one = (Box) inner.observationSpace();
        size = one.size();
        stack = new float[frames * size];
        observationSpace = new Box(repeated(one.low(), frames), repeated(one.high(), frames));
    }

    @Override
    public float[] first(float[] observation) {
        stack = repeated(observation, stack.length / size);
        return stack.clone();
    }

    @Override
    public Step<float[]> step(int action) {
        Step<float[]> step = Wrapper.super.step(action);
        System.arraycopy(stack, size, stack, 0, stack.length - size);
        System.arraycopy(step.observation(), 0, stack, stack.length - size, size);
        return new Step<>(stack.clone(), step.reward(), step.terminated(), step.truncated());
    }

    private static float[] repeated(float[] values, int times) {
        float[] all = new float[times * values.length];
        for (int i = 0; i < times; i++) {
            System.arraycopy(values, 0, all, i * values.length, values.length);
        }
        return all;
    }

    @Override
    public Environment<float[]> inner() {
        return inner;
    }

    @Override
    public Box observationSpace() {
        return observationSpace;
    }

    @Override
    public String name() {
        return "FrameStack(" + stack.length / size + ")";
    }

    @Override
    public void describe(State state) throws IOException {
        Wrapper.super.describe(state);
        state.values(stack, stack.length);
    }
}
