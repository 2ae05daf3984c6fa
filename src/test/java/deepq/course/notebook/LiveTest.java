package deepq.course.notebook;

import static deepq.course.notebook.NotebookTest.printed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.agent.DqnConfig;
import deepq.agent.StopRule;
import deepq.agent.Trainer;
import deepq.course.view.CartPoleScene;
import deepq.env.CartPole;
import deepq.network.DenseNetwork;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LiveTest {
    private static String last(String printed) {
        return printed.lines().reduce((before, after) -> after).orElseThrow();
    }

    /** What a console sees of a loop that ends, or does not come to its end. */
    private static String fed(Consumer<Live> loop) {
        return printed(() -> {
            try (Live live = Live.titled("My loop").scene(CartPoleScene::of).goal(100)) {
                loop.accept(live);
            }
        });
    }

    private static void feed(Live live) {
        for (int step = 1; step <= 3_000; step++) {
            live.show(new float[] {0, 0, step % 7 / 50f, 0});
            live.update(step, 1.0 / step, 2);
            if (step % 30 == 0) {
                live.episode(step, 30);
            }
        }
        live.test(3_000, 120);
    }

    @Test
    void anyLoopFeedsIt() {
        String text = fed(live -> {
            feed(live);
            live.end();
        });
        assertEquals(
                "My loop: 3,000 steps · 100 episodes · last return 30 · last test 120.0. The test was passed "
                        + "after 3,000 steps.",
                last(text));
    }

    @Test
    void aLoopThatIsLeftEarlySaysSo() {
        String text = fed(live -> live.episode(20, 20));
        assertEquals(
                "My loop: 20 steps · 1 episode · last return 20. It was stopped, or failed, before its end.",
                last(text));
    }

    @Test
    void aLossThatIsNoNumberIsADivergence() {
        String text = fed(live -> {
            live.update(1, 0.5, 1);
            live.update(2, Double.NaN, 1);
            live.end();
        });
        assertTrue(last(text).contains("Diverged after 2 steps"), text);
    }

    @Test
    void nothingIsShownAfterItsEnd() {
        String text = fed(live -> {
            live.episode(20, 20);
            live.end();
            feed(live);
        });
        assertEquals("My loop: 20 steps · 1 episode · last return 20.", last(text));
    }

    @Test
    void aPaceThatNobodyCouldWatchIsRefused() {
        Live live = Live.titled("t");
        assertThrows(IllegalArgumentException.class, () -> live.framesPerSecond(0));
        assertThrows(IllegalArgumentException.class, () -> live.framesPerSecond(1_000));
    }

    private static Trainer article() {
        DqnConfig config = DqnConfig.article().maxSteps(600).stop(StopRule.onlyTest(200, 2));
        return new Trainer(config, CartPole::v0, DenseNetwork.hidden(16), 1);
    }

    @Test
    void watchingATrainingChangesNothingInIt() {
        Trainer watched = article();
        String text = printed(() -> watched.run(new LiveTraining("Article", CartPoleScene::of)));
        Trainer alone = article();
        alone.run();
        assertEquals(alone.log().episodes(), watched.log().episodes());
        assertEquals(alone.log().tests(), watched.log().tests());
        assertTrue(
                last(text)
                        .startsWith(
                                "Article: 600 steps · " + alone.log().episodes().size() + " episodes · last return "),
                text);
        assertTrue(last(text).contains("All steps are taken."), text);
    }

    @Test
    void aTrainingThatWasStoppedSaysSoAndGoesOn() {
        Trainer trainer = article();
        Thread.currentThread().interrupt();
        String stopped = printed(() -> trainer.run(new LiveTraining("Article", CartPoleScene::of)));
        assertTrue(last(stopped).endsWith("Stopped; run it again to go on."), stopped);
        assertFalse(Thread.currentThread().isInterrupted());
        String done = printed(() -> trainer.run(new LiveTraining(Live.titled("Article"))));
        assertTrue(last(done).contains("All steps are taken."), done);
    }

    @Test
    void aPictureThatHasEndedTakesNoSecondRunInSilence() {
        LiveTraining picture = new LiveTraining("Article", CartPoleScene::of);
        printed(() -> article().run(picture));
        Exception refused =
                assertThrows(IllegalArgumentException.class, () -> article().run(picture));
        assertTrue(refused.getMessage().contains("Give each run a new LiveTraining"), refused::toString);
    }
}
