package deepq.agent;

import deepq.network.Initialization;
import deepq.network.Loss;
import deepq.network.Screen;
import deepq.policy.Schedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A configuration as text: what {@link DqnConfig#toString()} prints and a saved agent holds, and the way back. */
final class ConfigText {
    private static final int SETTINGS = 23;

    private ConfigText() {}

    static String of(DqnConfig config) {
        return line("backend", config.backend())
                + line("hidden", joined(config.hidden()))
                + line("screen", config.screen().map(ConfigText::of).orElse("none"))
                + line("weights", config.weights())
                + line("loss", config.loss())
                + line("dueling", config.dueling())
                + line("doubleDqn", config.doubleDqn())
                + line("adamEpsilon", config.adamEpsilon())
                + line("learningRate", of(config.learningRate()))
                + line("gamma", config.gamma())
                + line("nStep", config.nStep())
                + line("replay", config.replay())
                + line("target", config.target())
                + line("batchSize", config.batchSize())
                + line("learningStarts", config.learningStarts())
                + line("stepsPerUpdate", config.stepsPerUpdate())
                + line("epsilon", of(config.epsilon()))
                + line("environments", config.environments())
                + line("observationScale", joined(config.observationScale()))
                + line("timeLimitIsTerminal", config.timeLimitIsTerminal())
                + line("maxSteps", config.maxSteps())
                + line("stop", config.stop())
                + line("recordEvery", config.recordEvery());
    }

    static DqnConfig parse(String text) {
        DqnConfig.Builder builder = DqnConfig.builder();
        Set<String> seen = new HashSet<>();
        for (String line : text.strip().split("\n")) {
            String[] parts = line.split("=", -1);
            if (parts.length != 2 || !seen.add(parts[0].strip())) {
                throw new IllegalArgumentException("a line is 'name = value', each name once; not '" + line + "'");
            }
            set(builder, parts[0].strip(), parts[1].strip());
        }
        if (seen.size() != SETTINGS) {
            throw new IllegalArgumentException("a configuration has " + SETTINGS + " settings, not " + seen.size());
        }
        return builder.build();
    }

    private static void set(DqnConfig.Builder builder, String name, String value) {
        switch (name) {
            case "backend" -> builder.backend(Backend.valueOf(value));
            case "hidden" ->
                builder.hidden(Arrays.stream(numbers(value))
                        .mapToInt(Integer::parseInt)
                        .toArray());
            case "screen" -> screen(builder, call(value));
            case "weights" -> builder.weights(Initialization.valueOf(value));
            case "loss" -> builder.loss(Loss.valueOf(value));
            case "dueling" -> builder.dueling(bool(value));
            case "doubleDqn" -> builder.doubleDqn(bool(value));
            case "adamEpsilon" -> builder.adamEpsilon(Double.parseDouble(value));
            case "learningRate" -> builder.learningRate(schedule(call(value), 0));
            case "gamma" -> builder.gamma(Double.parseDouble(value));
            case "nStep" -> builder.nStep(Integer.parseInt(value));
            case "replay" -> builder.replay(replay(call(value)));
            case "target" -> builder.target(target(call(value)));
            case "batchSize" -> builder.batchSize(Integer.parseInt(value));
            case "learningStarts" -> builder.learningStarts(Integer.parseInt(value));
            case "stepsPerUpdate" -> builder.stepsPerUpdate(Integer.parseInt(value));
            case "epsilon" -> builder.epsilon(schedule(call(value), 0));
            case "environments" -> builder.environments(Integer.parseInt(value));
            case "observationScale" -> builder.observationScale(floats(numbers(value)));
            case "timeLimitIsTerminal" -> builder.timeLimitIsTerminal(bool(value));
            case "maxSteps" -> builder.maxSteps(Long.parseLong(value));
            case "stop" -> builder.stop(stop(call(value)));
            case "recordEvery" -> builder.recordEvery(Integer.parseInt(value));
            default -> throw new IllegalArgumentException("there is no setting '" + name + "'");
        }
    }

    /** A schedule as the factory call that makes it: {@code linear(1.0, 0.3, 8000)}. */
    static String of(Schedule schedule) {
        if (schedule instanceof Schedule.Constant constant) {
            return "constant(" + constant.value() + ")";
        }
        if (schedule instanceof Schedule.Linear linear) {
            return "linear(" + linear.from() + ", " + linear.to() + ", " + linear.steps() + ")";
        }
        Schedule.Exponential exponential = (Schedule.Exponential) schedule;
        return "exponential(" + exponential.from() + ", " + exponential.to() + ", " + exponential.steps() + ")";
    }

    /** All schedules go one way, so their two ends are their extremes. */
    static void requireRange(String name, Schedule schedule, double low, double high) {
        for (double end : new double[] {schedule.at(0), schedule.at(Long.MAX_VALUE)}) {
            if (!(end >= low && end <= high)) {
                String range = high == Double.MAX_VALUE ? "above 0" : "in [" + low + ", " + high + "]";
                throw new IllegalArgumentException(name + " is " + range + ", not " + end + " as in " + of(schedule));
            }
        }
    }

    private static Schedule schedule(String[] call, int at) {
        return switch (call[at]) {
            case "constant" -> Schedule.constant(Double.parseDouble(call[at + 1]));
            case "linear" ->
                Schedule.linear(
                        Double.parseDouble(call[at + 1]),
                        Double.parseDouble(call[at + 2]),
                        Long.parseLong(call[at + 3]));
            case "exponential" ->
                Schedule.exponential(
                        Double.parseDouble(call[at + 1]),
                        Double.parseDouble(call[at + 2]),
                        Long.parseLong(call[at + 3]));
            default -> throw new IllegalArgumentException("there is no schedule '" + call[at] + "'");
        };
    }

    private static Replay replay(String[] call) {
        return switch (call[0]) {
            case "none" -> Replay.none();
            case "uniform" -> Replay.uniform(Integer.parseInt(call[1]));
            case "prioritized" ->
                Replay.prioritized(Integer.parseInt(call[1]), Double.parseDouble(call[2]), schedule(call, 3));
            default -> throw new IllegalArgumentException("there is no replay '" + call[0] + "'");
        };
    }

    private static TargetUpdate target(String[] call) {
        return switch (call[0]) {
            case "none" -> TargetUpdate.none();
            case "every" -> TargetUpdate.every(Integer.parseInt(call[1]));
            case "soft" -> TargetUpdate.soft(Double.parseDouble(call[1]));
            default -> throw new IllegalArgumentException("there is no target update '" + call[0] + "'");
        };
    }

    private static StopRule stop(String[] call) {
        return switch (call[0]) {
            case "none" -> StopRule.none();
            case "test" ->
                new StopRule(
                        Integer.parseInt(call[1]),
                        Integer.parseInt(call[2]),
                        Double.parseDouble(call[3]),
                        Integer.parseInt(call[4]));
            default -> throw new IllegalArgumentException("there is no stop rule '" + call[0] + "'");
        };
    }

    /** {@code screen(rows, columns, channels, count, size, stride, ...)}, three numbers for each convolution. */
    private static String of(Screen screen) {
        return "screen(" + screen.rows() + ", " + screen.columns() + ", " + screen.channels()
                + screen.filters().stream()
                        .map(filters -> ", " + filters.count() + ", " + filters.size() + ", " + filters.stride())
                        .collect(Collectors.joining())
                + ")";
    }

    private static void screen(DqnConfig.Builder builder, String[] call) {
        if (call[0].equals("none")) {
            return;
        }
        int[] numbers = Arrays.stream(call).skip(1).mapToInt(Integer::parseInt).toArray();
        List<Screen.Filters> filters = new ArrayList<>();
        for (int i = 3; i < numbers.length; i += 3) {
            filters.add(new Screen.Filters(numbers[i], numbers[i + 1], numbers[i + 2]));
        }
        builder.screen(new Screen(numbers[0], numbers[1], numbers[2], filters));
    }

    private static boolean bool(String value) {
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException("'" + value + "' is neither true nor false");
        }
        return value.equals("true");
    }

    /** The name and the arguments of a call, flat: {@code prioritized(9, 0.6, constant(1.0))} has five parts. */
    private static String[] call(String text) {
        return text.replace(")", "").split("[(,] *");
    }

    private static String[] numbers(String text) {
        return text.equals("none") ? new String[0] : text.split(", *");
    }

    private static float[] floats(String[] texts) {
        float[] values = new float[texts.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.parseFloat(texts[i]);
        }
        return values;
    }

    private static String joined(int[] values) {
        return values.length == 0
                ? "none"
                : Arrays.stream(values).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    }

    private static String joined(float[] values) {
        return values.length == 0
                ? "none"
                : IntStream.range(0, values.length)
                        .mapToObj(i -> Float.toString(values[i]))
                        .collect(Collectors.joining(", "));
    }

    private static String line(String name, Object value) {
        return String.format(Locale.ROOT, "%-19s = %s%n", name, value).replace("\r", "");
    }
}
