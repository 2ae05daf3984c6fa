package deepq.course.exercise;

import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;

/** The checks of notebook 12, From pixels. */
public final class Exercises12 {
    private Exercises12() {}

    /** What a filter answers at one place of a picture. */
    public interface Answer {
        double at(double[][] picture, double[][] filter, int row, int column);
    }

    public static Answer answer(Answer answer) {
        double[][] picture = {{1, 0, 2, 0}, {0, 3, 0, 1}, {5, 0, 1, 0}, {0, 2, 0, 4}};
        double[][] filter = {{1, -2, 0.5}, {0, 3, -1}, {2, 1, 0.25}};
        double[][] small = {{1, 2}, {3, -4}};
        return Exercise.<Answer>of(
                        "A filter's answer", (seen, of, row, column) -> sum(seen, of, row, column, false, false))
                .task("a 3 x 3 filter at row 0, column 0", f -> f.at(picture, filter, 0, 0))
                .task("a 3 x 3 filter at row 1, column 0", f -> f.at(picture, filter, 1, 0))
                .task("a 3 x 3 filter at row 0, column 1", f -> f.at(picture, filter, 0, 1))
                .task("a 2 x 2 filter at row 2, column 1", f -> f.at(picture, small, 2, 1))
                .hint("It looks at the upper left corner wherever it stands. Where do row and column come in?")
                .when((seen, of, row, column) -> sum(seen, of, 0, 0, false, false))
                .hint("Rows and columns of the filter have changed places.")
                .when((seen, of, row, column) -> sum(seen, of, row, column, true, false))
                .hint("This turns the filter upside down before it looks. Lay it on the picture as it is.")
                .when((seen, of, row, column) -> sum(seen, of, row, column, false, true))
                .hint("That is the sum of the pixels. The filter says how much each of them counts.")
                .when((seen, of, row, column) -> {
                    double sum = 0;
                    for (int i = 0; i < of.length; i++) {
                        for (int j = 0; j < of.length; j++) {
                            sum += seen[row + i][column + j];
                        }
                    }
                    return sum;
                })
                .otherwise(
                        "Lay the filter's upper left corner on (row, column); multiply what lies on what, and add up.")
                .handBack(answer);
    }

    private static double sum(
            double[][] picture, double[][] filter, int row, int column, boolean transposed, boolean flipped) {
        int n = filter.length;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double weight = transposed ? filter[j][i] : flipped ? filter[n - 1 - i][n - 1 - j] : filter[i][j];
                sum += weight * picture[row + i][column + j];
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
                .task("10 pixels, a filter of 3, stride 1", f -> f.count(10, 3, 1))
                .task("84 pixels, a filter of 8, stride 4", f -> f.count(84, 8, 4))
                .task("10 pixels, a filter of 3, stride 2", f -> f.count(10, 3, 2))
                .task("5 pixels, a filter of 5, stride 1", f -> f.count(5, 5, 1))
                .hint("These are the moves. There is a place before the first move too.")
                .when((pixels, filter, stride) -> (pixels - filter) / stride)
                .hint("How far does the filter move each time?")
                .when((pixels, filter, stride) -> pixels - filter + 1)
                .hint("The first place costs no move. Which part is divided by the stride?")
                .when((pixels, filter, stride) -> (pixels - filter + 1) / stride)
                .hint("The last of these would hang over the edge of the picture.")
                .when((pixels, filter, stride) -> pixels / stride)
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
                .task("8 filters of 3 x 3 on 1 channel", f -> f.count(8, 3, 1))
                .task("32 filters of 8 x 8 on 4 channels", f -> f.count(32, 8, 4))
                .task("1 filter of 1 x 1 on 2 channels", f -> f.count(1, 1, 2))
                .hint("Like a unit of a dense layer, each filter has a bias.")
                .when((filters, size, channels) -> filters * size * size * channels)
                .hint("A filter looks at all channels at once, with weights of its own for each.")
                .when((filters, size, channels) -> filters * (size * size + 1))
                .hint("Each filter has a bias of its own.")
                .when((filters, size, channels) -> filters * size * size * channels + 1)
                .hint("A filter has size rows and size columns.")
                .when((filters, size, channels) -> filters * (size * channels + 1))
                .otherwise("Count one filter first: its weights and its bias.")
                .handBack(answer);
    }

    /** A stack of frames one step later. */
    public interface Stack {
        float[] push(float[] stack, float[] frame);
    }

    public static Stack stack(Stack answer) {
        return Exercise.<Stack>of("Stacked frames", (stack, frame) -> pushed(stack, frame, frame.length))
                .task("the stack [1, 2, 3, 4] of two frames and the frame [5, 6]", f -> untouched(f, 4, 5, 6))
                .task("the stack [1, 2, 3, 4, 5, 6] of three frames and the frame [7, 8]", f -> untouched(f, 6, 7, 8))
                .task("the stack [1, 2] of one frame and the frame [9, 9]", f -> untouched(f, 2, 9, 9))
                .hint("The oldest frame stands first, the newest last.")
                .when((stack, frame) -> {
                    float[] result = new float[stack.length];
                    System.arraycopy(frame, 0, result, 0, frame.length);
                    System.arraycopy(stack, 0, result, frame.length, stack.length - frame.length);
                    return result;
                })
                .hint(
                        "The stack has grown. The network wants the same number of pixels in every step: which frame goes?")
                .when((stack, frame) -> {
                    float[] result = new float[stack.length + frame.length];
                    System.arraycopy(stack, 0, result, 0, stack.length);
                    System.arraycopy(frame, 0, result, stack.length, frame.length);
                    return result;
                })
                .hint("The newest frame was replaced. It should become the one before the newest.")
                .when((stack, frame) -> {
                    float[] result = stack.clone();
                    System.arraycopy(frame, 0, result, stack.length - frame.length, frame.length);
                    return result;
                })
                .hint("The stack moves on by a whole frame, not by one pixel.")
                .when((stack, frame) -> pushed(stack, frame, 1))
                .hint("The stack that you were given must stay as it is: the replay buffer may hold it.")
                .when((stack, frame) -> {
                    System.arraycopy(pushed(stack, frame, frame.length), 0, stack, 0, stack.length);
                    return stack;
                })
                .otherwise("Drop the oldest frame, move the others up, and put the new one at the end.")
                .handBack(answer);
    }

    private static float[] pushed(float[] stack, float[] frame, int by) {
        float[] result = new float[stack.length];
        System.arraycopy(stack, by, result, 0, stack.length - by);
        System.arraycopy(frame, 0, result, stack.length - frame.length, frame.length);
        return result;
    }

    /** The answer, and what became of the stack that it was given. */
    private static List<float[]> untouched(Stack answer, int size, float first, float second) {
        float[] stack = new float[size];
        for (int i = 0; i < size; i++) {
            stack[i] = i + 1;
        }
        return List.of(answer.push(stack, new float[] {first, second}), stack);
    }

    /** A piece of a picture, black and white turned around, row after row. */
    public interface Cut {
        float[] of(double[][] whole, int top, int left, int rows, int columns);
    }

    public static Cut cut(Cut answer) {
        double[][] whole = new double[4][6];
        for (int row = 0; row < 4; row++) {
            for (int column = 0; column < 6; column++) {
                whole[row][column] = (7 * row + column * column) / 64.0;
            }
        }
        return Exercise.<Cut>of(
                        "A piece of the picture",
                        (seen, top, left, rows, columns) -> piece(seen, top, left, rows, columns, true))
                .task("2 rows and 3 columns from row 1, column 2", f -> f.of(whole, 1, 2, 2, 3))
                .task("all of the picture", f -> f.of(whole, 0, 0, 4, 6))
                .task("1 row and 2 columns from row 3, column 4", f -> f.of(whole, 3, 4, 1, 2))
                .hint("Black and white have not been turned around: 1 becomes 0, and 0 becomes 1.")
                .when((seen, top, left, rows, columns) -> piece(seen, top, left, rows, columns, false))
                .hint("This piece comes from the upper left corner. Where do top and left come in?")
                .when((seen, top, left, rows, columns) -> piece(seen, 0, 0, rows, columns, true))
                .hint("The pixels are right and stand column after column. A row comes first, then the next row.")
                .when((seen, top, left, rows, columns) -> {
                    float[] byRows = piece(seen, top, left, rows, columns, true);
                    float[] byColumns = new float[byRows.length];
                    for (int i = 0; i < byRows.length; i++) {
                        byColumns[i % columns * rows + i / columns] = byRows[i];
                    }
                    return byColumns;
                })
                .hint("Minus what is there would be below 0. White, 1, should become 0, and black 1.")
                .when((seen, top, left, rows, columns) -> {
                    float[] piece = piece(seen, top, left, rows, columns, false);
                    for (int i = 0; i < piece.length; i++) {
                        piece[i] = -piece[i];
                    }
                    return piece;
                })
                .otherwise("Row by row from top, column by column from left; each pixel becomes 1 minus what it was.")
                .handBack(answer);
    }

    private static float[] piece(double[][] whole, int top, int left, int rows, int columns, boolean turned) {
        float[] piece = new float[rows * columns];
        int next = 0;
        for (int row = top; row < top + rows; row++) {
            for (int column = left; column < left + columns; column++) {
                piece[next++] = (float) (turned ? 1 - whole[row][column] : whole[row][column]);
            }
        }
        return piece;
    }

    /** Builds the network that tells two velocities from pictures. */
    public interface Regression {
        MultiLayerNetwork of(int inputs, long seed);
    }

    /** Right is any initialized model with the inputs asked for, a hidden layer and 2 linear outputs, whose weights come from the seed. */
    public static Regression regression(Regression answer) {
        return Exercise.<Regression>of("A network for the velocities", (in, seed) -> model(seed, in, 32))
                .task("20 inputs (how many numbers go in, and how many come out)", f -> Models.sizes(f.of(20, 1)))
                .task("60 inputs (how many numbers go in, and how many come out)", f -> Models.sizes(f.of(60, 1)))
                .task("20 inputs (is there a hidden layer)", f -> f.of(20, 1).getnLayers() >= 2)
                .task(
                        "20 inputs, built twice from seed 1 (are the first weights the same)",
                        f -> Models.sameWeights(f.of(20, 1), f.of(20, 1)))
                .task(
                        "20 inputs, seeds 1 and 2 (are the first weights the same)",
                        f -> Models.sameWeights(f.of(20, 1), f.of(20, 2)))
                .hint("One, two or four frames go in: the number of inputs is given to you, and not always the same.")
                .when((in, seed) -> model(seed, 20, 32))
                .hint(
                        "Without a hidden layer a velocity is a weighted sum of pixels. Nothing can be compared that way.")
                .when((in, seed) -> model(seed, in))
                .hint("The weights do not come from the seed that you were given.")
                .when((in, seed) -> model(7, in, 32))
                .otherwise(
                        "A DenseLayer of 32 ReLU units, then an OutputLayer with LossFunction.MSE, Activation.IDENTITY"
                                + " and an output for each of the two velocities. Then init().")
                .within(10)
                .handBack(answer);
    }

    private static MultiLayerNetwork model(long seed, int inputs, int... units) {
        return Models.dense(seed, 1e-3, Activation.RELU, inputs, units);
    }
}
