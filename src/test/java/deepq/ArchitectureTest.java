package deepq;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
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
    /**
     * The library's packages from the lowest up: each imports only from those before it, and all of them from no
     * other floor.
     */
    private static final List<String> LIBRARY =
            List.of("random", "env", "policy", "tabular", "replay", "network", "agent", "experiment");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("deepq");

    @ParameterizedTest
    @ValueSource(strings = {"random", "env", "policy", "tabular", "replay", "network", "agent", "experiment"})
    void aPackageOfTheLibraryImportsOnlyFromThoseBeforeIt(String name) {
        List<String> forbidden = new ArrayList<>(LIBRARY.subList(LIBRARY.indexOf(name) + 1, LIBRARY.size()));
        forbidden.addAll(List.of("course..", "jupyter.."));
        noClasses()
                .that()
                .resideInAPackage("deepq." + name)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        forbidden.stream().map(other -> "deepq." + other).toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void theCourseDoesNotImportTheWorkshop() {
        noClasses()
                .that()
                .resideInAPackage("deepq.course..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("deepq.jupyter..")
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kernel", "launch"})
    void kernelAndLauncherImportNeitherTheLibraryNorTheCourseNorEachOther(String name) {
        classes()
                .that()
                .resideInAPackage("deepq.jupyter." + name)
                .should()
                .onlyDependOnClassesThat(
                        resideOutsideOfPackage("deepq..").or(resideInAPackage("deepq.jupyter." + name)))
                .check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({
        // The exercises check networks that the reader has built with deeplearning4j.
        "org.nd4j.., deepq.network, deepq.course.exercise",
        "org.deeplearning4j.., deepq.network, deepq.course.exercise",
        "tech.tablesaw.., deepq.course.view, deepq.course.view",
        "coursierapi.., deepq.jupyter.kernel, deepq.jupyter.kernel"
    })
    void aForeignTypeStaysInItsOwnPackage(String foreign, String home, String other) {
        noClasses()
                .that()
                .resideOutsideOfPackages(home, other)
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
