package dev.twintrack.streams;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows of this module: it stands on the tracker, beside training, and never on it. */
class ArchitectureTest {

    private final JavaClasses streams = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.twintrack.streams");

    @Test
    void trainingIsNotKnownHere() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.twintrack.training..")
                .check(streams);
    }

    @Test
    void theNetworksRuntimesAreNotKnownHere() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.djl..", "ai.onnxruntime..", "dev.twintrack.network..")
                .check(streams);
    }

    @Test
    void noTwoPackagesDependOnEachOther() {
        slices().matching("dev.twintrack.streams.(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(streams);
    }
}
