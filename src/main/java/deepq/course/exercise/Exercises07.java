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
                .task("room left (which of 0 to 4 a batch holds)", f -> numbers(filled(f, 8, 5), 10))
                .says("Each transition that is drawn takes one random.nextInt(m), of the random numbers that sample is"
                        + " given, and this names its slot: so each draw is independent of the last.")
                .task("no room left (which of 13 to 20 a batch holds)", f -> numbers(filled(f, 8, 21), 10))
                .says("In a ring each stays in its slot until it is overwritten, in the third round as in the second.")
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

    private static List<Integer> numbers(Buffer buffer, int count) {
        return buffer.sample(count, new Random(8)).stream()
                .map(t -> (int)
                        Objects.requireNonNull(t, "an empty slot was drawn").s()[0])
                .toList();
    }

    private static List<Integer> found(Maker answer, int capacity, int transitions) {
        return numbers(filled(answer, capacity, transitions), 300).stream()
                .distinct()
                .sorted()
                .toList();
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
                .task("an empty memory and one step, number 0 (what is learned from)", f -> lastBatch(f, 1))
                .says("Learn from 64 that the memory draws, however few it holds.")
                .task("a loss of 2.5, then of -3 (what is returned)", f -> List.of(loss(f, 2.5), loss(f, -3)))
                .says("What learn returns is the loss.")
                .task("20 steps, numbers 0 to 19 (what is learned from in the end)", f -> lastBatch(f, 20))
                .says("What was lived goes into the memory, once. The batch comes out of the memory, not from the step"
                        + " just lived, and is drawn with the random numbers that you are given.")
                .runs()
                .handBack(answer);
    }

    private static double loss(Replay replay, double loss) {
        return replay.from(numbered(0), new Ring(4), new Random(1), batch -> loss);
    }

    /** The numbers of the transitions that were learned from in the last of these steps. */
    private static List<Integer> lastBatch(Replay replay, int steps) {
        List<Integer> last = new ArrayList<>();
        Random random = new Random(3);
        Ring memory = new Ring(100);
        for (int n = 0; n < steps; n++) {
            last.clear();
            replay.from(numbered(n), memory, random, batch -> {
                batch.forEach(t -> last.add((int) t.s()[0]));
                return 0;
            });
        }
        return last;
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
                .task("10 slots and 6 to be drawn", f -> f.slots(10, 6, new Random(1)))
                .task("1000 slots and 6 to be drawn", f -> f.slots(1000, 6, new Random(7)))
                .says("Is a batch still a piece of a path, where each slot follows from the one before it? Draw once"
                        + " for each place, among all the slots, with the random numbers that you are given.")
                .handBack(answer);
    }

    /** Lays something around a game. */
    public interface Wrap {
        Environment<float[]> around(Environment<float[]> game);
    }

    public static Wrap tenTimes(Wrap answer) {
        return Exercise.<Wrap>of("Ten times the reward", TenTimes::new)
                .task("a step that brings -0.5", f -> around(f, ON))
                .says("The same step, with ten times its reward; only that changes.")
                .task("a step that ends in a fall", f -> around(f, FELL))
                .says("Terminated stays terminated, and the last reward counts ten times, too.")
                .task("a step after which time is up", f -> around(f, LATE))
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

    private record TenTimes(Environment<float[]> inner) implements Wrapper<float[]> {
        @Override
        public Step<float[]> step(int action) {
            Step<float[]> step = inner.step(action);
            return new Step<>(step.observation(), 10 * step.reward(), step.terminated(), step.truncated());
        }
    }
}
