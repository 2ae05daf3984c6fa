package deepq.course.exercise;

import static deepq.course.exercise.Exercise.row;

import deepq.env.Box;
import deepq.env.Breakout;
import deepq.env.Environment;
import deepq.env.Space;
import deepq.env.Step;
import deepq.env.TimeLimit;
import deepq.env.Wrapper;
import deepq.network.Dl4jNetwork;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The checks of notebook 13, Breakout. */
public final class Exercises13 {
    private static final int CELLS = Breakout.CELLS * Breakout.CELLS;

    private Exercises13() {}

    /** The brightness, 0 to 1, of each pixel of a screen in color, three numbers from 0 to 255 a pixel. */
    public interface Grey {
        float[] of(float[] colors);
    }

    public static Grey grey(Grey answer) {
        return Exercise.<Grey>of("Color to grey", colors -> mixed(colors, 0.299f, 0.587f, 0.114f, 255))
                .with(row(255, 255, 255, 0, 0, 0))
                .with(row(255, 0, 0, 0, 255, 0, 0, 0, 255))
                .with(row(224, 90, 74))
                .hint("The eye sees green as brighter than blue. In this mixture each color counts the same.")
                .when(colors -> mixed(colors, 1 / 3f, 1 / 3f, 1 / 3f, 255))
                .hint("White comes out as 255. The network should get numbers from 0 to 1.")
                .when(colors -> mixed(colors, 0.299f, 0.587f, 0.114f, 1))
                .hint("Red and blue have changed places: red is the first of a pixel's three numbers.")
                .when(colors -> mixed(colors, 0.114f, 0.587f, 0.299f, 255))
                .hint("The first pixel is right. Where do the next pixel's three numbers begin?")
                .when(colors -> {
                    float[] grey = new float[colors.length / 3];
                    for (int i = 0; i < grey.length; i++) {
                        grey[i] = (0.299f * colors[i] + 0.587f * colors[i + 1] + 0.114f * colors[i + 2]) / 255;
                    }
                    return grey;
                })
                .otherwise(
                        "Pixel i has its colors at 3 i, 3 i + 1 and 3 i + 2, and there is one number for each pixel.")
                .handBack(answer);
    }

    private static float[] mixed(float[] colors, float red, float green, float blue, float white) {
        float[] grey = new float[colors.length / 3];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (red * colors[3 * i] + green * colors[3 * i + 1] + blue * colors[3 * i + 2]) / white;
        }
        return grey;
    }

    /** A square picture of {@code side} x {@code side} pixels made smaller: one number for each block of {@code block} x {@code block}. */
    public interface Shrink {
        float[] of(float[] pixels, int side, int block);
    }

    public static Shrink shrink(Shrink answer) {
        double[] numbered = new double[36];
        Arrays.setAll(numbered, i -> i * i % 23);
        return Exercise.<Shrink>of(
                        "A smaller picture", (pixels, side, block) -> blocks(pixels, side, block, false, Summary.MEAN))
                .with(row(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), 4, 2)
                .with(row(1, 0, 0, 0), 2, 2)
                .with(numbered, 6, 3)
                .with(numbered, 6, 2)
                .hint("One pixel of each block decides alone, so a ball can vanish between them. Let all pixels count.")
                .when((pixels, side, block) -> blocks(pixels, side, block, false, Summary.FIRST))
                .hint("A block of white pixels must stay white. By how many pixels is the sum shared?")
                .when((pixels, side, block) -> blocks(pixels, side, block, false, Summary.SUM))
                .when((pixels, side, block) -> blocks(pixels, side, block, false, Summary.HALF_MEAN))
                .hint("The brightest pixel wins here. That is a way too, but we want the mean.")
                .when((pixels, side, block) -> blocks(pixels, side, block, false, Summary.MAX))
                .hint("Rows and columns have changed places: the picture lies on its side.")
                .when((pixels, side, block) -> blocks(pixels, side, block, true, Summary.MEAN))
                .otherwise("A pixel in row y and column x is at y * side + x. To which block does it belong?")
                .handBack(answer);
    }

    private enum Summary {
        MEAN,
        FIRST,
        SUM,
        HALF_MEAN,
        MAX
    }

    private static float[] blocks(float[] pixels, int side, int block, boolean turned, Summary summary) {
        int n = side / block;
        float[] small = new float[n * n];
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < n; column++) {
                float sum = 0;
                float max = 0;
                for (int i = 0; i < block * block; i++) {
                    float pixel = pixels[(row * block + i / block) * side + column * block + i % block];
                    sum += pixel;
                    max = Math.max(max, pixel);
                }
                small[turned ? column * n + row : row * n + column] = switch (summary) {
                    case MEAN -> sum / (block * block);
                    case FIRST -> pixels[row * block * side + column * block];
                    case SUM -> sum;
                    case HALF_MEAN -> sum / block;
                    case MAX -> max;
                };
            }
        }
        return small;
    }

    /** Puts a wrapper around a game of 100 numbers, which shows the last two observations, the older first. */
    public interface Stacking {
        Environment<float[]> around(Environment<float[]> game);
    }

    public static Stacking twoFrames(Stacking answer) {
        return Exercise.<Stacking>of("Two frames, mended", game -> new TwoFrames(game, true, true, true))
                .task("an episode's first observation (are its two halves the same)", Exercises13::firstHalvesAlike)
                .task("the second observation (is its older half the first frame, its newer half the second)", f -> {
                    Environment<float[]> plain = Breakout.create();
                    float[] first = plain.reset(1);
                    float[] second = plain.step(2).observation();
                    Environment<float[]> game = f.around(Breakout.create());
                    game.reset(1);
                    float[] both = game.step(2).observation();
                    return List.of(Arrays.equals(half(both, 0), first), Arrays.equals(half(both, 1), second));
                })
                .task("an observation that somebody keeps while the game goes on (does it stay as it was)", f -> {
                    Environment<float[]> game = f.around(Breakout.create());
                    float[] kept = game.reset(1);
                    float[] then = kept.clone();
                    game.step(0);
                    float[] later = game.step(0).observation();
                    float[] laterThen = later.clone();
                    game.step(0);
                    return List.of(Arrays.equals(kept, then), Arrays.equals(later, laterThen));
                })
                .task("a second episode's first observation (are its two halves the same)", f -> {
                    Environment<float[]> game = f.around(Breakout.create());
                    game.reset(1);
                    game.step(0);
                    float[] again = game.reset();
                    return Arrays.equals(half(again, 0), half(again, 1));
                })
                .task("a game that is cut off after two steps (terminated, truncated)", f -> {
                    Environment<float[]> game = f.around(new TimeLimit<>(Breakout.create(), 2));
                    game.reset(1);
                    Step<float[]> one = game.step(1);
                    Step<float[]> two = game.step(1);
                    return List.of(one.terminated(), one.truncated(), two.terminated(), two.truncated());
                })
                .task("a game that is lost (terminated, truncated)", f -> {
                    Environment<float[]> game = f.around(Breakout.create());
                    game.reset(1);
                    Step<float[]> step = game.step(0);
                    while (!step.ended()) {
                        step = game.step(0);
                    }
                    return List.of(step.terminated(), step.truncated());
                })
                .task(
                        "the observation space (how many numbers)",
                        f -> f.around(Breakout.create()).observationSpace() instanceof Box box ? box.size() : 0)
                .hint("Two observations, one array. Whoever keeps the first one finds the second in it.")
                .when(game -> new TwoFrames(game, false, false, false))
                .when(game -> new TwoFrames(game, false, false, true))
                .when(game -> new TwoFrames(game, false, true, false))
                .when(game -> new TwoFrames(game, false, true, true))
                .hint("Look at the first observation of an episode. From which game is its older half?")
                .when(game -> new TwoFrames(game, true, false, false))
                .when(game -> new TwoFrames(game, true, false, true))
                .hint("When time is up, this says that the ball was lost. What would the target make of that (08)?")
                .when(game -> new TwoFrames(game, true, true, false))
                .otherwise("Play two short episodes by hand, and write down what each observation should hold.")
                .handBack(answer);
    }

    private static boolean firstHalvesAlike(Stacking f) {
        float[] first = f.around(Breakout.create()).reset(1);
        return first.length == 2 * CELLS && Arrays.equals(half(first, 0), half(first, 1));
    }

    private static float[] half(float[] both, int which) {
        return Arrays.copyOfRange(both, which * CELLS, (which + 1) * CELLS);
    }

    /** The wrapper, right or with some of the colleague's mistakes. */
    private static final class TwoFrames implements Wrapper<float[]> {
        private final Environment<float[]> inner;
        private final boolean copying;
        private final boolean forgetting;
        private final boolean honest;
        private final float[] stack = new float[2 * CELLS];

        TwoFrames(Environment<float[]> inner, boolean copying, boolean forgetting, boolean honest) {
            this.inner = inner;
            this.copying = copying;
            this.forgetting = forgetting;
            this.honest = honest;
        }

        private float[] push(float[] frame) {
            System.arraycopy(stack, CELLS, stack, 0, CELLS);
            System.arraycopy(frame, 0, stack, CELLS, CELLS);
            return copying ? stack.clone() : stack;
        }

        private float[] begin(float[] frame) {
            if (forgetting) {
                push(frame);
            }
            return push(frame);
        }

        @Override
        public Environment<float[]> inner() {
            return inner;
        }

        @Override
        public Space<float[]> observationSpace() {
            float[] ones = new float[2 * CELLS];
            Arrays.fill(ones, 1);
            return new Box(new float[2 * CELLS], ones);
        }

        @Override
        public float[] reset(long seed) {
            return begin(inner.reset(seed));
        }

        @Override
        public float[] reset() {
            return begin(inner.reset());
        }

        @Override
        public Step<float[]> step(int action) {
            Step<float[]> step = inner.step(action);
            float[] both = push(step.observation());
            return honest
                    ? new Step<>(both, step.reward(), step.terminated(), step.truncated())
                    : new Step<>(both, step.reward(), step.ended(), false);
        }
    }

    /** Builds the convolutional network for two frames of Breakout. */
    public interface Builder {
        MultiLayerNetwork of(long seed);
    }

    /** Right is any initialized model of the layers that are asked for: the saved weights must fit. */
    public static Builder network(Builder answer) {
        return Exercise.<Builder>of("A convolutional network", seed -> model(seed, 2, 16, 3, 64, 3))
                .task("seed 1 (how many numbers go in, and how many come out)", f -> {
                    Dl4jNetwork network = Dl4jNetwork.of(f.of(1));
                    return List.of(network.inputs(), network.outputs());
                })
                .task(
                        "seed 1 (the shape of the first layer's weights)",
                        f -> f.of(1).getLayer(0).getParam("W").shape())
                .task("seed 1 (how many parameters)", f -> f.of(1).numParams())
                .task(
                        "seeds 1 and 2 (are the first weights the same)",
                        f -> f.of(1).params().equals(f.of(2).params()))
                .hint("Nothing looks at the picture in pieces here. Which layer comes first?")
                .when(seed -> model(seed, 2, 0, 3, 64, 3))
                .hint("Two frames are two channels of one picture.")
                .when(seed -> model(seed, 1, 16, 3, 64, 3))
                .hint("The number of filters is not the one that was asked for.")
                .when(seed -> model(seed, 2, 8, 3, 64, 3))
                .when(seed -> model(seed, 2, 32, 3, 64, 3))
                .hint("The layer behind the filters has another number of units than was asked for.")
                .when(seed -> model(seed, 2, 16, 3, 32, 3))
                .when(seed -> model(seed, 2, 16, 3, 128, 3))
                .hint("Breakout has three actions: left, stay, right.")
                .when(seed -> model(seed, 2, 16, 3, 64, 2))
                .hint("The weights do not come from the seed that you were given.")
                .when(seed -> model(7, 2, 16, 3, 64, 3))
                .otherwise(
                        "A ConvolutionLayer of 16 filters, 3 x 3, stride 1; a DenseLayer of 64; an OutputLayer with three"
                                + " linear outputs and LossFunction.MSE; the input type convolutionalFlat(10, 10, 2); and init().")
                .within(20)
                .handBack(answer);
    }

    private static MultiLayerNetwork model(long seed, int frames, int filters, int size, int units, int actions) {
        NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                .seed(seed)
                .updater(new Adam(0.001))
                .list();
        if (filters > 0) {
            layers.layer(new ConvolutionLayer.Builder(size, size)
                    .nOut(filters)
                    .activation(Activation.RELU)
                    .build());
        }
        layers.layer(
                new DenseLayer.Builder().nOut(units).activation(Activation.RELU).build());
        layers.layer(new OutputLayer.Builder(LossFunction.MSE)
                .nOut(actions)
                .activation(Activation.IDENTITY)
                .build());
        layers.setInputType(InputType.convolutionalFlat(Breakout.CELLS, Breakout.CELLS, frames));
        MultiLayerNetwork model = new MultiLayerNetwork(layers.build());
        model.init();
        return model;
    }

    /** Q(s, a) of all actions. */
    public interface QValues {
        float[] of(float[] observation);
    }

    /** How much the value of a state, its largest Q-value, changes when one cell is covered in both frames. */
    public interface Occlusion {
        double change(QValues q, float[] observation, int cell);
    }

    public static Occlusion occlusion(Occlusion answer) {
        QValues sums = s -> {
            float sum = 0;
            for (int i = 0; i < s.length; i++) {
                sum += s[i] * (1 + i % 7);
            }
            return new float[] {-sum, sum, sum / 2};
        };
        float[] seen = new float[2 * CELLS];
        for (int i = 0; i < seen.length; i++) {
            seen[i] = i * i % 5 == 0 ? 0.25f : 0.5f;
        }
        return Exercise.<Occlusion>of("A covered cell", (q, s, cell) -> covered(q, s, cell, true, true))
                .task("a made-up network, cell 0 covered", f -> f.change(sums, seen.clone(), 0))
                .task("a made-up network, cell 42 covered", f -> f.change(sums, seen.clone(), 42))
                .task("a made-up network, cell 99 covered", f -> f.change(sums, seen.clone(), 99))
                .task("cell 7 covered (is the observation afterwards as it was)", f -> {
                    float[] observation = seen.clone();
                    f.change(sums, observation, 7);
                    return Arrays.equals(seen, observation);
                })
                .hint("This covers the older frame only. The cell is in both.")
                .when((q, s, cell) -> covered(q, s, cell, true, false))
                .hint("This covers the newer frame only. The cell is in both.")
                .when((q, s, cell) -> covered(q, s, cell, false, true))
                .hint(
                        "The sign is the wrong way round: a cell that is worth something should lower the value when covered.")
                .when((q, s, cell) -> -covered(q, s, cell, true, true))
                .hint("You have covered the observation itself, and it stays covered. Work on a copy.")
                .when((q, s, cell) -> {
                    double change = covered(q, s, cell, true, true);
                    s[cell] = 0;
                    s[CELLS + cell] = 0;
                    return change;
                })
                .hint("That is the value with the cell covered. By how much has it changed?")
                .when((q, s, cell) -> covered(q, s, cell, true, true) + largest(q.of(s)))
                .otherwise("Copy, set the cell to 0 in both halves, ask for the Q-values again, compare the largest.")
                .handBack(answer);
    }

    private static double covered(QValues q, float[] observation, int cell, boolean older, boolean newer) {
        float[] covered = observation.clone();
        if (older) {
            covered[cell] = 0;
        }
        if (newer) {
            covered[CELLS + cell] = 0;
        }
        return largest(q.of(covered)) - largest(q.of(observation));
    }

    private static float largest(float[] q) {
        float largest = q[0];
        for (float value : q) {
            largest = Math.max(largest, value);
        }
        return largest;
    }
}
