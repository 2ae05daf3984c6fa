package deepq.agent;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A configuration as text and back, by reflection over its fields: {@code gamma = 0.99}, and for a record its name and components,
 * {@code epsilon = linear(1.0, 0.3, 8000)}. Records are looked for where the field's type declares them; what is not one of
 * those, a rule of a reader's own, is printed as {@code custom(its class)} and cannot be read back.
 */
final class ConfigText {
    private static final String OWN = "the network's own";

    private final String text;
    private int at;

    private ConfigText(String text) {
        this.text = text;
    }

    static String of(DqnConfig config) {
        return settings()
                .map(field -> String.format(
                        Locale.ROOT, "%-19s = %s\n", field.getName(), text(field.getType(), value(field, config))))
                .collect(Collectors.joining());
    }

    private static Stream<Field> settings() {
        return Arrays.stream(DqnConfig.class.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic());
    }

    private static Object value(Field field, DqnConfig config) {
        try {
            field.setAccessible(true);
            return field.get(config);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Class<?> type, Object value) {
        if (value == null) {
            return OWN;
        }
        if (value.getClass().isArray()) {
            return IntStream.range(0, Array.getLength(value))
                    .mapToObj(i -> String.valueOf(Array.get(value, i)))
                    .collect(Collectors.joining(", ", "(", ")"));
        }
        if (type.isPrimitive()) {
            return String.valueOf(value);
        }
        if (!records(type).contains(value.getClass())) {
            return "custom(" + value.getClass().getName() + ")";
        }
        try {
            List<String> parts = new ArrayList<>();
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                component.getAccessor().setAccessible(true);
                parts.add(text(component.getType(), component.getAccessor().invoke(value)));
            }
            return name(value.getClass()) + "(" + String.join(", ", parts) + ")";
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** The type itself, or those that it declares. */
    private static List<Class<?>> records(Class<?> type) {
        return Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredClasses()))
                .filter(Class::isRecord)
                .toList();
    }

    private static String name(Class<?> type) {
        return Character.toLowerCase(type.getSimpleName().charAt(0))
                + type.getSimpleName().substring(1);
    }

    /** Fills in what the text says; the rest of the configuration stays as it is. */
    static void read(String text, DqnConfig config, Consumer<String> notes) {
        Set<String> missing = settings().map(Field::getName).collect(Collectors.toCollection(HashSet::new));
        for (String line : text.strip().split("\n")) {
            String[] parts = line.split("=", 2);
            String name = parts[0].strip();
            if (parts.length != 2) {
                throw new IllegalArgumentException("a line is 'name = value', not '" + line + "'");
            }
            Field field = settings()
                    .filter(one -> one.getName().equals(name))
                    .findFirst()
                    .orElse(null);
            if (field == null) {
                notes.accept("there is no setting '" + name + "' here; it is left out");
            } else if (!missing.remove(name)) {
                throw new IllegalArgumentException("'" + name + "' stands there twice");
            } else if (parts[1].strip().startsWith("custom(")) {
                notes.accept(name + " was " + parts[1].strip() + ", which only its author has; the default holds");
            } else if (!parts[1].strip().equals(OWN)) {
                set(config, field, parts[1].strip(), line);
            }
        }
        missing.stream().sorted().forEach(name -> notes.accept(name + " is not named; its default holds"));
    }

    /** By the configuration's own method, which checks the value. */
    private static void set(DqnConfig config, Field field, String value, String line) {
        try {
            ConfigText reader = new ConfigText(value);
            Object parsed = reader.value(field.getType());
            if (reader.at != value.length()) {
                throw new IllegalArgumentException("too much: '" + value.substring(reader.at) + "'");
            }
            Object checked =
                    DqnConfig.class.getMethod(field.getName(), field.getType()).invoke(config, parsed);
            field.setAccessible(true);
            field.set(config, value(field, (DqnConfig) checked));
        } catch (ReflectiveOperationException | RuntimeException e) {
            Throwable reason = e instanceof java.lang.reflect.InvocationTargetException ? e.getCause() : e;
            throw new IllegalArgumentException("'" + line + "' cannot be read: " + reason.getMessage(), e);
        }
    }

    private Object value(Class<?> type) throws ReflectiveOperationException {
        if (type == float[].class) {
            List<Object> numbers = arguments(List.of(float.class), true);
            float[] array = new float[numbers.size()];
            for (int i = 0; i < array.length; i++) {
                array[i] = (Float) numbers.get(i);
            }
            return array;
        }
        String word = word();
        if (type == double.class) {
            return Double.parseDouble(word);
        } else if (type == float.class) {
            return Float.parseFloat(word);
        } else if (type == int.class) {
            return Integer.parseInt(word);
        } else if (type == long.class) {
            return Long.parseLong(word);
        } else if (type == boolean.class) {
            if (!word.equals("true") && !word.equals("false")) {
                throw new IllegalArgumentException("'" + word + "' is neither true nor false");
            }
            return word.equals("true");
        }
        Class<?> record = records(type).stream()
                .filter(one -> name(one).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no '" + word + "' for it"));
        List<Class<?>> types = Arrays.stream(record.getRecordComponents())
                .<Class<?>>map(RecordComponent::getType)
                .toList();
        return record.getDeclaredConstructor(types.toArray(Class[]::new))
                .newInstance(arguments(types, false).toArray());
    }

    /** {@code (a, b, c)}: a value for each type, or as many as there are of the first one. */
    private List<Object> arguments(List<Class<?>> types, boolean anyNumber) throws ReflectiveOperationException {
        List<Object> values = new ArrayList<>();
        expect("(");
        while (!text.startsWith(")", at)) {
            if (!values.isEmpty()) {
                expect(", ");
            }
            if (!anyNumber && values.size() == types.size()) {
                throw new IllegalArgumentException("more than " + types.size() + " values");
            }
            values.add(value(types.get(anyNumber ? 0 : values.size())));
        }
        expect(")");
        if (!anyNumber && values.size() < types.size()) {
            throw new IllegalArgumentException(values.size() + " values for " + types.size());
        }
        return values;
    }

    private String word() {
        int from = at;
        while (at < text.length() && "(), ".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }

    private void expect(String token) {
        if (!text.startsWith(token, at)) {
            throw new IllegalArgumentException("'" + token + "' is missing in '" + text + "'");
        }
        at += token.length();
    }
}
