package deepq.course.exercise;

import deepq.random.Pcg64;
import deepq.replay.Transition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** The checks of notebook 07, experience replay. */
public final class Exercises07 {
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
        return Exercise.<Maker>of("A replay buffer", capacity -> ring(capacity, n -> n % capacity, size -> size))
                .task("capacity 3 and 2 transitions added (its size)", f -> filled(f, 3, 2)
                        .size())
                .task("capacity 3 and 11 transitions added (its size)", f -> filled(f, 3, 11)
                        .size())
                .task(
                        "transitions 0 and 1 added to capacity 3 (which ones 300 draws find)",
                        f -> found(filled(f, 3, 2)))
                .task("transitions 0 to 2 added to capacity 3 (which ones 300 draws find)", f -> found(filled(f, 3, 3)))
                .task("transitions 0 to 3 added to capacity 3 (which ones 300 draws find)", f -> found(filled(f, 3, 4)))
                .task("0 to 10 added to capacity 3 (which ones 300 draws find)", f -> found(filled(f, 3, 11)))
                .task(
                        "2 transitions in it and 7 asked for (how many come)",
                        f -> filled(f, 3, 2).sample(7, new Pcg64(1)).size())
                .task("5 transitions in it (how often each is drawn, in tenths)", f -> shares(filled(f, 8, 5)))
                .task(
                        "10 transitions in it (how often the one after the last is drawn next, in tenths)",
                        f -> successors(filled(f, 10, 10)))
                .task("the same random numbers twice (whether it draws the same)", Exercises07::repeats)
                .task("room left (whether the draws are those of the documented order)", f -> inOrder(f, 8, 5))
                .task("no room left (whether the draws are those of the documented order)", f -> inOrder(f, 8, 13))
                .hint("This buffer grows for ever. What has to go when it is full?")
                .when(capacity -> new Listed(capacity, list -> {}))
                .hint(
                        "When it is full, your buffer takes nothing new: the agent would learn from its first steps for ever.")
                .when(capacity -> new Listed(capacity, list -> list.remove(capacity)))
                .hint("When it is full, your buffer overwrites the newest transition. The oldest has to go.")
                .when(capacity -> new Listed(capacity, list -> list.remove(capacity - 1)))
                .when(capacity -> ring(capacity, n -> Math.min(n, capacity - 1), size -> size))
                .hint(
                        "It holds the right transitions, but not in the slots of a ring. There each one stays in its slot until it is overwritten.")
                .when(capacity -> new Listed(capacity, list -> list.remove(0)))
                .hint(
                        "The slots run out: a buffer of capacity 3 has the slots 0, 1 and 2, and after them comes 0 again.")
                .when(capacity -> ring(capacity, n -> n, size -> size))
                .when(capacity -> ring(capacity, n -> n % (capacity + 1), size -> size))
                .hint("The first round is right, and the second. What about the third?")
                .when(capacity -> ring(capacity, n -> n < capacity ? n : n - capacity, size -> size))
                .hint("Off by one in the ring: one slot is never written, but it is drawn.")
                .when(capacity -> ring(capacity, n -> n % (capacity - 1), size -> size))
                .hint("Off by one in the ring: you write the second slot first, so an empty slot is drawn.")
                .when(capacity -> ring(capacity, n -> (n + 1) % capacity, size -> size))
                .hint(
                        "Your transitions come one after the other, as they were lived. Each draw must be independent of the one before.")
                .when(capacity -> drawing(capacity, (size, random) -> path(size, random.integers(size), 1)))
                .when(capacity -> drawing(capacity, (size, random) -> path(size, 0, 1)))
                .hint("All that you return is one transition, again and again. How many draws does a batch take?")
                .when(capacity -> drawing(capacity, (size, random) -> path(size, random.integers(size), 0)))
                .hint(
                        "Whoever runs your program again must find the same: draw with the random numbers that sample is given.")
                .when(capacity -> drawing(capacity, (size, random) -> () -> (int) (size * Math.random())))
                .hint("Your own random numbers are the same in every batch. Draw with those that sample is given.")
                .when(capacity -> drawing(capacity, (size, random) -> draws(size, new Pcg64(3))))
                .hint(
                        "Fair, but not in the documented order: each transition takes one random.integers(size()), which names its slot.")
                .when(capacity -> drawing(capacity, (size, random) -> () -> random.nextInt(size)))
                .when(capacity -> drawing(capacity, (size, random) -> () -> (int) (size * random.random())))
                .hint(
                        "As long as the buffer is not full, some slots hold nothing yet. Draw from those that do: how many are there?")
                .when(capacity -> ring(capacity, n -> n % capacity, size -> capacity))
                .hint("One transition is never drawn. random.integers(n) gives one of 0 to n - 1.")
                .when(capacity -> ring(capacity, n -> n % capacity, size -> Math.max(1, size - 1)))
                .hint("The draw reaches one slot too far. random.integers(n) gives one of 0 to n - 1.")
                .when(capacity -> ring(capacity, n -> n % capacity, size -> size + 1))
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
                .map(transition -> (int) transition.observation()[0])
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

    private static boolean inOrder(Maker answer, int capacity, int transitions) {
        Buffer ring = filled(size -> ring(size, n -> n % size, n -> n), capacity, transitions);
        return numbers(filled(answer, capacity, transitions), 40, 8).equals(numbers(ring, 40, 8));
    }

    /** A ring that is right or wrong by its slots, and by the number that it draws below. */
    private static Buffer ring(int capacity, IntUnaryOperator slot, IntUnaryOperator below) {
        return new Ring(capacity, slot, (size, random) -> draws(below.applyAsInt(size), random));
    }

    /** A ring whose samples come from elsewhere than they should. */
    private static Buffer drawing(int capacity, BiFunction<Integer, Pcg64, IntSupplier> draws) {
        return new Ring(capacity, n -> n % capacity, draws);
    }

    private static IntSupplier draws(int below, Pcg64 random) {
        return () -> random.integers(below);
    }

    private static IntSupplier path(int size, int first, int step) {
        int[] next = {first - step};
        return () -> next[0] = Math.floorMod(next[0] + step, size);
    }

    /** A ring whose slots and draws are given. */
    private static final class Ring implements Buffer {
        private final Transition[] slots;
        private final IntUnaryOperator slot;
        private final BiFunction<Integer, Pcg64, IntSupplier> draws;
        private int added;

        Ring(int capacity, IntUnaryOperator slot, BiFunction<Integer, Pcg64, IntSupplier> draws) {
            slots = new Transition[capacity];
            this.slot = slot;
            this.draws = draws;
        }

        @Override
        public void add(Transition transition) {
            slots[slot.applyAsInt(added++)] = transition;
        }

        @Override
        public int size() {
            return Math.min(added, slots.length);
        }

        @Override
        public List<Transition> sample(int count, Pcg64 random) {
            IntSupplier draw = draws.apply(size(), random);
            List<Transition> drawn = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                drawn.add(slots[draw.getAsInt()]);
            }
            return drawn;
        }
    }

    /** A list from which something is taken out when it is too long. */
    private record Listed(int capacity, Consumer<List<Transition>> shorten, List<Transition> list) implements Buffer {
        Listed(int capacity, Consumer<List<Transition>> shorten) {
            this(capacity, shorten, new ArrayList<>());
        }

        @Override
        public void add(Transition transition) {
            list.add(transition);
            if (list.size() > capacity) {
                shorten.accept(list);
            }
        }

        @Override
        public int size() {
            return list.size();
        }

        @Override
        public List<Transition> sample(int count, Pcg64 random) {
            IntSupplier draw = draws(list.size(), random);
            return IntStream.range(0, count)
                    .mapToObj(i -> list.get(draw.getAsInt()))
                    .toList();
        }
    }

    /** Which slots a batch comes from. */
    public interface Draw {
        int[] slots(int size, int n, Pcg64 random);
    }

    public static Draw draw(Draw answer) {
        return Exercise.<Draw>of("The repaired draw", (size, n, random) -> times(n, draws(size, random)))
                .task("10 slots and 6 to be drawn", f -> f.slots(10, 6, new Pcg64(1)))
                .task("3 slots and 8 to be drawn", f -> f.slots(3, 8, new Pcg64(2)))
                .task("1 slot and 2 to be drawn", f -> f.slots(1, 2, new Pcg64(3)))
                .hint("A batch is still a piece of a path: each slot follows from the one before it.")
                .when((size, n, random) -> times(n, path(size, random.integers(size), 1)))
                .when((size, n, random) -> times(n, path(size, random.integers(size), -1)))
                .hint(
                        "With steps between them the slots lie farther apart, but all of them still follow from the first.")
                .when((size, n, random) -> times(n, path(size, random.integers(size), 2)))
                .when((size, n, random) -> times(n, path(size, random.integers(size), 7)))
                .hint("These are always the same slots. Where does chance come in?")
                .when((size, n, random) -> times(n, path(size, 0, 1)))
                .hint("All of them are the same slot. How many draws does a batch take?")
                .when((size, n, random) -> times(n, path(size, random.integers(size), 0)))
                .hint("These draws do not depend on random. Draw with the random numbers that you are given.")
                .when((size, n, random) -> times(n, draws(size, new Pcg64(3))))
                .hint("One slot is never drawn. random.integers(n) gives one of 0 to n - 1.")
                .when((size, n, random) -> times(n, draws(Math.max(1, size - 1), random)))
                .otherwise(
                        "For each of the n places one draw, independent of the others, among as many slots as there are.")
                .handBack(answer);
    }

    private static int[] times(int n, IntSupplier draw) {
        return IntStream.generate(draw).limit(n).toArray();
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
                .task(
                        "the same random numbers twice (whether the ages are the same)",
                        f -> Arrays.equals(ages(f, 1_000, 2), ages(f, 1_000, 2)))
                .task(
                        "a buffer that holds 1,000 (whether 4,000 draws find 100 of them or more)",
                        f -> Arrays.stream(ages(f, 1_000, 3)).distinct().count() >= 100)
                .task("a buffer that holds 1,000 (whether all ages are alike)", f -> alike(ages(f, 1_000, 4)))
                .hint("Always the newest one: that is how you learned without a buffer. Leave room for chance.")
                .when((size, random) -> 0)
                .hint("This is the draw that you have already: all ages are alike. Which would you rather learn from?")
                .when((size, random) -> random.integers(size))
                .hint("An age too many: the oldest of size transitions has the age size - 1.")
                .when((size, random) -> 1 + Math.min(random.integers(size), random.integers(size)))
                .hint("Draw with the random numbers that you are given, or nobody can repeat your training.")
                .when((size, random) -> (int) (size * Math.random() * Math.random()))
                .otherwise("Return an age of 0 to size - 1, by chance, some ages more often than others.")
                .handBack(answer);
    }

    private static int[] ages(Preference preference, int size, long seed) {
        Pcg64 random = new Pcg64(seed);
        return times(4_000, () -> preference.age(size, random));
    }

    /** Whether each tenth of the ages 0 to 999 comes up in about a tenth of the draws. */
    private static boolean alike(int[] ages) {
        return IntStream.range(0, 10).allMatch(tenth -> {
            long count = Arrays.stream(ages).filter(age -> age / 100 == tenth).count();
            return Math.abs(count - ages.length / 10) < ages.length / 50;
        });
    }
}
