package dev.twintrack.streams;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
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

    /** What all packages stand on: the stream, its sources and its sinks. Those two it opens by their addresses. */
    @Test
    void theRootKnowsNoPackageButThoseOfLiveSourcesAndDelivery() {
        noClasses()
                .that()
                .resideInAPackage("dev.twintrack.streams")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.twintrack.streams.*..")
                        .and(not(resideInAnyPackage(
                                "dev.twintrack.streams.live..", "dev.twintrack.streams.delivery.."))))
                .check(streams);
    }

    @Test
    void noTwoPackagesDependOnEachOther() {
        slices().matching("dev.twintrack.streams.(*)..")
                .should()
                .beFreeOfCycles()
                .check(streams);
    }
}
