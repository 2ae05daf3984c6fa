package deepq.course.exercise;

import deepq.random.Pcg64;
import deepq.replay.Transition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The checks of notebook 07, experience replay. */
public final class Exercises07 {
    /** The number of what is drawn from an empty slot. */
    private static final int EMPTY = -1;

    private Exercises07() {}

    /** A replay buffer as the reader writes it: a ring. */
    public interface Buffer {
        /** Puts one transition in: into slot 0, 1, ..., and after the last slot into slot 0 again, over the oldest. */
        void add(Transition transition);

        /** How many transitions it holds. */
        int size();

        /** Draws so many, with replacement: for each one {@code random.integers(size())}, the slot that it lies in. */
        List<Transition> sample(int count, Pcg64 random);
    }

    /** Makes an empty buffer. */
    public interface Maker {
        Buffer of(int capacity);
    }

    public static Maker buffer(Maker answer) {
        return Exercise.<Maker>of("A replay buffer", Ring::new)
                .task("capacity 3 and 2 transitions added (its size)", f -> filled(f, 3, 2)
                        .size())
                .says("As long as it is not full, it holds as many as were added.")
                .task(
                        "capacity 3 and 4, then 11 transitions added (its size)",
                        f -> List.of(filled(f, 3, 4).size(), filled(f, 3, 11).size()))
                .says(
                        "When it is full it stays full: it neither grows forever nor shrinks. (Is the number of transitions"
                                + " added so far the same as the size?)")
                .task(
                        "2 transitions in it and 7 asked for (how many come)",
                        f -> filled(f, 3, 2).sample(7, new Pcg64(1)).size())
                .says(
                        "A batch has as many as were asked for: they are drawn with replacement, so that one may come twice.")
                .task(
                        "transitions 0 and 1 added to capacity 3 (which ones 300 draws find)",
                        f -> found(filled(f, 3, 2)))
                .says(
                        "Some slots hold nothing yet (a -1). Draw from those that do, from all of them: random.integers(n) gives one"
                                + " of 0 to n - 1.")
                .task("transitions 0 to 2 added to capacity 3 (which ones 300 draws find)", f -> found(filled(f, 3, 3)))
                .says("A buffer of capacity 3 has the slots 0, 1 and 2: all of them hold something now.")
                .task("transitions 0 to 3 added to capacity 3 (which ones 300 draws find)", f -> found(filled(f, 3, 4)))
                .says(
                        "After the last slot comes slot 0 again: the oldest has to go, not the newest, and what is new has to"
                                + " come in.")
                .task("0 to 10 added to capacity 3 (which ones 300 draws find)", f -> found(filled(f, 3, 11)))
                .says("The first round is right, and the second. What about the third?")
                .task("5 transitions in it (how often each is drawn, in tenths)", f -> shares(filled(f, 8, 5)))
                .says("Each of them should be as likely, and each is a draw of its own.")
                .task(
                        "10 transitions in it (how often the one after the last is drawn next, in tenths)",
                        f -> successors(filled(f, 10, 10)))
                .says(
                        "Your transitions come one after the other, as they were lived. Each draw must be independent of the"
                                + " one before.")
                .task("the same random numbers, then others (whether it draws the same)", Exercises07::repeats)
                .says("Whoever runs your program again must find the same, and other batches must differ: draw with the"
                        + " random numbers that sample is given.")
                .task("room left (which of 0 to 4 a batch holds)", f -> numbers(filled(f, 8, 5), 10, 8))
                .says(
                        "Fair, but not in the documented order: each transition takes one random.integers(size()), which names"
                                + " its slot.")
                .task("no room left (which of 5 to 12 a batch holds)", f -> numbers(filled(f, 8, 13), 10, 8))
                .says(
                        "The right transitions, but not in the slots of a ring. There each one stays in its slot until it is"
                                + " overwritten.")
                .otherwise("Try it by hand with a capacity of 3: add four, and write down what stands in each slot.")
                .handBack(answer);
    }

    /** Transition number n holds n as its observation, n + 1 as the next one. */
    private static Buffer filled(Maker answer, int capacity, int transitions) {
        Buffer buffer = answer.of(capacity);
        for (int n = 0; n < transitions; n++) {
            buffer.add(new Transition(new float[] {n}, n % 2, n, new float[] {n + 1}, 0.99f));
        }
        return buffer;
    }

    private static List<Integer> numbers(Buffer buffer, int count, long seed) {
        return buffer.sample(count, new Pcg64(seed)).stream()
                .map(transition -> transition == null ? EMPTY : (int) transition.observation()[0])
                .toList();
    }

    private static List<Integer> found(Buffer buffer) {
        return numbers(buffer, 300, 5).stream().distinct().sorted().toList();
    }

    private static double successors(Buffer buffer) {
        List<Integer> drawn = numbers(buffer, 10_000, 6);
        long successors = IntStream.range(1, drawn.size())
                .filter(i -> drawn.get(i) == (drawn.get(i - 1) + 1) % 10)
                .count();
        return Math.round(successors / 1_000.0) / 10.0;
    }

    private static List<Long> shares(Buffer buffer) {
        List<Integer> drawn = numbers(buffer, 10_000, 5);
        return IntStream.range(0, 5)
                .mapToObj(n -> Math.round(drawn.stream().filter(d -> d == n).count() / 1_000.0))
                .toList();
    }

    /** Whether the same numbers give the same draws, and other numbers others. */
    private static List<Boolean> repeats(Maker answer) {
        Buffer buffer = filled(answer, 100, 100);
        List<Integer> drawn = numbers(buffer, 20, 4);
        return List.of(drawn.equals(numbers(buffer, 20, 4)), drawn.equals(numbers(buffer, 20, 5)));
    }

    private static final class Ring implements Buffer {
        private final Transition[] slots;
        private int added;

        Ring(int capacity) {
            slots = new Transition[capacity];
        }

        @Override
        public void add(Transition transition) {
            slots[added++ % slots.length] = transition;
        }

        @Override
        public int size() {
            return Math.min(added, slots.length);
        }

        @Override
        public List<Transition> sample(int count, Pcg64 random) {
            List<Transition> drawn = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                drawn.add(slots[random.integers(size())]);
            }
            return drawn;
        }
    }

    /** Which slots a batch comes from. */
    public interface Draw {
        int[] slots(int size, int n, Pcg64 random);
    }

    public static Draw draw(Draw answer) {
        return Exercise.<Draw>of(
                        "The repaired draw", (size, n, random) -> IntStream.generate(() -> random.integers(size))
                                .limit(n)
                                .toArray())
                .task("3 slots and 8 to be drawn (how many are drawn)", f -> f.slots(3, 8, new Pcg64(2)).length)
                .says("How many draws does a batch take?")
                .task("3 slots and 99 to be drawn (which ones are drawn)", f -> IntStream.of(
                                f.slots(3, 99, new Pcg64(2)))
                        .distinct()
                        .sorted()
                        .toArray())
                .says("Each of the slots can be drawn: random.integers(n) gives one of 0 to n - 1.")
                .task("100 slots and 3 to be drawn (whether the steps between them are the same)", f -> even(f))
                .says("A batch is still a piece of a path: each slot follows from the one before it.")
                .task("10 slots and 6 to be drawn", f -> f.slots(10, 6, new Pcg64(1)))
                .says("Draw with the random numbers that you are given, once for each place.")
                .task("1000 slots and 6 to be drawn", f -> f.slots(1000, 6, new Pcg64(7)))
                .otherwise(
                        "For each of the n places one draw, independent of the others, among as many slots as there are.")
                .handBack(answer);
    }

    private static boolean even(Draw answer) {
        int[] slots = answer.slots(100, 3, new Pcg64(2));
        return Math.floorMod(slots[1] - slots[0], 100) == Math.floorMod(slots[2] - slots[1], 100);
    }

    /** Which transition to learn from, by its age: 0 is the newest, size - 1 the oldest. */
    public interface Preference {
        int age(int size, Pcg64 random);
    }

    /** A preference of the reader's own: right is whatever stays within the buffer, leaves room for chance, and does not treat all ages alike. */
    public static Preference prefer(Preference answer) {
        return Exercise.<Preference>of(
                        "A preference of your own",
                        (size, random) -> Math.min(random.integers(size), random.integers(size)))
                .task(
                        "buffers that hold 1, 2, 50 and 1,000 (whether each age is one of 0 to size - 1)",
                        f -> IntStream.of(1, 2, 50, 1_000).allMatch(size -> Arrays.stream(ages(f, size, 1))
                                .allMatch(age -> age >= 0 && age < size)))
                .says("The newest transition has the age 0, the oldest of size transitions the age size - 1.")
                .task(
                        "the same random numbers twice (whether the ages are the same)",
                        f -> Arrays.equals(ages(f, 1_000, 2), ages(f, 1_000, 2)))
                .says("Draw with the random numbers that you are given, or nobody can repeat your training.")
                .task(
                        "a buffer that holds 1,000 (whether 4,000 draws find 100 of them or more)",
                        f -> Arrays.stream(ages(f, 1_000, 3)).distinct().count() >= 100)
                .says("Always the same few: that is how you learned without a buffer. Leave room for chance.")
                .task("a buffer that holds 1,000 (whether all ages are alike)", f -> alike(ages(f, 1_000, 4)))
                .says("This is the draw that you have already: all ages are alike. Which would you rather learn from?")
                .otherwise("Return an age of 0 to size - 1, by chance, some ages more often than others.")
                .handBack(answer);
    }

    private static int[] ages(Preference preference, int size, long seed) {
        Pcg64 random = new Pcg64(seed);
        return IntStream.generate(() -> preference.age(size, random))
                .limit(4_000)
                .toArray();
    }

    /** Whether each tenth of the ages 0 to 999 comes up in about a tenth of the draws. */
    private static boolean alike(int[] ages) {
        return IntStream.range(0, 10).allMatch(tenth -> {
            long count = Arrays.stream(ages).filter(age -> age / 100 == tenth).count();
            return Math.abs(count - ages.length / 10) < ages.length / 50;
        });
    }
}
