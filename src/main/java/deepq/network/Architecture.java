package deepq.network;

import deepq.random.Pcg64;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a Q-network is made of: hidden layers of ReLU units, one linear output for each action, and how it learns. Immutable;
 * {@code of} gives the usual choices and each {@code with} method a changed copy.
 *
 * @param inputs numbers in an observation
 * @param hidden units of each hidden dense layer, in order; may be empty
 * @param outputs actions
 * @param dueling whether the network ends in one state value and A advantages instead of A action values (Wang et al. 2016)
 * @param adamEpsilon Adam's epsilon (Kingma and Ba 2015, Algorithm 1): added to sqrt(v) after the bias correction
 * @param screen the convolutions before the dense layers, where the observation is a picture
 */
public record Architecture(
        int inputs,
        List<Integer> hidden,
        int outputs,
        Initialization initialization,
        Loss loss,
        boolean dueling,
        double adamEpsilon,
        Optional<Screen> screen) {

    public Architecture {
        hidden = List.copyOf(hidden);
        if (inputs < 1 || outputs < 1 || hidden.stream().anyMatch(units -> units < 1)) {
            throw new IllegalArgumentException(
                    "each layer needs at least one unit, not " + inputs + " - " + hidden + " - " + outputs);
        }
        if (!(adamEpsilon > 0 && adamEpsilon <= 1)) {
            throw new IllegalArgumentException("Adam's epsilon must be in (0, 1], not " + adamEpsilon);
        }
        if (screen.isPresent() && screen.get().size() != inputs) {
            throw new IllegalArgumentException(
                    screen.get() + " has " + screen.get().size() + " pixels, not " + inputs);
        }
    }

    /** Dense layers, He-uniform weights, half the squared error, no dueling, epsilon 1e-8. */
    public static Architecture of(int inputs, int outputs, int... hidden) {
        return new Architecture(
                inputs,
                Arrays.stream(hidden).boxed().toList(),
                outputs,
                Initialization.HE_UNIFORM,
                Loss.SQUARED,
                false,
                1e-8,
                Optional.empty());
    }

    /** As {@link #of}, with convolutions over the screen before the dense layers. */
    public static Architecture of(Screen screen, int outputs, int... hidden) {
        Architecture dense = of(screen.size(), outputs, hidden);
        return new Architecture(
                dense.inputs,
                dense.hidden,
                outputs,
                dense.initialization,
                dense.loss,
                dense.dueling,
                dense.adamEpsilon,
                Optional.of(screen));
    }

    public Architecture with(Initialization other) {
        return new Architecture(inputs, hidden, outputs, other, loss, dueling, adamEpsilon, screen);
    }

    public Architecture with(Loss other) {
        return new Architecture(inputs, hidden, outputs, initialization, other, dueling, adamEpsilon, screen);
    }

    public Architecture withDueling() {
        return new Architecture(inputs, hidden, outputs, initialization, loss, true, adamEpsilon, screen);
    }

    public Architecture withAdamEpsilon(double other) {
        return new Architecture(inputs, hidden, outputs, initialization, loss, dueling, other, screen);
    }

    /** Units of the last layer: one an action, and one more for the state value of a dueling network. */
    int rawOutputs() {
        return dueling ? Math.addExact(outputs, 1) : outputs;
    }

    /** The sizes of the dense part, from what goes in to the raw outputs. */
    int[] denseSizes() {
        int[] sizes = new int[hidden.size() + 2];
        sizes[0] = screen.map(Screen::features).orElse(inputs);
        for (int i = 0; i < hidden.size(); i++) {
            sizes[i + 1] = hidden.get(i);
        }
        sizes[sizes.length - 1] = rawOutputs();
        return sizes;
    }

    /** Weights and biases. */
    public int parameterCount() {
        double count = 0; // in which no product overflows
        int channels = screen.map(Screen::channels).orElse(0);
        for (Screen.Filters layer : screen.map(Screen::filters).orElse(List.of())) {
            count += layer.count() * (1 + (double) channels * layer.size() * layer.size());
            channels = layer.count();
        }
        int[] sizes = denseSizes();
        for (int i = 1; i < sizes.length; i++) {
            count += sizes[i] * (sizes[i - 1] + 1.0);
        }
        if (count > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a network of " + count + " parameters is too large for an array");
        }
        return (int) count;
    }

    /** First weights and biases in the flat order, drawn one after the other in that order. */
    float[] initialParameters(Pcg64 random) {
        float[] parameters = new float[parameterCount()];
        int at = 0;
        int channels = screen.map(Screen::channels).orElse(0);
        for (Screen.Filters layer : screen.map(Screen::filters).orElse(List.of())) {
            int area = layer.size() * layer.size();
            double limit = initialization.limit(channels * area, layer.count() * area);
            at = draw(parameters, at, layer.count(), biasLimit(limit), random);
            at = draw(parameters, at, layer.count() * channels * area, limit, random);
            channels = layer.count();
        }
        int[] sizes = denseSizes();
        for (int i = 1; i < sizes.length; i++) {
            double limit = initialization.limit(sizes[i - 1], sizes[i]);
            at = draw(parameters, at, sizes[i] * sizes[i - 1], limit, random);
            at = draw(parameters, at, sizes[i], biasLimit(limit), random);
        }
        return parameters;
    }

    private double biasLimit(double limit) {
        return initialization == Initialization.PYTORCH ? limit : 0;
    }

    private static int draw(float[] parameters, int from, int count, double limit, Pcg64 random) {
        for (int i = from; i < from + count && limit > 0; i++) {
            parameters[i] = (float) random.uniform(-limit, limit);
        }
        return from + count;
    }
}
