package dev.twintrack.training;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows of this module: it stands on the tracker, beside streams, and never on it. */
class ArchitectureTest {

    private final JavaClasses training = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.twintrack.training");

    @Test
    void streamsIsNotKnownHere() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.twintrack.streams..")
                .check(training);
    }

    @Test
    void noTwoPackagesDependOnEachOther() {
        slices().matching("dev.twintrack.training.(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(training);
    }
}
