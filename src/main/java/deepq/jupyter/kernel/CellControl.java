package deepq.jupyter.kernel;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.spi.SPIResolutionException;

/**
 * Runs compiled cells in this process, each statement in a thread of its own, and can stop that thread.
 *
 * <p>Since JDK 20 a thread can no longer be stopped from outside. Instead {@link LocalExecutionControl} weaves a test
 * of a flag into the cell's own code; that is the only thing used of it. Its own {@code invoke} would wait for every
 * thread that the cell started, and would turn the value into a string.
 */
final class CellControl extends LocalExecutionControl {
    private static final boolean THREADS_CAN_BE_STOPPED = Runtime.version().feature() < 20;
    private static final long WATCH_NANOS = 200_000_000;
    private static final long CELL_MILLIS = 100;

    /** How long an interrupted library may take to return. */
    private static final long PATIENCE_MILLIS = 2_000;

    /** With less free memory than this the running statement is stopped. */
    private static final long LEAST_MEMORY = Runtime.getRuntime().maxMemory() / 6;

    private final CellClasses classes;
    private final Map<String, List<Field>> variables = new HashMap<>();
    private final Set<String> lost = new HashSet<>();
    private volatile Task<?> running;
    private Outcome outcome = Outcome.NONE;
    private volatile boolean interrupted;
    private volatile boolean exhausted;

    /**
     * How a statement ended: with a value, with what it has thrown, or by {@link #interrupt}. JShell would turn the
     * value into a text, and convert the exception: call its getMessage(), and lose the rest.
     */
    record Outcome(Object value, Throwable thrown, boolean stopped) {
        static final Outcome NONE = new Outcome(null, null, false);
    }

    CellControl(CellClasses classes) {
        super(classes);
        this.classes = classes;
        KernelMain.daemon(this::watchMemory, "kernel-memory").start();
    }

    /** How the statement that ran last ended; forgotten with that. */
    Outcome takeOutcome() {
        Outcome taken = outcome;
        outcome = Outcome.NONE;
        return taken;
    }

    /** A cell begins: it has not been interrupted. */
    void begin() {
        interrupted = false;
        exhausted = false;
    }

    boolean wasInterrupted() {
        return interrupted;
    }

    /** Whether it was interrupted because the memory is full. */
    boolean wasExhausted() {
        return exhausted;
    }

    @Override
    protected String invoke(Method statement) throws Exception {
        outcome = Outcome.NONE;
        if (!THREADS_CAN_BE_STOPPED) super.invoke(Thread.class.getMethod("onSpinWait")); // makes the flag and lowers it
        try {
            outcome = new Outcome(call(() -> statement.invoke(null)), null, false);
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause();
            if (thrown instanceof SPIResolutionException) throw e; // JShell knows what is missing
            outcome = new Outcome(null, thrown, isThreadDeath(thrown));
            if (outcome.stopped()) throw new StoppedException();
            throw new UserException("", thrown.getClass().getName(), new StackTraceElement[0]);
        } catch (StoppedException e) {
            outcome = new Outcome(null, null, true);
            throw e;
        }
        renew(statement.getDeclaringClass());
        return "";
    }

    /** New classes: a variable that depends on what is declared anew keeps its value if it keeps its type. */
    @Override
    public void load(ClassBytecodes[] compiled)
            throws ClassInstallException, NotImplementedException, EngineTerminationException {
        super.load(compiled);
        for (ClassBytecodes one : compiled) {
            try {
                for (Field field : fields(classes.findClass(one.name()))) {
                    List<Field> known = variables.computeIfAbsent(field.getName(), name -> new ArrayList<>());
                    if (!known.isEmpty() && isSame(last(known), field))
                        field.set(null, last(known).get(null));
                    else if (!known.isEmpty()) lost.add(field.getName());
                    known.add(field);
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void redefine(ClassBytecodes[] changed)
            throws ClassInstallException, NotImplementedException, EngineTerminationException {
        classes.replacing(true);
        try {
            super.load(changed);
        } finally {
            classes.replacing(false);
        }
    }

    /** The variable of each earlier class that it was in gets its value, too: no class is ever unloaded. */
    private void renew(Class<?> declared) throws IllegalAccessException {
        for (Field field : fields(declared)) {
            if (field.getName().startsWith("$")) clear(field); // JShell's own, of a result
            List<Field> known = variables.get(field.getName());
            for (Field old : known) {
                if (isSame(old, field)) old.set(null, field.get(null));
                else clear(old);
            }
            known.removeIf(old -> !isSame(old, field));
        }
    }

    /** Declares a variable anew, with the value that it had; false if it has lost that: its type is another now. */
    boolean keeps(String variable, Runnable redeclaration) {
        try {
            Field before = last(variables.get(variable));
            Object kept = before.get(null);
            redeclaration.run();
            Field now = last(variables.get(variable));
            if (lost.contains(variable) || !isSame(before, now)) return false;
            now.set(null, kept);
            return true;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A variable is declared: what it was before does not matter. */
    void declared(String variable) {
        lost.remove(variable);
    }

    /** Lets go of what a variable held. */
    void reset(String variable) {
        try {
            for (Field field : variables.getOrDefault(variable, List.of())) clear(field);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void clear(Field field) throws IllegalAccessException {
        field.set(null, Array.get(Array.newInstance(field.getType(), 1), 0)); // 0, false or null
    }

    private static boolean isSame(Field one, Field other) {
        return one.getGenericType().equals(other.getGenericType());
    }

    private static List<Field> fields(Class<?> outermost) {
        if (outermost.getEnclosingClass() != null) return List.of();
        List<Field> fields = List.of(outermost.getFields());
        fields.forEach(field -> field.setAccessible(true)); // its class is not public
        return fields;
    }

    private static Field last(List<Field> fields) {
        return fields.get(fields.size() - 1);
    }

    /** The kernel never asks for a variable as text: toString() of a reader's class is not run behind his back. */
    @Override
    public String varValue(String className, String variable) {
        return "";
    }

    /**
     * Runs work in a thread of its own that {@link #interrupt} ends.
     *
     * @throws StoppedException if it was ended
     */
    <T> T call(Callable<T> work) throws Exception {
        Task<T> task = new Task<>(work);
        task.thread.setContextClassLoader(classes);
        Task<?> outer = running; // a cell that runs another by eval
        running = task;
        try {
            if (interrupted) throw new StoppedException(); // while it was compiled
            task.thread.start();
            return task.get();
        } catch (CancellationException e) {
            throw new StoppedException();
        } catch (ExecutionException e) {
            if (isThreadDeath(e.getCause())) throw new StoppedException();
            if (e.getCause() instanceof Error error) throw error;
            throw (Exception) e.getCause();
        } finally {
            running = outer;
        }
    }

    /**
     * Ends the running statement, if there is one: interrupts its thread, leaves a library that honours interrupts a
     * moment to return, then stops it. Returns at once; a thread that still goes on after that is given up, so that
     * the session is free.
     */
    void interrupt() {
        interrupted = true;
        Task<?> task = running;
        if (task == null) return;
        task.thread.interrupt();
        KernelMain.daemon(() -> end(task), "kernel-interrupt").start();
    }

    /**
     * Stops the running statement at once when nearly all memory is in use. A JVM that has none left collects garbage
     * for minutes before it throws an error, and in which of the kernel's threads is chance.
     */
    private void watchMemory() {
        while (true) {
            LockSupport.parkNanos(WATCH_NANOS);
            Task<?> task = running;
            if (task == null || freeMemory() > LEAST_MEMORY) continue;
            System.gc();
            if (task != running || freeMemory() > LEAST_MEMORY) continue;
            exhausted = true;
            interrupted = true;
            stop(task);
        }
    }

    private static long freeMemory() {
        Runtime java = Runtime.getRuntime();
        return java.maxMemory() - java.totalMemory() + java.freeMemory();
    }

    /** Whether there is too little to go on with: to compile a line takes some 20 MB. */
    boolean hasNoMemory() {
        System.gc();
        return freeMemory() < LEAST_MEMORY / 2;
    }

    private void end(Task<?> task) {
        if (task.endsWithin(isOfTheCell(task) ? CELL_MILLIS : PATIENCE_MILLIS)) return;
        if (task != running) return;
        stop(task);
        if (task.endsWithin(2 * PATIENCE_MILLIS)) return;
        System.err.println(
                "The cell's thread does not react and goes on in the background. Restart the kernel to end it.");
        task.cancel(false);
    }

    /** Whether no library runs that could still return what it has: a loop of the cell's own is not worth a wait. */
    private static boolean isOfTheCell(Task<?> task) {
        return Arrays.stream(task.thread.getStackTrace())
                .allMatch(frame -> frame.getClassName().matches("(REPL|javax?|jdk|sun|deepq\\.jupyter\\.kernel)\\..*"));
    }

    @SuppressWarnings({"deprecation", "removal"})
    private void stop(Task<?> task) {
        if (THREADS_CAN_BE_STOPPED) {
            task.thread.stop();
            return;
        }
        try {
            clientCodeEnter(); // or stop() does nothing while a value is being shown
            super.stop();
        } catch (EngineTerminationException | InternalException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings({"deprecation", "removal"})
    private static boolean isThreadDeath(Throwable thrown) {
        return thrown instanceof ThreadDeath;
    }

    private static final class Task<T> extends FutureTask<T> {
        final Thread thread = KernelMain.daemon(this, "cell");

        Task(Callable<T> work) {
            super(work);
        }

        boolean endsWithin(long millis) {
            try {
                thread.join(millis);
            } catch (InterruptedException e) {
                return false;
            }
            return isDone();
        }
    }
}
