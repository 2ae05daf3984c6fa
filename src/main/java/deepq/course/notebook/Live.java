package deepq.course.notebook;

import deepq.course.view.LivePicture;
import deepq.course.view.LivePicture.Film;
import deepq.course.view.Scene;
import deepq.course.view.Showable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The picture of a training while it runs, fed by any loop with whatever it has:
 *
 * <pre>{@code
 * try (Live live = Live.titled("DQN learns CartPole").scene(CartPoleScene::of).goal(475).limit(100)) {
 *     ... live.show(observation); live.update(step, loss, q); live.episode(step, total); live.test(step, mean); ...
 *     live.end();
 * }
 * }</pre>
 *
 * Tests make the curve, training episodes faint dots (and the curve, too, as long as there is no test). The game
 * plays the episode that ended last at a pace that one can watch, whatever the loop's. Some eight times a second the
 * picture is drawn anew; at the end it becomes an interactive figure with the first, the best and the last episode to
 * replay. It never changes what it shows.
 */
public final class Live implements AutoCloseable {
    /** In one recording: 16 MB. What comes later in an episode is not seen. */
    private static final int MOST_NUMBERS = 4_000_000;

    private static final int MOST_FRAMES = 250;

    /** Longer episodes are played faster: in so many seconds while the training runs, and after it. */
    private static final double LONGEST_PLAY = 4;

    private static final double LONGEST_REPLAY = 20;

    private record Recording(String caption, boolean test, List<float[]> observations) {}

    private final String title;
    private Function<float[], Scene> scene;
    private double framesPerSecond = 50;
    private double goal = Double.NaN;
    private double limit = Double.NaN;
    private LivePicture picture;
    private LiveDisplay display;
    private boolean over;
    private List<float[]> recording = new ArrayList<>();
    private Recording first;
    private Recording best;
    private double bestMean = Double.NEGATIVE_INFINITY;
    private Recording newest;
    private Recording playing;
    private long playedFrom;

    private Live(String title) {
        this.title = title;
        changed();
    }

    /** A picture without a game, a goal or a limit yet. */
    public static Live titled(String title) {
        return new Live(title);
    }

    /**
     * How an observation looks: {@code CartPoleScene::of}, or a drawing function of your own. In real time there are
     * 50 of them a second.
     */
    public Live scene(Function<float[], Scene> scene) {
        this.scene = scene;
        return changed();
    }

    /** How many observations are a second of the game, above 0 and at most 100. */
    public Live framesPerSecond(double frames) {
        framesPerSecond = LivePicture.pace(frames);
        return this;
    }

    /** The mean return at which a test is passed. */
    public Live goal(double mean) {
        goal = mean;
        return changed();
    }

    /** A level that no true Q-value exceeds: {@code 1 / (1 - gamma)} where a step earns at most 1. */
    public Live limit(double q) {
        limit = q;
        return changed();
    }

    private Live changed() {
        picture = new LivePicture(title, goal, limit, scene != null);
        return this;
    }

    private LiveDisplay display() {
        if (display == null) {
            Notebook.bringPlotly();
            display = new LiveDisplay();
        }
        return display;
    }

    /**
     * A training episode has ended. What was shown since the last one was this episode.
     *
     * @param step of the whole training, as everywhere here
     * @param total its return
     */
    public void episode(long step, double total) {
        picture.episode(step, total);
        closeEpisode(false, String.format(Locale.ROOT, "a training episode, return %.0f", total));
        tick();
    }

    /**
     * The agent was tested, without exploring. What was shown since the last episode was this test's.
     *
     * @param mean of the returns
     */
    public void test(long step, double mean) {
        test(step, mean, mean >= goal);
    }

    void test(long step, double mean, boolean passed) {
        picture.test(step, mean, passed);
        closeEpisode(true, String.format(Locale.ROOT, "the test after %,d steps", step));
        if (mean > bestMean) {
            bestMean = mean;
            best = newest;
        }
        tick();
    }

    /**
     * The network was updated. A loss or value that is no finite number is said to be a divergence.
     *
     * @param loss of this update
     * @param q the value that the network gives, such as the mean of its batch's largest
     */
    public void update(long step, double loss, double q) {
        picture.update(step, loss, q);
        tick();
    }

    /** What the agent sees now. Copied; of no use without a scene. */
    public void show(float[] observation) {
        if (scene != null) {
            if ((recording.size() + 1L) * observation.length <= MOST_NUMBERS) {
                recording.add(observation.clone());
            }
            tick();
        }
    }

    /** The last state stays, interactive. Nothing is drawn after it. */
    public void end() {
        end("");
    }

    /** Says that the loop was left before {@link #end}, if it was. */
    @Override
    public void close() {
        end("It was stopped, or failed, before its end.");
    }

    boolean isOver() {
        return over;
    }

    /** @param how a sentence, or empty */
    void end(String how) {
        if (over) {
            return;
        }
        over = true;
        List<Film> films = Stream.of(first, best, newest)
                .filter(Objects::nonNull)
                .distinct()
                .map(this::film)
                .toList();
        display().finish(picture.ended(how, films));
    }

    /** An episode that was played apart from the training, to be seen next. */
    void played(String caption, List<float[]> observations) {
        if (scene != null) {
            recording = new ArrayList<>(observations);
            closeEpisode(true, caption);
        }
        tick();
    }

    /** Tests are to be seen rather than what came after them with exploring. */
    private void closeEpisode(boolean test, String caption) {
        if (recording.size() > 1 && (test || newest == null || !newest.test || newest == playing)) {
            newest = new Recording(caption, test, recording);
            first = first == null ? newest : first;
        }
        recording = new ArrayList<>();
    }

    private void tick() {
        if (!over) {
            Showable state = frontend -> picture.running(moment()).mimeBundle(frontend);
            display().update(state);
        }
    }

    /** What is played until the picture is drawn again. */
    private Film moment() {
        if (newest == null) {
            return null;
        }
        double pace = playing == null ? 0 : pace(playing, LONGEST_PLAY);
        int at = (int) ((System.nanoTime() - playedFrom) / 1e9 * pace);
        // The end of a short episode stays for a moment.
        if (playing == null || at >= playing.observations.size() + 0.3 * framesPerSecond) {
            playing = newest;
            playedFrom = System.nanoTime();
            pace = pace(playing, LONGEST_PLAY);
            at = 0;
        }
        List<float[]> all = playing.observations;
        int from = Math.min(at, all.size() - 1);
        int many = (int) Math.ceil(display().pause() / 1e9 * pace);
        List<float[]> now = all.subList(from, Math.min(all.size(), from + many + 1));
        return new Film(playing.caption, now.stream().map(scene).toList(), many / pace);
    }

    /** Observations in a second. */
    private double pace(Recording played, double longest) {
        return Math.max(framesPerSecond, played.observations.size() / longest);
    }

    private Film film(Recording whole) {
        int size = whole.observations.size();
        int many = Math.min(size, MOST_FRAMES);
        List<Scene> frames = IntStream.range(0, many)
                .mapToObj(i -> whole.observations.get((int) ((long) i * (size - 1) / Math.max(1, many - 1))))
                .map(scene)
                .toList();
        return new Film(whole.caption, frames, size / pace(whole, LONGEST_REPLAY));
    }
}
