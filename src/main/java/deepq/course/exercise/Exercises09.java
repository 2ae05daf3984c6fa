package deepq.course.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** The checks of notebook 09, CartPole. */
public final class Exercises09 {
    static {
        Models.oneThread();
    }

    private Exercises09() {}

    /** Right is any model with 4 inputs, 2 linear outputs, a squared loss, and hidden layers that bend. */
    public static Exercises05.Builder network(Exercises05.Builder answer) {
        return Models.check(
                        "Your network",
                        seed -> Models.dense(seed, 0.002, 4, 32, 32),
                        "The four numbers of a state go in, and a Q-value for each of two actions comes out.")
                .handBack(answer);
    }

    /** Knocks against a pole now and then. */
    public interface Knock {
        void on(double[] pole, double chance, Random random);
    }

    public static Knock knock(Knock answer) {
        return Exercise.<Knock>of("A knock", (pole, chance, random) -> {
                    if (random.nextDouble() < chance) {
                        pole[3] += random.nextBoolean() ? 0.8 : -0.8;
                    }
                })
                .fixed("chance")
                .task("chance 0 and 100 steps (what changes)", f -> changes(f, 0))
                .says("With chance 0 nobody knocks. random.nextDouble() lies between 0 and 1.")
                .task("chance 1 and 100 steps (what changes)", f -> changes(f, 1))
                .says("Add 0.8 to the angular velocity that is there, or take 0.8 away; nothing else changes.")
                .task("chance 0.25 and 4,000 steps (whether some 500 bring a knock to each side)", f -> {
                    int[] sides = sides(f);
                    return Math.abs(sides[0] - 500) < 100 && Math.abs(sides[2] - 500) < 100;
                })
                .says("One random number decides whether there is a knock: compare it with the chance. A second one"
                        + " says to which side; left and right should be equally often.")
                .handBack(answer);
    }

    /** In which numbers, and by how much: each kind of change once. */
    private static List<String> changes(Knock knock, double chance) {
        Random random = new Random(3);
        List<String> changes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            double[] pole = {0.5, -1, 0.1, 2};
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

    /** Of 4,000 steps: how many bring a knock to one side, none, or one to the other. */
    private static int[] sides(Knock knock) {
        double[] pole = new double[4];
        Random random = new Random(5);
        int[] sides = new int[3];
        for (int i = 0; i < 4_000; i++) {
            pole[3] = 0;
            knock.on(pole, 0.25, random);
            sides[(int) Math.signum(pole[3]) + 1]++;
        }
        return sides;
    }
}
