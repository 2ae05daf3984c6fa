package deepq.course.exercise;

import static deepq.course.exercise.Exercise.row;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

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
                .says("A negative product and a large bias. ReLU is applied once, to the whole sum, bias included.")
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
                .says("One action only. Wanted is how fast the loss changes: the derivative of half a square. "
                        + "If Q is too"
                        + " large, does the loss grow or shrink when Q grows?")
                .with(row(1.5, 0.5), 0, 2)
                .says("The agent took one action and saw what came of it. What does it know about the others? "
                        + "And nothing"
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

    /** Builds the first network. */
    public interface Builder {
        MultiLayerNetwork of(long seed);
    }

    /**
     * Right is any initialized model with 2 inputs, 2 linear outputs, a squared loss and hidden units that bend,
     * drawn from the seed.
     */
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

    /** One step of learning: in state s[i] the action actions[i] is worth y[i]. */
    public interface Learn {
        void on(MultiLayerNetwork model, float[][] s, int[] actions, float[] y);
    }

    public static Learn learn(Learn answer) {
        return Exercise.<Learn>of("One step of learning", Exercises05::fit)
                .within(10)
                .task(
                        "the state {1, 0}, action 1, y 3, all Q-values 0 (its Q-values after the step)",
                        f -> learned(f, new float[][] {{1, 0}}, new int[] {1}, 3))
                .says("One example. Which of the two outputs learns, and what is the other one to be told? (A "
                        + "place in the"
                        + " mask that stays 0 counts for nothing.)")
                .task(
                        "the state {1, 0}, action 0, y -2 (its Q-values after the step)",
                        f -> learned(f, new float[][] {{1, 0}}, new int[] {0}, -2))
                .says("The action is 0 and its value is negative. Is its place in the mask still 1?")
                .task(
                        "the state {1, 1}, first y 4, then y 0, both for action 0 (its Q-values after both steps)",
                        f -> learned(f, new float[][] {{1, 1}}, new int[] {0}, 4, 0))
                .says("A target of 0 is a target, too.")
                .task(
                        "five states, actions 0, 1, 0, 1, 1, y 50, -3, 7, 4, -20 (their Q-values after the step)",
                        f -> learnedAtOnce(
                                f,
                                new float[][] {{1, 0}, {0, 2}, {-1, 1}, {3, 1}, {1, -2}},
                                new int[] {0, 1, 0, 1, 1},
                                new float[] {50, -3, 7, 4, -20}))
                .says("Each row has an action and a target of its own.")
                .otherwise("Labels and mask have a row for each state and a column for each action; then one fit.")
                .handBack(answer);
    }

    private static void fit(MultiLayerNetwork model, float[][] s, int[] actions, float[] y) {
        float[][] labels = new float[s.length][2];
        float[][] mask = new float[s.length][2];
        for (int i = 0; i < s.length; i++) {
            labels[i][actions[i]] = y[i];
            mask[i][actions[i]] = 1;
        }
        model.fit(new DataSet(Nd4j.create(s), Nd4j.create(labels), null, Nd4j.create(mask)));
    }

    /** One state, and one step for each target. */
    private static float[] learned(Learn answer, float[][] s, int[] actions, float... y) {
        MultiLayerNetwork model = line();
        for (float target : y) {
            answer.on(model, s, actions, new float[] {target});
        }
        return model.output(Nd4j.create(s)).ravel().toFloatVector();
    }

    private static float[] learnedAtOnce(Learn answer, float[][] s, int[] actions, float[] y) {
        MultiLayerNetwork model = line();
        answer.on(model, s, actions, y);
        return model.output(Nd4j.create(s)).ravel().toFloatVector();
    }

    /** Two inputs and two outputs that share no weight, all 0, so that it shows which of them was told something. */
    private static MultiLayerNetwork line() {
        MultiLayerNetwork model = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .updater(new Sgd(0.1))
                .list()
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(2)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
        model.init();
        model.params().assign(0);
        return model;
    }
}
