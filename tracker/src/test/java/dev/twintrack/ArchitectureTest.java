package dev.twintrack;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

/** The arrows of the library: what may know what. */
class ArchitectureTest {

    private static final String[] RUNTIMES = {"ai.djl..", "ai.onnxruntime..", "org.tribuo.."};

    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };

    private final JavaClasses tracker = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.twintrack");

    @Test
    void theTrackerKnowsNoModuleAboveIt() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.twintrack.streams..", "dev.twintrack.training..")
                .check(tracker);
    }

    @Test
    void onlyTheNetworkKnowsTheRuntimes() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.twintrack.network..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(RUNTIMES)
                .check(tracker);
    }

    @Test
    void geometryKnowsNoNetwork() {
        noClasses()
                .that()
                .haveNameMatching("dev\\.twintrack\\.(Box|Crop|Frame|OpenCvFrames)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.twintrack.network..")
                .check(tracker);
    }

    @Test
    void onlyOpenCvFramesKnowsOpenCv() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(OpenCvFrames.class.getName())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bytedeco..", "org.opencv..")
                .check(tracker);
    }

    @Test
    void thePublicApiSpeaksPlainJava() {
        classes()
                .that()
                .resideInAPackage("dev.twintrack")
                .and()
                .arePublic()
                .and()
                .doNotHaveFullyQualifiedName(OpenCvFrames.class.getName())
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "dev.twintrack..")
                        .as("are of Java itself or of the tracker, in public signatures and elsewhere"))
                .check(tracker);
    }

    /** The exception is everybody's: it depends on nothing. */
    @Test
    void noTwoPackagesDependOnEachOther() {
        slices().assignedFrom(PACKAGES)
                .should()
                .beFreeOfCycles()
                .ignoreDependency(alwaysTrue(), equivalentTo(TwintrackException.class))
                .check(tracker);
    }
}
