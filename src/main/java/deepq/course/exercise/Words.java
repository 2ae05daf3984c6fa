package deepq.course.exercise;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/** Values as the reader knows them: arrays and lists with their elements, whole numbers without decimals. */
final class Words {
    private static final int MOST = 12;

    private Words() {}

    static String of(Object value) {
        if (value instanceof List<?> list) {
            return of(list.toArray());
        }
        if (value != null && value.getClass().isArray()) {
            return ofArray(value);
        }
        if (value instanceof Double || value instanceof Float) {
            String text = value.toString();
            return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
        }
        String text = String.valueOf(value);
        return value != null && text.equals(value.getClass().getName() + "@" + Integer.toHexString(value.hashCode()))
                ? "an object of " + value.getClass().getSimpleName()
                : text;
    }

    private static String ofArray(Object array) {
        int length = Array.getLength(array);
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST, length); i++) {
            elements.add(of(Array.get(array, i)));
        }
        return "{" + String.join(", ", elements) + (length > MOST ? ", ...}" : "}");
    }
}
