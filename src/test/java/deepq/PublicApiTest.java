package deepq;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Nothing of the library is public for nobody: a notebook, the README's program, another package, a benchmark or an
 * extension uses it.
 */
class PublicApiTest {
    private static final Pattern FENCED = Pattern.compile("(?s)```java.*?```");
    private static final Set<String> OF_EVERY_TYPE = Set.of("equals", "hashCode", "toString", "values", "valueOf");

    @Test
    void everyPublicTypeAndMethodIsUsed() throws IOException {
        JavaClasses classes = new ClassFileImporter()
                .importPaths(
                        "target/classes", "target/test-classes/deepq/extension", "target/test-classes/deepq/bench");
        String written = written();
        Set<String> unused = new TreeSet<>();
        for (JavaClass type : classes) {
            if (!isOfTheLibrary(type) || !type.getModifiers().contains(JavaModifier.PUBLIC)) {
                continue;
            }
            String simpleName = type.getSimpleName();
            boolean returned = type.getMethods().stream().anyMatch(method -> mentions(written, method.getName()));
            boolean lambda = type.isAnnotatedWith(FunctionalInterface.class); // whose uses name no type
            if (!returned && !lambda && !mentions(written, simpleName) && !isUsedElsewhere(type)) {
                unused.add(simpleName);
            }
            for (JavaMethod method : type.getMethods()) {
                if (method.getModifiers().contains(JavaModifier.PUBLIC)
                        && !method.getModifiers().contains(JavaModifier.SYNTHETIC)
                        && !OF_EVERY_TYPE.contains(method.getName())
                        && !overrides(type, method)
                        && (!type.isInterface() || method.getModifiers().contains(JavaModifier.STATIC)) // called back
                        && !(type.isRecord()
                                && type.tryGetField(method.getName()).isPresent())
                        && !mentions(written, method.getName())
                        && !isCalledElsewhere(method)) {
                    unused.add(simpleName + "." + method.getName());
                }
            }
        }
        assertEquals(Set.of(), unused);
    }

    private static boolean isOfTheLibrary(JavaClass type) {
        String name = type.getPackageName();
        return name.matches("deepq\\.(random|env|policy|tabular|replay|network|agent|experiment)");
    }

    private static boolean isUsedElsewhere(JavaClass type) {
        return type.getDirectDependenciesToSelf().stream()
                .anyMatch(use -> !use.getOriginClass().getPackageName().equals(type.getPackageName()));
    }

    /** The method, or another of its name in its class. */
    private static boolean isCalledElsewhere(JavaMethod method) {
        JavaClass own = method.getOwner();
        return own.getMethods().stream()
                .filter(one -> one.getName().equals(method.getName()))
                .flatMap(one -> Stream.<JavaAccess<?>>concat(
                        one.getAccessesToSelf().stream(), one.getReferencesToSelf().stream()))
                .anyMatch(call -> !call.getOriginOwner().getPackageName().equals(own.getPackageName()));
    }

    /** Called by whoever knows the type above. */
    private static boolean overrides(JavaClass type, JavaMethod method) {
        int parameters = method.getRawParameterTypes().size();
        return Stream.concat(type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream())
                .flatMap(above -> above.getMethods().stream())
                .anyMatch(one -> one.getName().equals(method.getName())
                        && one.getRawParameterTypes().size() == parameters);
    }

    private static boolean mentions(String written, String name) {
        return Pattern.compile("\\b" + name + "\\b").matcher(written).find();
    }

    /** The code of all notebooks, that of their solutions included, and the README. */
    private static String written() throws IOException {
        StringBuilder code = new StringBuilder(Files.readString(Path.of("src/README.md")));
        List<Path> notebooks;
        try (Stream<Path> files = Files.list(Path.of("notebooks"))) {
            notebooks = files.filter(file -> file.toString().endsWith(".ipynb")).toList();
        }
        for (Path notebook : notebooks) {
            JsonObject json = JsonParser.parseString(Files.readString(notebook)).getAsJsonObject();
            for (JsonElement element : json.getAsJsonArray("cells")) {
                JsonObject cell = element.getAsJsonObject();
                StringBuilder source = new StringBuilder();
                cell.getAsJsonArray("source").forEach(line -> source.append(line.getAsString()));
                if (cell.get("cell_type").getAsString().equals("code")) {
                    code.append(source).append('\n');
                } else {
                    FENCED.matcher(source).results().forEach(block -> code.append(block.group()));
                }
            }
        }
        return code.toString();
    }
}
