package dev.twintrack.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher {@code twintrack} in a checkout of its own, with a {@code java} that prints its arguments and a
 * {@code mvn} that writes down that it ran and leaves empty jars.
 */
class LauncherTest {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    @TempDir
    private Path dir;

    private Path checkout;
    private Path jdk;
    private String options = "";

    @BeforeEach
    void layOutACheckout() throws IOException {
        assumeTrue(
                dir.getFileSystem().supportedFileAttributeViews().contains("posix"), "the launcher is a POSIX script");
        checkout = Files.createDirectories(dir.resolve("check out"));
        Files.copy(Path.of("../twintrack"), checkout.resolve("twintrack"));
        executable(checkout.resolve("twintrack"));
        for (String module : List.of("tracker", "training", "streams")) {
            old(Files.createDirectories(checkout.resolve(module + "/src/main")));
            old(Files.createFile(checkout.resolve(module + "/pom.xml")));
        }
        old(Files.createFile(checkout.resolve("pom.xml")));
        jdk = jdk("17.0.15");
        script(dir.resolve("bin/mvn"), """
                if [ "$1" = -version ]; then echo "Apache Maven 3.8.7"; exit; fi
                echo run >> mvn.log
                for module in tracker training streams; do
                    mkdir -p $module/target
                    touch $module/target/twintrack-$module-1.0.jar
                done
                """);
    }

    @Test
    void theFirstRunBuildsAndSaysSo() throws Exception {
        Outcome outcome = launch(checkout.resolve("twintrack"), "demo", "a b");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).contains("twintrack: building").contains("twintrack: built in");
        assertThat(outcome.out()).endsWith("<dev.twintrack.streams.Main><demo><a b>\n");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void theClassPathIsTheModulesAndTheLibraries() throws Exception {
        Outcome outcome = launch(checkout.resolve("twintrack"));

        Path laidOut = checkout.toRealPath().resolve("target/launcher");
        assertThat(outcome.out()).contains("<-cp><" + laidOut + "/*:" + laidOut + "/lib/*>");
        try (Stream<Path> files = Files.list(laidOut)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "built", "twintrack-tracker.jar", "twintrack-training.jar", "twintrack-streams.jar");
        }
    }

    @Test
    void trainingKeepsItsMemoryAndNothingElseDoes() throws Exception {
        script(
                jdk.resolve("bin/java"),
                "echo \"${MALLOC_ARENA_MAX:-} ${MALLOC_MMAP_MAX_:-} ${MALLOC_TRIM_THRESHOLD_:-}\"");

        assertThat(launch(checkout.resolve("twintrack"), "train").out()).isEqualTo("1 0 17179869184\n");
        assertThat(launch(checkout.resolve("twintrack"), "track").out()).isEqualTo("  \n");
    }

    @Test
    void theNextRunBuildsNothing() throws Exception {
        launch(checkout.resolve("twintrack"));
        Outcome again = launch(checkout.resolve("twintrack"));

        assertThat(again.err()).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aChangedSourceIsBuiltAgain() throws Exception {
        launch(checkout.resolve("twintrack"));
        old(checkout.resolve("target/launcher/built"));
        Files.createFile(checkout.resolve("tracker/src/main/New.java"));

        launch(checkout.resolve("twintrack"));

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void theFirstRunThatTracksLeavesAnArchiveOfClassesForTheNext() throws Exception {
        Path laidOut = checkout.toRealPath().resolve("target/launcher");
        Path archive = laidOut.resolve("classes-17.0.15.jsa");

        assertThat(launch(checkout.resolve("twintrack"), "--help").out()).doesNotContain(".jsa");
        assertThat(launch(checkout.resolve("twintrack"), "track").out())
                .contains("<-XX:ArchiveClassesAtExit=" + archive + ">");
        Files.createFile(archive);
        assertThat(launch(checkout.resolve("twintrack"), "track").out())
                .contains("<-XX:SharedArchiveFile=" + archive + ">");
    }

    @Test
    void aBuildThrowsTheArchiveAway() throws Exception {
        launch(checkout.resolve("twintrack"));
        Path archive = Files.createFile(checkout.resolve("target/launcher/classes-17.0.15.jsa"));
        old(checkout.resolve("target/launcher/built"));
        Files.createFile(checkout.resolve("tracker/src/main/New.java"));

        launch(checkout.resolve("twintrack"));

        assertThat(archive).doesNotExist();
    }

    @Test
    void aCollectorOfTheUsersChoiceTakesThePlaceOfOurs() throws Exception {
        assertThat(launch(checkout.resolve("twintrack")).out()).contains("<-XX:+UseSerialGC>");
        options = "-Xmx4g -XX:+UseG1GC";
        assertThat(launch(checkout.resolve("twintrack")).out())
                .contains("<-Xmx4g><-XX:+UseG1GC>")
                .doesNotContain("Serial");
    }

    @Test
    void itRunsFromAnyDirectoryThroughAChainOfLinks() throws Exception {
        Path first = Files.createSymbolicLink(dir.resolve("first"), Path.of("check out/twintrack"));
        Path second = Files.createSymbolicLink(
                Files.createDirectory(dir.resolve("links")).resolve("tt"),
                Path.of("..").resolve(first.getFileName()));

        assertThat(launch(second, "track").out()).contains("/check out/target/launcher/");
    }

    @Test
    void aBuildThatWasKilledDoesNotBlockTheNext() throws Exception {
        Path lock = Files.createDirectories(checkout.resolve("target/launcher/lock"));
        Files.writeString(lock.resolve("owner"), "999999999\n");

        assertThat(launch(checkout.resolve("twintrack")).status()).isZero();
        assertThat(lock).doesNotExist();
    }

    @Test
    void aFailedBuildRunsNothing() throws Exception {
        script(dir.resolve("bin/mvn"), "if [ \"$1\" = -version ]; then echo 'Apache Maven 3.9.9'; else exit 1; fi");

        Outcome outcome = launch(checkout.resolve("twintrack"));

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).endsWith("twintrack: the build failed: its errors stand above\n");
        assertThat(checkout.resolve("target/launcher/lock")).doesNotExist();
    }

    @Test
    void anOldJavaIsNamedWithTheMend() throws Exception {
        jdk = jdk("11.0.2");

        Outcome outcome = launch(checkout.resolve("twintrack"));

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("is Java 11.0.2: Twintrack needs 17 or newer");
        assertThat(outcome.err().lines()).hasSize(1);
    }

    @Test
    void javaEightIsTooOldAsWell() throws Exception {
        jdk = jdk("1.8.0_402");

        assertThat(launch(checkout.resolve("twintrack")).err()).contains("is Java 1.8.0_402: Twintrack needs 17");
    }

    @Test
    void aMissingJavaIsNamedWithTheMend() throws Exception {
        jdk = dir.resolve("nowhere");

        assertThat(launch(checkout.resolve("twintrack")).err())
                .contains("nowhere")
                .contains("JDK 17 or newer");
    }

    @Test
    void aMissingCompilerIsNamedWithTheMend() throws Exception {
        Files.delete(jdk.resolve("bin/javac"));

        assertThat(launch(checkout.resolve("twintrack")).err()).contains("has no compiler: building needs a JDK");
    }

    @Test
    void aMissingMavenIsNamedWithTheMend() throws Exception {
        Files.delete(dir.resolve("bin/mvn"));

        assertThat(launch(checkout.resolve("twintrack")).err()).contains("no mvn on the PATH: building needs Maven");
    }

    @Test
    void anOldMavenIsNamedWithTheMend() throws Exception {
        script(dir.resolve("bin/mvn"), "echo 'Apache Maven 3.6.3'");

        assertThat(launch(checkout.resolve("twintrack")).err()).contains("Maven 3.6.3 is too old");
    }

    private record Outcome(int status, String out, String err) {}

    private Outcome launch(Path launcher, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments))
                .toList());
        builder.directory(dir.toFile());
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().put("PATH", dir.resolve("bin") + ":" + tools());
        builder.environment().put("TWINTRACK_JAVA_OPTS", options);
        Path out = dir.resolve("out.txt");
        Path err = dir.resolve("err.txt");
        int status = builder.redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        return new Outcome(status, Files.readString(out), Files.readString(err));
    }

    /** A PATH with the ordinary commands, and neither a java nor a mvn of the machine. */
    private Path tools() throws IOException {
        Path tools = Files.createDirectories(dir.resolve("tools"));
        for (String command :
                "basename cat cp date dirname env find head kill ls mkdir mv readlink rm sed sh sleep touch"
                        .split(" ")) {
            Path real = Stream.of("/usr/bin", "/bin")
                    .map(bin -> Path.of(bin, command))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            script(tools.resolve(command), "exec " + real + " \"$@\"");
        }
        return tools;
    }

    private Path jdk(String version) throws IOException {
        Path home = dir.resolve("jdk-" + version);
        script(home.resolve("bin/java"), "printf '<%s>' \"$@\"; echo");
        script(home.resolve("bin/javac"), "exit 0");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
        return home;
    }

    private long builds() throws IOException {
        try (Stream<String> lines = Files.lines(checkout.resolve("mvn.log"))) {
            return lines.count();
        }
    }

    private static void script(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body);
        executable(file);
    }

    private static void executable(Path file) {
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static void old(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
    }
}
