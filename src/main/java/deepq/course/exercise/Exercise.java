package deepq.course.exercise;

import deepq.course.exercise.Feedback.Kind;
import deepq.course.notebook.Note;
import deepq.course.notebook.Notebook;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How an exercise is checked: the reader's answer, a lambda, does the same cases as the course's own. The first case
 * in which it gives something else speaks: it shows the answer's value beside the one expected, and says what to
 * think about. Then every array of {@link #with} is also tried reversed and rotated, every number with a fraction
 * also with the other sign, each against the course's answer. A check never throws and ends within its time limit, so
 * that "Run All" goes on. It is shown below the cell.
 *
 * <p>The class of a notebook's exercises has one method for each, as {@link Exercises03#mean}. It hands back what the
 * cells below run on. A given line holds the course's answer in a variable; the reader's line replaces it where his
 * own is right. So a line that was not touched, or does not compile, leaves the course's in place:
 *
 * <pre>{@code
 * var mean = Exercises03.mean(Exercise.given());
 * mean = Exercises03.mean((old, x, n) -> Exercise.todo());
 * }</pre>
 *
 * Put simple cases first. No answer that is right on one side only may pass: a test derives such answers from each
 * solution. Numbers are compared to nine digits (floats to five), arrays, lists and records element by element. What
 * {@link #with} hands to an answer must afterwards be as the course's answer leaves it. An answer that is an object
 * with a state (a buffer) takes a {@code Supplier} of it, and a {@link #task} uses it and returns what came out.
 *
 * @param <A> the type of the answer, a functional interface
 */
public final class Exercise<A> {
    /** An answer that only waits uses no processor; it may take this much longer. */
    private static final int PATIENCE = 10;

    /** Where notes go; in tests nowhere. */
    static volatile Consumer<Note> page = Notebook::show;

    /** The exercise asked for last, for tests. */
    static volatile Exercise<?> lastExercise;

    private static volatile Feedback last;
    /** Which exercises this notebook has come to, and whether they are solved. */
    private static final Map<String, Boolean> solved = Collections.synchronizedMap(new LinkedHashMap<>());

    /** A place not filled in yet. */
    static final class NotYet extends RuntimeException {
        private static final long serialVersionUID = 1;

        /** @param place where the answer belongs */
        NotYet(String place) {
            super(place);
        }
    }

    /** One thing that an answer does: a task, or, where that is null, a call with these arguments. */
    private record Case<A>(String description, Function<A, Object> task, Object[] arguments, String hint) {}

    /** What a case came to: a value, or what it threw; and what became of the arguments. */
    private record Result(Object value, Throwable thrown, Object[] arguments) {}

    private final String name;
    final A solution;
    /** What an answer does. */
    final Method method;

    private final List<Case<A>> cases = new ArrayList<>();
    /** Parameters with a domain. */
    Set<String> fixed = Set.of();

    private String otherwise = "Compare each part with the text above.";
    private double limitSeconds = 2;
    private boolean runs;
    /** Who goes through the cases, unless nobody waits for it any longer; and what it has come to. */
    private volatile Thread worker;

    private volatile String task;

    private Exercise(String name, A solution) {
        this.name = name;
        this.solution = solution;
        method = Arrays.stream(solution.getClass().getInterfaces()[0].getMethods())
                .filter(each -> Modifier.isAbstract(each.getModifiers()))
                .findFirst()
                .orElseThrow();
        method.setAccessible(true);
    }

    /**
     * @param name as the notebook heads it, for example "The target"
     * @param solution the course's own answer
     */
    public static <A> Exercise<A> of(String name, A solution) {
        return new Exercise<>(name, solution);
    }

    /** Stands where the reader's answer belongs, whatever its type: the check then says "not yet". */
    public static <T> T todo() {
        throw new NotYet("Exercise.todo()");
    }

    /** In place of an answer: what is handed back is the course's own, and nothing is checked or shown. */
    public static <A> A given() {
        return null;
    }

    /** Shows which of the exercises that this notebook has come to are solved, and which are open. */
    public static void summary() {
        Map<Boolean, String> names;
        synchronized (solved) {
            names = solved.keySet().stream().collect(Collectors.partitioningBy(solved::get, Collectors.joining(", ")));
        }
        String open = names.get(false);
        page.accept(new Note(
                open.isEmpty() ? Note.Kind.GOOD : Note.Kind.OPEN,
                "Your exercises.",
                (names.get(true).isEmpty() ? "" : "Solved: " + names.get(true) + ".\n")
                        + (open.isEmpty() ? "" : "Open, so that the course's own answer runs: " + open + ".")));
    }

    /** What the reader expected, to stand beside what came: "your guess: 20", or "no guess yet" for NaN. */
    public static String guess(double guess) {
        return Double.isNaN(guess) ? "no guess yet" : "your guess: " + Words.of(guess);
    }

    /** The feedback given last, for tests; null before the first. */
    public static Feedback lastFeedback() {
        return last;
    }

    /** An array, of whichever kind of number the answer takes. */
    public static double[] row(double... numbers) {
        return numbers;
    }

    /**
     * A case: the answer, given these arguments. Numbers and arrays become what the answer takes; each call gets
     * copies of the arrays, and these must afterwards hold what they hold after the solution's call. The reader sees
     * names and values.
     */
    public Exercise<A> with(Object... arguments) {
        cases.add(call(arguments));
        return this;
    }

    private Case<A> call(Object[] arguments) {
        Parameter[] parameters = method.getParameters();
        String description = IntStream.range(0, arguments.length)
                .mapToObj(i -> parameters[i].getName() + " " + Words.of(arguments[i]))
                .collect(Collectors.joining(", "));
        return new Case<>(description, null, arguments, null);
    }

    /**
     * What an answer is made to do; what comes of it is compared.
     *
     * @param description in the reader's words, completing "With ..."
     */
    public Exercise<A> task(String description, Function<A, Object> task) {
        cases.add(new Case<>(description, task, new Object[0], null));
        return this;
    }

    /** What to think about, not the answer, where one of the cases goes wrong that nothing was said of before. */
    public Exercise<A> says(String hint) {
        cases.replaceAll(
                each -> each.hint == null ? new Case<>(each.description, each.task, each.arguments, hint) : each);
        return this;
    }

    /** The domain: these parameters are only tried as the cases have them (never negative, never in another order). */
    public Exercise<A> fixed(String... parameters) {
        fixed = Set.of(parameters);
        return this;
    }

    /** The hint where a case goes wrong that says nothing. */
    public Exercise<A> otherwise(String text) {
        otherwise = text;
        return this;
    }

    /** How much time of the processor all cases together may take, 2 seconds unless said. */
    public Exercise<A> within(double seconds) {
        limitSeconds = seconds;
        return this;
    }

    /**
     * A wrong answer, too, is what the cells below run on, so that the reader sees what comes of it; not one that is
     * missing, throws or does not end.
     */
    public Exercise<A> runs() {
        runs = true;
        return this;
    }

    /**
     * Checks the answer, shows what there is to say about it, and hands back what the cells below run on: the answer
     * if it passes (or is said to {@link #runs}), else the course's own; that one at once, and without a word, for
     * {@link #given}. With the system property {@code deepq.exercises} (or the environment variable DEEPQ_EXERCISES)
     * set to {@code unchecked} an answer is handed back as it is, right or wrong: tests use that to see that what
     * comes below would notice.
     */
    public A handBack(A answer) {
        lastExercise = this;
        if (answer == null) {
            solved.put(name, false);
            return solution;
        }
        Feedback feedback = feedback(answer);
        boolean off = "unchecked".equals(System.getProperty("deepq.exercises", System.getenv("DEEPQ_EXERCISES")));
        boolean unchecked = off && feedback.kind() != Kind.NOT_YET;
        boolean asItIs = runs && feedback.kind() == Kind.WRONG;
        solved.put(name, feedback.passed());
        String below = unchecked
                ? "Checks are switched off: the cells below run on your answer, right or wrong."
                : feedback.passed()
                        ? "The cells below run on your answer."
                        : asItIs
                                ? "The cells below run on it as it is, and show what it does."
                                : "Until then the cells below run on the course's own answer.";
        last = new Feedback(name, feedback.kind(), feedback.text() + " " + below);
        page.accept(last.note());
        return unchecked || asItIs || feedback.passed() ? answer : solution;
    }

    /** What a check would say, without saying it. */
    Feedback feedback(A answer) {
        StackTraceElement check = Words.frame(new Throwable());
        AtomicReference<Feedback> result = new AtomicReference<>();
        // A thread of its own, because an answer may never come back.
        Thread begun = new Thread(() -> result.set(judge(answer, check)), "exercise " + name);
        begun.setDaemon(true);
        worker = begun;
        begun.start();
        try {
            if (ends(begun)) {
                return result.get();
            }
            worker = null;
            stop(begun);
            return new Feedback(
                    name,
                    Kind.BROKEN,
                    "With " + task + " your answer had not come to an end after " + Words.of(limitSeconds)
                            + " seconds. Does its loop end?");
        } catch (InterruptedException e) {
            worker = null;
            begun.interrupt();
            Thread.currentThread().interrupt();
            return new Feedback(name, Kind.BROKEN, "The check was stopped.");
        }
    }

    /** Whether it does within the limit, by its own time: a busy machine takes nothing from the answer. */
    private boolean ends(Thread worker) throws InterruptedException {
        long begin = System.nanoTime();
        double seconds = 0;
        while (worker.isAlive()
                && seconds < limitSeconds
                && System.nanoTime() - begin < PATIENCE * limitSeconds * 1e9) {
            worker.join(20);
            seconds = ManagementFactory.getThreadMXBean().getThreadCpuTime(worker.getId()) / 1e9;
        }
        return !worker.isAlive();
    }

    private static void stop(Thread worker) throws InterruptedException {
        worker.interrupt();
        worker.join(200);
        worker.setPriority(Thread.MIN_PRIORITY);
        if (worker.isAlive()) {
            try {
                // A loop that asks nobody: up to JDK 19 this ends it, later JDKs refuse, and it runs on until the
                // kernel is restarted.
                Thread.class.getMethod("stop").invoke(worker);
            } catch (ReflectiveOperationException e) {
                // It stays behind, at the lowest priority.
            }
        }
    }

    /** Case after case, then their variants, up to the first that differs. */
    private Feedback judge(A answer, StackTraceElement check) {
        List<Case<A>> all = new ArrayList<>(cases);
        cases.forEach(each -> all.addAll(variants(each)));
        // An abandoned worker does not go on: the next case would be as endless.
        for (int i = 0; i < all.size() && worker == Thread.currentThread(); i++) {
            Case<A> each = all.get(i);
            Result right = result(each, solution);
            if (i >= cases.size() && right.thrown != null) {
                continue; // outside of the domain
            }
            task = each.description;
            Result given = result(each, answer);
            if (given.thrown instanceof NotYet place) {
                String text = "Replace " + place.getMessage() + " with your answer and run the cell again.";
                return new Feedback(name, Kind.NOT_YET, text);
            }
            String wrong = given.thrown != null
                    ? "ends in " + Words.of(given.thrown, check)
                    : same(given.value, right.value)
                            ? changed(each, given, right)
                            : Words.beside(given.value, right.value);
            if (wrong != null) {
                String hint = each.hint == null ? otherwise : each.hint;
                Kind kind = given.thrown != null ? Kind.BROKEN : Kind.WRONG;
                return new Feedback(name, kind, "With " + each.description + " your answer " + wrong + ". " + hint);
            }
        }
        return new Feedback(name, Kind.PASSED, "Well done.");
    }

    /** What is said where an argument is not afterwards what it should be; null if they all are. */
    private String changed(Case<A> failed, Result given, Result right) {
        for (int i = 0; i < given.arguments.length; i++) {
            if (!same(given.arguments[i], right.arguments[i])) {
                String leaves = "leaves " + Words.of(given.arguments[i]) + " in " + method.getParameters()[i].getName()
                        + ", expected " + Words.of(right.arguments[i]);
                return same(right.arguments[i], failed.arguments[i])
                        ? leaves + ". What you return is right, but somebody else may still read that: work on a copy"
                        : leaves;
            }
        }
        return null;
    }

    private Result result(Case<A> each, A answer) {
        Object[] arguments = new Object[each.arguments.length];
        Arrays.setAll(arguments, i -> convert(each.arguments[i], method.getParameterTypes()[i]));
        try {
            Object value = each.task != null ? each.task.apply(answer) : method.invoke(answer, arguments);
            return new Result(value, null, arguments);
        } catch (Throwable e) {
            return new Result(null, e instanceof InvocationTargetException call ? call.getCause() : e, arguments);
        }
    }

    /** The same call with one argument changed: an array reversed or rotated, a number with a fraction negated. */
    private List<Case<A>> variants(Case<A> each) {
        List<Case<A>> variants = new ArrayList<>();
        for (int i = 0; i < each.arguments.length; i++) {
            if (!fixed.contains(method.getParameters()[i].getName())) {
                for (Object other : others(each.arguments[i], method.getParameterTypes()[i])) {
                    Object[] arguments = each.arguments.clone();
                    arguments[i] = other;
                    variants.add(call(arguments));
                }
            }
        }
        return variants;
    }

    private static List<Object> others(Object value, Class<?> type) {
        if (value instanceof Number number) {
            boolean fraction = type == double.class || type == float.class;
            return fraction && number.doubleValue() != 0 ? List.of(-number.doubleValue()) : List.of();
        }
        if (value == null || !value.getClass().isArray() || Words.list(value).size() < 2) {
            return List.of();
        }
        List<Object> reversed = new ArrayList<>(Words.list(value));
        Collections.reverse(reversed);
        List<Object> rotated = new ArrayList<>(Words.list(value));
        Collections.rotate(rotated, -1);
        return List.of(convert(reversed, value.getClass()), convert(rotated, value.getClass()));
    }

    /** A number as another kind of number, an array as a new one of another kind; all else as it is. */
    private static Object convert(Object value, Class<?> type) {
        if (value instanceof Number number) {
            return type == float.class ? (Object) number.floatValue() : type == int.class ? number.intValue() : value;
        }
        boolean isArray = value != null && value.getClass().isArray();
        if (!isArray && !type.isArray()) {
            return value;
        }
        Class<?> element = (type.isArray() ? type : value.getClass()).getComponentType();
        List<?> elements = Words.list(value);
        Object array = Array.newInstance(element, elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Array.set(array, i, convert(elements.get(i), element));
        }
        return array;
    }

    static boolean same(Object a, Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            double tolerance = a instanceof Float || b instanceof Float ? 1e-5 : 1e-9;
            double p = x.doubleValue();
            double q = y.doubleValue();
            return Double.compare(p, q) == 0
                    || Math.abs(p - q) / Math.max(1, Math.max(Math.abs(p), Math.abs(q))) <= tolerance;
        }
        if (Words.isSequence(a) && Words.isSequence(b)) {
            List<?> x = Words.list(a);
            List<?> y = Words.list(b);
            return x.size() == y.size() && IntStream.range(0, x.size()).allMatch(i -> same(x.get(i), y.get(i)));
        }
        return Objects.equals(a, b);
    }
}
