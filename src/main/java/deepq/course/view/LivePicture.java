package deepq.course.view;

import deepq.random.Require;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What is known of a training so far, and how it looks: returns, loss and Q-values by steps, and a game beside them.
 * While it runs, an SVG; at the end, a Plotly figure with the same panels at the same places. {@code Live} feeds it.
 */
public final class LivePicture {
    private static final int RECENT = 20;
    private static final int WIDE = 960;
    private static final int HIGH = 540;
    private static final double[] MAIN = {52, 86, 440, 376}; // left, top, right, bottom
    private static final double[] LOSS = {52, 436, 440, 502};
    private static final double[] Q = {540, 436, 940, 502};
    private static final String X = "environment steps";

    /** An episode, or a part of one, in even steps of time. */
    public record Film(String caption, List<Scene> frames, double seconds) {}

    private final String title;
    private final double goal;
    private final double limit;
    private final double[] main;
    private final Trail episodes = new Trail(false);
    private final Trail recent = new Trail(true);
    private final Trail tests = new Trail(false);
    private final Trail losses = new Trail(true);
    private final Trail values = new Trail(true);
    private final double[] lastReturns = new double[RECENT];
    private int episodeCount;
    private long steps;
    private long diverged = -1;
    private long passed = -1;
    private double passedWith;
    private double lastTest;

    /**
     * @param goal the mean return at which a test is passed, or NaN
     * @param limit a value that no true Q-value exceeds, or NaN
     * @param staged whether there is a game to be seen
     */
    public LivePicture(String title, double goal, double limit, boolean staged) {
        // A backslash, too, would mean something in the template.
        this.title = Check.text("The title of a live picture", title).replaceAll("\\s+|\\\\|\\$", " ");
        this.goal = goal;
        this.limit = limit;
        main = staged ? MAIN : new double[] {MAIN[0], MAIN[1], Q[2], MAIN[3]};
    }

    /** Frames a second, if anybody could watch so many. */
    public static double pace(double framesPerSecond) {
        boolean seen = framesPerSecond > 0 && framesPerSecond <= 100;
        Require.that(seen, "%s frames a second: it must be above 0 and at most 100.", framesPerSecond);
        return framesPerSecond;
    }

    public void episode(long step, double total) {
        steps = Math.max(steps, step);
        lastReturns[episodeCount++ % RECENT] = total;
        episodes.add(step, total);
        recent.add(step, Arrays.stream(lastReturns).sum() / Math.min(episodeCount, RECENT));
    }

    /** @param passed whether it is known to have been passed; the first such test is marked */
    public void test(long step, double mean, boolean passed) {
        steps = Math.max(steps, step);
        tests.add(step, mean);
        lastTest = mean;
        if (passed && this.passed < 0) {
            this.passed = step;
            passedWith = mean;
        }
    }

    /** A loss or value that is no finite number says that the training has diverged. */
    public void update(long step, double loss, double q) {
        steps = Math.max(steps, step);
        losses.add(step, loss);
        values.add(step, q);
        if (diverged < 0 && !Double.isFinite(loss + q)) {
            diverged = step;
        }
    }

    /** @param playing what is to be seen until the next picture, or null */
    public Showable running(Film playing) {
        String stage = playing == null ? "" : stage(playing, "Now playing: " + playing.caption, false);
        return Showable.of(sentence("running"), box(svg("aria-hidden=\"true\"", charts("running", true) + stage)));
    }

    /**
     * The interactive figure; where scripts are taken away, a picture.
     *
     * @param how it ended, a sentence, or empty
     * @param films episodes to choose from; the last is shown first
     */
    public Showable ended(String how, List<Film> films) {
        String said = sentence(how);
        return frontend -> frontend == Frontend.RENDER
                ? Map.of("text/plain", said, Picture.STILL, page(how, said, oneMoment(films)))
                : Map.of("text/plain", said, "text/html", page(how, said, films));
    }

    private String page(String how, String said, List<Film> films) {
        return box(new PageFigure(figure(how), said, WIDE, HIGH).html(image(how, said, films), replays(films)));
    }

    /** For a photograph: the last film stands still. */
    private static List<Film> oneMoment(List<Film> films) {
        return films.stream()
                .skip(Math.max(0, films.size() - 1))
                .map(film -> new Film(film.caption, List.of(film.frames.get(film.frames.size() / 3)), 1))
                .toList();
    }

    private String sentence(String how) {
        String state = status(how);
        return title + ": " + numbers() + "." + (state.isEmpty() ? "" : " " + state)
                + (passed < 0 ? "" : Text.format(" The test was passed after %,d steps.", passed));
    }

    private String status(String how) {
        return diverged < 0 ? how : Text.format("Diverged after %,d steps: loss or Q are no longer numbers.", diverged);
    }

    private String numbers() {
        String counts = Text.format("%,d steps", steps);
        if (episodeCount > 0) {
            counts += Text.format(" · %,d episode%s", episodeCount, episodeCount == 1 ? "" : "s")
                    + Text.format(" · last return %s", Text.number(lastReturns[(episodeCount - 1) % RECENT]));
        }
        return tests.size() == 0 ? counts : counts + Text.format(" · last test %.1f", lastTest);
    }

    /** Tests, or as long as there are none, what training returned lately. */
    private Trail curve() {
        return tests.size() > 0 ? tests : recent;
    }

    private double lastX() {
        return Math.max(100, steps * 1.02);
    }

    /** From 0, or a little less than the lowest of all, to a little more than the highest. */
    private static double[] range(double level, Trail... trails) {
        DoubleStream points = Stream.of(trails).flatMapToDouble(trail -> Arrays.stream(trail.ys()));
        DoubleSummaryStatistics all = DoubleStream.concat(DoubleStream.of(level), points)
                .filter(Double::isFinite)
                .summaryStatistics();
        if (all.getCount() == 0) {
            return new double[] {0, 1};
        }
        double low = Math.min(0, all.getMin());
        double more = Math.max(0.06 * (all.getMax() - low), 1e-9);
        return new double[] {low < 0 ? low - more : 0, all.getMax() + more};
    }

    private String charts(String how, boolean running) {
        SvgPanel returns = new SvgPanel(main, lastX(), range(goal, episodes, tests), "")
                .dots(episodes, "var(--test)", 4, 0.4)
                .line(curve(), "var(--test)", 2.5)
                .dots(tests, "var(--test)", 8, 1)
                .level(goal, "");
        if (passed >= 0) {
            returns.note(passed, passedWith, "passed the test", "var(--test)");
        }
        SvgPanel loss = new SvgPanel(LOSS, lastX(), range(Double.NaN, losses), X).line(losses, "var(--loss)", 1.8);
        SvgPanel q = new SvgPanel(Q, lastX(), range(1.25 * limit, values), X)
                .line(values, "var(--q)", 2)
                .level(limit, limitName());
        return filled("live.svg", how, running) + returns.svg() + loss.svg() + q.svg();
    }

    /** The words of the picture and its numbers, in the places that a template names. */
    private String filled(String template, String how, boolean running) {
        Map<String, Object> words = new HashMap<>();
        words.put("title", title);
        words.put("numbers", numbers());
        words.put("status", status(how));
        words.put("indent", running ? 18 : 0);
        words.put("running", running ? "visible" : "hidden");
        words.put("silence", running ? "20s" : "indefinite");
        words.put("look", diverged < 0 ? "n" : "n bad");
        words.put("curve", tests.size() > 0 ? "test (mean)" : "mean of the last " + RECENT);
        words.put("mode", tests.size() > 0 ? "lines+markers" : "lines");
        words.put("goalName", Double.isNaN(goal) ? "" : "passes at " + Text.number(goal));
        words.put("hasGoal", !Double.isNaN(goal));
        words.put("goal", Double.isNaN(goal) ? 0 : goal);
        words.put("limitName", limitName());
        words.put("hasLimit", !Double.isNaN(limit));
        words.put("limit", Double.isNaN(limit) ? 0 : limit);
        words.put("right", main[2] / WIDE);
        words.put("lastX", lastX());
        words.put("returns", Text.json(range(goal, episodes, tests)));
        words.put("losses", Text.json(range(Double.NaN, losses)));
        words.put("values", Text.json(range(1.25 * limit, values)));
        words.put("passed", passed >= 0);
        words.put("passedX", Math.max(0, passed));
        words.put("passedY", passedWith);
        words.put("side", passed > steps / 2.0 ? -60 : 60);
        String text = Text.resource(template);
        for (Map.Entry<String, Object> word : words.entrySet()) {
            text = text.replace("$" + word.getKey() + "$", Html.escape(String.valueOf(word.getValue())));
        }
        return text;
    }

    private String limitName() {
        return "no true value is above " + Text.number(limit);
    }

    private static String stage(Film film, String caption, boolean forEver) {
        Scene scene = film.frames.get(0);
        return """
                <g class="t">%s</g><rect x="496" y="86" width="444" height="290" rx="8" fill="currentColor" \
                fill-opacity=".035" stroke="currentColor" stroke-opacity=".2"/><svg x="498" y="88" width="440" \
                height="286" viewBox="0 0 %d %d" text-anchor="middle">%s</svg>""".formatted(
                        SvgPanel.text(496, 74, "start", caption),
                        scene.width(),
                        scene.height(),
                        SvgScene.moving(film.frames, film.seconds, forEver));
    }

    private static String svg(String attributes, String content) {
        return "<svg viewBox=\"0 0 960 540\" " + attributes + ">" + content + "</svg>";
    }

    private static String box(String content) {
        return "<div class=\"deepq-live\" "
                + "style=\"position:relative;max-width:960px;aspect-ratio:960/540;color:inherit\"><style>"
                + Text.resource("live.css") + "</style>" + content + "</div>";
    }

    /** Lies over the figure: the episodes, one of which is seen, and a list to choose from. */
    private static String replays(List<Film> films) {
        if (films.isEmpty()) {
            return "";
        }
        StringBuilder all = new StringBuilder();
        StringBuilder choice = new StringBuilder();
        for (Film film : films) {
            boolean shown = film == last(films);
            String caption = Html.escape(film.caption);
            all.append(svg(
                    "role=\"img\" aria-label=\"" + caption + "\"" + (shown ? "" : " style=\"display:none\""),
                    stage(film, films.size() == 1 ? "Replay: " + film.caption : "", true)));
            choice.append("<option")
                    .append(shown ? " selected>" : ">")
                    .append(caption)
                    .append("</option>");
        }
        return "<div class=\"deepq-replays\">" + all + (films.size() == 1 ? "" : """
                <select aria-label="Episode to replay" onkeydown="event.stopPropagation()" onchange="\
                [...this.parentNode.children].forEach((one, i) => { if (one === this) return; \
                one.style.display = i === this.selectedIndex ? '' : 'none'; one.setCurrentTime(0) })">%s\
                </select>""".formatted(choice)) + "</div>";
    }

    /** For pages without scripts. */
    private String image(String how, String said, List<Film> films) {
        String stage = films.isEmpty() ? "" : stage(last(films), "Replay: " + last(films).caption, true);
        String whole = svg(
                "xmlns=\"http://www.w3.org/2000/svg\" class=\"deepq-live\" color=\"#808080\"",
                "<style>" + Text.resource("live.css") + "</style>" + charts(how, false) + stage);
        return "<img style=\"width:100%\" src=\"" + Html.address(whole) + "\" alt=\"" + Html.escape(said) + "\">";
    }

    private static Film last(List<Film> films) {
        return films.get(films.size() - 1);
    }

    /** The same three panels for plotly, at the same places. */
    @SuppressWarnings("unchecked")
    Map<String, Object> figure(String how) {
        Map<String, Object> figure = Text.object(filled("live.json", how, false));
        List<Trail> trails = List.of(episodes, curve(), losses, values);
        for (int i = 0; i < trails.size(); i++) {
            Map<String, Object> trace = ((List<Map<String, Object>>) figure.get("data")).get(i);
            trace.put("x", trails.get(i).xs());
            // Null is a gap.
            DoubleFunction<Double> finite = y -> Double.isFinite(y) ? y : null;
            trace.put("y", Arrays.stream(trails.get(i).ys()).mapToObj(finite).toArray());
        }
        return figure;
    }
}
