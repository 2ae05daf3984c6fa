package deepq.course.exercise;

import static deepq.course.exercise.Exercise.row;

import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** The checks of notebook 12, From pixels. */
public final class Exercises14 {
    private Exercises14() {}

    /** What a filter answers at one place of a picture. */
    public interface Answer {
        double at(double[][] picture, double[][] filter, int row, int column);
    }

    public static Answer answer(Answer answer) {
        double[][] picture = {{1, 0, 2, 0, 1}, {0, 3, 0, -1, 2}, {5, 0, 1, 0, 3}, {0, 2, 0, 4, 1}, {1, 1, 2, 0, 6}};
        double[][] filter = {{1, -2, 0.5, 0}, {0, 3, -1, 2}, {2, 1, 0.25, 1}, {0, 0, 4, -1}};
        double[][] small = {{1, 2}, {3, -4}};
        return Exercise.<Answer>of("A filter's answer", Exercises14::sum)
                .with(picture, new double[][] {{10}}, 0, 0)
                .says("The filter says how much the pixel below it counts.")
                .with(picture, new double[][] {{10}}, 2, 0)
                .says("Where do row and column come in? A row comes first, then the column.")
                .with(picture, small, 1, 0)
                .says("Lay the filter on the picture as it is, neither turned nor upside down.")
                .with(picture, small, 2, 3)
                .with(picture, filter, 1, 0)
                .with(picture, filter, 0, 1)
                .otherwise(
                        "Lay the filter's upper left corner on (row, column); multiply what lies on what, and add up.")
                .handBack(answer);
    }

    private static double sum(double[][] picture, double[][] filter, int row, int column) {
        double sum = 0;
        for (int i = 0; i < filter.length; i++) {
            for (int j = 0; j < filter[i].length; j++) {
                sum += filter[i][j] * picture[row + i][column + j];
            }
        }
        return sum;
    }

    /** At how many places along one side a filter can stand. */
    public interface Places {
        int count(int pixels, int filter, int stride);
    }

    public static Places places(Places answer) {
        return Exercise.<Places>of("Places for a filter", (pixels, filter, stride) -> (pixels - filter) / stride + 1)
                .with(5, 5, 1)
                .says("It fits exactly once. There is a place before the first move too.")
                .with(10, 3, 1)
                .says("It moves as often as it can without hanging over the edge of the picture.")
                .with(84, 8, 4)
                .says(
                        "How far does the filter move each time? The first place costs no move: which part is divided by the"
                                + " stride?")
                .with(10, 3, 2)
                .says("The last of these would hang over the edge of the picture.")
                .otherwise("It starts at the edge, and moves as often as it can without hanging over.")
                .handBack(answer);
    }

    /** The weights of a convolution. */
    public interface Weights {
        int count(int filters, int size, int channels);
    }

    public static Weights weights(Weights answer) {
        return Exercise.<Weights>of(
                        "Weights of a convolution", (filters, size, channels) -> filters * (size * size * channels + 1))
                .with(1, 1, 1)
                .says("Like a unit of a dense layer, each filter has a bias.")
                .with(1, 1, 2)
                .says("A filter looks at all channels at once, with weights of its own for each, and one bias.")
                .with(1, 5, 1)
                .says("A filter has size rows and size columns.")
                .with(8, 3, 1)
                .says("Each filter has a bias of its own.")
                .with(32, 8, 4)
                .otherwise("Count one filter first: its weights and its bias.")
                .handBack(answer);
    }

    /** A stack of frames one step later. */
    public interface Stack {
        float[] push(float[] stack, float[] frame);
    }

    public static Stack stack(Stack answer) {
        return Exercise.<Stack>of("Stacked frames", Exercises14::pushed)
                .with(row(1, 2), row(9, 8))
                .says(
                        "A stack of a single frame: the network wants the same number of pixels in every step, so which frame"
                                + " goes?")
                .with(row(1, 2, 3, 4), row(5, 6))
                .says(
                        "The oldest frame stands first and goes, the newest comes last, and the one that was newest becomes the"
                                + " one before it. The stack moves on by a whole frame, not by one pixel.")
                .with(row(1, 2, 3, 4, 5, 6, 7, 8), row(9, 10, 11, 12))
                .with(row(1, 2, 3, 4, 5, 6), row(7, 8))
                .otherwise("Drop the oldest frame, move the others up, and put the new one at the end, in a new array.")
                .handBack(answer);
    }

    private static float[] pushed(float[] stack, float[] frame) {
        float[] result = new float[stack.length];
        System.arraycopy(stack, frame.length, result, 0, stack.length - frame.length);
        System.arraycopy(frame, 0, result, stack.length - frame.length, frame.length);
        return result;
    }

    /** A piece of a picture, black and white turned around, row after row. */
    public interface Cut {
        float[] of(double[][] whole, int top, int left, int rows, int columns);
    }

    public static Cut cut(Cut answer) {
        double[][] whole = {{0, 0.25, 1, 0.5}, {0.75, 0.125, 0.5, 1}, {0.375, 1, 0, 0.625}, {0.5, 0.25, 0, 1}};
        return Exercise.<Cut>of("A piece of the picture", Exercises14::piece)
                .with(whole, 0, 0, 1, 3)
                .says(
                        "Black and white are turned around: white, 1, becomes 0, and black, 0, becomes 1, with all that is"
                                + " between.")
                .with(whole, 0, 0, 2, 3)
                .says("A row comes first, then the next row.")
                .with(whole, 1, 2, 2, 2)
                .says("Where do top and left come in?")
                .with(whole, 3, 0, 1, 4)
                .with(whole, 0, 1, 4, 2)
                .otherwise("Row by row from top, column by column from left; each pixel becomes 1 minus what it was.")
                .handBack(answer);
    }

    private static float[] piece(double[][] whole, int top, int left, int rows, int columns) {
        float[] piece = new float[rows * columns];
        for (int i = 0; i < piece.length; i++) {
            piece[i] = (float) (1 - whole[top + i / columns][left + i % columns]);
        }
        return piece;
    }

    /** Builds the network that tells two velocities from pictures. */
    public interface Regression {
        MultiLayerNetwork of(int inputs, long seed);
    }

    /** Right is any initialized model with the inputs asked for, 32 hidden ReLU units and 2 linear outputs, whose weights come from the seed. */
    public static Regression regression(Regression answer) {
        return Exercise.<Regression>of("A network for the velocities", (in, seed) -> Models.dense(seed, 1e-3, in, 32))
                .task(
                        "20, then 60 inputs (how many numbers go in, and how many come out)",
                        f -> List.of(Models.sizes(f.of(20, 1)), Models.sizes(f.of(60, 1))))
                .says(
                        "One, two or four frames go in: the number of inputs is given to you, and not always the same. Two"
                                + " velocities come out.")
                .task(
                        "20 inputs (whether there is a hidden layer)",
                        f -> f.of(20, 1).getnLayers() >= 2)
                .says(
                        "Without a hidden layer a velocity is a weighted sum of pixels. Nothing can be compared that way.")
                .task(
                        "20 inputs (hidden layers that do not bend, or whose activation was forgotten)",
                        f -> Models.unbent(f.of(20, 1)))
                .says(Models.FORGOTTEN)
                .task("20 inputs (the number of its weights)", f -> f.of(20, 1).numParams())
                .says("One hidden layer of 32 units is asked for.")
                .task(
                        "20 inputs, made-up weights and pictures (what it predicts)",
                        f -> Models.predictions(f.of(20, 1)))
                .says("Something between the layers is not as asked: ReLU in the hidden layer, and nothing else.")
                .task(
                        "20 inputs, seed 1 built twice, then seed 2 (whether the first weights are the same)",
                        f -> Models.drawn(seed -> f.of(20, seed)))
                .says("The weights do not come from the seed that you were given.")
                .otherwise(
                        "A DenseLayer of 32 ReLU units, then an OutputLayer with LossFunction.MSE, Activation.IDENTITY and an"
                                + " output for each of the two velocities. Then init().")
                .within(10)
                .handBack(answer);
    }
}
