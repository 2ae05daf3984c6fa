package deepq.course.exercise;

import static deepq.course.exercise.Exercise.row;

import deepq.env.Box;
import deepq.env.Breakout;
import deepq.env.Environment;
import deepq.env.FrameStack;
import deepq.env.Step;
import deepq.env.StickyAction;
import deepq.policy.EpsilonGreedy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.learning.config.Adam;

/** The checks of notebook 13, Breakout. */
public final class Exercises13 {
    private static final int CELLS = Breakout.CELLS * Breakout.CELLS;

    private Exercises13() {}

    /** The brightness, 0 to 1, of each pixel of a screen in color, three numbers from 0 to 255 a pixel. */
    public interface Gray {
        float[] of(float[] colors);
    }

    public static Gray gray(Gray answer) {
        return Exercise.<Gray>of("Color to gray", colors -> {
                    float[] gray = new float[colors.length / 3];
                    for (int i = 0; i < gray.length; i++) {
                        gray[i] = (0.299f * colors[3 * i] + 0.587f * colors[3 * i + 1] + 0.114f * colors[3 * i + 2])
                                / 255;
                    }
                    return gray;
                })
                .with(row(255, 255, 255))
                .says("White should come out as 1: the network should get numbers from 0 to 1.")
                .with(row(200, 10, 20))
                .says("Red is the first of a pixel's three numbers. The eye sees green as brighter than blue: in the "
                        + "mixture each color counts differently.")
                .with(row(255, 0, 0, 0, 255, 0, 0, 0, 255, 60, 70, 80))
                .says("The first pixel is right. Where do the next pixel's three numbers begin?")
                .otherwise("Pixel i has its colors at 3 i, 3 i + 1 and 3 i + 2. There is one number for each pixel.")
                .handBack(answer);
    }

    /** A picture of {@code side} rows and columns made smaller: a number for each square of {@code block} rows. */
    public interface Shrink {
        float[] of(float[] pixels, int side, int block);
    }

    public static Shrink shrink(Shrink answer) {
        return Exercise.<Shrink>of("A smaller picture", (pixels, side, block) -> {
                    int n = side / block;
                    float[] small = new float[n * n];
                    for (int i = 0; i < n * n * block * block; i++) {
                        int y = i / (n * block);
                        int x = i % (n * block);
                        small[y / block * n + x / block] += pixels[y * side + x] / (block * block);
                    }
                    return small;
                })
                .with(row(1, 1, 1, 1), 2, 2)
                .says("A block of white pixels must stay white. By how many pixels is the sum shared?")
                .with(row(0, 0, 0, 1), 2, 2)
                .says("Let all pixels count, not one for the whole block and not the brightest: we want the mean.")
                .with(row(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), 4, 2)
                .says("Rows and columns may have changed places, or blocks begin in the wrong pixel.")
                .with(IntStream.range(0, 36).mapToDouble(i -> i * i % 11).toArray(), 6, 3)
                .otherwise("A pixel in row y and column x is at y * side + x. To which block does it belong?")
                .handBack(answer);
    }

    /** Puts a wrapper around a game of 100 numbers, which shows the last two observations, the older first. */
    public interface Stacking {
        Environment<float[]> around(Environment<float[]> game);
    }

    public static Stacking twoFrames(Stacking answer) {
        return Exercise.<Stacking>of("Two frames, corrected", game -> new FrameStack(game, 2))
                .task(
                        "the observation space (how many numbers)",
                        f -> ((Box) f.around(frames(true)).observationSpace()).size())
                .says("Two frames of 100 numbers each.")
                .task("three observations of one game (how many arrays they are)", Exercises13::kept)
                .says("Two observations, one array. Whoever keeps the first one finds the second in it.")
                .task("two episodes (what their first observations hold)", f -> seen(f, true, "first"))
                .says("Look at the first observation of an episode. From which game is its older half?")
                .task("two episodes that are cut off after three steps", f -> seen(f, false, ""))
                .says("When time is up, this says that the ball was lost. What would the target make of that (08)?")
                .task("two episodes to their end", f -> seen(f, true, ""))
                .otherwise("Play two short episodes by hand, and write down what each observation should hold.")
                .handBack(answer);
    }

    private static int kept(Stacking f) {
        Environment<float[]> game = f.around(frames(true));
        Set<float[]> kept = new HashSet<>(List.of(game.reset(1))); // arrays are equal to none but themselves
        kept.add(game.step(0).observation());
        kept.add(game.step(0).observation());
        return kept.size();
    }

    /** A game of three steps. */
    private static Toy<float[]> frames(boolean terminates) {
        return Toy.paying(3, Breakout.create().observationSpace(), Exercises13::frame, terminates, 1, -0.5, 2);
    }

    private static float[] frame(int n) {
        float[] frame = new float[CELLS];
        for (int i = 0; i < CELLS; i++) {
            frame[i] = n + (i - 50) / 10f;
        }
        return frame;
    }

    /** Two episodes: what each observation holds, and what each step says; of it the lines that begin so. */
    private static List<String> seen(Stacking f, boolean terminates, String what) {
        Environment<float[]> game = f.around(frames(terminates));
        List<String> seen = new ArrayList<>();
        for (int episode = 0; episode < 2; episode++) {
            seen.add("first " + halves(episode == 0 ? game.reset(1) : game.reset()));
            for (int n = 0; n < 3; n++) {
                Step<float[]> step = game.step(n);
                seen.add("then " + halves(step.observation()) + ", reward " + step.reward() + ", terminated "
                        + step.terminated() + ", truncated " + step.truncated());
            }
        }
        return seen.stream().filter(line -> line.startsWith(what)).toList();
    }

    private static String halves(float[] both) {
        return "older half " + half(both, 0) + ", newer half " + half(both, CELLS);
    }

    private static String half(float[] both, int begin) {
        float[] half = Arrays.copyOfRange(both, begin, begin + CELLS);
        return IntStream.range(0, 4)
                .filter(n -> Arrays.equals(half, frame(n)))
                .mapToObj(n -> "frame " + n)
                .findFirst()
                .orElse("no frame");
    }

    /** What a filter answers at one place of a picture. */
    public interface Activation2d {
        double at(double[][] picture, double[][] filter, int row, int column);
    }

    public static Activation2d activation(Activation2d answer) {
        double[][] picture = {{1, 0, 2, 0, 1}, {0, 3, 0, -1, 2}, {5, 0, 1, 0, 3}, {0, 2, 0, 4, 1}, {1, 1, 2, 0, 6}};
        double[][] filter = {{1, -2, 0.5, 0}, {0, 3, -1, 2}, {2, 1, 0.25, 1}, {0, 0, 4, -1}};
        double[][] small = {{1, 2}, {3, -4}};
        return Exercise.<Activation2d>of("One activation", (seen, weights, row, column) -> {
                    double sum = 0;
                    for (int i = 0; i < weights.length; i++) {
                        for (int j = 0; j < weights[i].length; j++) {
                            sum += weights[i][j] * seen[row + i][column + j];
                        }
                    }
                    return sum;
                })
                .with(picture, new double[][] {{10}}, 0, 0)
                .says("The filter says how much the pixel below it counts.")
                .with(picture, new double[][] {{10}}, 2, 0)
                .says("Where do row and column come in? A row comes first, then the column.")
                .with(picture, small, 1, 0)
                .says("Lay the filter on the picture as it is, neither turned nor upside down.")
                .with(picture, small, 2, 3)
                .with(picture, filter, 1, 0)
                .with(picture, filter, 0, 1)
                .otherwise("Lay the filter's upper left corner on (row, column), multiply what lies on what, add up.")
                .handBack(answer);
    }

    /** Builds the convolutional network for two frames of Breakout. */
    public interface Builder {
        MultiLayerNetwork of(long seed);
    }

    /** Right is any model of the layers that are asked for: the saved weights must fit, and mean the same. */
    public static Builder network(Builder answer) {
        return Exercise.<Builder>of(
                        "A convolutional network",
                        seed -> Models.network(
                                seed,
                                WeightInit.XAVIER,
                                new Adam(0.001),
                                InputType.convolutionalFlat(Breakout.CELLS, Breakout.CELLS, 2),
                                3,
                                new ConvolutionLayer.Builder(3, 3).nOut(16).build(),
                                new DenseLayer.Builder().nOut(64).build()))
                .task("seed 1 (how many numbers go in, and how many come out)", f -> Models.sizes(f.of(1)))
                .says("Two frames of 10 x 10 go in. Breakout has three actions: left, stay, right.")
                .task("seed 1 (hidden layers that do not bend, or have no activation)", f -> Models.unbent(f.of(1)))
                .says(Models.FORGOTTEN)
                .task("seed 1, made-up weights and pictures (what it predicts)", f -> Models.predictions(f.of(1)))
                .says("Something is not as asked: 16 filters of 3 x 3 that move by one pixel, 64 units after them,"
                        + " ReLU in both layers, and nothing else between them.")
                .task("seed 1 twice, then seed 2 (whether the first weights are the same)", f -> Models.drawn(f::of))
                .says("The weights do not come from the seed that you were given.")
                .within(20)
                .handBack(answer);
    }

    /** Puts a wrapper around a game, in which an action is replaced by the one before, now and then. */
    public interface Sticky {
        Environment<float[]> around(Environment<float[]> game, double probability);
    }

    public static Sticky sticky(Sticky answer) {
        return Exercise.<Sticky>of("Sticky actions", StickyAction::new)
                .fixed("probability")
                .task("probability 0 (which actions the game gets)", f -> done(f, 0, 12))
                .says("Nothing should stick here: the game gets each action as it was chosen.")
                .task("the step in which the time is up (what it gives)", f -> step(f, 19))
                .task("the step after it, in which the game is over (what it gives)", f -> step(f, 20))
                .says("A wrapper passes on what the game answers: observation, reward, terminated and truncated.")
                .task("probability 0.25 (whether each action is the chosen one or the last done)", Exercises13::legal)
                .says("The action done last sticks, which need not be the one chosen last. A new episode has none.")
                .task("probability 0.25 (the percentage that sticks, rounded to fives)", f -> share(f, 0.25))
                .says("Too many actions stick, or too few. Draw once in each step, and compare with the probability.")
                .task("probability 0.6 (the same)", f -> share(f, 0.6))
                .says("The probability is given to you, and not always the same.")
                .handBack(answer);
    }

    /** An episode has 20 steps. */
    private static Toy<float[]> twenty() {
        return Toy.of(3, () -> new float[1], (n, action) -> new Step<>(new float[] {n}, n * 0.5, n == 20, n == 19));
    }

    /** The action chosen in a step. */
    private static int chosen(int step) {
        return (step * 7 + step / 3) % 3;
    }

    private static List<Integer> done(Sticky f, double probability, int steps) {
        Toy<float[]> game = twenty();
        Environment<float[]> sticky = f.around(game, probability);
        sticky.reset(1);
        for (int i = 0; i < steps; i++) {
            if (sticky.step(chosen(i)).terminated()) {
                sticky.reset();
            }
        }
        return game.actions;
    }

    private static Step<float[]> step(Sticky f, int number) {
        Environment<float[]> sticky = f.around(twenty(), 0.25);
        sticky.reset(1);
        for (int i = 0; i < number - 1; i++) {
            sticky.step(chosen(i));
        }
        return sticky.step(chosen(number - 1));
    }

    private static boolean legal(Sticky f) {
        List<Integer> done = done(f, 0.25, 4_000);
        return IntStream.range(0, 4_000)
                .allMatch(i ->
                        done.get(i) == chosen(i) || i % 20 > 0 && done.get(i).equals(done.get(i - 1)));
    }

    /** Of the steps in which it can be seen. */
    private static long share(Sticky f, double probability) {
        List<Integer> done = done(f, probability, 4_000);
        int[] visible = IntStream.range(1, done.size())
                .filter(i -> i % 20 > 0 && done.get(i - 1) != chosen(i))
                .toArray();
        long stuck = IntStream.of(visible).filter(i -> done.get(i) != chosen(i)).count();
        return 5 * Math.round(20.0 * stuck / visible.length);
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
        return Exercise.<Occlusion>of("A covered cell", (q, observation, cell) -> {
                    float[] covered = observation.clone();
                    covered[cell] = 0;
                    covered[CELLS + cell] = 0;
                    return value(q.of(covered)) - value(q.of(observation));
                })
                .task("Q always {-1, -2, -3}, cell 5 covered", f -> f.change(s -> new float[] {-1, -2, -3}, seen(), 5))
                .says("Nothing changes here, whatever is covered. By how much has the value changed?")
                .task("Q that only sees the older frame, cell 5 covered", f -> f.change(s -> sums(s, 0), seen(), 5))
                .says("The cell is in both frames, in the older one too. And a cell that is worth something should "
                        + "lower the value when covered.")
                .task("Q that only sees the newer frame, cell 5 covered", f -> f.change(s -> sums(s, CELLS), seen(), 5))
                .says("The cell is in both frames, in the newer one too.")
                .task("Q that counts all cells, cells 0, 42 and 99 covered", f -> changes(f, seen()))
                .task("the same, and another observation", f -> changes(f, new float[] {7, 8}))
                .otherwise("Work on a copy (what is covered stays covered), set the cell to 0 in both halves, ask for "
                        + "the Q-values again, compare the largest.")
                .handBack(answer);
    }

    private static List<Double> changes(Occlusion f, float[] observation) {
        float[] all = Arrays.copyOf(observation, 2 * CELLS);
        QValues q = s -> sums(s, 0, CELLS);
        return List.of(f.change(q, all, 0), f.change(q, all, 42), f.change(q, all, 99));
    }

    private static float[] seen() {
        float[] seen = new float[2 * CELLS];
        for (int i = 0; i < seen.length; i++) {
            seen[i] = i * i % 5 == 0 ? 0.25f : 0.5f;
        }
        return seen;
    }

    /** The Q-values of a made-up network that sees the frames that begin at these places. */
    private static float[] sums(float[] s, int... frames) {
        float sum = 0;
        for (int frame : frames) {
            for (int i = 0; i < CELLS; i++) {
                sum += s[frame + i] * (i % 7 - 2);
            }
        }
        return new float[] {sum - 1, sum, sum / 2};
    }

    private static float value(float[] q) {
        return q[EpsilonGreedy.argmax(q)];
    }
}
