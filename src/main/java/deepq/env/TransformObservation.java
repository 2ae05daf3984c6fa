package deepq.env;

import deepq.random.Require;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Shows something else of the same game: each observation goes through a function. Gymnasium's
 * {@code TransformObservation}. With a function that draws and shrinks the state, an agent plays from a screen,
 * whatever its size:
 *
 * <pre>{@code
 * TransformObservation.picture(Breakout.inColor(), 80 * 80, colors -> gray(colors))
 * }</pre>
 *
 * @param show makes a new array for each observation, one of {@code observationSpace}
 */
public record TransformObservation(Environment<float[]> inner, Box observationSpace, UnaryOperator<float[]> show)
        implements Wrapper<float[]> {
    /** Shows pictures of {@code pixels} numbers from 0 to 1, 1 or more. */
    public static TransformObservation picture(Environment<float[]> inner, int pixels, UnaryOperator<float[]> draw) {
        Require.that(pixels >= 1, "a picture has 1 pixel or more, not %s", pixels);
        float[] white = new float[pixels];
        Arrays.fill(white, 1);
        return new TransformObservation(inner, new Box(new float[pixels], white), draw);
    }

    @Override
    public Step<float[]> step(int action) {
        Step<float[]> step = Wrapper.super.step(action);
        return new Step<>(first(step.observation()), step.reward(), step.terminated(), step.truncated());
    }

    /** Each observation is changed alike, the first one and those of the steps. */
    @Override
    public float[] first(float[] observation) {
        float[] shown = show.apply(observation);
        int size = observationSpace.size();
        String other = "the function made an observation of %s numbers; the observation space says %s";
        Require.state(shown.length == size, other, shown.length, size);
        return shown;
    }

    @Override
    public String name() {
        return "TransformObservation(" + observationSpace.size() + ")";
    }
}
