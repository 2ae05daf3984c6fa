package deepq.agent;

import deepq.random.Require;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A configuration as text and back, by reflection over its fields: {@code gamma = 0.99}, and for a record its name and components,
 * {@code epsilon = linear(1.0, 0.3, 8000)}. Records are looked for where the field's type declares them; what is not one of
 * those, a rule of a reader's own, is printed as {@code custom(its class)} and cannot be read back.
 */
final class ConfigText {
    private static final String OWN = "the network's own";

    private final Queue<String> tokens; // words, parentheses and commas

    private ConfigText(String text) {
        tokens = new ArrayDeque<>(List.of(text.split("\\s*((?=[(),])|(?<=[(),]))\\s*")));
    }

    static String of(DqnConfig config) {
        try {
            StringBuilder lines = new StringBuilder();
            for (Field field : settings()) {
                String value = text(field.getType(), field.get(config));
                lines.append(String.format(Locale.ROOT, "%-19s = %s\n", field.getName(), value));
            }
            return lines.toString();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Field> settings() {
        return Arrays.stream(DqnConfig.class.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                .toList();
    }

    private static String text(Class<?> type, Object value) throws ReflectiveOperationException {
        if (value == null) {
            return OWN;
        }
        if (value instanceof float[] numbers) {
            return Arrays.toString(numbers).replace('[', '(').replace(']', ')');
        }
        if (type.isPrimitive()) {
            return String.valueOf(value);
        }
        if (!records(type).contains(value.getClass())) {
            return "custom(" + value.getClass().getName() + ")";
        }
        List<String> parts = new ArrayList<>();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            parts.add(text(component.getType(), component.getAccessor().invoke(value)));
        }
        return name(value.getClass()) + "(" + String.join(", ", parts) + ")";
    }

    /** The type itself, or those that it declares. */
    private static List<Class<?>> records(Class<?> type) {
        return Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredClasses()))
                .filter(Class::isRecord)
                .toList();
    }

    private static String name(Class<?> type) {
        String name = type.getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /** The configuration with what the text says changed in it. */
    static DqnConfig read(String text, DqnConfig config, Consumer<String> notes) {
        DqnConfig read = config;
        Map<String, Field> settings = settings().stream().collect(Collectors.toMap(Field::getName, field -> field));
        Set<String> missing = new TreeSet<>(settings.keySet());
        for (String line : text.strip().split("\n")) {
            String[] parts = line.split("=", 2);
            Require.that(parts.length == 2, "a line is 'name = value', not '%s'", line);
            String name = parts[0].strip();
            String value = parts[1].strip();
            if (!settings.containsKey(name)) {
                notes.accept("there is no setting '" + name + "' here; it is left out");
            } else if (!missing.remove(name)) {
                throw new IllegalArgumentException("'" + name + "' stands there twice");
            } else if (value.startsWith("custom(")) {
                notes.accept(name + " was " + value + ", which only its author has; the default holds");
            } else if (!value.equals(OWN)) {
                read = with(read, settings.get(name), value, line);
            }
        }
        missing.forEach(name -> notes.accept(name + " is not named; its default holds"));
        return read;
    }

    /** By the configuration's own method, which checks the value. */
    private static DqnConfig with(DqnConfig config, Field field, String value, String line) {
        try {
            ConfigText reader = new ConfigText(value);
            Object parsed = reader.value(field.getType());
            Require.that(reader.tokens.isEmpty(), "too much: %s", reader.tokens);
            Method setting = DqnConfig.class.getMethod(field.getName(), field.getType());
            return (DqnConfig) setting.invoke(config, parsed);
        } catch (ReflectiveOperationException | RuntimeException e) {
            Throwable reason = e instanceof InvocationTargetException ? e.getCause() : e;
            throw new IllegalArgumentException("'" + line + "' cannot be read: " + reason.getMessage(), e);
        }
    }

    private Object value(Class<?> type) throws ReflectiveOperationException {
        if (type == float[].class) {
            List<Object> numbers = arguments(float.class);
            float[] array = new float[numbers.size()];
            for (int i = 0; i < array.length; i++) {
                array[i] = (float) numbers.get(i);
            }
            return array;
        }
        String word = tokens.isEmpty() ? "" : tokens.remove();
        boolean fits = type != boolean.class || word.matches("true|false");
        Require.that(fits, "'%s' is neither true nor false", word);
        if (type.isPrimitive()) {
            Class<?> boxed = MethodType.methodType(type).wrap().returnType(); // which has a valueOf(String)
            return boxed.getMethod("valueOf", String.class).invoke(null, word);
        }
        Class<?> record = records(type).stream()
                .filter(one -> name(one).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no '" + word + "' for it"));
        Class<?>[] types = Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        Object[] values = arguments(types).toArray();
        Require.that(values.length == types.length, "%s values for %s", values.length, types.length);
        return record.getDeclaredConstructor(types).newInstance(values);
    }

    /** {@code (a, b, c)}: a value of each type, and as many more of the last one as there are; {@code ()} of no type. */
    private List<Object> arguments(Class<?>... types) throws ReflectiveOperationException {
        List<Object> values = new ArrayList<>();
        expect("(");
        while (types.length > 0 && !")".equals(tokens.peek())) {
            if (!values.isEmpty()) {
                expect(",");
            }
            values.add(value(types[Math.min(values.size(), types.length - 1)]));
        }
        expect(")");
        return values;
    }

    private void expect(String token) {
        Require.that(token.equals(tokens.poll()), "'%s' is missing", token);
    }
}
