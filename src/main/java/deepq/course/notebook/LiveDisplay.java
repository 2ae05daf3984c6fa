package deepq.course.notebook;

import deepq.course.view.Frontend;
import deepq.course.view.Showable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A display whose content is replaced in place, at most eight times a second and for about a tenth of the time:
 * drawing must not slow down what it shows. But however slow the drawing is (the first pictures of a process are),
 * the next one follows after a second. States that come too soon are left out. In a notebook that is rendered to be
 * committed only the last one is shown.
 */
final class LiveDisplay {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final long SHORTEST_PAUSE = 125_000_000;
    private static final long LONGEST_PAUSE = 1_000_000_000;

    // Unique also after the kernel was started again: the page still holds the old displays.
    private final String id = "deepq-live-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
    private boolean open;
    private long pause = SHORTEST_PAUSE;
    private long next;

    /** Replaces what is shown, now or not at all if the last change was a moment ago. */
    synchronized void update(Showable state) {
        long now = System.nanoTime();
        if (Frontend.current() != Frontend.RENDER && (!open || now - next >= 0)) {
            show(state, false);
            pause = Math.min(LONGEST_PAUSE, Math.max(SHORTEST_PAUSE, 9 * (System.nanoTime() - now)));
            next = System.nanoTime() + pause;
        }
    }

    /** Nanoseconds from one picture to the next. */
    long pause() {
        return pause;
    }

    /** Shows the last state, now in any case. */
    synchronized void finish(Showable state) {
        show(state, true);
    }

    private void show(Showable state, boolean last) {
        if (open) {
            Kernel.current().update(Notebook.bundle(state), id, last);
        } else {
            Kernel.current().display(Notebook.bundle(state), id);
        }
        open = true;
    }
}
