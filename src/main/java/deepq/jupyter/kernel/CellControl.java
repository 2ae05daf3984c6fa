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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    private static final int RESERVE = 4 << 20;
    private static final Method NOTHING = nothingMethod();

    /** What the kernel's last words need, when a cell has filled the memory. */
    private byte[] reserve = new byte[RESERVE];

    /** With less free memory than this the running statement is stopped. */
    private volatile long least = leastMemory();

    private final CellClasses classes;
    private final Map<String, List<Field>> variables = new HashMap<>();
    private final Set<String> lost = new HashSet<>();
    private volatile Task<?> running;
    private final long patienceMillis;
    private Object value;
    private Throwable thrown;
    private boolean stopped;
    private volatile boolean interrupted;
    private volatile boolean exhausted;

    /** @param patienceMillis how long an interrupted library may take to return */
    CellControl(long patienceMillis) {
        this(patienceMillis, new CellClasses());
    }

    private CellControl(long patienceMillis, CellClasses classes) {
        super(classes);
        this.classes = classes;
        this.patienceMillis = patienceMillis;
        Thread watch = new Thread(this::watchMemory, "kernel-memory");
        watch.setDaemon(true);
        watch.start();
    }

    /** Takes the value of the statement that ran last. */
    Object takeValue() {
        Object taken = value;
        value = null;
        return taken;
    }

    /**
     * Takes what the statement that ran last has thrown. JShell would convert it: call its getMessage(), and lose the
     * rest.
     */
    Throwable takeThrown() {
        Throwable taken = thrown;
        thrown = null;
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

    /** Whether the statement that ran last was ended by {@link #interrupt}. */
    boolean wasStopped() {
        return stopped;
    }

    @Override
    protected String invoke(Method statement) throws Exception {
        value = null;
        thrown = null;
        stopped = false;
        if (!THREADS_CAN_BE_STOPPED) super.invoke(NOTHING); // makes the flag and lowers it
        try {
            Object returned = call(() -> statement.invoke(null));
            stopped = false; // of a cell that this one has run with eval
            value = returned;
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            if (cause instanceof SPIResolutionException) throw e; // JShell knows what is missing
            stopped = isThreadDeath(cause);
            thrown = stopped ? null : cause;
        } catch (StoppedException e) {
            stopped = true;
        }
        if (stopped) throw new StoppedException();
        if (thrown != null) throw new UserException("", thrown.getClass().getName(), new StackTraceElement[0]);
        renew(statement.getDeclaringClass());
        return "";
    }

    /**
     * New classes: a variable that is not declared anew, but depends on what is, keeps its value if it keeps its
     * type.
     */
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

    /**
     * Declares a variable anew, and gives it the value that it had; says whether it has it: not, if its type is
     * another now.
     */
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

    private static void nothing() {}

    private static Method nothingMethod() {
        try {
            Method method = CellControl.class.getDeclaredMethod("nothing");
            method.setAccessible(true);
            return method;
        } catch (NoSuchMethodException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /**
     * The kernel never asks JShell for a variable as text, so toString() of a reader's class is not run behind his
     * back.
     */
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
        } catch (OutOfMemoryError e) {
            reserve = null;
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OutOfMemoryError) reserve = null;
            if (isThreadDeath(e.getCause())) throw new StoppedException();
            if (e.getCause() instanceof Exception exception) throw exception;
            throw new InvocationTargetException(e.getCause());
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
        Thread killer = new Thread(() -> end(task), "kernel-interrupt");
        killer.setDaemon(true);
        killer.start();
    }

    /**
     * Stops the running statement at once when nearly all memory is in use. A JVM that has none left collects garbage
     * for minutes before it throws an error, and in which of the kernel's threads is chance.
     */
    private void watchMemory() {
        while (true) {
            LockSupport.parkNanos(WATCH_NANOS);
            Task<?> task = running;
            long free = freeMemory();
            if (free > leastMemory()) least = leastMemory();
            if (task == null || free > least) continue;
            System.gc();
            if (task != running || freeMemory() > least) continue;
            exhausted = true;
            interrupted = true;
            stop(task);
        }
    }

    private static long freeMemory() {
        Runtime java = Runtime.getRuntime();
        return java.maxMemory() - java.totalMemory() + java.freeMemory();
    }

    private static long leastMemory() {
        return Runtime.getRuntime().maxMemory() / 6;
    }

    /**
     * Whether there is too little to go on with: to compile a line takes some 20 MB, and a class that could not be
     * loaded for want of memory is lost for good. Where there is enough, the next cells may use half of it: they are
     * to let things go.
     */
    boolean hasNoMemory() {
        reserve = null;
        System.gc();
        long free = freeMemory();
        if (free < leastMemory() / 2) return true;
        least = Math.min(leastMemory(), free / 2);
        reserve = new byte[RESERVE];
        return false;
    }

    private void end(Task<?> task) {
        if (task.endsWithin(isOfTheCell(task) ? Math.min(CELL_MILLIS, patienceMillis) : patienceMillis)) return;
        if (task != running) return;
        stop(task);
        if (task.endsWithin(2 * patienceMillis)) return;
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
        final Thread thread = new Thread(this, "cell");

        Task(Callable<T> work) {
            super(work);
            thread.setDaemon(true);
        }

        boolean endsWithin(long millis) {
            try {
                get(millis, TimeUnit.MILLISECONDS);
                return true;
            } catch (ExecutionException | CancellationException e) {
                return true;
            } catch (TimeoutException | InterruptedException e) {
                return false;
            }
        }
    }
}
