package deepq.course.notebook;

import deepq.agent.StopRule;
import deepq.agent.Trainer;
import deepq.agent.TrainingListener;
import deepq.agent.TrainingLog;
import deepq.course.view.Frontend;
import deepq.course.view.Html;
import deepq.course.view.LineChart;
import deepq.course.view.MimeBundle;
import deepq.course.view.Showable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Shows a training while it runs, in one display that is replaced in place: {@code trainer.run(new LiveTraining("DQN on CartPole-v1"));}. The learning curve
 * stays when the training has ended. The clock only decides how often the page is drawn; a notebook that is rendered to be committed shows no times.
 */
public final class LiveTraining implements TrainingListener {
    private static final int RECENT = 20;

    private final String title;
    private LiveDisplay display;
    private long began;
    private long firstStep;

    public LiveTraining(String title) {
        this.title = title;
    }

    @Override
    public void stepped(Trainer trainer) {
        if (display == null) {
            began = System.nanoTime();
            firstStep = trainer.steps();
            display = Notebook.live(state(trainer, true));
        } else {
            display.update(state(trainer, true));
        }
    }

    @Override
    public void finished(Trainer trainer) {
        if (display == null) {
            stepped(trainer);
        }
        display.finish(state(trainer, false));
        display = null;
    }

    /** Drawn only if it comes to be shown. */
    private Showable state(Trainer trainer, boolean running) {
        return frontend -> frontend == Frontend.RENDER
                ? chart(trainer, false).mimeBundle(frontend).with("text/plain", sentence(trainer))
                : MimeBundle.text(sentence(trainer)).with("text/html", html(trainer, running));
    }

    private String html(Trainer trainer, boolean running) {
        StringBuilder html = new StringBuilder(
                "<div class=\"deepq-live\" style=\"max-width:720px;min-height:490px;background:#fff;color:#333;padding:4px;"
                        + "font:14px sans-serif;font-variant-numeric:tabular-nums\">");
        html.append("<div><progress max=\"")
                .append(trainer.config().maxSteps())
                .append("\" value=\"")
                .append(trainer.steps())
                .append(
                        "\" aria-label=\"Steps of the training\" style=\"width:100%;height:14px;accent-color:#0072B2\"></progress></div>");
        html.append("<div style=\"min-height:4.2em;line-height:1.4;padding:2px\">")
                .append(Html.escape(sentence(trainer)));
        if (running && trainer.steps() > firstStep) {
            double seconds = (System.nanoTime() - began) / 1e9;
            double left = seconds * (trainer.config().maxSteps() - trainer.steps()) / (trainer.steps() - firstStep);
            html.append(String.format(Locale.ROOT, " At most %.0f s left.", Math.ceil(left)));
        }
        html.append("</div>");
        if (!trainer.log().episodes().isEmpty()) {
            LineChart chart = chart(trainer, running);
            html.append(Html.image(running ? chart.coarsePng() : chart.png(), 720, chart.describe()));
        }
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
