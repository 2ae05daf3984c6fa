package deepq.course.notebook;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;

/**
 * The running Java kernel, found by name: this project's, IJava and JJava have the same methods in different
 * packages, and a notebook library compiled against one of them (even one release of JJava) fails on the others.
 * Where none runs, what is shown is printed.
 */
final class Kernel {
    /** Class and static method that hold the running kernel. */
    private static final String[][] KNOWN = {
        {"deepq.jupyter.kernel.KernelMain", "instance"},
        {"io.github.spencerpark.ijava.IJava", "getKernelInstance"},
        {"org.dflib.jjava.jupyter.kernel.BaseKernel", "notebookKernel"}
    };

    private static Kernel current = new Kernel(null);

    private final Object running; // or null

    private Kernel(Object running) {
        this.running = running;
    }

    /** The running kernel, or a stand-in that prints. */
    static synchronized Kernel current() {
        if (!current.isNotebook()) {
            current = find(KNOWN);
        }
        return current;
    }

    static Kernel find(String[][] candidates) {
        for (String[] candidate : candidates) {
            for (ClassLoader loader : new ClassLoader[] {
                Kernel.class.getClassLoader(),
                Thread.currentThread().getContextClassLoader(),
                ClassLoader.getSystemClassLoader()
            }) {
                try {
                    Object kernel = Class.forName(candidate[0], true, loader)
                            .getMethod(candidate[1])
                            .invoke(null);
                    if (kernel != null) {
                        return new Kernel(kernel);
                    }
                } catch (ReflectiveOperationException | LinkageError e) {
                    // Not this one: the next.
                }
            }
        }
        return new Kernel(null);
    }

    boolean isNotebook() {
        return running != null;
    }

    /** Whether its folder holds plotly for the page. */
    boolean isOurs() {
        return running.getClass().getName().startsWith("deepq.");
    }

    /** Shows the bundle below the running cell; an id, if not null, names the place for {@link #update}. */
    void display(Map<String, Object> bundle, String id) {
        if (isNotebook()) {
            call(running, "display", bundle, id);
        } else {
            System.out.println(bundle.get("text/plain"));
        }
    }

    /**
     * Replaces what {@link #display} showed under this id, and says whether it did: a console cannot take back what
     * it printed, and prints only the last state.
     */
    boolean update(Map<String, Object> bundle, String id, boolean last) {
        if (!isNotebook()) {
            System.out.print(last ? bundle.get("text/plain") + System.lineSeparator() : "");
            return last;
        }
        try {
            Object io = running.getClass().getMethod("getIO").invoke(running);
            call(io.getClass().getField("display").get(io), "updateDisplay", bundle, id);
            return true;
        } catch (ReflectiveOperationException e) {
            throw failed(e);
        }
    }

    /** Calls the public method of this name that takes one DisplayData. */
    private static void call(Object owner, String name, Map<String, Object> bundle, String id) {
        try {
            Method method = Arrays.stream(owner.getClass().getMethods())
                    .filter(one -> one.getName().equals(name)
                            && one.getParameterCount() == 1
                            && one.getParameterTypes()[0].getSimpleName().equals("DisplayData"))
                    .findFirst()
                    .orElseThrow(() -> new NoSuchMethodException(owner.getClass() + "." + name + "(DisplayData)"));
            Class<?> type = method.getParameterTypes()[0];
            Object data = type.getConstructor().newInstance();
            Method put = type.getMethod("putData", String.class, Object.class);
            for (Map.Entry<String, Object> form : bundle.entrySet()) {
                put.invoke(data, form.getKey(), form.getValue());
            }
            if (id != null) {
                type.getMethod("setDisplayId", String.class).invoke(data, id);
            }
            method.setAccessible(true); // the kernel's own class need not be public
            method.invoke(owner, data);
        } catch (ReflectiveOperationException e) {
            throw failed(e);
        }
    }

    private static IllegalStateException failed(ReflectiveOperationException e) {
        Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
        return new IllegalStateException("The kernel could not show this: " + cause, cause);
    }
}
