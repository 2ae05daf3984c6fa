package deepq.course.exercise;

import static deepq.course.exercise.Exercise.row;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The checks of notebook 05, A network for Q. */
public final class Exercises05 {
    static {
        Models.oneThread();
    }

    private Exercises05() {}

    /** What a ReLU unit puts out for its inputs. */
    public interface Unit {
        double of(double[] weights, double bias, double[] x);
    }

    public static Unit unit(Unit answer) {
        return Exercise.<Unit>of("One unit", (weights, bias, x) -> {
                    double sum = bias;
                    for (int i = 0; i < x.length; i++) {
                        sum += weights[i] * x[i];
                    }
                    return Math.max(0, sum);
                })
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

    /** The gradient of half the squared error of one action, by each output of the network. */
    public interface OutputGradient {
        double[] of(double[] q, int action, double target);
    }

    public static OutputGradient outputGradient(OutputGradient answer) {
        return Exercise.<OutputGradient>of("The gradient at the outputs", (q, action, target) -> {
                    double[] gradient = new double[q.length];
                    gradient[action] = q[action] - target;
                    return gradient;
                })
                .with(row(5), 0, 2)
                .says("One action only. Wanted is how fast the loss changes: the derivative of half a square. If Q is "
                        + "too large, does the loss grow or shrink when Q grows?")
                .with(row(1.5, 0.5), 0, 2)
                .says("The agent took one action and saw what came of it. What does it know about the others? And "
                        + "nothing is averaged: the loss has only one of them in it.")
                .with(row(1, -2, 4, -3), 3, 1.5)
                .with(row(0, 3), 1, -1.5)
                .otherwise("One number for each output: zero where the loss does not depend on that output.")
                .handBack(answer);
    }

    /** Builds the first network. */
    public interface Builder {
        MultiLayerNetwork of(long seed);
    }

    /** Right is any model with 2 inputs, 2 linear outputs, a squared loss, and hidden layers that bend. */
    public static Builder network(Builder answer) {
        return Models.check(
                        "Your first network",
                        seed -> Models.dense(seed, 0.01, 2, 32, 32),
                        "DenseLayers with RELU, an OutputLayer with LossFunction.MSE and Activation.IDENTITY, init().")
                .handBack(answer);
    }

    /** One step of learning: in state s[i] the action actions[i] is worth y[i]. */
    public interface Learn {
        void on(MultiLayerNetwork model, float[][] s, int[] actions, float[] y);
    }

    public static Learn learn(Learn answer) {
        return Exercise.<Learn>of("One step of learning", (model, s, actions, y) -> {
                    float[][] labels = new float[s.length][2];
                    float[][] mask = new float[s.length][2];
                    for (int i = 0; i < s.length; i++) {
                        labels[i][actions[i]] = y[i];
                        mask[i][actions[i]] = 1;
                    }
                    model.fit(new DataSet(Nd4j.create(s), Nd4j.create(labels), null, Nd4j.create(mask)));
                })
                .within(10)
                .task(
                        "the state {1, 0}, action 1, y 3, all Q-values 0 (its Q-values after the step)",
                        f -> learned(f, new float[][] {{1, 0}}, new int[] {1}, new float[] {3}))
                .says("One example. Which of the two outputs learns, and what is the other one to be told? (A place in "
                        + "the mask that stays 0 counts for nothing.)")
                .task(
                        "the state {1, 0}, action 0, y -2 (its Q-values after the step)",
                        f -> learned(f, new float[][] {{1, 0}}, new int[] {0}, new float[] {-2}))
                .says("The action is 0 and its value is negative. Is its place in the mask still 1?")
                .task(
                        "the state {1, 1}, first y 4, then y 0, both for action 0 (its Q-values after both steps)",
                        f -> learned(f, new float[][] {{1, 1}}, new int[] {0}, new float[] {4}, new float[] {0}))
                .says("A target of 0 is a target, too.")
                .task("five states, actions 0, 1, 0, 1, 1, y 50, -3, 7, 4, -20 (their Q-values after the step)", f -> {
                    float[][] s = {{1, 0}, {0, 2}, {-1, 1}, {3, 1}, {1, -2}};
                    return learned(f, s, new int[] {0, 1, 0, 1, 1}, new float[] {50, -3, 7, 4, -20});
                })
                .says("Each row has an action and a target of its own.")
                .handBack(answer);
    }

    /** What a network whose weights are all 0, and are shared by no outputs, says after one such step or several. */
    private static float[] learned(Learn answer, float[][] s, int[] actions, float[]... y) {
        MultiLayerNetwork model = Models.linear(2, 2, new double[6]);
        for (float[] targets : y) {
            answer.on(model, s, actions, targets);
        }
        return model.output(Nd4j.create(s)).ravel().toFloatVector();
    }
}
