package deepq.course.notebook;

import java.util.Map;
import java.util.function.Function;

/**
 * How this project's kernel shows a picture that is a cell's last expression, or the argument of {@code display}. The
 * kernel finds this class as a service of type {@link Function} and knows nothing else of the course.
 */
public final class KernelRenderer implements Function<Object, Map<String, Map<String, Object>>> {
    /**
     * The thing's forms under "data" and their properties under "metadata", both by MIME type; null for a thing
     * without a picture.
     */
    @Override
    public Map<String, Map<String, Object>> apply(Object thing) {
        return Notebook.showable(thing) == null ? null : Map.of("data", Notebook.bundle(thing), "metadata", Map.of());
    }
}
