package deepq.course.notebook;

import deepq.course.view.MimeBundle;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;

/**
 * The running Java kernel, found by name: this project's, IJava and JJava have the same methods in different
 * packages, and a notebook library compiled against one of them (even one release of JJava) fails on the others.
 */
class Kernel {
    /** Class and static method that hold the running kernel. */
    private static final String[][] KNOWN = {
        {"deepq.jupyter.kernel.KernelMain", "instance"},
        {"io.github.spencerpark.ijava.IJava", "getKernelInstance"},
        {"org.dflib.jjava.jupyter.kernel.BaseKernel", "notebookKernel"}
    };

    private static Kernel current;

    /** The running kernel, or a stand-in that prints. */
    static synchronized Kernel current() {
        if (current == null || !current.isNotebook()) {
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
                        return new Jupyter(kernel);
                    }
                } catch (ReflectiveOperationException | LinkageError e) {
                    // Not this one: the next.
                }
            }
        }
        return new Kernel();
    }

    boolean isNotebook() {
        return false;
    }

    /** Whether its folder holds plotly for the page. */
    boolean isOurs() {
        return false;
    }

    /** Shows the bundle below the running cell; an id, if not null, names the place for {@link #update}. */
    void display(MimeBundle bundle, String id) {
        System.out.println(bundle.plainText());
    }

    /**
     * Replaces what {@link #display} showed under this id, and says whether it did: a console cannot take back what
     * it printed, and prints only the last state.
     */
    boolean update(MimeBundle bundle, String id, boolean last) {
        if (last) {
            System.out.println(bundle.plainText());
        }
        return last;
    }

    private static final class Jupyter extends Kernel {
        private final Object kernel;
        private final Method display;

        Jupyter(Object kernel) throws NoSuchMethodException {
            this.kernel = kernel;
            this.display = method(kernel, "display");
        }

        @Override
        boolean isNotebook() {
            return true;
        }

        @Override
        boolean isOurs() {
            return kernel.getClass().getName().startsWith("deepq.");
        }

        @Override
        void display(MimeBundle bundle, String id) {
            try {
                display.invoke(kernel, displayData(bundle, id));
            } catch (ReflectiveOperationException e) {
                throw failed(e);
            }
        }

        @Override
        boolean update(MimeBundle bundle, String id, boolean last) {
            try {
                Object io = kernel.getClass().getMethod("getIO").invoke(kernel);
                Object stream = io.getClass().getField("display").get(io);
                method(stream, "updateDisplay").invoke(stream, displayData(bundle, id));
                return true;
            } catch (ReflectiveOperationException e) {
                throw failed(e);
            }
        }

        private Object displayData(MimeBundle bundle, String id) throws ReflectiveOperationException {
            Class<?> type = display.getParameterTypes()[0];
            Object data = type.getConstructor().newInstance();
            Method put = type.getMethod("putData", String.class, Object.class);
            for (Map.Entry<String, Object> form : bundle.data().entrySet()) {
                put.invoke(data, form.getKey(), form.getValue());
            }
            Method putMetaData = type.getMethod("putMetaData", String.class, Object.class);
            for (Map.Entry<String, Object> property : bundle.metadata().entrySet()) {
                putMetaData.invoke(data, property.getKey(), property.getValue());
            }
            if (id != null) {
                type.getMethod("setDisplayId", String.class).invoke(data, id);
            }
            return data;
        }

        /** The public method of this name that takes one DisplayData. */
        private static Method method(Object owner, String name) throws NoSuchMethodException {
            for (Method method : owner.getClass().getMethods()) {
                if (method.getName().equals(name)
                        && method.getParameterCount() == 1
                        && method.getParameterTypes()[0].getSimpleName().equals("DisplayData")) {
                    // The kernel's own class need not be public.
                    method.setAccessible(true);
                    return method;
                }
            }
            throw new NoSuchMethodException(owner.getClass().getName() + "." + name + "(DisplayData)");
        }

        private static IllegalStateException failed(ReflectiveOperationException e) {
            Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
            return new IllegalStateException("The kernel could not show this: " + cause, cause);
        }
    }
}
