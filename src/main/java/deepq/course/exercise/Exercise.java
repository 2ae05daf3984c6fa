package deepq.course.exercise;

import deepq.course.notebook.Note;
import deepq.course.notebook.Notebook;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * How an exercise is checked: the reader's answer, a lambda, does the same tasks as a right one and as typical wrong ones. If it does as the right one did, it
 * passes; if it does as a wrong one did, the reader gets the hint that fits that mistake; else the first task that differs is shown, without its result.
 * A check never throws, never gives the answer away, and ends within its time limit, so that "Run All" goes on. It is shown below the cell.
 *
 * <p>The class of a notebook's exercises has one method for each. It hands back what the cells below run on, the reader's answer if it is right and the
 * course's own until then: {@code TdTarget target = Exercises03.tdTarget((reward, gamma, maxNext) -> Exercise.todo());}
 *
 * <pre>{@code
 * public interface TdTarget {
 *     double of(double reward, double gamma, double maxNext);
 * }
 *
 * public static TdTarget tdTarget(TdTarget answer) {
 *     return Exercise.<TdTarget>of("The target", (reward, gamma, maxNext) -> reward + gamma * maxNext)
 *             .with(1, 0.9, 2)
 *             .with(-1, 0.5, 4)
 *             .hint("What comes a step later counts less. Where is gamma?")
 *             .when((reward, gamma, maxNext) -> reward + maxNext)
 *             .otherwise("The target has two parts: what was received, and what may still come.")
 *             .handBack(answer);
 * }
 * }</pre>
 *
 * Choose the tasks so that no mistake agrees with the solution, or with another mistake, on all of them (a test tells). Numbers are compared to nine digits
 * (floats to five), arrays and lists element by element. What {@link #with} hands to an answer must afterwards be as the solution leaves it. An answer that is
 * an object with a state (a buffer) takes a {@code Supplier} of it, and a {@link #task} uses it and returns what came out.
 *
 * @param <A> the type of the answer, a functional interface
 */
public final class Exercise<A> {
    private static final double LIMIT_SECONDS = 2;
    /** An answer that only waits uses no processor; it may take this much longer. */
    private static final int PATIENCE = 10;

    /** Where notes go; in tests nowhere. */
    static volatile Consumer<Note> page = Notebook::show;

    private static volatile Feedback last;
    private static volatile Exercise<?> lastExercise;

    /** What an answer is made to do; what it returns is compared. */
    @FunctionalInterface
    public interface Task<A> {
        Object run(A answer) throws Exception;
    }

    /** A place not filled in yet. */
    static final class NotYet extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotYet() {
            super("Exercise.todo()");
        }
    }

    /** Where the worker is, and whether somebody still waits for it. */
    private static final class Progress {
        private volatile String task = "";
        private volatile boolean abandoned;
    }

    /** A task with what it hands to the answer: names and values, none if the task calls the answer itself. */
    private record Job<A>(String description, Task<A> task, Parameter[] parameters, Object[] arguments) {}

    /** A typical wrong answer. */
    record Mistake<A>(A answer, String hint) {}

    /** What a task came to: a value, or what it threw; and what became of the arguments. */
    private record Result(Object value, Throwable thrown, Object[] arguments) {
        boolean sameValue(Result other) {
            return thrown == null
                    ? other.thrown == null && same(value, other.value)
                    : other.thrown != null && thrown.getClass() == other.thrown.getClass();
        }

        boolean sameArguments(Result other) {
            return changed(other.arguments) < 0;
        }

        /** The first argument that is another one than here, or -1. */
        int changed(Object[] others) {
            for (int i = 0; i < arguments.length; i++) {
                if (!same(arguments[i], others[i])) {
                    return i;
                }
            }
            return -1;
        }
    }

    private final String name;
    private final A solution;
    private final List<Job<A>> jobs = new ArrayList<>();
    private final List<Mistake<A>> mistakes = new ArrayList<>();
    private String hint;
    private String otherwise = "Compare each part with the text above.";
    private double limitSeconds = LIMIT_SECONDS;

    private Exercise(String name, A solution) {
        this.name = name;
        this.solution = solution;
    }

    /** @param name as the notebook heads it, for example "The target" */
    public static <A> Exercise<A> of(String name, A solution) {
        return new Exercise<>(name, solution);
    }

    /** Stands where the reader's answer belongs, whatever its type: the check then says "not yet". */
    public static <T> T todo() {
        throw new NotYet();
    }

    /** The feedback given last, for tests; null before the first. */
    public static Feedback lastFeedback() {
        return last;
    }

    /** The exercise checked last, for tests. */
    static Exercise<?> lastExercise() {
        return lastExercise;
    }

    /** An array, of whichever kind of number the answer takes. */
    public static double[] row(double... numbers) {
        return numbers;
    }

    /**
     * A task: the answer, given these arguments. Numbers and arrays become what the answer takes; each call gets copies of the arrays, and these must
     * afterwards hold what they hold after the solution's call. The reader sees names and values.
     */
    public Exercise<A> with(Object... arguments) {
        Method method = SafeAnswer.method(SafeAnswer.type(solution));
        Parameter[] parameters = method.getParameters();
        if (parameters.length != arguments.length) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" takes " + parameters.length + " arguments, not " + arguments.length);
        }
        List<String> words = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            words.add(parameters[i].getName() + " " + Words.of(arguments[i]));
        }
        jobs.add(new Job<>(String.join(", ", words), null, parameters, arguments));
        return this;
    }

    /** @param description in the reader's words, completing "With ..." */
    public Exercise<A> task(String description, Task<A> task) {
        jobs.add(new Job<>(description, task, new Parameter[0], new Object[0]));
        return this;
    }

    /**
     * What to think about, not the answer; the mistakes that get this hint follow.
     *
     * @see #when
     */
    public Exercise<A> hint(String text) {
        hint = text;
        return this;
    }

    /** A typical wrong answer, which gets the hint before it. */
    public Exercise<A> when(A wrong) {
        mistakes.add(new Mistake<>(wrong, Objects.requireNonNull(hint, "hint(...) comes before when(...)")));
        return this;
    }

    /** The older form of {@link #hint} and {@link #when}. */
    public Exercise<A> mistake(String id, A wrong, String hint) {
        return hint(hint).when(wrong);
    }

    /** The hint for answers that are wrong in no known way. */
    public Exercise<A> otherwise(String text) {
        otherwise = text;
        return this;
    }

    /** How much time of the processor all tasks together may take, 2 seconds unless said. */
    public Exercise<A> within(double seconds) {
        limitSeconds = seconds;
        return this;
    }

    /** Checks an answer that nothing is built on, and shows what there is to say about it. */
    public void check(A answer) {
        say(feedback(answer));
    }

    /**
     * Checks the answer, shows what there is to say about it, and hands back what the cells below run on: the answer if it passes, else the solution. If an
     * answer that passed throws later, the solution takes its place, and the reader is told once. With the system property {@code deepq.exercises} (or the
     * environment variable DEEPQ_EXERCISES) set to {@code unchecked} an answer is handed back as it is, right or wrong: tests use that to see that what comes
     * below would notice.
     */
    public A handBack(A answer) {
        Feedback feedback = feedback(answer);
        boolean unchecked = unchecked() && !feedback.hint().equals(Feedback.NOT_YET);
        say(feedback.with(
                unchecked
                        ? "Checks are switched off: the cells below run on your answer, right or wrong."
                        : feedback.passed()
                                ? "The cells below run on your answer."
                                : "Until then the cells below run on the course's own answer."));
        return unchecked ? answer : feedback.passed() ? SafeAnswer.of(answer, solution, this::mended) : solution;
    }

    private static boolean unchecked() {
        String environment = System.getenv("DEEPQ_EXERCISES");
        return "unchecked".equals(System.getProperty("deepq.exercises", environment));
    }

    private void say(Feedback feedback) {
        last = feedback;
        lastExercise = this;
        page.accept(feedback.note());
    }

    private void mended(Throwable thrown) {
        String what = thrown instanceof NotYet ? "came to an Exercise.todo()" : "ended in " + thrown;
        page.accept(new Note(
                Note.Kind.BAD,
                name + ": passed, but not right yet.",
                "In use your answer " + what + ". From here on the course's own answer stands in for it."));
    }

    String name() {
        return name;
    }

    A solution() {
        return solution;
    }

    List<Mistake<A>> mistakes() {
        return mistakes;
    }

    /** What a check would say, without saying it. */
    Feedback feedback(A answer) {
        Progress current = new Progress();
        AtomicReference<Feedback> result = new AtomicReference<>();
        // A thread of its own, because an answer may never come back.
        Thread worker = new Thread(
                () -> {
                    try {
                        result.set(judge(answer, current));
                    } catch (NotYet abandoned) {
                        // Nobody waits.
                    }
                },
                "exercise " + name);
        worker.setDaemon(true);
        worker.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        worker.start();
        try {
            if (!ends(worker)) {
                current.abandoned = true;
                stop(worker);
                return wrong(
                        Feedback.ENDLESS,
                        "With " + current.task + " your answer had not come to an end after " + limitSeconds
                                + " seconds. Does its loop end?");
            }
            return result.get();
        } catch (InterruptedException e) {
            current.abandoned = true;
            worker.interrupt();
            Thread.currentThread().interrupt();
            return wrong(Feedback.STOPPED, "The check was stopped.");
        }
    }

    /** Whether it does within the limit: by its own time, so that a machine with much to do takes nothing from the answer. */
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

    private Feedback judge(A answer, Progress current) {
        List<Result> right = results(solution, new Progress());
        List<Result> given =
                answer == null ? List.of(new Result(null, new NotYet(), new Object[0])) : results(answer, current);
        if (given.stream().anyMatch(result -> result.thrown instanceof NotYet)) {
            return wrong(Feedback.NOT_YET, "Put your answer in the place of Exercise.todo() and run the cell again.");
        }
        int first = differs(given, right, false);
        int changed = differs(given, right, true);
        if (changed < 0) {
            return new Feedback(name, true, "", "Well done.");
        }
        String known = knownMistake(given, first >= 0);
        if (known != null) {
            return wrong(Feedback.KNOWN, known);
        }
        return first < 0 ? changed(changed, given.get(changed), right.get(changed)) : other(first, given.get(first));
    }

    private String knownMistake(List<Result> given, boolean valueDiffers) {
        String sameValues = null;
        for (Mistake<A> mistake : mistakes) {
            List<Result> results = results(mistake.answer, new Progress());
            if (differs(given, results, true) < 0) {
                return mistake.hint;
            }
            if (valueDiffers && sameValues == null && differs(given, results, false) < 0) {
                sameValues = mistake.hint;
            }
        }
        return sameValues;
    }

    private Feedback other(int index, Result given) {
        String seen = "With " + jobs.get(index).description + " your answer ";
        return given.thrown != null
                ? wrong(Feedback.EXCEPTION, seen + "ends in " + given.thrown + ". " + otherwise)
                : wrong(Feedback.OTHER, seen + "gives " + Words.of(given.value) + ", which is not right. " + otherwise);
    }

    /** What is returned is right, but the arguments are not what they should be. */
    private Feedback changed(int index, Result given, Result right) {
        Job<A> job = jobs.get(index);
        int argument = right.changed(given.arguments);
        String array = job.parameters[argument].getName();
        if (same(right.arguments[argument], convert(job.arguments[argument], job.parameters[argument].getType()))) {
            return wrong(
                    Feedback.CHANGED,
                    "What you return is right, but " + array
                            + " has changed on the way, and somebody else may still read it. Work on a copy.");
        }
        return wrong(
                Feedback.OTHER,
                "With " + job.description + " your answer leaves " + Words.of(given.arguments[argument]) + " in "
                        + array + ", which is not right. " + otherwise);
    }

    private Feedback wrong(String kind, String text) {
        return new Feedback(name, false, kind, text);
    }

    private List<Result> results(A answer, Progress current) {
        List<Result> results = new ArrayList<>();
        for (Job<A> job : jobs) {
            current.task = job.description;
            Object[] arguments = new Object[job.arguments.length];
            Arrays.setAll(arguments, i -> convert(job.arguments[i], job.parameters[i].getType()));
            try {
                results.add(new Result(run(job, answer, arguments), null, arguments));
            } catch (Throwable e) {
                if (current.abandoned) {
                    throw new NotYet(); // or the next task would be as endless
                }
                results.add(new Result(null, e, arguments));
            }
        }
        return results;
    }

    private Object run(Job<A> job, A answer, Object[] arguments) throws Throwable {
        if (job.task != null) {
            return job.task.run(answer);
        }
        try {
            return SafeAnswer.method(SafeAnswer.type(solution)).invoke(answer, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** A number as another kind of number, an array as a new array of another kind; all else as it is. */
    private static Object convert(Object value, Class<?> type) {
        if (value instanceof Number number) {
            return type == double.class
                    ? (Object) number.doubleValue()
                    : type == float.class
                            ? (Object) number.floatValue()
                            : type == long.class ? number.longValue() : value;
        }
        if (value == null || !value.getClass().isArray()) {
            return value;
        }
        Class<?> element = (type.isArray() ? type : value.getClass()).getComponentType();
        Object array = Array.newInstance(element, Array.getLength(value));
        for (int i = 0; i < Array.getLength(value); i++) {
            Object of = convert(Array.get(value, i), element);
            Array.set(array, i, element == int.class ? (Object) ((Number) of).intValue() : of);
        }
        return array;
    }

    /** The first task whose values (and, if asked, arguments) differ, or -1. */
    private static int differs(List<Result> one, List<Result> other, boolean arguments) {
        for (int i = 0; i < other.size(); i++) {
            if (!one.get(i).sameValue(other.get(i)) || arguments && !one.get(i).sameArguments(other.get(i))) {
                return i;
            }
        }
        return -1;
    }

    static boolean same(Object a, Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            double tolerance = a instanceof Float || b instanceof Float ? 1e-5 : 1e-9;
            double p = x.doubleValue();
            double q = y.doubleValue();
            return Double.compare(p, q) == 0
                    || Double.isFinite(p)
                            && Double.isFinite(q)
                            && Math.abs(p - q) <= tolerance * Math.max(1, Math.max(Math.abs(p), Math.abs(q)));
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            return same(x.toArray(), y.toArray());
        }
        if (a != null && b != null && a.getClass().isArray() && b.getClass().isArray()) {
            boolean same = Array.getLength(a) == Array.getLength(b);
            for (int i = 0; same && i < Array.getLength(a); i++) {
                same = same(Array.get(a, i), Array.get(b, i));
            }
            return same;
        }
        return Objects.equals(a, b);
    }
}
