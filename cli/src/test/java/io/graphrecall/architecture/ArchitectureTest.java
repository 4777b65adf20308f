package io.graphrecall.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import io.graphrecall.gnn.tensor.Torch;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(ArchitectureTest::isNoTestSupport)
            .importPackages("io.graphrecall");

    /** Packages of {@code gnn} with one algorithm each. */
    private static final List<String> ALGORITHMS = List.of("multimodal", "personalised", "deepmatch", "gcn");

    private static boolean isNoTestSupport(Location location) {
        return !location.contains("/io/graphrecall/testkit/") && !location.contains("/io/graphrecall/architecture/");
    }

    @ParameterizedTest
    @EnumSource
    void aModuleUsesOnlyItsDependencies(Module module) {
        noClasses().that().resideInAPackage(module.packages())
                .should().dependOnClassesThat()
                .resideInAnyPackage(module.mustNotUse().stream().map(Module::packages).toArray(String[]::new))
                .check(CLASSES);
    }

    @ParameterizedTest
    @EnumSource
    void aLibraryIsUsedByOneModule(Technology technology) {
        noClasses().that().resideOutsideOfPackage(technology.home().packages())
                .should().dependOnClassesThat().resideInAnyPackage(technology.packages())
                .check(CLASSES);
    }

    @Test
    void neo4jIsUsedOnlyOverBolt() {
        noClasses().should().dependOnClassesThat()
                .resideInAnyPackage("org.neo4j.dbms..", "org.neo4j.graphdb..", "org.neo4j.gds..")
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mul", "div", "mod", "pow", "maximum", "minimum"})
    void operandsOfGradientsAreNativeArrays(String operation) {
        noClasses().should().callMethod(NDArray.class, operation, Number.class)
                .because("the garbage collector may free the operand before its gradient is computed: see Scalars")
                .check(CLASSES);
    }

    @Test
    void anEngineStartsOnlyWhereTrackingIsTurnedOff() {
        noClasses().that().doNotHaveSimpleName("Torch").and().doNotHaveSimpleName("OnnxSession")
                .should().callMethod(Engine.class, "getEngine", String.class)
                .orShould().callMethod(Engine.class, "getInstance")
                .orShould().callMethod(NDManager.class, "newBaseManager")
                .orShould().callMethod(NDManager.class, "newBaseManager", String.class)
                .orShould().callMethod(NDManager.class, "newBaseManager", Device.class)
                .orShould().callMethod(NDManager.class, "newBaseManager", Device.class, String.class)
                .orShould().callMethod(Engine.class, "newBaseManager")
                .orShould().callMethod(Engine.class, "newBaseManager", Device.class)
                .orShould().callMethod(Model.class, "newInstance", String.class, String.class)
                .because("DJL reports usage over the network unless DjlSettings.apply ran before")
                .check(CLASSES);
    }

    @Test
    void anArrayIsOnTheDeviceOfTheManagerThatTorchOpened() {
        noClasses().that().doNotHaveSimpleName("Torch").and().doNotHaveSimpleName("ComputeDevice")
                .should().dependOnClassesThat().areAssignableTo(Device.class)
                .because("an operation needs all its arrays on one device")
                .check(CLASSES);
    }

    @Test
    void aTrainingUsesTheDeviceThatItIsGiven() {
        noClasses().that().resideInAPackage("io.graphrecall.gnn..").and().haveSimpleNameEndingWith("Training")
                .should().callMethod(Torch.class, "open", int.class)
                .because("that is the processor")
                .check(CLASSES);
    }

    @Test
    void mainCodeDoesNotUseTestSupport() {
        noClasses().should().dependOnClassesThat()
                .resideInAnyPackage("io.graphrecall.testkit..", "org.junit..", "org.assertj..")
                .check(CLASSES);
    }

    @Test
    void everyPackageBelongsToAModule() {
        String[] known = List.of(Module.values()).stream().map(Module::packages).toArray(String[]::new);
        classes().should().resideInAnyPackage(known).check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.graphrecall.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @ParameterizedTest
    @FieldSource("ALGORITHMS")
    void anAlgorithmUsesNoOtherAlgorithm(String algorithm) {
        String[] others = ALGORITHMS.stream().filter(other -> !other.equals(algorithm))
                .map(other -> "io.graphrecall.gnn." + other + "..").toArray(String[]::new);
        noClasses().that().resideInAPackage("io.graphrecall.gnn." + algorithm + "..")
                .should().dependOnClassesThat().resideInAnyPackage(others)
                .check(CLASSES);
    }

    /** The compiler copies the constants of other classes, so only the sources show where they come from. */
    @ParameterizedTest
    @FieldSource("ALGORITHMS")
    void anAlgorithmImportsNoOtherAlgorithm(String algorithm) throws IOException {
        String others = ALGORITHMS.stream().filter(other -> !other.equals(algorithm)).collect(Collectors.joining("|"));
        Predicate<String> imports = Pattern.compile("^import (static )?io\\.graphrecall\\.gnn\\.(" + others + ")\\.")
                .asPredicate();
        try (Stream<Path> files = Files.walk(Path.of("../gnn/src/main/java/io/graphrecall/gnn", algorithm))) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(sources).isNotEmpty();
            for (Path source : sources) {
                assertThat(Files.readAllLines(source)).as(source.toString()).noneMatch(imports);
            }
        }
    }

    @Test
    void classNamesAreUnique() {
        assertThat(CLASSES.stream().filter(JavaClass::isTopLevelClass).map(JavaClass::getSimpleName)
                .filter(name -> !name.equals("package-info"))).doesNotHaveDuplicates();
    }

    @Test
    void everyPackageIsNullMarked() {
        List<String> unmarked = CLASSES.stream().map(JavaClass::getPackage).distinct()
                .filter(javaPackage -> !javaPackage.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName).sorted().toList();
        assertThat(unmarked).isEmpty();
    }

    @Test
    void classNamesHaveNoVagueSuffix() {
        noClasses().should().haveSimpleNameEndingWith("Util")
                .orShould().haveSimpleNameEndingWith("Utils")
                .orShould().haveSimpleNameEndingWith("Helper")
                .orShould().haveSimpleNameEndingWith("Manager")
                .orShould().haveSimpleNameEndingWith("Impl")
                .check(CLASSES);
    }
}
