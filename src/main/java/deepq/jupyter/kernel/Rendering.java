package deepq.jupyter.kernel;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import javax.imageio.ImageIO;

/**
 * What a notebook shows of a value: what a service on the class path makes of it (see {@link KernelMain}), or its
 * picture or text.
 */
final class Rendering {
    private static final List<Function<Object, Object>> SERVICES = services();

    private Rendering() {}

    private static List<Function<Object, Object>> services() {
        List<Function<Object, Object>> services = new ArrayList<>();
        try {
            for (Function<?, ?> service : ServiceLoader.load(Function.class)) services.add(untyped(service));
        } catch (ServiceConfigurationError e) {
            KernelMain.log("A renderer on the class path is left out: " + e.getMessage());
        }
        return services;
    }

    /** A service's type arguments cannot be asked for. */
    @SuppressWarnings("unchecked")
    private static Function<Object, Object> untyped(Function<?, ?> service) {
        return (Function<Object, Object>) service;
    }

    /**
     * All forms of a value, or those of the given MIME types; a text takes any type, and what has no form of that
     * type its text.
     */
    static DisplayData of(Object value, String... mimeTypes) {
        if (value instanceof DisplayData data) return data;
        Map<String, ?> forms = Map.of();
        Map<String, ?> metadata = Map.of();
        for (Function<Object, Object> service : value == null ? List.<Function<Object, Object>>of() : SERVICES) {
            if (forms.isEmpty() && service.apply(value) instanceof Map<?, ?> known) {
                forms = map(known.get("data"));
                metadata = map(known.get("metadata"));
            }
        }
        if (value instanceof RenderedImage image) forms = Map.of("image/png", png(image), "text/plain", size(image));
        DisplayData shown = new DisplayData();
        for (String type : mimeTypes) {
            if (forms.containsKey(type)) shown.putData(type, forms.get(type));
            else if (value instanceof String || type.startsWith("text/")) shown.putData(type, String.valueOf(value));
        }
        if (mimeTypes.length == 0) forms.forEach(shown::putData);
        else if (forms.containsKey("text/plain")) shown.putData("text/plain", forms.get("text/plain"));
        metadata.forEach(shown::putMetaData);
        if (map(shown.content().get("data")).isEmpty()) shown.putText(text(value));
        return shown;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> map(Object map) {
        return (Map<String, ?>) map;
    }

    private static String text(Object value) {
        if (value instanceof String known) return Errors.shortened(known);
        StringBuilder text = new StringBuilder();
        if (value != null && value.getClass().isArray()) write(value, text, 0);
        else text.append(value);
        return Errors.named(Errors.shortened(text.toString()));
    }

    /** As Arrays.deepToString, but no more than can be shown. */
    private static void write(Object array, StringBuilder text, int depth) {
        int length = Array.getLength(array);
        text.append('[');
        for (int i = 0; i < length; i++) {
            if (i > 0) text.append(", ");
            if (text.length() > Errors.MOST_TEXT || depth > 20) {
                text.append("... (").append(length).append(" elements in all)");
                break;
            }
            Object element = Array.get(array, i);
            if (element != null && element.getClass().isArray()) write(element, text, depth + 1);
            else text.append(element);
        }
        text.append(']');
    }

    private static String size(RenderedImage image) {
        return image.getWidth() + " x " + image.getHeight() + " pixels";
    }

    private static String png(RenderedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
