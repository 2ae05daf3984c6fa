package deepq.course.notebook;

import deepq.course.view.Frontend;
import deepq.course.view.MimeBundle;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A display whose content is replaced in place, at most four times a second and for about a tenth of the time: drawing must not slow down what it shows. But however slow
 * the drawing is (the first pictures of a process are), the next one follows after a second.
 * States that come too soon are left out, but the last one is always shown, by {@link #close}. In a notebook that is rendered to be committed only the last one is.
 */
public final class LiveDisplay implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final long SHORTEST_PAUSE = 250_000_000;
    private static final long LONGEST_PAUSE = 1_000_000_000;

    // Unique also after the kernel was started again: the page still holds the old displays.
    private final String id = "deepq-live-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
    private final boolean onlyLast = Frontend.current() == Frontend.RENDER;
    private Object latest;
    private boolean shown;
    private boolean open;
    private long next;

    LiveDisplay(Object first) {
        update(first);
    }

    /** Replaces what is shown, now or not at all if the last change was a moment ago. */
    public synchronized void update(Object state) {
        latest = state;
        shown = false;
        long now = System.nanoTime();
        if (!onlyLast && (!open || now - next >= 0)) {
            show(false);
            long cost = System.nanoTime() - now;
            next = System.nanoTime() + Math.min(LONGEST_PAUSE, Math.max(SHORTEST_PAUSE, 9 * cost));
        }
    }

    /** Shows the last state, now in any case. */
    public synchronized void finish(Object state) {
        latest = state;
        show(true);
    }

    /** Shows the last state if it was left out. */
    @Override
    public synchronized void close() {
        if (!shown) {
            show(true);
        }
    }

    private void show(boolean last) {
        if (open) {
            MimeBundle bundle = Notebook.bundle(latest);
            Notebook.bringPlotly(bundle);
            shown = Kernel.current().update(bundle, id, last);
        } else {
            MimeBundle bundle = Notebook.bundle(latest);
            Notebook.bringPlotly(bundle);
            Kernel.current().display(bundle, id);
            shown = true;
        }
        open = true;
    }
}
