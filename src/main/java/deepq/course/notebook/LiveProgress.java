package deepq.course.notebook;

import deepq.course.view.Html;
import deepq.course.view.Showable;
import deepq.experiment.Experiment;

/**
 * A bar that fills while an experiment runs:
 * {@code experiment.run(new LiveProgress("Four variants, 20 seeds each"))}.
 */
public final class LiveProgress implements Experiment.Progress {
    private final String title;
    private final LiveDisplay display;

    public LiveProgress(String title) {
        this.title = title;
        display = Notebook.live(state(0, 0));
    }

    @Override
    public void done(int runs, int ofRuns) {
        if (runs < ofRuns) {
            display.update(state(runs, ofRuns));
        } else {
            display.finish(state(runs, ofRuns));
        }
    }

    private Showable state(int runs, int ofRuns) {
        String text = title + ": " + (ofRuns == 0 ? "started." : runs + " of " + ofRuns + " runs.");
        return Showable.of(text, """
                <div class="deepq-live" style="max-width:720px;color:inherit;padding:4px;font:14px sans-serif">\
                <progress max="%d" value="%d" aria-label="Runs of the experiment" \
                style="width:100%%;height:14px;accent-color:#0072B2"></progress><div>%s\
                </div></div>""".formatted(Math.max(1, ofRuns), runs, Html.escape(text)));
    }
}
