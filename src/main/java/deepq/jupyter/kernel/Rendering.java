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

/** What a notebook shows of a value: what a service makes of it (see {@link KernelMain}), or its picture or text. */
final class Rendering {
    private static final List<Function<Object, Object>> SERVICES = services();

    private Rendering() {}

    @SuppressWarnings("unchecked") // a service's type arguments cannot be asked for
    private static List<Function<Object, Object>> services() {
        List<Function<Object, Object>> services = new ArrayList<>();
        try {
            ServiceLoader.load(Function.class).forEach(services::add);
        } catch (ServiceConfigurationError e) {
            KernelMain.log("A renderer on the class path is left out: " + e.getMessage());
        }
        return services;
    }

    /** All forms of a value, or those of the given MIME types; a text takes any type, and what lacks it its text. */
    static DisplayData of(Object value, String... mimeTypes) {
        if (value instanceof DisplayData data) return data;
        Map<String, ?> forms = Map.of();
        Map<String, ?> metadata = Map.of();
        for (Function<Object, Object> service : SERVICES) {
            if (value != null && forms.isEmpty() && service.apply(value) instanceof Map<?, ?> known) {
                forms = map(known.get("data"));
                metadata = map(known.get("metadata"));
            }
        }
        if (value instanceof RenderedImage image) {
            String size = image.getWidth() + " x " + image.getHeight() + " pixels";
            forms = Map.of("image/png", png(image), "text/plain", size);
        }
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
        if (value instanceof String known) return CellError.shortened(known);
        StringBuilder text = new StringBuilder();
        write(value, text, 0);
        return CellError.named(CellError.shortened(text.toString()));
    }

    /** Of an array its elements, as Arrays.deepToString writes them, but no more than can be shown. */
    private static void write(Object value, StringBuilder text, int depth) {
        if (value == null || !value.getClass().isArray()) {
            text.append(value);
            return;
        }
        int length = Array.getLength(value);
        text.append('[');
        for (int i = 0; i < length; i++) {
            if (i > 0) text.append(", ");
            if (text.length() > CellError.MOST_TEXT || depth > 20) {
                text.append("... (").append(length).append(" elements in all)");
                break;
            }
            write(Array.get(value, i), text, depth + 1);
        }
        text.append(']');
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
