package deepq.course.notebook;

import deepq.course.view.Frontend;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A display whose content is replaced in place, at most eight times a second and for about a tenth of the time:
 * drawing must not slow down what it shows. But however slow the drawing is (the first pictures of a process are),
 * the next one follows after a second. States that come too soon are left out, but the last one is always shown, by
 * {@link #close}. In a notebook that is rendered to be committed only the last one is.
 */
public final class LiveDisplay implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final long SHORTEST_PAUSE = 125_000_000;
    private static final long LONGEST_PAUSE = 1_000_000_000;

    // Unique also after the kernel was started again: the page still holds the old displays.
    private final String id = "deepq-live-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
    private Object hidden; // the last state, as long as nobody has seen it
    private boolean open;
    private long pause = SHORTEST_PAUSE;
    private long next;

    LiveDisplay() {}

    /** Replaces what is shown, now or not at all if the last change was a moment ago. */
    public synchronized void update(Object state) {
        hidden = state;
        long now = System.nanoTime();
        if (Frontend.current() != Frontend.RENDER && (!open || now - next >= 0)) {
            show(false);
            pause = Math.min(LONGEST_PAUSE, Math.max(SHORTEST_PAUSE, 9 * (System.nanoTime() - now)));
            next = System.nanoTime() + pause;
        }
    }

    /** Nanoseconds from one picture to the next. */
    long pause() {
        return pause;
    }

    /** Shows the last state, now in any case. */
    synchronized void finish(Object state) {
        hidden = state;
        close();
    }

    /** Shows the last state if it was left out. */
    @Override
    public synchronized void close() {
        if (hidden != null) {
            show(true);
        }
    }

    private void show(boolean last) {
        Map<String, Object> bundle = Notebook.bundle(hidden);
        if (!open) {
            Kernel.current().display(bundle, id);
        }
        if (!open || Kernel.current().update(bundle, id, last)) {
            hidden = null;
        }
        open = true;
    }
}
