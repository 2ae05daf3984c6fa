package deepq;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {
    /** Each package imports only from those above it. */
    private static final List<String> LAYERS = List.of(
            "random", "env", "policy", "tabular", "replay", "network", "agent", "experiment", "view", "notebook");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("deepq");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "random",
                "env",
                "policy",
                "tabular",
                "replay",
                "network",
                "agent",
                "experiment",
                "view",
                "notebook"
            })
    void eachPackageImportsOnlyFromThoseAboveIt(String layer) {
        List<String> below = new ArrayList<>(LAYERS.subList(LAYERS.indexOf(layer) + 1, LAYERS.size()));
        below.addAll(List.of("kernel", "launch"));
        noClasses()
                .that()
                .resideInAPackage("deepq." + layer)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(below.stream().map(name -> "deepq." + name).toArray(String[]::new))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kernel", "launch"})
    void kernelAndLauncherImportNothingOfTheLibrary(String name) {
        classes()
                .that()
                .resideInAPackage("deepq." + name)
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages(
                        LAYERS.stream().map(layer -> "deepq." + layer).toArray(String[]::new))
                .allowEmptyShould(true)
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("deepq." + name)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(name.equals("kernel") ? "deepq.launch" : "deepq.kernel")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({
        "org.nd4j.., deepq.network",
        "org.deeplearning4j.., deepq.network",
        "tech.tablesaw.., deepq.view",
        "org.jfree.., deepq.view",
        "io.github.spencerpark.., deepq.kernel"
    })
    void aForeignTypeStaysInItsOwnPackage(String foreign, String home) {
        noClasses()
                .that()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(foreign)
                .check(CLASSES);
    }

    @Test
    void noFileIsReadByJavaDeserialisation() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                .check(CLASSES);
    }
}
