package deepq.course.exercise;

import deepq.network.Dl4jNetwork;
import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;

/** The checks of notebook 05, A network for Q. */
public final class Exercises05 {
    private Exercises05() {}

    /** What a ReLU unit puts out for its inputs. */
    public interface Unit {
        double of(double[] weights, double bias, double[] x);
    }

    public static Unit unit(Unit answer) {
        return Exercise.<Unit>of("One unit", (weights, bias, x) -> Math.max(0, bias + product(weights, x)))
                .task(
                        "weights {1, 0.5}, bias 0.5, x {0.5, -1}",
                        f -> f.of(new double[] {1, 0.5}, 0.5, new double[] {0.5, -1}))
                .task(
                        "weights {-1, 1}, bias 0.25, x {0.5, -1}",
                        f -> f.of(new double[] {-1, 1}, 0.25, new double[] {0.5, -1}))
                .task(
                        "weights {2, 3, -1}, bias -1, x {1, 2, 4}",
                        f -> f.of(new double[] {2, 3, -1}, -1, new double[] {1, 2, 4}))
                .task("weights {-2}, bias 3, x {1}", f -> f.of(new double[] {-2}, 3, new double[] {1}))
                .hint("The weighted sum is right. What does ReLU do with a sum below zero?")
                .when((weights, bias, x) -> bias + product(weights, x))
                .hint("The inputs are weighted, and ReLU is there. One number of the unit has not been used.")
                .when((weights, bias, x) -> Math.max(0, product(weights, x)))
                .hint("The bias belongs to the sum: ReLU comes last of all.")
                .when((weights, bias, x) -> bias + Math.max(0, product(weights, x)))
                .hint("ReLU is applied once, to the whole sum. Parts of it may be negative.")
                .when((weights, bias, x) -> {
                    double sum = Math.max(0, bias);
                    for (int i = 0; i < x.length; i++) {
                        sum += Math.max(0, weights[i] * x[i]);
                    }
                    return sum;
                })
                .hint("A sum below zero becomes zero; it does not change its sign.")
                .when((weights, bias, x) -> Math.abs(bias + product(weights, x)))
                .hint("This lets through what is below zero. ReLU lets through what is above.")
                .when((weights, bias, x) -> Math.min(0, bias + product(weights, x)))
                .otherwise("Start with the bias, add weight times input for each input, and end with ReLU.")
                .handBack(answer);
    }

    private static double product(double[] weights, double[] x) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += weights[i] * x[i];
        }
        return sum;
    }

    /** The gradient of half the squared error of one action, by each output of the network. */
    public interface OutputGradient {
        double[] of(double[] q, int action, double target);
    }

    public static OutputGradient outputGradient(OutputGradient answer) {
        return Exercise.<OutputGradient>of(
                        "The gradient at the outputs",
                        (q, action, target) -> only(q.length, action, q[action] - target))
                .task("q {1.5, 0.5}, action 0, target 2", f -> f.of(new double[] {1.5, 0.5}, 0, 2))
                .task("q {1, -2, 4}, action 2, target 1", f -> f.of(new double[] {1, -2, 4}, 2, 1))
                .task("q {0, 3}, action 1, target -1.5", f -> f.of(new double[] {0, 3}, 1, -1.5))
                .hint("The size is right. If Q is too small, does the loss grow or shrink when Q grows?")
                .when((q, action, target) -> only(q.length, action, target - q[action]))
                .hint("The agent took one action and saw what came of it. What does it know about the others?")
                .when((q, action, target) ->
                        Arrays.stream(q).map(v -> v - target).toArray())
                .hint("That is the loss itself. Wanted is how fast it changes: its derivative.")
                .when((q, action, target) -> only(q.length, action, (q[action] - target) * (q[action] - target) / 2))
                .hint("The derivative of the square has a factor 2. What does the half in the loss do to it?")
                .when((q, action, target) -> only(q.length, action, 2 * (q[action] - target)))
                .hint("Nothing is averaged over the actions: the loss has only one of them in it.")
                .when((q, action, target) -> only(q.length, action, (q[action] - target) / q.length))
                .otherwise("One number for each output: zero where the loss does not depend on that output.")
                .handBack(answer);
    }

    private static double[] only(int length, int index, double value) {
        double[] values = new double[length];
        values[index] = value;
        return values;
    }

    /** The weights after one step of gradient descent. */
    public interface GradientStep {
        double[] of(double[] weights, double[] gradient, double learningRate);
    }

    public static GradientStep gradientStep(GradientStep answer) {
        return Exercise.<GradientStep>of(
                        "One step down", (weights, gradient, learningRate) -> step(weights, gradient, -learningRate))
                .task(
                        "weights {1, -2}, gradient {0.5, 1}, learning rate 0.1",
                        f -> f.of(new double[] {1, -2}, new double[] {0.5, 1}, 0.1))
                .task(
                        "weights {3, 0, 1}, gradient {-4, 2, 0}, learning rate 0.5",
                        f -> f.of(new double[] {3, 0, 1}, new double[] {-4, 2, 0}, 0.5))
                .task("the weights {2, 2} that were handed in, afterwards (gradient {1, 1})", f -> {
                    double[] weights = {2, 2};
                    f.of(weights, new double[] {1, 1}, 0.1);
                    return weights;
                })
                .hint("The gradient points to where the loss grows. Which way do you want to go?")
                .when((weights, gradient, learningRate) -> step(weights, gradient, learningRate))
                .hint("The direction is right. How long is the step to be?")
                .when((weights, gradient, learningRate) -> step(weights, gradient, -1))
                .hint("This is the change. From where does each weight set out?")
                .when((weights, gradient, learningRate) -> step(new double[weights.length], gradient, -learningRate))
                .hint("All weights move equally far. With a plain step, a weight with a larger gradient moves further.")
                .when((weights, gradient, learningRate) ->
                        step(weights, Arrays.stream(gradient).map(Math::signum).toArray(), -learningRate))
                .hint("The numbers are right, but the weights that were handed in have changed. Return a new array.")
                .when((weights, gradient, learningRate) -> {
                    for (int i = 0; i < weights.length; i++) {
                        weights[i] -= learningRate * gradient[i];
                    }
                    return weights;
                })
                .otherwise("Each weight for itself: against its gradient, by a part that the learning rate sets.")
                .handBack(answer);
    }

    private static double[] step(double[] weights, double[] gradient, double rate) {
        double[] moved = weights.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += rate * gradient[i];
        }
        return moved;
    }

    /** Builds the first network. */
    public interface Builder {
        MultiLayerNetwork of(long seed);
    }

    /** Right is any initialized model with 2 inputs, 2 linear outputs, a squared loss and hidden units that bend, drawn from the seed. */
    public static Builder network(Builder answer) {
        return Exercise.<Builder>of("Your first network", seed -> model(Activation.RELU, seed, 32, 32))
                .task("seed 1 (how many numbers go in, and how many come out)", f -> Models.sizes(f.of(1)))
                .task("seed 1 (is there a hidden layer)", f -> f.of(1).getnLayers() >= 2)
                .task("seed 1 (does the surface bend)", f -> bends(f.of(1)))
                .task("seed 1, built twice (are the first weights the same)", f -> Models.sameWeights(f.of(1), f.of(1)))
                .task("seeds 1 and 2 (are the first weights the same)", f -> Models.sameWeights(f.of(1), f.of(2)))
                .hint("Without a hidden layer the surface is a plane.")
                .when(seed -> model(Activation.RELU, seed))
                .hint(
                        "The weights do not come from the seed that you were given: .seed(seed) belongs to the configuration.")
                .when(seed -> model(Activation.RELU, 7, 32, 32))
                .hint("Something in the middle does not bend. What is the activation of the hidden layers?")
                .when(seed -> model(Activation.IDENTITY, seed, 32, 32))
                .otherwise(
                        "DenseLayers with RELU, then an OutputLayer with LossFunction.MSE and Activation.IDENTITY, and init().")
                .within(10)
                .handBack(answer);
    }

    /** Whether the answer half way between two states differs from the mean of theirs. */
    private static boolean bends(MultiLayerNetwork model) {
        float[] q = Dl4jNetwork.of(model).predict(new float[] {-3, 2, 0, 0, 3, -2, -1, -3, 1, 3, 0, 0});
        return Math.abs(q[0] + q[4] - 2 * q[2]) + Math.abs(q[6] + q[8] - 2 * q[10]) > 1e-3;
    }

    private static MultiLayerNetwork model(Activation hidden, long seed, int... units) {
        return Models.dense(seed, 0.01, hidden, 2, units);
    }

    /** Which outputs an example speaks about. */
    public interface Mask {
        float[][] of(float[][] values);
    }

    public static Mask mask(Mask answer) {
        return Exercise.<Mask>of("The mask", values -> each(values, v -> v == 0 ? 0 : 1))
                .task("values [[3, 0], [0, 5]]", f -> f.of(new float[][] {{3, 0}, {0, 5}}))
                .task("values [[-2, 7, 0]]", f -> f.of(new float[][] {{-2, 7, 0}}))
                .hint("With 1 everywhere the network is taught that what nobody tried is worth 0.")
                .when(values -> each(values, v -> 1))
                .hint("That is the other way around: 1 where the value counts.")
                .when(values -> each(values, v -> v == 0 ? 1 : 0))
                .hint("A known value may be negative.")
                .when(values -> each(values, v -> v > 0 ? 1 : 0))
                .hint("A mask says whether a value counts, not how large it is: 1 or 0.")
                .when(values -> each(values, v -> v))
                .otherwise("The same shape as the values, 1 or 0 in each place, in a new array.")
                .handBack(answer);
    }

    private interface Change {
        float of(float value);
    }

    private static float[][] each(float[][] values, Change change) {
        float[][] result = new float[values.length][];
        for (int i = 0; i < values.length; i++) {
            result[i] = new float[values[i].length];
            for (int k = 0; k < values[i].length; k++) {
                result[i][k] = change.of(values[i][k]);
            }
        }
        return result;
    }
}
