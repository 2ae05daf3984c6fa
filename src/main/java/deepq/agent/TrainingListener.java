package deepq.agent;

/** Watches a training. It must not step the trainer, and what it does changes no result. */
@FunctionalInterface
public interface TrainingListener {
    /** After each step, on the training's thread: return quickly, the clock is yours to check. */
    void stepped(Trainer trainer);

    /** Once {@code run} ends, for whichever reason: see {@link TrainingLog#end()}. */
    default void finished(Trainer trainer) {}
}
