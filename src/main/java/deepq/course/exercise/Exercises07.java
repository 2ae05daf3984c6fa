package deepq.course.exercise;

import deepq.random.Pcg64;
import deepq.replay.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** The checks of notebook 07, experience replay. */
public final class Exercises07 {
    private Exercises07() {}

    /** Where the ring of a replay buffer puts a transition. */
    public interface Slot {
        int of(int count, int capacity);
    }

    public static Slot slot(Slot answer) {
        return Exercise.<Slot>of("The slot", (count, capacity) -> count % capacity)
                .task("a capacity of 3 (the slots of the first 8 transitions)", f -> slots(f, 8, 3))
                .task("a capacity of 5 (the slots of the first 12 transitions)", f -> slots(f, 12, 5))
                .task("a capacity of 1 (the slots of the first 3 transitions)", f -> slots(f, 3, 1))
                .mistake(
                        "no-ring",
                        (count, capacity) -> count,
                        "The first ones are right. Where does a transition go when all slots are taken?")
                .mistake(
                        "stuck",
                        (count, capacity) -> Math.min(count, capacity - 1),
                        "When the buffer is full, yours overwrites its last slot again and again. Which one is the oldest?")
                .mistake(
                        "one-late",
                        (count, capacity) -> (count + 1) % capacity,
                        "Off by one: when nothing has been added yet, the first slot is free.")
                .mistake(
                        "one-slot-too-many",
                        (count, capacity) -> count % (capacity + 1),
                        "Off by one in the ring: a buffer of capacity 3 has the slots 0, 1 and 2, but no slot 3.")
                .mistake(
                        "one-slot-too-few",
                        (count, capacity) -> capacity == 1 ? count % capacity : count % (capacity - 1),
                        "Off by one in the ring: the last slot is never used.")
                .mistake(
                        "one-slot-too-few-and-zero",
                        (count, capacity) -> count % (capacity - 1),
                        "Off by one in the ring: the last slot is never used. And think of a capacity of 1.")
                .mistake(
                        "restart-once",
                        (count, capacity) -> count < capacity ? count : count - capacity,
                        "The first round is right, and the second. What about the third?")
                .mistake(
                        "round",
                        (count, capacity) -> count / capacity,
                        "This counts the rounds around the ring. What is left when the full rounds are taken away?")
                .otherwise("Write down the slots for capacity 3: 0, 1, 2, and then?")
                .handBack(answer);
    }

    private static int[] slots(Slot answer, int transitions, int capacity) {
        return IntStream.range(0, transitions)
                .map(count -> answer.of(count, capacity))
                .toArray();
    }

    /** A replay buffer as the reader writes it. */
    public interface Buffer {
        /** Puts one transition in; once the buffer is full, over the oldest. */
        void add(Transition transition);

        /** How many transitions it holds. */
        int size();

        /** Draws so many, each of those it holds equally likely, with replacement: some may come twice. */
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
                .task(
                        "capacity 3 and transitions 0 and 1 added (which ones 300 draws find)",
                        f -> found(filled(f, 3, 2)))
                .task(
                        "capacity 3 and transitions 0, 1 and 2 added (which ones 300 draws find)",
                        f -> found(filled(f, 3, 3)))
                .task(
                        "capacity 3 and transitions 0 to 3 added (which ones 300 draws find)",
                        f -> found(filled(f, 3, 4)))
                .task(
                        "capacity 3 and transitions 0 to 10 added (which ones 300 draws find)",
                        f -> found(filled(f, 3, 11)))
                .task(
                        "capacity 4 and 1 transition added (whether one of 50 draws finds it)",
                        f -> filled(f, 4, 1).sample(50, new Pcg64(7)).stream().anyMatch(Objects::nonNull))
                .task("capacity 3 and 11 transitions added (its size)", f -> filled(f, 3, 11)
                        .size())
                .task(
                        "2 transitions in it and 7 asked for (how many come)",
                        f -> filled(f, 3, 2).sample(7, new Pcg64(1)).size())
                .task("5 transitions in it (how often each is drawn, in tenths)", Exercises07::shares)
                .task(
                        "10 transitions in it (how often the one after the last is drawn next, in tenths)",
                        Exercises07::successors)
                .task(
                        "the same random numbers twice (whether the same ones are drawn; whether numbers were used)",
                        f -> {
                            Buffer buffer = filled(f, 100, 100);
                            Pcg64 random = new Pcg64(4);
                            boolean same =
                                    numbers(buffer.sample(20, random)).equals(numbers(buffer.sample(20, new Pcg64(4))));
                            return List.of(same, random.random() != new Pcg64(4).random());
                        })
                .mistake(
                        "grows",
                        capacity -> list(capacity, Full.GROW),
                        "This buffer grows for ever. What has to go when it is full?")
                .mistake(
                        "keeps-the-first",
                        capacity -> list(capacity, Full.IGNORE),
                        "When it is full, your buffer takes nothing new: the agent would learn from its first steps for ever.")
                .mistake(
                        "loses-the-newest",
                        capacity -> list(capacity, Full.REPLACE_NEWEST),
                        "When it is full, your buffer overwrites the newest transition. The oldest has to go.")
                .hint(
                        "The slots run out: a buffer of capacity 3 has the slots 0, 1 and 2, and after them comes 0 again.")
                .when(capacity -> ring(capacity, n -> n, size -> size))
                .when(capacity -> ring(capacity, n -> n % (capacity + 1), size -> size))
                .hint(
                        "Your transitions come one after the other, as they were lived. Each draw must be independent of the one before.")
                .when(capacity -> drawing(capacity, (size, random) -> consecutive(random.integers(size), size)))
                .when(capacity -> drawing(capacity, (size, random) -> consecutive(0, size)))
                .hint(
                        "Whoever runs your program again must find the same: draw with the random numbers that sample is given.")
                .when(capacity -> drawing(capacity, (size, random) -> () -> (int) (size * Math.random())))
                .when(capacity -> drawing(capacity, (size, random) -> draws(size, new Pcg64(3))))
                .mistake(
                        "one-slot-too-few",
                        capacity -> ring(capacity, n -> n % (capacity - 1), size -> size),
                        "Off by one in the ring: one slot is never written, but it is drawn.")
                .mistake(
                        "begins-at-one",
                        capacity -> ring(capacity, n -> (n + 1) % capacity, size -> size),
                        "Off by one in the ring: you write the second slot first, so an empty slot is drawn.")
                .mistake(
                        "unwritten",
                        capacity -> ring(capacity, n -> n % capacity, size -> capacity),
                        "As long as the buffer is not full, some slots hold nothing yet. Draw from those that do: how many are there?")
                .mistake(
                        "never-the-last",
                        capacity -> ring(capacity, n -> n % capacity, size -> Math.max(1, size - 1)),
                        "One transition is never drawn. random.integers(n) gives one of 0 to n - 1.")
                .mistake(
                        "beyond",
                        capacity -> ring(capacity, n -> n % capacity, size -> size + 1),
                        "The draw reaches one slot too far. random.integers(n) gives one of 0 to n - 1.")
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

    private static List<Integer> found(Buffer buffer) {
        return List.copyOf(new TreeSet<>(numbers(buffer.sample(300, new Pcg64(5)))));
    }

    private static List<Integer> numbers(List<Transition> drawn) {
        return drawn.stream()
                .map(transition -> (int) transition.observation()[0])
                .toList();
    }

    private static double successors(Maker answer) {
        List<Integer> drawn = numbers(filled(answer, 10, 10).sample(10_000, new Pcg64(6)));
        long successors = IntStream.range(1, drawn.size())
                .filter(i -> drawn.get(i) == (drawn.get(i - 1) + 1) % 10)
                .count();
        return Math.round(successors / 1_000.0) / 10.0;
    }

    private static double[] shares(Maker answer) {
        double[] shares = new double[5];
        for (Transition transition : filled(answer, 8, 5).sample(10_000, new Pcg64(5))) {
            shares[(int) transition.observation()[0]]++;
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Math.round(shares[i] / 1_000) / 10.0;
        }
        return shares;
    }

    /** A ring that is right or wrong by its slots, and by the number that it draws below. */
    private static Buffer ring(int capacity, IntUnaryOperator slot, IntUnaryOperator below) {
        Transition[] slots = new Transition[capacity];
        return new Buffer() {
            private int added;

            @Override
            public void add(Transition transition) {
                slots[slot.applyAsInt(added++)] = transition;
            }

            @Override
            public int size() {
                return Math.min(added, capacity);
            }

            @Override
            public List<Transition> sample(int count, Pcg64 random) {
                List<Transition> drawn = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    drawn.add(slots[random.integers(below.applyAsInt(size()))]);
                }
                return drawn;
            }
        };
    }

    /** A ring whose samples come from elsewhere than it should. */
    private static Buffer drawing(int capacity, BiFunction<Integer, Pcg64, IntSupplier> draws) {
        Buffer ring = ring(capacity, n -> n % capacity, size -> size);
        List<Transition> added = new ArrayList<>();
        return new Buffer() {
            @Override
            public void add(Transition transition) {
                added.add(transition);
                ring.add(transition);
            }

            @Override
            public int size() {
                return ring.size();
            }

            @Override
            public List<Transition> sample(int count, Pcg64 random) {
                IntSupplier draw = draws.apply(size(), random);
                return IntStream.range(0, count)
                        .mapToObj(i -> added.get(added.size() - size() + draw.getAsInt()))
                        .toList();
            }
        };
    }

    private static IntSupplier consecutive(int first, int size) {
        int[] next = {first};
        return () -> next[0]++ % size;
    }

    private static IntSupplier draws(int size, Pcg64 random) {
        return () -> random.integers(size);
    }

    private enum Full {
        GROW,
        IGNORE,
        REPLACE_NEWEST
    }

    /** A list that does something foolish when it is full. */
    private static Buffer list(int capacity, Full full) {
        List<Transition> list = new ArrayList<>();
        return new Buffer() {
            @Override
            public void add(Transition transition) {
                if (list.size() < capacity || full == Full.GROW) {
                    list.add(transition);
                } else if (full == Full.REPLACE_NEWEST) {
                    list.set(capacity - 1, transition);
                }
            }

            @Override
            public int size() {
                return list.size();
            }

            @Override
            public List<Transition> sample(int count, Pcg64 random) {
                return random.ints(count, 0, list.size()).mapToObj(list::get).toList();
            }
        };
    }

    /** Which slots a batch comes from. */
    public interface Draw {
        int[] slots(int size, int n, Pcg64 random);
    }

    public static Draw draw(Draw answer) {
        return Exercise.<Draw>of("The repaired draw", (size, n, random) -> IntStream.range(0, n)
                        .map(i -> random.integers(size))
                        .toArray())
                .task("10 slots and 6 to be drawn", f -> f.slots(10, 6, new Pcg64(1)))
                .task("3 slots and 8 to be drawn", f -> f.slots(3, 8, new Pcg64(2)))
                .task("1 slot and 2 to be drawn", f -> f.slots(1, 2, new Pcg64(3)))
                .hint("A batch is still a piece of a path: each slot follows from the one before it.")
                .when((size, n, random) -> row(size, n, random.integers(size), 1))
                .when((size, n, random) -> row(size, n, random.integers(size), -1))
                .hint(
                        "With steps between them the slots lie further apart, but all of them still follow from the first.")
                .when((size, n, random) -> row(size, n, random.integers(size), 2))
                .when((size, n, random) -> row(size, n, random.integers(size), 7))
                .hint("These are always the same slots. Where does chance come in?")
                .when((size, n, random) -> row(size, n, 0, 1))
                .hint("All of them are the same slot. How many draws does a batch take?")
                .when((size, n, random) -> row(size, n, random.integers(size), 0))
                .hint(
                        "Whoever runs your program again must find the same: draw with the random numbers that you are given.")
                .when((size, n, random) -> {
                    Pcg64 mine = new Pcg64(3);
                    return IntStream.range(0, n).map(i -> mine.integers(size)).toArray();
                })
                .hint("One slot is never drawn. random.integers(n) gives one of 0 to n - 1.")
                .when((size, n, random) -> IntStream.range(0, n)
                        .map(i -> random.integers(Math.max(1, size - 1)))
                        .toArray())
                .otherwise(
                        "For each of the n places one draw, independent of the others, among as many slots as there are.")
                .handBack(answer);
    }

    private static int[] row(int size, int n, int first, int step) {
        return IntStream.range(0, n)
                .map(i -> Math.floorMod(first + step * i, size))
                .toArray();
    }

    /** How often a transition is learnt from, on average, before it is overwritten. */
    public interface Replays {
        double of(int capacity, int batchSize, int stepsPerUpdate);
    }

    public static void replays(Replays answer) {
        Exercise.<Replays>of(
                        "How often each is replayed",
                        (capacity, batchSize, stepsPerUpdate) -> (double) batchSize / stepsPerUpdate)
                .task("capacity 100,000, batches of 64, an update every step", f -> f.of(100_000, 64, 1))
                .task("capacity 1,000, batches of 32, an update every 4 steps", f -> f.of(1_000, 32, 4))
                .task("capacity 50, batches of 1, an update every 2 steps", f -> f.of(50, 1, 2))
                .mistake(
                        "once",
                        (capacity, batchSize, stepsPerUpdate) -> (double) batchSize / capacity,
                        "That is how often it is drawn in one update, on average. For how many steps does it stay in the buffer?")
                .mistake(
                        "every-step",
                        (capacity, batchSize, stepsPerUpdate) -> batchSize,
                        "Right if every step is followed by an update. Here there may be several steps to one update.")
                .mistake(
                        "times-steps",
                        (capacity, batchSize, stepsPerUpdate) -> (double) batchSize * stepsPerUpdate,
                        "With more steps to an update there are fewer updates while it stays, not more.")
                .mistake(
                        "whole-numbers",
                        (capacity, batchSize, stepsPerUpdate) -> batchSize / stepsPerUpdate,
                        "A Java trap: one int divided by another drops the fraction.")
                .mistake(
                        "updates",
                        (capacity, batchSize, stepsPerUpdate) -> (double) capacity / stepsPerUpdate,
                        "So many updates happen while it stays. How often is it drawn in each of them, on average?")
                .mistake(
                        "how-long",
                        (capacity, batchSize, stepsPerUpdate) -> capacity,
                        "So many steps it stays. How many updates is that, and how often is it drawn in each?")
                .otherwise("How many steps does it stay, how many updates is that, how many draws, and among how many?")
                .check(answer);
    }
}
