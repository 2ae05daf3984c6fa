package deepq.jupyter.kernel;

import com.sun.tools.attach.VirtualMachine;
import java.io.File;
import java.io.OutputStream;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import jdk.jshell.spi.ExecutionControl.NotImplementedException;

/**
 * The cells' classes. A method or class whose body is written anew gets its new code where it is, if Java can: what
 * was made from it before (a trained agent, a lambda that calls it) lives on and runs the new code. Where it cannot,
 * JShell loads another class, and {@link CellControl} carries the variables over.
 */
public final class CellClasses extends URLClassLoader implements LoaderDelegate {
    private static Instrumentation agent;

    private final Map<String, byte[]> compiled = new ConcurrentHashMap<>();
    private boolean replacing;

    CellClasses() {
        super(new URL[0], ClassLoader.getSystemClassLoader());
        setDefaultAssertionStatus(true); // of the cells only
    }

    /** Java calls this with what only an agent is given. */
    public static void agentmain(String arguments, Instrumentation instrumentation) {
        agent = instrumentation;
    }

    /** Whether {@link #load} is to give loaded classes new code. */
    void replacing(boolean now) {
        replacing = now;
    }

    @Override
    public void load(ClassBytecodes[] classes) throws ClassInstallException, NotImplementedException {
        if (replacing) {
            replace(classes);
            return;
        }
        for (ClassBytecodes one : classes) compiled.put(one.name(), one.bytecodes());
        try {
            for (ClassBytecodes one : classes) loadClass(one.name());
        } catch (ClassNotFoundException | LinkageError e) {
            throw new ClassInstallException("load: " + e, new boolean[classes.length]);
        }
    }

    private void replace(ClassBytecodes[] classes) throws ClassInstallException, NotImplementedException {
        ClassDefinition[] definitions = new ClassDefinition[classes.length];
        for (int i = 0; i < classes.length; i++) {
            Class<?> old = findLoadedClass(classes[i].name());
            if (old == null || remembers(old)) throw new NotImplementedException("a new class is needed");
            definitions[i] = new ClassDefinition(old, classes[i].bytecodes());
        }
        try {
            if (agent == null) attach();
            agent.redefineClasses(definitions);
        } catch (Exception | LinkageError e) { // another field, method or supertype; or no agent is let in
            throw new ClassInstallException("redefine: " + e, new boolean[classes.length]);
        }
    }

    /**
     * Whether a class holds what must stay as it was: static values are computed once, and constants stand in other
     * classes, too; a lambda or anonymous class outside of a class is a value by itself; a List&lt;P&gt; has elements
     * of the P that there was.
     */
    private static boolean remembers(Class<?> old) {
        if (old.getName().matches("REPL\\.\\$JShell\\$\\w+\\$\\d.*")) return true;
        boolean isOutermost = old.getEnclosingClass() == null;
        for (Field field : old.getDeclaredFields()) {
            boolean isStatic = Modifier.isStatic(field.getModifiers()) && !field.isSynthetic();
            if (isOutermost ? field.getGenericType().getTypeName().contains("REPL.") : isStatic) return true;
        }
        return isOutermost
                && Arrays.stream(old.getDeclaredMethods())
                        .anyMatch(method -> method.getName().startsWith("lambda$"));
    }

    /** This process attaches to itself, which the flag -Djdk.attach.allowAttachSelf=true allows. */
    private static void attach() throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Agent-Class"), CellClasses.class.getName());
        manifest.getMainAttributes().put(new Attributes.Name("Can-Redefine-Classes"), "true");
        Path jar = Files.createTempFile("kernel", ".jar");
        try (OutputStream file = Files.newOutputStream(jar)) {
            new JarOutputStream(file, manifest).close();
            VirtualMachine self =
                    VirtualMachine.attach(Long.toString(ProcessHandle.current().pid()));
            self.loadAgent(jar.toString());
            self.detach();
        } finally {
            jar.toFile().deleteOnExit();
        }
    }

    @Override
    public void classesRedefined(ClassBytecodes[] classes) {}

    @Override
    public void addToClasspath(String path) {
        try {
            for (String one : path.split(File.pathSeparator))
                addURL(Path.of(one).toUri().toURL());
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(path, e);
        }
    }

    @Override
    public Class<?> findClass(String name) throws ClassNotFoundException {
        Class<?> known = findLoadedClass(name);
        if (known != null) return known;
        byte[] bytes = compiled.remove(name);
        return bytes == null ? super.findClass(name) : defineClass(name, bytes, 0, bytes.length);
    }
}
