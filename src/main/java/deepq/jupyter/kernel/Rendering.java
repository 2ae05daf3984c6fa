package deepq.jupyter.kernel;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.display.common.Image;
import io.github.spencerpark.jupyter.kernel.display.common.Text;
import io.github.spencerpark.jupyter.kernel.display.common.Url;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;

/** What a notebook shows of a value: what a renderer on the class path or of IJava's base makes of it (see {@link KernelMain}), and its text. */
final class Rendering {
    static final Renderer REGISTERED = new Renderer();

    private static final List<Function<Object, Object>> SERVICES = new ArrayList<>();

    static {
        try {
            for (Function<?, ?> service : ServiceLoader.load(Function.class)) {
                SERVICES.add(untyped(service));
            }
        } catch (ServiceConfigurationError e) {
            KernelMain.log("A renderer on the class path is left out: " + e.getMessage());
        }
        Image.registerAll(REGISTERED);
        Url.registerAll(REGISTERED);
        Text.registerAll(REGISTERED);
    }

    /** A service's type arguments cannot be asked for: one that takes something else fails when it is called, and is left out then. */
    @SuppressWarnings("unchecked")
    private static Function<Object, Object> untyped(Function<?, ?> service) {
        return (Function<Object, Object>) service;
    }

    private Rendering() {}

    static DisplayData of(Object value) {
        if (value instanceof DisplayData data) return data;
        if (value == null || value instanceof String) return new DisplayData(Errors.shortened(String.valueOf(value)));
        if (value.getClass().isArray()) {
            String text = Arrays.deepToString(new Object[] {value});
            return new DisplayData(Errors.shortened(text.substring(1, text.length() - 1)));
        }
        DisplayData data = byService(value, List.of());
        if (data != null) return data;
        data = REGISTERED.render(value);
        if (data.getData(MIMEType.TEXT_PLAIN) instanceof String text)
            data.putText(Errors.shortened(Errors.named(text)));
        return data;
    }

    static DisplayData of(Object value, String... mimeTypes) {
        DisplayData data = value == null ? of(value) : byService(value, Arrays.asList(mimeTypes));
        return data != null ? data : REGISTERED.renderAs(value, mimeTypes);
    }

    /** Null where no service knows the value. */
    @SuppressWarnings("unchecked")
    private static DisplayData byService(Object value, List<String> mimeTypes) {
        for (Function<Object, Object> service : SERVICES) {
            if (!(service.apply(value) instanceof Map<?, ?> forms)) continue;
            DisplayData data = new DisplayData();
            for (Map.Entry<String, Object> form : ((Map<String, Object>) forms.get("data")).entrySet()) {
                if (mimeTypes.isEmpty()
                        || mimeTypes.contains(form.getKey())
                        || form.getKey().equals("text/plain")) {
                    data.putData(form.getKey(), form.getValue());
                }
            }
            ((Map<String, Object>) forms.get("metadata")).forEach(data::putMetaData);
            return data;
        }
        return null;
    }
}
