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
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A configuration as text: what {@link DqnConfig#toString()} prints and a saved agent holds, and the way back. */
final class ConfigText {
    /** How one setting is printed and how it is read. */
    private record Setting(
            String name, Function<DqnConfig, Object> value, BiConsumer<DqnConfig.Builder, String> reader) {}

    private static final List<Setting> SETTINGS = List.of(
            new Setting("backend", DqnConfig::backend, (b, v) -> b.backend(Backend.valueOf(v))),
            new Setting("hidden", c -> joined(c.hidden()), (b, v) -> b.hidden(ints(numbers(v)))),
            new Setting("screen", c -> c.screen().map(ConfigText::of).orElse("none"), (b, v) -> screen(b, call(v))),
            new Setting("weights", DqnConfig::weights, (b, v) -> b.weights(Initialization.valueOf(v))),
            new Setting("loss", DqnConfig::loss, (b, v) -> b.loss(Loss.valueOf(v))),
            new Setting("dueling", DqnConfig::dueling, (b, v) -> b.dueling(bool(v))),
            new Setting("doubleDqn", DqnConfig::doubleDqn, (b, v) -> b.doubleDqn(bool(v))),
            new Setting("adamEpsilon", DqnConfig::adamEpsilon, (b, v) -> b.adamEpsilon(Double.parseDouble(v))),
            new Setting("learningRate", c -> of(c.learningRate()), (b, v) -> b.learningRate(schedule(call(v), 0))),
            new Setting("gamma", DqnConfig::gamma, (b, v) -> b.gamma(Double.parseDouble(v))),
            new Setting("nStep", DqnConfig::nStep, (b, v) -> b.nStep(Integer.parseInt(v))),
            new Setting("replay", DqnConfig::replay, (b, v) -> b.replay(replay(call(v)))),
            new Setting("target", DqnConfig::target, (b, v) -> b.target(target(call(v)))),
            new Setting("batchSize", DqnConfig::batchSize, (b, v) -> b.batchSize(Integer.parseInt(v))),
            new Setting("learningStarts", DqnConfig::learningStarts, (b, v) -> b.learningStarts(Integer.parseInt(v))),
            new Setting("stepsPerUpdate", DqnConfig::stepsPerUpdate, (b, v) -> b.stepsPerUpdate(Integer.parseInt(v))),
            new Setting("epsilon", c -> of(c.epsilon()), (b, v) -> b.epsilon(schedule(call(v), 0))),
            new Setting("environments", DqnConfig::environments, (b, v) -> b.environments(Integer.parseInt(v))),
            new Setting(
                    "observationScale",
                    c -> joined(c.observationScale()),
                    (b, v) -> b.observationScale(floats(numbers(v)))),
            new Setting(
                    "timeLimitIsTerminal", DqnConfig::timeLimitIsTerminal, (b, v) -> b.timeLimitIsTerminal(bool(v))),
            new Setting("maxSteps", DqnConfig::maxSteps, (b, v) -> b.maxSteps(Long.parseLong(v))),
            new Setting("stop", DqnConfig::stop, (b, v) -> b.stop(stop(call(v)))),
            new Setting("recordEvery", DqnConfig::recordEvery, (b, v) -> b.recordEvery(Integer.parseInt(v))));

    private ConfigText() {}

    static String of(DqnConfig config) {
        return SETTINGS.stream()
                .map(setting -> String.format(Locale.ROOT, "%-19s = %s\n", setting.name, setting.value.apply(config)))
                .collect(Collectors.joining());
    }

    static DqnConfig parse(String text) {
        DqnConfig.Builder builder = DqnConfig.builder();
        Set<String> seen = new HashSet<>();
        for (String line : text.strip().split("\n")) {
            String[] parts = line.split("=", -1);
            if (parts.length != 2 || !seen.add(parts[0].strip())) {
                throw new IllegalArgumentException("a line is 'name = value', each name once; not '" + line + "'");
            }
            Setting setting = setting(parts[0].strip());
            try {
                setting.reader.accept(builder, parts[1].strip());
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                String reason = e instanceof IllegalArgumentException ? e.getMessage() : "a value is missing";
                throw new IllegalArgumentException("'" + line + "' cannot be read: " + reason, e);
            }
        }
        if (seen.size() != SETTINGS.size()) {
            throw new IllegalArgumentException(
                    "a configuration has " + SETTINGS.size() + " settings, not " + seen.size());
        }
        return builder.build();
    }

    private static Setting setting(String name) {
        return SETTINGS.stream()
                .filter(setting -> setting.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no setting '" + name + "'"));
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
        int[] numbers = ints(Arrays.copyOfRange(call, 1, call.length));
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

    private static int[] ints(String[] texts) {
        return Arrays.stream(texts).mapToInt(Integer::parseInt).toArray();
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
}
