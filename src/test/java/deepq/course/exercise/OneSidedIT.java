package deepq.course.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import deepq.course.notebook.Notebook;
import deepq.env.Environment;
import deepq.env.FrameStack;
import deepq.env.Step;
import deepq.network.QNetwork;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;

/**
 * Passed means right: answers that are right on one side only are derived from the solution of every exercise, and
 * each of them must be rejected. One bends an argument before the solution sees it (its first element skipped, held
 * fixed, never below 0, ...) or what the solution gives back. Those that are as right as the solution on the whole
 * domain are listed in one-sided.txt with the reason (a star: whatever passes, where the reader is free to choose).
 */
class OneSidedIT {
    /** What a bend gives for a value that it does not bend. */
    private static final Object AS_IT_IS = new Object();

    /** What a derived answer remembers. */
    private static final class Derived {
        private Object held;
    }

    private interface Bend {
        /** @return another value, or {@link #AS_IT_IS} where values of this kind are not bent */
        Object of(Object value, Object[] arguments, Derived state);
    }

    private static final Map<String, Bend> BENDS = new LinkedHashMap<>();

    static {
        numbers("without its sign", Math::abs);
        numbers("never below 0", x -> Math.max(0, x));
        numbers("never above 0", x -> Math.min(0, x));
        numbers("clipped to -1 to 1", x -> Math.max(-1, Math.min(1, x)));
        numbers("with the other sign", x -> -x);
        BENDS.put("held as at first", (value, arguments, state) -> {
            state.held = state.held == null ? value : state.held;
            return isPlain(value) ? state.held : AS_IT_IS;
        });
        BENDS.put(
                "0 or 1",
                (value, arguments, state) -> value instanceof Integer n
                        ? (Object) Math.min(1, n)
                        : value instanceof Long n ? Math.min(1, n) : AS_IT_IS);
        for (int i = 0; i < 5; i++) {
            int k = i;
            BENDS.put("never below argument " + k, (value, arguments, state) -> of(value, arguments, k, true));
            BENDS.put("never above argument " + k, (value, arguments, state) -> of(value, arguments, k, false));
        }
        BENDS.put("always true", (value, arguments, state) -> value instanceof Boolean ? true : AS_IT_IS);
        BENDS.put("always false", (value, arguments, state) -> value instanceof Boolean ? false : AS_IT_IS);
        BENDS.put("the opposite", (value, arguments, state) -> value instanceof Boolean b ? !b : AS_IT_IS);
        places("first skipped", n -> IntStream.range(1, n));
        places("last skipped", n -> IntStream.range(0, n - 1));
        places("first only", n -> IntStream.range(0, Math.min(1, n)));
        places("first two only", n -> IntStream.range(0, Math.min(2, n)));
        places("first three only", n -> IntStream.range(0, Math.min(3, n)));
        places("reversed", n -> IntStream.range(0, n).map(i -> n - 1 - i));
        places("rotated", n -> IntStream.range(0, n).map(i -> (i + 1) % n));
        places("all like the first", n -> IntStream.range(0, n).map(i -> 0));
        places("the last like the first", n -> IntStream.range(0, n).map(i -> i == n - 1 ? 0 : i));
        places("the first like the last", n -> IntStream.range(0, n).map(i -> i == 0 ? n - 1 : i));
        BENDS.put(
                "a step that ended was terminated",
                (value, arguments, state) -> value instanceof Step<?> step
                        ? new Step<>(step.observation(), step.reward(), step.ended(), step.truncated())
                        : AS_IT_IS);
        BENDS.put(
                "a step is never terminated",
                (value, arguments, state) -> value instanceof Step<?> step
                        ? new Step<>(step.observation(), step.reward(), false, step.truncated())
                        : AS_IT_IS);
        BENDS.put(
                "a step brings 1",
                (value, arguments, state) -> value instanceof Step<?> step
                        ? new Step<>(step.observation(), 1, step.terminated(), step.truncated())
                        : AS_IT_IS);
        BENDS.put(
                "two actions",
                (value, arguments, state) -> value instanceof QNetwork network ? withOutputs(network, 2) : AS_IT_IS);
        for (Activation activation : List.of(
                Activation.SIGMOID, Activation.IDENTITY, Activation.TANH, Activation.RELU, Activation.SOFTPLUS)) {
            for (int i = 0; i < 3; i++) {
                int layer = i;
                BENDS.put(
                        "layer " + layer + " " + activation,
                        (value, arguments, state) ->
                                value instanceof MultiLayerNetwork model && layer < model.getnLayers()
                                        ? activated(model, layer, activation)
                                        : AS_IT_IS);
            }
        }
    }

    @BeforeAll
    static void noPage() {
        Exercise.page = note -> {};
    }

    @AfterAll
    static void pageOfTheNotebook() {
        Exercise.page = Notebook::show;
    }

    @Test
    void noAnswerThatIsRightOnOneSideOnlyPasses() throws Exception {
        Map<String, String> equal = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/one-sided.txt"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split(" \\| ");
                Arrays.stream(parts[1].split(", ")).forEach(bend -> equal.put(parts[0] + ": " + bend, parts[2]));
            }
        }
        Set<String> passed = new TreeSet<>();
        int[] count = new int[3]; // exercises, answers, of these broken
        for (Method check : checks()) {
            check.invoke(null, new Object[] {null});
            count[0]++;
            passed.addAll(oneSided(check, Exercise.lastExercise, count));
        }
        System.out.println(count[1] + " one-sided answers to " + count[0] + " exercises, of which " + count[2]
                + " ended by an exception; as right as the solution: " + passed.size());
        List<String> free = equal.keySet().stream()
                .filter(each -> each.endsWith(": *"))
                .map(each -> each.substring(0, each.length() - 1))
                .toList();
        equal.keySet().removeIf(each -> each.endsWith(": *"));
        passed.removeIf(each -> free.stream().anyMatch(each::startsWith));
        assertEquals(String.join("\n", equal.keySet()), String.join("\n", passed));
    }

    /** The methods that check an answer, of all notebooks. */
    static List<Method> checks() throws Exception {
        List<Method> checks = new ArrayList<>();
        for (int notebook = 0; notebook < 14; notebook++) {
            Class<?> of = Class.forName(String.format("deepq.course.exercise.Exercises%02d", notebook));
            Arrays.stream(of.getDeclaredMethods())
                    .filter(method -> Modifier.isPublic(method.getModifiers()) && method.getParameterCount() == 1)
                    .forEach(checks::add);
        }
        return checks;
    }

    /** The derived answers that pass. */
    private static <A> List<String> oneSided(Method check, Exercise<A> exercise, int[] count) {
        List<String> passed = new ArrayList<>();
        String name = check.getDeclaringClass().getSimpleName().substring("Exercises".length()) + " " + check.getName();
        Method method = exercise.method;
        List<String> places = new ArrayList<>(List.of("result"));
        Arrays.stream(method.getParameters()).forEach(parameter -> places.add(parameter.getName()));
        List<Object[]> samples = samples(exercise);
        for (int i = 0; i < places.size(); i++) {
            int place = i;
            BENDS.forEach((bendName, bend) -> {
                boolean inDomain = !exercise.fixed.contains(places.get(place)) || bendName.startsWith("held");
                boolean sensible = place == 0 || !bendName.matches(".*(argument|layer) \\d.*");
                if (inDomain && sensible && samples.stream().anyMatch(sample -> applies(bend, sample, place))) {
                    Derived state = new Derived();
                    Feedback feedback = exercise.feedback(derived(
                            exercise, arguments -> bent(exercise, (Object[]) arguments, place - 1, bend, state)));
                    count(count, feedback);
                    if (feedback.passed()) {
                        passed.add(name + ": " + places.get(place) + " " + bendName);
                    }
                }
            });
        }
        if (method.getReturnType() == void.class) {
            Feedback feedback = exercise.feedback(derived(exercise, arguments -> null));
            count(count, feedback);
            if (feedback.passed()) {
                passed.add(name + ": nothing done");
            }
        }
        return passed;
    }

    /**
     * What the solution is given and gives while it is checked: the result first, then the arguments; the first few
     * calls.
     */
    private static <A> List<Object[]> samples(Exercise<A> exercise) {
        List<Object[]> samples = new ArrayList<>();
        exercise.feedback(derived(exercise, given -> {
            Object[] arguments = (Object[]) given;
            Object result = invoke(exercise.solution, exercise.method, arguments);
            if (samples.size() < 5) {
                Object[] sample = new Object[arguments.length + 1];
                sample[0] = result;
                System.arraycopy(arguments, 0, sample, 1, arguments.length);
                samples.add(sample);
            }
            return result;
        }));
        return samples;
    }

    private static boolean applies(Bend bend, Object[] sample, int place) {
        Object value = sample[place];
        Object[] arguments = Arrays.copyOfRange(sample, 1, sample.length);
        return value != null && madeByTheAnswer(value) != null
                ? madeOf(value).anyMatch(each -> bend.of(each, arguments, new Derived()) != AS_IT_IS)
                : bend.of(value, arguments, new Derived()) != AS_IT_IS;
    }

    private static void count(int[] count, Feedback feedback) {
        count[1]++;
        count[2] += feedback.kind() == Feedback.Kind.BROKEN ? 1 : 0;
    }

    @SuppressWarnings("unchecked")
    private static <A> A derived(Exercise<A> exercise, UnaryOperator<Object> call) {
        Class<?> type = exercise.solution.getClass().getInterfaces()[0];
        return (A) Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> method.getName().equals(exercise.method.getName())
                        ? call.apply(arguments == null ? new Object[0] : arguments)
                        : invoke(exercise.solution, method, arguments));
    }

    /** The solution's answer with one place bent: -1 is the result. */
    private static Object bent(Exercise<?> exercise, Object[] arguments, int place, Bend bend, Derived state) {
        Object[] seen = arguments.clone();
        if (place >= 0) {
            seen[place] = bent(arguments[place], arguments, bend, state);
        }
        Object result = invoke(exercise.solution, exercise.method, seen);
        return place < 0 ? bent(result, arguments, bend, state) : result;
    }

    private static Object bent(Object value, Object[] arguments, Bend bend, Derived state) {
        Object other = bend.of(value, arguments, state);
        if (other != AS_IT_IS) {
            return other;
        }
        // An object that the answer makes (a buffer, a game): what its methods give is bent.
        Class<?> type = value == null ? null : madeByTheAnswer(value);
        return type == null
                ? value
                : Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    Object result = invoke(value, method, given);
                    return method.getReturnType() == void.class ? result : bent(result, new Object[0], bend, state);
                });
    }

    private static Class<?> madeByTheAnswer(Object value) {
        return value instanceof Exercises07.Buffer
                ? Exercises07.Buffer.class
                : value instanceof FrameStack ? Environment.class : null;
    }

    /** What the methods of an object that the answer makes give. */
    private static Stream<Object> madeOf(Object value) {
        return value instanceof Exercises07.Buffer
                ? Stream.of(List.of(1, 2))
                : Stream.of(new float[] {1, 2}, new Step<>(new float[2], 1, false, true));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) {
        try {
            method.setAccessible(true);
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException runtime ? runtime : new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isPlain(Object value) {
        return value instanceof Number
                || value instanceof Boolean
                || value != null && value.getClass().isArray();
    }

    private static Object of(Object value, Object[] arguments, int k, boolean atLeast) {
        if (!(value instanceof Double || value instanceof Float)
                || k >= arguments.length
                || !(arguments[k] instanceof Double || arguments[k] instanceof Float)) {
            return AS_IT_IS;
        }
        double x = ((Number) value).doubleValue();
        double y = ((Number) arguments[k]).doubleValue();
        return as(value, atLeast ? Math.max(x, y) : Math.min(x, y));
    }

    private static Object as(Object like, double number) {
        return like instanceof Float ? (Object) (float) number : (Object) number;
    }

    /** Bends a number with a fraction, and each of an array. (Whole numbers count something.) */
    private static void numbers(String name, DoubleUnaryOperator bend) {
        BENDS.put(name, (value, arguments, state) -> each(value, bend));
    }

    private static Object each(Object value, DoubleUnaryOperator bend) {
        if (value instanceof Double || value instanceof Float) {
            return as(value, bend.applyAsDouble(((Number) value).doubleValue()));
        }
        if (value instanceof double[]
                || value instanceof float[]
                || value instanceof float[][]
                || value instanceof double[][]) {
            Object bent = Array.newInstance(value.getClass().getComponentType(), Array.getLength(value));
            for (int i = 0; i < Array.getLength(value); i++) {
                Array.set(bent, i, each(Array.get(value, i), bend));
            }
            return bent;
        }
        return AS_IT_IS;
    }

    private interface Places {
        IntStream of(int length);
    }

    /** Takes elements of an array or a list from other places. */
    private static void places(String name, Places places) {
        BENDS.put(name, (value, arguments, state) -> {
            if (value instanceof List<?> list) {
                return places.of(list.size()).mapToObj(list::get).toList();
            }
            if (value == null || !value.getClass().isArray()) {
                return AS_IT_IS;
            }
            int[] from = places.of(Array.getLength(value)).toArray();
            Object bent = Array.newInstance(value.getClass().getComponentType(), from.length);
            IntStream.range(0, from.length).forEach(i -> Array.set(bent, i, Array.get(value, from[i])));
            return bent;
        });
    }

    private static QNetwork withOutputs(QNetwork network, int outputs) {
        return (QNetwork) Proxy.newProxyInstance(
                QNetwork.class.getClassLoader(),
                new Class<?>[] {QNetwork.class},
                (proxy, method, given) ->
                        method.getName().equals("outputs") ? outputs : invoke(network, method, given));
    }

    private static Object activated(MultiLayerNetwork model, int layer, Activation activation) {
        MultiLayerNetwork bent = model.clone();
        BaseLayer plan = (BaseLayer) bent.getLayer(layer).conf().getLayer();
        if (plan.getActivationFn().equals(activation.getActivationFunction())) {
            return AS_IT_IS;
        }
        plan.setActivationFn(activation.getActivationFunction());
        ((BaseLayer) bent.getLayerWiseConfigurations().getConf(layer).getLayer())
                .setActivationFn(activation.getActivationFunction());
        return bent;
    }
}
