package deepq.course.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.course.view.Showable;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

@SuppressWarnings("rawtypes") // the class by which services are looked up has no type arguments
class KernelRendererTest {
    @Test
    void theKernelFindsItAsAService() {
        assertTrue(ServiceLoader.load(Function.class).stream()
                .anyMatch(service -> service.type() == KernelRenderer.class));
    }

    @Test
    void aPictureIsItsMimeBundleAndAnythingElseNothing() {
        Showable picture = frontend -> Map.of("text/plain", "a picture", "image/png", "iVBOR");

        Map<String, Map<String, Object>> forms = new KernelRenderer().apply(picture);

        assertEquals("iVBOR", forms.get("data").get("image/png"));
        assertTrue(forms.get("metadata").isEmpty());
        assertNull(new KernelRenderer().apply("text"));
    }
}
