package deepq.course.notebook;

import deepq.agent.StopRule;
import deepq.agent.Trainer;
import deepq.agent.TrainingListener;
import deepq.agent.TrainingLog;
import deepq.course.view.Frontend;
import deepq.course.view.Scene;
import deepq.random.Require;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Feeds the picture of a training from the trainer:
 * {@code trainer.run(new LiveTraining("DQN on CartPole-v1", CartPoleScene::of))}. Now and then the agent plays,
 * without exploring and in a game of its own, for the picture; that changes nothing in the training. Each run needs one
 * of its own.
 */
public final class LiveTraining implements TrainingListener {
    /** Nanoseconds between two looks at the agent. */
    private static final long LOOK_PAUSE = 1_500_000_000;

    private final Live live;
    private int episodes;
    private int tests;
    private long updates;
    private long looked;

    /** Returns, loss and Q-values, and the agent at play. */
    public LiveTraining(String title, Function<float[], Scene> scene) {
        this(Live.titled(title).scene(scene));
    }

    /** A picture of your own making: with another pace, with a limit, without a game. The goal is the stop rule's. */
    public LiveTraining(Live live) {
        this.live = live;
    }

    /** Throws IllegalArgumentException if the picture has ended, with an earlier run. */
    @Override
    public void stepped(Trainer trainer) {
        Require.that(!live.isOver(), "This picture has ended with its run. Give each run a new LiveTraining.");
        if (looked == 0) {
            StopRule stop = trainer.config().stop();
            if (stop.every() > 0 && Double.isFinite(stop.threshold())) {
                live.goal(stop.threshold());
            }
            looked = System.nanoTime();
        }
        TrainingLog log = trainer.log();
        for (; episodes < log.episodes().size(); episodes++) {
            TrainingLog.Episode episode = log.episodes().get(episodes);
            live.episode(episode.step(), episode.total());
        }
        boolean due = Frontend.current() != Frontend.RENDER && System.nanoTime() - looked > LOOK_PAUSE;
        if (tests < log.tests().size() || due) {
            look(trainer);
        }
        for (; tests < log.tests().size(); tests++) {
            TrainingLog.Test test = log.tests().get(tests);
            live.test(test.step(), test.mean(), log.end() == TrainingLog.End.PASSED);
        }
        if (updates < log.updates()) {
            updates = log.updates();
            live.update(log.steps(), log.loss(), log.meanQ());
        }
    }

    @Override
    public void finished(Trainer trainer) {
        stepped(trainer);
        TrainingLog.End end = trainer.log().end();
        if (end != TrainingLog.End.DIVERGED && end != TrainingLog.End.FAILED) {
            look(trainer);
        }
        live.end(
                switch (end) {
                    case RUNNING -> "";
                    case MAX_STEPS -> "All steps are taken.";
                    case PASSED -> "The test is passed.";
                    case INTERRUPTED -> "Stopped; run it again to go on.";
                    case FAILED -> "It failed: see the error.";
                    case DIVERGED -> "The network diverged: its values are no longer numbers.";
                });
    }

    /** Plays one episode with the agent as it is now; the same start each time. */
    private void look(Trainer trainer) {
        List<float[]> seen = Episode.play(trainer.newEnvironment(), trainer.agent(), trainer.seed())
                .observations();
        live.played(String.format(Locale.ROOT, "the agent after %,d steps", trainer.steps()), seen);
        looked = System.nanoTime();
    }
}
