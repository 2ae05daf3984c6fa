package deepq.jupyter.kernel;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.util.List;
import java.util.UUID;

/** What every cell can call without an import, named as in IJava. */
public final class Display {
    private Display() {}

    /**
     * Shows an object below the cell.
     *
     * @param mimeTypes the forms to show, as in {@code display("<b>bold</b>", "text/html")}; none for all that the
     *     object has
     * @return an id for {@link #updateDisplay}
     */
    public static String display(Object object, String... mimeTypes) {
        DisplayData data = render(object, mimeTypes);
        if (!data.hasDisplayId()) data.setDisplayId(UUID.randomUUID().toString());
        KernelMain.instance().display(data);
        return data.getDisplayId();
    }

    /** Replaces what {@link #display} showed. */
    public static void updateDisplay(String id, Object object, String... mimeTypes) {
        DisplayData data = render(object, mimeTypes);
        data.setDisplayId(id);
        KernelMain.instance().updateDisplay(data);
    }

    /** The MIME bundle that {@link #display} would show. */
    public static DisplayData render(Object object, String... mimeTypes) {
        return Rendering.of(object, mimeTypes);
    }

    /** {@code System.out.printf}, which IJava has under this name too. */
    public static void printf(String format, Object... values) {
        System.out.printf(format, values);
    }

    /** The kernel of this notebook. */
    public static JavaKernel getKernelInstance() {
        return KernelMain.instance();
    }

    /**
     * Runs a text as if it were a cell.
     *
     * @return the value of its last statement, or null
     */
    public static Object eval(String code) throws Exception {
        return Session.current.run(new Cell("eval", code));
    }

    /**
     * Runs a magic: {@code lineMagic("jars", List.of("lib/*.jar"))} is {@code %jars lib/*.jar}.
     *
     * @return what the magic found, such as the paths that it added; null for a magic that has no value
     */
    @SuppressWarnings("unchecked") // the reader says what he expects, as in IJava
    public static <T> T lineMagic(String name, List<String> arguments) throws Exception {
        return (T) Session.current.magics.run(name, arguments, "");
    }

    /** Runs a magic that takes the text below it. */
    @SuppressWarnings("unchecked")
    public static <T> T cellMagic(String name, List<String> arguments, String body) throws Exception {
        return (T) Session.current.magics.run(name, arguments, body);
    }
}
