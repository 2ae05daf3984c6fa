package deepq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.AnnotationBasedArgumentsProvider;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** What Gymnasium, numpy and PyTorch computed: see golden/README.md among the test resources. */
public final class Golden {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Golden() {}

    /**
     * The records of one kind in golden/{@code file}.jsonl; an unknown file or kind is an error, never an empty
     * stream.
     */
    public static Stream<JsonNode> records(String file, String kind) {
        List<JsonNode> records = read(file).stream()
                .filter(record -> record.get("kind").asText().equals(kind))
                .toList();
        if (records.isEmpty()) {
            throw new IllegalArgumentException("no record of kind " + kind + " in golden/" + file + ".jsonl");
        }
        return records.stream();
    }

    /** The arguments of a test: one after another the records of a kind in a file, as in {@code "tabular chain"}. */
    @Retention(RetentionPolicy.RUNTIME)
    @ArgumentsSource(Records.class)
    public @interface Each {
        String[] value();
    }

    static final class Records extends AnnotationBasedArgumentsProvider<Each> {
        @Override
        protected Stream<Arguments> provideArguments(
                ParameterDeclarations parameters, ExtensionContext context, Each each) {
            return Stream.of(each.value())
                    .map(names -> names.split(" "))
                    .flatMap(names -> records(names[0], names[1]))
                    .map(Arguments::of);
        }
    }

    /** A number, or one of the strings "inf" and "-inf". */
    public static double number(JsonNode node) {
        return switch (node.asText()) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(node.asText());
        };
    }

    public static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(Golden::number)
                .toArray();
    }

    /**
     * Numbers, which are read with Float.parseFloat (the decimals of a float32 read as double and then narrowed may be
     * off by one bit), or the strings "inf" and "-inf".
     */
    public static float[] floats(JsonNode array) {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.parseFloat(array.get(i).asText().replace("inf", "Infinity"));
        }
        return values;
    }

    public static int[] ints(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
    }

    private static List<JsonNode> read(String file) {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + file + ".jsonl")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Golden::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
