package deepq.course.exercise;

import static deepq.course.exercise.Exercise.row;
import static deepq.course.exercise.Exercises06.FELL;
import static deepq.course.exercise.Exercises06.LATE;
import static deepq.course.exercise.Exercises06.ON;

import deepq.course.exercise.Exercises06.Transition;
import deepq.env.Environment;
import deepq.env.Step;
import deepq.env.Wrapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The checks of notebook 07, Experience replay: the pieces of the reader's program run right or wrong. */
public final class Exercises07 {
    static {
        Models.oneThread();
    }

    private Exercises07() {}

    /** A replay buffer as the reader writes it: a ring. */
    public interface Buffer {
        /** Puts one transition in: into slot 0, 1, ..., and after the last slot into slot 0 again, over the oldest. */
        void add(Transition now);

        /** Draws n, with replacement: for each one {@code random.nextInt(...)}, the slot that it lies in. */
        List<Transition> sample(int n, Random random);
    }

    /** Makes an empty buffer. */
    public interface Maker {
        Buffer of(int capacity);
    }

    public static Maker memory(Maker answer) {
        return Exercise.<Maker>of("The replay buffer", Ring::new)
                .task(
                        "2 in it, 7 asked for (how many come)",
                        f -> filled(f, 3, 2).sample(7, new Random(1)).size())
                .says("Drawn with replacement: the same one may come twice. (Python's random.sample draws without.)")
                .task("transitions 0 and 1 added to capacity 3 (which ones 300 draws find)", f -> found(f, 3, 2))
                .says("Slots that nothing was written to must not be drawn. All the others can be:"
                        + " random.nextInt(m) gives one of 0 to m - 1.")
                .task("transitions 0 to 2 added to capacity 3 (which ones 300 draws find)", f -> found(f, 3, 3))
                .says("All three slots hold something now. If your counter starts again at 0, how does sample know "
                        + "that the ring is full?")
                .task("transitions 0 to 3 added to capacity 3 (which ones 300 draws find)", f -> found(f, 3, 4))
                .says("After the last slot comes slot 0: what is new replaces the oldest, and the ring stays full.")
                .task("0 to 10 added to capacity 3 (which ones 300 draws find)", f -> found(f, 3, 11))
                .says("The first round is right, and the second. What about the third?")
                .task("5 transitions in it (how often each is drawn, in tenths)", Exercises07::shares)
                .says("Each of them should be as likely, and each is a draw of its own.")
                .task("10 in it (how often the one after the last is drawn next, in tenths)", Exercises07::successors)
                .says("They come one after the other, as they were lived. Each draw must be independent of the last.")
                .task("the same random numbers, then others (whether it draws the same)", Exercises07::repeats)
                .says("Whoever runs your program again must find the same, and other batches must differ: draw with the"
                        + " random numbers that sample is given.")
                .task("room left (which of 0 to 4 a batch holds)", f -> numbers(filled(f, 8, 5), 10, 8))
                .says("Fair, but not as described: each transition takes one random.nextInt(m), which names its slot.")
                .task("no room left (which of 5 to 12 a batch holds)", f -> numbers(filled(f, 8, 13), 10, 8))
                .says("The right ones, but not in the slots of a ring: there each stays until it is overwritten.")
                .runs()
                .handBack(answer);
    }

    /** Transition number n has n as its state, n + 1 as the next one. */
    private static Buffer filled(Maker answer, int capacity, int transitions) {
        Buffer buffer = answer.of(capacity);
        for (int n = 0; n < transitions; n++) {
            buffer.add(numbered(n));
        }
        return buffer;
    }

    private static Transition numbered(int n) {
        return new Transition(new float[] {n}, n % 2, n, new float[] {n + 1}, false);
    }

    private static List<Integer> numbers(Buffer buffer, int count, long seed) {
        return buffer.sample(count, new Random(seed)).stream()
                .map(t -> (int)
                        Objects.requireNonNull(t, "an empty slot was drawn").s()[0])
                .toList();
    }

    private static List<Integer> found(Maker answer, int capacity, int transitions) {
        return numbers(filled(answer, capacity, transitions), 300, 5).stream()
                .distinct()
                .sorted()
                .toList();
    }

    private static double successors(Maker answer) {
        List<Integer> drawn = numbers(filled(answer, 10, 10), 10_000, 6);
        long successors = IntStream.range(1, drawn.size())
                .filter(i -> drawn.get(i) == (drawn.get(i - 1) + 1) % 10)
                .count();
        return Math.round(successors / 1_000.0) / 10.0;
    }

    private static List<Long> shares(Maker answer) {
        List<Integer> drawn = numbers(filled(answer, 8, 5), 10_000, 5);
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
        private final Transition[] ring;
        private int added;

        Ring(int capacity) {
            ring = new Transition[capacity];
        }

        @Override
        public void add(Transition now) {
            ring[added % ring.length] = now;
            added++;
        }

        @Override
        public List<Transition> sample(int n, Random random) {
            return Stream.generate(() -> ring[random.nextInt(Math.min(added, ring.length))])
                    .limit(n)
                    .toList();
        }
    }

    /** What becomes of a transition that has just been lived; returns the loss. */
    public interface Replay {
        double from(Transition now, Buffer memory, Random random, ToDoubleFunction<List<Transition>> learn);
    }

    public static Replay replay(Replay answer) {
        return Exercise.<Replay>of("Two lines", (now, memory, random, learn) -> {
                    memory.add(now);
                    return learn.applyAsDouble(memory.sample(64, random));
                })
                .task("an empty memory and one step (how many transitions it holds then)", f -> {
                    Ring empty = new Ring(100);
                    f.from(numbered(0), empty, new Random(1), batch -> 0);
                    return empty.added;
                })
                .says("What was lived goes into the memory, once.")
                .task(
                        "three steps (the size of each batch that is learned from)",
                        f -> played(f, 3, 1).stream().mapToInt(List::size).toArray())
                .says("Learn from 64 that the memory draws, however few it holds.")
                .task(
                        "100 steps (whether the last batch has old ones in it)",
                        f -> played(f, 100, 1).get(99).stream().distinct().count() > 10)
                .says("The batch comes out of the memory, not from the step just lived.")
                .task("a loss of 2.5, then of -3 (what is returned)", f -> List.of(loss(f, 2.5), loss(f, -3)))
                .says("What learn returns is the loss.")
                .task("20 steps (the transitions of the last batch)", f -> played(f, 20, 3)
                        .get(19))
                .says("Hand on the random numbers that you are given.")
                .runs()
                .handBack(answer);
    }

    private static double loss(Replay replay, double loss) {
        return replay.from(numbered(0), new Ring(4), new Random(1), batch -> loss);
    }

    /** The batches that were learned from, as numbers. */
    private static List<List<Integer>> played(Replay replay, int steps, long seed) {
        List<List<Integer>> batches = new ArrayList<>();
        Random random = new Random(seed);
        Ring memory = new Ring(100);
        for (int n = 0; n < steps; n++) {
            replay.from(numbered(n), memory, random, batch -> {
                batches.add(batch.stream().map(t -> (int) t.s()[0]).toList());
                return 0;
            });
        }
        return batches;
    }

    /** Whether an agent has forgotten: by the mean returns of its tests, in their order. */
    public interface Forgets {
        boolean in(double[] tests);
    }

    public static Forgets forgets(Forgets answer) {
        return Exercise.<Forgets>of("Forgetting", tests -> Arrays.stream(tests)
                        .dropWhile(mean -> mean < 200)
                        .anyMatch(mean -> mean < 100))
                .with(row(10, 250, 90, 300))
                .says("It could balance for 250 steps, and then for 90 only.")
                .with(row(90, 10, 250))
                .says("All that is bad lies before the first good test. Can one forget what one has not known yet?")
                .with(row(10, 150, 50, 190))
                .says("Better and worse, but it never was good: no test has reached 200.")
                .with(row(250, 120, 199, 480))
                .says("It gets worse, but never falls below 100.")
                .with(row(210, 30))
                .says("It fell at once, in the last test.")
                .with(row(200, 99))
                .says("At 200 it counts as good, below 100 as fallen.")
                .with(row(9, 220, 480, 500, 20))
                .with(row(9, 220, 480, 500, 100, 99))
                .with(row(120, 101, 300, 300, 100))
                .otherwise("First a test of 200 or more, then, at any later time, one below 100.")
                .handBack(answer);
    }

    /** Which slots a batch comes from. */
    public interface Draw {
        int[] slots(int size, int n, Random random);
    }

    public static Draw draw(Draw answer) {
        return Exercise.<Draw>of(
                        "The repaired draw", (size, n, random) -> IntStream.generate(() -> random.nextInt(size))
                                .limit(n)
                                .toArray())
                .task("3 slots and 8 to be drawn (how many are drawn)", f -> f.slots(3, 8, new Random(2)).length)
                .says("How many draws does a batch take?")
                .task("3 slots and 99 to be drawn (which ones are drawn)", f -> IntStream.of(
                                f.slots(3, 99, new Random(2)))
                        .distinct()
                        .sorted()
                        .toArray())
                .says("Each of the slots can be drawn: random.nextInt(m) gives one of 0 to m - 1.")
                .task("100 slots and 3 to be drawn (whether the steps between them are the same)", Exercises07::even)
                .says("A batch is still a piece of a path: each slot follows from the one before it.")
                .task("10 slots and 6 to be drawn", f -> f.slots(10, 6, new Random(1)))
                .says("Draw with the random numbers that you are given, once for each place.")
                .task("1000 slots and 6 to be drawn", f -> f.slots(1000, 6, new Random(7)))
                .otherwise("One draw for each of the n places, independent of the others, among all the slots.")
                .handBack(answer);
    }

    private static boolean even(Draw answer) {
        int[] slots = answer.slots(100, 3, new Random(2));
        return Math.floorMod(slots[1] - slots[0], 100) == Math.floorMod(slots[2] - slots[1], 100);
    }

    /** Lays something around a game. */
    public interface Wrap {
        Environment<float[]> around(Environment<float[]> game);
    }

    public static Wrap tenTimes(Wrap answer) {
        return Exercise.<Wrap>of("Ten times the reward", TenTimes::new)
                .task("a step that brings -0.5 (its reward)", f -> around(f, ON).reward())
                .says("The same step, with ten times its reward.")
                .task("a step (what is seen)", f -> around(f, ON).observation())
                .says("Only the reward changes.")
                .task("a step that ends in a fall (reward, terminated, truncated)", f -> flags(f, FELL))
                .says("Terminated stays terminated, and the last reward counts ten times, too.")
                .task("a step after which time is up (reward, terminated, truncated)", f -> flags(f, LATE))
                .says("Truncated stays truncated.")
                .task("action 1 (what the game is told)", f -> {
                    Toy<float[]> game = Exercises06.game(ON);
                    f.around(game).step(1);
                    return game.diary;
                })
                .says("Hand the action on to the game inside.")
                .handBack(answer);
    }

    private static Step<float[]> around(Wrap wrap, Step<float[]> step) {
        return wrap.around(Exercises06.game(step)).step(0);
    }

    private static List<Object> flags(Wrap wrap, Step<float[]> step) {
        Step<float[]> made = around(wrap, step);
        return List.of(made.reward(), made.terminated(), made.truncated());
    }

    private record TenTimes(Environment<float[]> inner) implements Wrapper<float[]> {
        @Override
        public Step<float[]> step(int action) {
            Step<float[]> step = inner.step(action);
            return new Step<>(step.observation(), 10 * step.reward(), step.terminated(), step.truncated());
        }
    }
}
