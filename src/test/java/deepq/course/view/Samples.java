package deepq.course.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One picture of each kind. */
final class Samples {
    static final String NASTY = "a \"quoted\" </script><b>'bold'</b> \\ {{x}} & co";
    private static final double[] XS = {1, 2, 3, 4};
    private static final double[] YS = {3, 1, 4, 1.5};

    private Samples() {}

    static LineChart lines() {
        return LineChart.titled("Lines")
                .x("episode")
                .y("return")
                .line("DQN", YS)
                .steps("steps", XS, new double[] {1, 2, 3, 4})
                .band("20 seeds", XS, new double[] {0, 1, 2, 3}, new double[] {1, 2, 3, 4}, new double[] {2, 3, 4, 5})
                .points("points", XS, YS)
                .level("solved", 3.5)
                .vertical("copied", 2);
    }

    static List<Chart<?>> charts() {
        return List.of(
                lines(),
                LineChart.titled("Log")
                        .x("step")
                        .y("largest Q")
                        .line("C = 1", XS, new double[] {1, 10, 100, 1000})
                        .logY(),
                LineChart.titled("Scatter")
                        .x("angle")
                        .y("velocity")
                        .path("path", XS, YS)
                        .points("cloud", YS, XS),
                HistogramChart.titled("Histogram")
                        .x("return")
                        .y("episodes")
                        .values("random", YS)
                        .values("trained", XS)
                        .bins(4),
                BarChart.titled("Bars")
                        .x("variant")
                        .y("return")
                        .categories("a", "b")
                        .bars("best", new double[] {1, 2}, new double[] {0.5, 1.5}, new double[] {2, 2.5})
                        .bars("last", 1, -1)
                        .level("solved", 2),
                HeatMap.titled("Table").x("column").y("row").cells("V(s)", new double[][] {{0, 1, 2}, {3, Double.NaN, 5}
                }),
                HeatMap.titled("Surface")
                        .x("position")
                        .y("velocity")
                        .surface("max Q", new double[] {0, 1, 2}, new double[] {0, 0.5}, new double[][] {
                            {0, 1, 2}, {3, 4, 5}
                        })
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
