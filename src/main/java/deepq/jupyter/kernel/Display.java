package deepq.jupyter.kernel;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.util.UUID;

/** What every cell can call without an import, named as in IJava. */
public final class Display {
    private Display() {}

    /**
     * Shows an object below the cell.
     *
     * @return an id for {@link #updateDisplay(String, Object)}
     */
    public static String display(Object object) {
        return publish(render(object));
    }

    /**
     * Shows an object as the given MIME types, for instance {@code display("<b>bold</b>", "text/html")}. A type that the
     * object has no picture for is left out.
     */
    public static String display(Object object, String... mimeTypes) {
        return publish(render(object, mimeTypes));
    }

    /** Replaces what {@link #display(Object)} showed. */
    public static void updateDisplay(String id, Object object) {
        update(id, render(object));
    }

    /** Replaces what {@link #display(Object, String...)} showed. */
    public static void updateDisplay(String id, Object object, String... mimeTypes) {
        update(id, render(object, mimeTypes));
    }

    /** The MIME bundle that {@link #display(Object)} would show. */
    public static DisplayData render(Object object) {
        return Rendering.of(object);
    }

    /** The MIME bundle that {@link #display(Object, String...)} would show. */
    public static DisplayData render(Object object, String... mimeTypes) {
        return Rendering.of(object, mimeTypes);
    }

    /** {@code System.out.printf}, which IJava has under this name too. */
    public static void printf(String format, Object... values) {
        System.out.printf(format, values);
    }

    private static String publish(DisplayData data) {
        if (!data.hasDisplayId()) data.setDisplayId(UUID.randomUUID().toString());
        KernelMain.kernel().display(data);
        return data.getDisplayId();
    }

    private static void update(String id, DisplayData data) {
        data.setDisplayId(id);
        KernelMain.kernel().updateDisplay(data);
    }
}
