package deepq.course.exercise;

import static deepq.course.exercise.Exercise.row;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** The checks of notebook 05, A network for Q. */
public final class Exercises05 {
    private Exercises05() {}

    /** What a ReLU unit puts out for its inputs. */
    public interface Unit {
        double of(double[] weights, double bias, double[] x);
    }

    public static Unit unit(Unit answer) {
        return Exercise.<Unit>of("One unit", Exercises05::relu)
                .with(row(2), 0, row(3))
                .says("One input and no bias: the weight says how much the input counts.")
                .with(row(-2), 9, row(3))
                .says("One number of the unit has not been used as it should: the bias belongs to the sum.")
                .with(row(-1, 1), 0.25, row(0.5, -1))
                .says("The whole sum is below zero. What does ReLU make of it?")
                .with(row(2, 3, -1, 2), -2, row(1, 2, 4, -0.5))
                .says("Parts of the sum may be negative, the bias as well. ReLU is applied once, to the whole sum.")
                .otherwise("Start with the bias, add weight times input for each input, and end with ReLU.")
                .handBack(answer);
    }

    private static double relu(double[] weights, double bias, double[] x) {
        double sum = bias;
        for (int i = 0; i < x.length; i++) {
            sum += weights[i] * x[i];
        }
        return Math.max(0, sum);
    }

    /** The gradient of half the squared error of one action, by each output of the network. */
    public interface OutputGradient {
        double[] of(double[] q, int action, double target);
    }

    public static OutputGradient outputGradient(OutputGradient answer) {
        return Exercise.<OutputGradient>of("The gradient at the outputs", Exercises05::gradient)
                .with(row(5), 0, 2)
                .says(
                        "One action only. Wanted is how fast the loss changes: the derivative of half a square. If Q is too"
                                + " large, does the loss grow or shrink when Q grows?")
                .with(row(1.5, 0.5), 0, 2)
                .says(
                        "The agent took one action and saw what came of it. What does it know about the others? And nothing"
                                + " is averaged: the loss has only one of them in it.")
                .with(row(1, -2, 4, -3), 3, 1.5)
                .with(row(0, 3), 1, -1.5)
                .otherwise("One number for each output: zero where the loss does not depend on that output.")
                .handBack(answer);
    }

    private static double[] gradient(double[] q, int action, double target) {
        double[] gradient = new double[q.length];
        gradient[action] = q[action] - target;
        return gradient;
    }

    /** The weights after one step of gradient descent. */
    public interface GradientStep {
        double[] of(double[] weights, double[] gradient, double learningRate);
    }

    public static GradientStep gradientStep(GradientStep answer) {
        return Exercise.<GradientStep>of("One step down", Exercises05::step)
                .fixed("learningRate")
                .with(row(0), row(4), 0.5)
                .says("The gradient points to where the loss grows. Which way do you want to go, and how far?")
                .with(row(3, 0, 1), row(-4, 2, 0), 0.5)
                .says("From where does each weight set out? And one with a larger gradient moves further.")
                .with(row(1, -2, 4, 3), row(0.5, 1, -2, 7), 0.1)
                .otherwise("Each weight for itself: against its gradient, by a part that the learning rate sets.")
                .handBack(answer);
    }

    private static double[] step(double[] weights, double[] gradient, double rate) {
        double[] moved = weights.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] -= rate * gradient[i];
        }
        return moved;
    }

    /** Builds the first network. */
    public interface Builder {
        MultiLayerNetwork of(long seed);
    }

    /** Right is any initialized model with 2 inputs, 2 linear outputs, a squared loss and hidden units that bend, drawn from the seed. */
    public static Builder network(Builder answer) {
        return Exercise.<Builder>of("Your first network", seed -> Models.dense(seed, 0.01, 2, 32, 32))
                .task("seed 1 (how many numbers go in, and how many come out)", f -> Models.sizes(f.of(1)))
                .task("seed 1 (whether there is a hidden layer)", f -> f.of(1).getnLayers() >= 2)
                .says("Without a hidden layer the surface is a plane.")
                .task(
                        "seed 1 (hidden layers that do not bend, or whose activation was forgotten)",
                        f -> Models.unbent(f.of(1)))
                .says(Models.FORGOTTEN)
                .task(
                        "seed 1 built twice, then seed 2 (whether the first weights are the same)",
                        f -> Models.drawn(f::of))
                .says("The weights do not come from the seed that you were given: .seed(seed) belongs to the"
                        + " configuration.")
                .otherwise(
                        "DenseLayers with RELU, then an OutputLayer with LossFunction.MSE and Activation.IDENTITY, and"
                                + " init().")
                .within(10)
                .handBack(answer);
    }

    /** Which outputs an example speaks about. */
    public interface Mask {
        float[][] of(float[][] values);
    }

    public static Mask mask(Mask answer) {
        return Exercise.<Mask>of("The mask", Exercises05::known)
                .with((Object) new float[][] {{3, 0}, {0, 5}})
                .says(
                        "1 where a value counts, however large it is, and 0 where nobody has tried anything; with 1 everywhere"
                                + " the network is taught that it is worth 0 there.")
                .with((Object) new float[][] {{-2, 7, 0, 1}, {0, 0, 0, 0}, {3, 0, 0, 2}, {0, 4, 1, -1}})
                .says("A known value may be negative, and a row may have more than two values.")
                .otherwise("The same shape as the values, 1 or 0 in each place, in a new array.")
                .handBack(answer);
    }

    private static float[][] known(float[][] values) {
        float[][] known = new float[values.length][];
        for (int i = 0; i < values.length; i++) {
            known[i] = new float[values[i].length];
            for (int k = 0; k < values[i].length; k++) {
                known[i][k] = values[i][k] == 0 ? 0 : 1;
            }
        }
        return known;
    }
}
