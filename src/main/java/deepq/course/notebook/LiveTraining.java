package deepq.course.notebook;

import deepq.agent.StopRule;
import deepq.agent.Trainer;
import deepq.agent.TrainingListener;
import deepq.agent.TrainingLog;
import deepq.course.view.EpisodePlayer;
import deepq.course.view.Frontend;
import deepq.course.view.Html;
import deepq.course.view.LineChart;
import deepq.course.view.MimeBundle;
import deepq.course.view.Scene;
import deepq.course.view.Showable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/**
 * Shows a training while it runs, in one display that is replaced in place: {@code trainer.run(new LiveTraining("DQN on CartPole-v1"));}. The learning curve
 * stays, interactive, when the training has ended. The clock only decides how often the page is drawn; a notebook that is rendered to be committed shows no times.
 */
public final class LiveTraining implements TrainingListener {
    private static final int RECENT = 20;

    /** Nanoseconds between two looks at the agent. */
    private static final long LOOK_PAUSE = 1_500_000_000;

    /** Shown by the page itself if nothing new comes: after a reload nothing does. */
    private static final String SILENCE =
            "<style>@keyframes deepq-silence{to{visibility:visible}}</style><div style=\"visibility:hidden;animation:deepq-silence 0s 20s forwards\">"
                    + "No news for 20 seconds. If this page was loaded again meanwhile, the training goes on in the kernel, but is no longer shown here: "
                    + "wait until the kernel is idle and go on below, or interrupt the kernel and run this cell again.</div>";

    private final String title;
    private final Function<float[], Scene> scene;
    private final LongSupplier clock;
    private final Map<String, Episode<float[]>> played = new LinkedHashMap<>();
    private LiveDisplay display;
    private LiveDisplay stage;
    private long looked;
    private long pacedFrom;
    private long pacedSteps;
    private String left = "";

    /** Shows the learning curve. */
    public LiveTraining(String title) {
        this(title, null);
    }

    /** Shows the learning curve, and below it the current agent at play, greedily and in a game of its own: {@code new LiveTraining("DQN", CartPoleScene::of)}. */
    public LiveTraining(String title, Function<float[], Scene> scene) {
        this(title, scene, System::nanoTime);
    }

    LiveTraining(String title, Function<float[], Scene> scene, LongSupplier clock) {
        this.title = title;
        this.scene = scene;
        this.clock = clock;
    }

    @Override
    public void stepped(Trainer trainer) {
        pace(trainer);
        if (display == null) {
            display = Notebook.live(state(trainer, true));
        } else {
            display.update(state(trainer, true));
        }
        if (scene != null && (played.isEmpty() || clock.getAsLong() - looked > LOOK_PAUSE)) {
            look(trainer);
            looked = clock.getAsLong();
        }
    }

    @Override
    public void finished(Trainer trainer) {
        if (display == null) {
            stepped(trainer);
        }
        display.finish(state(trainer, false));
        TrainingLog.End end = trainer.log().end();
        if (scene != null && end != TrainingLog.End.DIVERGED && end != TrainingLog.End.FAILED) {
            look(trainer);
            stage.finish(player(first(), last()));
        }
        display = null;
        stage = null;
        played.clear();
    }

    /** Plays one episode with the agent as it is now; the same start each time. */
    private void look(Trainer trainer) {
        Episode<float[]> episode = Episode.play(trainer.newEnvironment(), trainer.agent(), trainer.seed());
        String when = String.format(Locale.ROOT, "after %,d steps", trainer.steps());
        played.put(trainer.updates() == 0 ? "before it learned" : when, episode);
        if (stage == null) {
            stage = Notebook.live(player(last()));
        } else {
            stage.update(player(last()));
        }
    }

    private String first() {
        return played.keySet().iterator().next();
    }

    private String last() {
        return List.copyOf(played.keySet()).get(played.size() - 1);
    }

    private EpisodePlayer player(String... names) {
        EpisodePlayer player =
                EpisodePlayer.titled("The agent at play, without exploring").repeatedly();
        for (String name : new LinkedHashSet<>(List.of(names))) {
            player = player.episode(name, played.get(name), scene);
        }
        return player;
    }

    /** From the pace of the last seconds in which it learned: random steps at the beginning cost next to nothing. */
    private void pace(Trainer trainer) {
        long now = clock.getAsLong();
        if (trainer.updates() == 0 || pacedSteps == 0 || pacedSteps > trainer.steps()) {
            pacedFrom = now;
            pacedSteps = trainer.steps();
        } else if (now - pacedFrom > 3_000_000_000L) {
            double seconds = (now - pacedFrom)
                    / 1e9
                    / (trainer.steps() - pacedSteps)
                    * (trainer.config().maxSteps() - trainer.steps());
            left = String.format(Locale.ROOT, " At this pace all steps are taken in about %.0f s.", Math.ceil(seconds));
            pacedFrom = now;
            pacedSteps = trainer.steps();
        }
    }

    /** Drawn only if it comes to be shown. */
    private Showable state(Trainer trainer, boolean running) {
        return frontend -> frontend == Frontend.RENDER
                ? chart(trainer, false).mimeBundle(frontend).with("text/plain", sentence(trainer))
                : MimeBundle.text(sentence(trainer)).with("text/html", html(trainer, running));
    }

    private String html(Trainer trainer, boolean running) {
        StringBuilder html =
                new StringBuilder("<div class=\"deepq-live\" style=\"max-width:720px;min-height:490px;padding:4px;"
                        + "font:14px sans-serif;font-variant-numeric:tabular-nums\">");
        html.append("<div><progress max=\"")
                .append(trainer.config().maxSteps())
                .append("\" value=\"")
                .append(trainer.steps())
                .append(
                        "\" aria-label=\"Steps of the training\" style=\"width:100%;height:14px;accent-color:#0072B2\"></progress></div>");
        html.append("<div style=\"min-height:4.2em;line-height:1.4;padding:2px\">")
                .append(Html.escape(sentence(trainer)));
        html.append(running ? left : "");
        html.append("</div>");
        if (!trainer.log().episodes().isEmpty()) {
            LineChart chart = chart(trainer, running);
            html.append(running ? Html.image(chart.coarsePng(), 720, chart.describe()) : chart.html());
        }
        html.append(running ? SILENCE : "");
        return html.append("</div>").toString();
    }

    private String sentence(Trainer trainer) {
        TrainingLog log = trainer.log();
        List<TrainingLog.Episode> episodes = log.episodes();
        String end =
                switch (log.end()) {
                    case RUNNING -> "";
                    case MAX_STEPS -> " All steps are taken.";
                    case PASSED -> " The test is passed.";
                    case INTERRUPTED -> " Stopped; run it again to go on.";
                    case FAILED -> " It failed: see the error.";
                    case DIVERGED -> " The network diverged: its values are no longer numbers.";
                };
        String returns = episodes.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", last return %.0f, mean of the last %d %.1f",
                        episodes.get(episodes.size() - 1).total(),
                        Math.min(RECENT, episodes.size()),
                        log.recentReturn(RECENT));
        return String.format(
                Locale.ROOT,
                "%s: %,d of %,d steps, %,d episodes, %,d updates, epsilon %.2f%s.%s",
                title,
                trainer.steps(),
                trainer.config().maxSteps(),
                episodes.size(),
                trainer.updates(),
                trainer.epsilon(),
                returns,
                end);
    }

    private LineChart chart(Trainer trainer, boolean running) {
        TrainingLog log = trainer.log();
        List<TrainingLog.Episode> episodes = log.episodes();
        LineChart chart = LineChart.titled(title).x("environment steps").y("return of an episode");
        if (!episodes.isEmpty()) {
            double[] steps = numbers(episodes, TrainingLog.Episode::step);
            double[] totals = numbers(episodes, TrainingLog.Episode::total);
            chart = chart.points("training episode", steps, totals)
                    .line("mean of the last " + RECENT, steps, means(totals));
        }
        if (!log.tests().isEmpty()) {
            chart = chart.path(
                    "test, mean of greedy episodes",
                    numbers(log.tests(), TrainingLog.Test::step),
                    numbers(log.tests(), TrainingLog.Test::mean));
        }
        StopRule stop = trainer.config().stop();
        return stop.every() > 0 && Double.isFinite(stop.threshold())
                ? chart.level("stops at " + String.format(Locale.ROOT, "%.0f", stop.threshold()), stop.threshold())
                : chart;
    }

    private static <T> double[] numbers(List<T> list, ToDoubleFunction<T> number) {
        // A copy: the log grows.
        return new ArrayList<>(list).stream().mapToDouble(number).toArray();
    }

    private static double[] means(double[] values) {
        double[] means = new double[values.length];
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i] - (i >= RECENT ? values[i - RECENT] : 0);
            means[i] = sum / Math.min(i + 1, RECENT);
        }
        return means;
    }
}
