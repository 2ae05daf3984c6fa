package deepq.course.exercise;

import deepq.course.notebook.Notebook;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How an exercise is checked: the reader's answer, a lambda, does the same tasks as a right one and as typical wrong ones. If it does as the right one did, it
 * passes; if it does as a wrong one did, the reader gets the hint that fits that mistake; else the first task that differs is shown, without its result.
 * A check never throws, never gives the answer away, and ends within its time limit, so that "Run All" goes on. It is shown below the cell.
 *
 * <p>The class of a notebook's exercises has one method for each, which a cell calls: {@code Exercises03.tdTarget((reward, gamma, maxNext) -> Exercise.todo());}
 *
 * <pre>{@code
 * public interface TdTarget {
 *     double of(double reward, double gamma, double maxNext);
 * }
 *
 * public static void tdTarget(TdTarget answer) {
 *     Exercise.<TdTarget>of("3.1 The target", (reward, gamma, maxNext) -> reward + gamma * maxNext)
 *             .task("reward 1, gamma 0.9, largest next value 2", f -> f.of(1, 0.9, 2))
 *             .task("reward -1, gamma 0.5, largest next value 4", f -> f.of(-1, 0.5, 4))
 *             .mistake("no-discount", (reward, gamma, maxNext) -> reward + maxNext, "What comes a step later counts less. Where is gamma?")
 *             .otherwise("The target has two parts: what was received, and what may still come.")
 *             .check(answer);
 * }
 * }</pre>
 *
 * Choose the tasks so that no mistake agrees with the solution, or with another mistake, on all of them. Numbers are compared to nine digits (floats to five),
 * arrays and lists element by element. An answer that is an object with a state (a buffer) takes a {@code Supplier} of it, and a task uses it and returns what came out.
 *
 * @param <A> the type of the answer, a functional interface
 */
public final class Exercise<A> {
    private static final double LIMIT_SECONDS = 2;
    private static volatile Feedback last;

    /** What an answer is made to do; what it returns is compared. */
    @FunctionalInterface
    public interface Task<A> {
        Object run(A answer) throws Exception;
    }

    /** A place not filled in yet. */
    private static final class NotYet extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Where the worker is, and whether somebody still waits for it. */
    private static final class Progress {
        private volatile String task = "";
        private volatile boolean abandoned;
    }

    private record Named<T>(String name, T thing, String hint) {}

    /** What a task came to: a value, or what it threw. */
    private record Result(Object value, Throwable thrown) {
        boolean sameAs(Result other) {
            return thrown == null
                    ? other.thrown == null && same(value, other.value)
                    : other.thrown != null && thrown.getClass() == other.thrown.getClass();
        }
    }

    private final String name;
    private final A solution;
    private final List<Named<Task<A>>> tasks = new ArrayList<>();
    private final List<Named<A>> mistakes = new ArrayList<>();
    private String otherwise = "Compare each part with the text above.";

    private Exercise(String name, A solution) {
        this.name = name;
        this.solution = solution;
    }

    /** @param name as the notebook heads it, for example "3.1 The target" */
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

    /** @param description in the reader's words, completing "With ..." */
    public Exercise<A> task(String description, Task<A> task) {
        tasks.add(new Named<>(description, task, ""));
        return this;
    }

    /**
     * A typical wrong answer.
     *
     * @param id by which tests know the hint
     * @param hint what to think about, not the answer
     */
    public Exercise<A> mistake(String id, A wrong, String hint) {
        mistakes.add(new Named<>(id, wrong, hint));
        return this;
    }

    /** The hint for answers that are wrong in no known way. */
    public Exercise<A> otherwise(String hint) {
        otherwise = hint;
        return this;
    }

    /** Checks the answer and shows what there is to say about it. */
    public void check(A answer) {
        check(answer, LIMIT_SECONDS);
    }

    void check(A answer, double limitSeconds) {
        last = feedback(answer, limitSeconds);
        Notebook.show(last.note());
    }

    private Feedback feedback(A answer, double limitSeconds) {
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
            worker.join((long) (1000 * limitSeconds));
            if (result.get() == null) {
                current.abandoned = true;
                stop(worker);
                return wrong(
                        "endless",
                        "With " + current.task + " your answer had not come to an end after " + limitSeconds
                                + " seconds. Does its loop end?");
            }
            return result.get();
        } catch (InterruptedException e) {
            worker.interrupt();
            Thread.currentThread().interrupt();
            return wrong("stopped", "The check was stopped.");
        }
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
        List<Result> given = answer == null ? List.of(new Result(null, new NotYet())) : results(answer, current);
        if (given.stream().anyMatch(result -> result.thrown instanceof NotYet)) {
            return new Feedback(
                    name, false, "not-yet", "Put your answer in the place of Exercise.todo() and run the cell again.");
        }
        int first = differs(given, right);
        if (first < 0) {
            return new Feedback(name, true, "", "Well done.");
        }
        String seen = "With " + tasks.get(first).name + " your answer ";
        for (Named<A> mistake : mistakes) {
            if (differs(given, results(mistake.thing, new Progress())) < 0) {
                return wrong(mistake.name, mistake.hint);
            }
        }
        Result result = given.get(first);
        if (result.thrown != null) {
            return wrong("exception", seen + "ends in " + result.thrown + ". " + otherwise);
        }
        return wrong("other", seen + "gives " + text(result.value) + ", which is not right. " + otherwise);
    }

    private Feedback wrong(String hint, String text) {
        return new Feedback(name, false, hint, text);
    }

    private List<Result> results(A answer, Progress current) {
        List<Result> results = new ArrayList<>();
        for (Named<Task<A>> task : tasks) {
            current.task = task.name;
            try {
                results.add(new Result(task.thing.run(answer), null));
            } catch (Throwable e) {
                if (current.abandoned) {
                    throw new NotYet(); // or the next task would be as endless
                }
                results.add(new Result(null, e));
            }
        }
        return results;
    }

    /** The first task whose results differ, or -1. */
    private static int differs(List<Result> one, List<Result> other) {
        for (int i = 0; i < other.size(); i++) {
            if (!one.get(i).sameAs(other.get(i))) {
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
                    || Math.abs(p - q) <= tolerance * Math.max(1, Math.max(Math.abs(p), Math.abs(q)));
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

    private static String text(Object value) {
        if (value == null || !value.getClass().isArray()) {
            return String.valueOf(value);
        }
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < Math.min(12, Array.getLength(value)); i++) {
            elements.add(text(Array.get(value, i)));
        }
        return "[" + String.join(", ", elements) + (Array.getLength(value) > 12 ? ", ...]" : "]");
    }
}
