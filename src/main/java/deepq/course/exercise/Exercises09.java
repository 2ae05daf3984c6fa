package deepq.course.exercise;

import deepq.network.Dl4jNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** The checks of notebook 09, CartPole. */
public final class Exercises09 {
    static {
        // One thread for deeplearning4j, as the library's adapter sets it: a second one is in the way of small
        // networks.
        Dl4jNetwork.of(Models.dense(1, 0.01, 1, 1));
    }

    private Exercises09() {}

    /** Builds the network that is trained at the end. */
    public interface Builder {
        MultiLayerNetwork of(long seed);
    }

    /**
     * Right is any initialized model with 4 inputs, 2 linear outputs, a squared loss and hidden layers that bend,
     * whose weights come from the seed.
     */
    public static Builder network(Builder answer) {
        return Exercise.<Builder>of("Your network", seed -> Models.dense(seed, 0.002, 4, 32, 32))
                .task("seed 1 (how many numbers go in, and how many come out)", f -> Models.sizes(f.of(1)))
                .says("The four numbers of a state go in, and a Q-value for each of two actions comes out.")
                .task("seed 1 (whether there is a hidden layer)", f -> f.of(1).getnLayers() >= 2)
                .says("Without a hidden layer Q is a straight line in each number, and a pole falls to both sides.")
                .task(
                        "seed 1 (hidden layers that do not bend, or whose activation was forgotten)",
                        f -> Models.unbent(f.of(1)))
                .says(Models.FORGOTTEN)
                .task(
                        "seed 1 built twice, then seed 2 (whether the first weights are the same)",
                        f -> Models.drawn(f::of))
                .says("The weights do not come from the seed that you were given: .seed(seed) belongs to the"
                        + " configuration.")
                .otherwise("Hidden layers are DenseLayers; the last is an OutputLayer with LossFunction.MSE and"
                        + " Activation.IDENTITY. Then init().")
                .within(10)
                .handBack(answer);
    }

    /** Knocks against a pole now and then. */
    public interface Knock {
        void on(double[] pole, double chance, Random random);
    }

    public static Knock knock(Knock answer) {
        return Exercise.<Knock>of("A knock", Exercises09::knocked)
                .fixed("chance")
                .task("chance 0 and 100 steps (what changes)", f -> changes(f, 0, 100, 2))
                .says("With chance 0 nobody knocks. random.nextDouble() lies between 0 and 1.")
                .task("chance 1 and 100 steps (what changes)", f -> changes(f, 1, 100, 2))
                .says("A knock adds 0.8 to the angular velocity that is there, or takes 0.8 away; nothing "
                        + "else changes.")
                .task(
                        "chance 0.25 and 4,000 steps (whether about 1,000 of them bring a knock)",
                        f -> about(1_000, f, 0.25))
                .says("One number decides whether there is a knock: compare it with the chance.")
                .task("chance 0.25 and 4,000 steps (whether some 500 go to each side)", f -> {
                    double[] pole = new double[4];
                    Random random = new Random(5);
                    int[] sides = new int[3];
                    for (int i = 0; i < 4_000; i++) {
                        pole[3] = 0;
                        f.on(pole, 0.25, random);
                        sides[(int) Math.signum(pole[3]) + 1]++;
                    }
                    return Math.min(sides[0], sides[2]) > 400;
                })
                .says("Left and right should be equally often. A second random number says which.")
                .otherwise("With the given chance, pole[3] gets 0.8 more or less.")
                .handBack(answer);
    }

    private static void knocked(double[] pole, double chance, Random random) {
        if (random.nextDouble() < chance) {
            pole[3] += random.nextBoolean() ? 0.8 : -0.8;
        }
    }

    /** In which numbers, and by how much: each kind of change once. */
    private static List<String> changes(Knock knock, double chance, int steps, double spin) {
        Random random = new Random(3);
        List<String> changes = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            double[] pole = {0.5, -1, 0.1, spin};
            double[] before = pole.clone();
            knock.on(pole, chance, random);
            IntStream.range(0, 4)
                    .filter(k -> pole[k] != before[k])
                    .mapToObj(k -> "pole[" + k + "] " + Math.round(10 * before[k]) / 10.0 + " to "
                            + Math.round(10 * pole[k]) / 10.0)
                    .forEach(changes::add);
        }
        return changes.stream().distinct().sorted().toList();
    }

    private static boolean about(int many, Knock knock, double chance) {
        Random random = new Random(4);
        double[] pole = new double[4];
        int knocks = 0;
        for (int i = 0; i < 4_000; i++) {
            double[] before = pole.clone();
            knock.on(pole, chance, random);
            knocks += Arrays.equals(before, pole) ? 0 : 1;
        }
        return Math.abs(knocks - many) < 150;
    }
}
