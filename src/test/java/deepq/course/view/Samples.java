package deepq.course.view;

import deepq.experiment.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One picture of each kind. */
final class Samples {
    static final String NASTY = "a \"quoted\" </script><b>'bold'</b> \\ {{x}} & $co$";
    private static final double[] XS = {1, 2, 3, 4};
    private static final double[] YS = {3, 1, 4, 1.5};
    private static final List<Interval> BAND =
            IntStream.range(0, 4).mapToObj(i -> new Interval(i + 1, i, i + 2)).toList();

    private Samples() {}

    static Plot lines() {
        return Plot.titled("Lines")
                .x("episode")
                .y("return")
                .line("DQN", YS)
                .line("rising", XS, new double[] {1, 2, 3, 4})
                .band("20 seeds", XS, BAND)
                .points("points", XS, YS)
                .level("solved", 3.5)
                .vertical("copied", 2)
                .note("here", 3, 4);
    }

    static Plot bars() {
        return Plot.titled("Bars")
                .x("variant")
                .y("return")
                .categories("a", "b")
                .bars("best", List.of(new Interval(1, 0.5, 2), new Interval(2, 1.5, 2.5)))
                .bars("last", 1, -1)
                .level("solved", 2);
    }

    static Plot table() {
        return Plot.titled("Table").x("column").y("row").cells("V(s)", new double[][] {{0, 1, 2}, {3, Double.NaN, 5}});
    }

    static List<Plot> plots() {
        return List.of(
                lines(),
                Plot.titled("Log")
                        .x("step")
                        .y("largest Q")
                        .line("C = 1", XS, new double[] {1, 10, 100, 1000})
                        .level("ten", 10)
                        .logY(),
                Plot.titled("Scatter")
                        .x("angle")
                        .y("velocity")
                        .path("path", XS, YS)
                        .points("cloud", YS, XS),
                Plot.titled("Histogram")
                        .x("return")
                        .y("episodes")
                        .bins(4, 0, 4)
                        .values("random", YS)
                        .values("trained", XS),
                bars(),
                Plot.titled("Dots")
                        .x("variant")
                        .y("return")
                        .categories("a", "b", "c", "d")
                        .dots("mean", BAND),
                table().numbered(),
                Plot.titled("Surface")
                        .x("position")
                        .y("velocity")
                        .surface("push", new double[] {0, 1, 2}, new double[] {0, 0.5}, new double[][] {
                            {0, 1, 1}, {0, 0, 1}
                        })
                        .choices("left", "right")
                        .path("episode", new double[] {0, 1, 2}, new double[] {0, 0.5, 0.2}));
    }

    static EpisodePlayer player() {
        return EpisodePlayer.titled("CartPole")
                .episode("early", poles(12, 0.02f), CartPoleScene::of)
                .episode("late", poles(30, 0.005f), CartPoleScene::of);
    }

    static List<float[]> poles(int frames, float lean) {
        List<float[]> observations = new ArrayList<>();
        IntStream.range(0, frames).forEach(i -> observations.add(new float[] {0.02f * i, 0, lean * i, 0}));
        return observations;
    }
}
