package dev.twintrack.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** The command line as a user meets it. The streams module's tests have no training module on their class path. */
class MainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Main.run(args, new PrintWriter(out), new PrintWriter(err));
    }

    @Test
    void helpListsTheVerbsAndSucceeds() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("Usage: twintrack", "VERB", "completion");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void helpWorksWithoutTheTrainingModule() {
        assertThat(MainTest.class.getResource("/dev/twintrack/training")).isNull();
        assertThat(run("--help")).isZero();
    }

    @Test
    void everyVerbExplainsItself() {
        assertThat(run("completion", "--help")).isZero();
        assertThat(out.toString()).contains("Usage: twintrack completion");
    }

    @Test
    void versionNamesTheReleaseAndTheJava() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("twintrack ").contains("Java " + System.getProperty("java.version"));
    }

    @Test
    void completionPrintsAScriptThatKnowsTheVerbs() {
        assertThat(run("completion")).isZero();
        assertThat(out.toString())
                .startsWith("#!/usr/bin/env bash")
                .contains("twintrack_completion", "twintrack_track");
    }

    @Test
    void noVerbIsAUsageError() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly("twintrack: No verb given", "Try 'twintrack --help'.");
    }

    @Test
    void anUnknownVerbIsAUsageErrorWithAHint() {
        assertThat(run("completions")).isEqualTo(2);
        assertThat(err.toString()).contains("'completions'").contains("Did you mean: twintrack completion?");
    }

    @Test
    void aWrongArgumentPointsToTheHelpOfItsVerb() {
        assertThat(run("fail", "somehow")).isEqualTo(2);
        assertThat(err.toString()).contains("'somehow'").endsWith("Try 'twintrack fail --help'.\n");
    }

    @Test
    void aMendableFaultIsOneLineAndStatusOne() {
        assertThat(run("fail", "mendable")).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("twintrack: box 1,2,0,4 is empty: give a width above 0\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void anUnexpectedFaultIsOneLineThatSaysHowToSeeMore() {
        assertThat(run("fail", "unexpected")).isEqualTo(70);
        assertThat(err.toString().lines())
                .containsExactly("twintrack: unexpected fault: java.lang.IllegalStateException: first line second line"
                        + " (--stacktrace shows where)");
    }

    @Test
    void anErrorOfTheMachineIsReportedLikewise() {
        assertThat(run("fail", "error")).isEqualTo(70);
        assertThat(err.toString().lines()).hasSize(1);
    }

    @Test
    void theStackTraceComesWhenAskedFor() {
        assertThat(run("fail", "mendable", "--stacktrace")).isEqualTo(1);
        assertThat(err.toString()).contains("\tat dev.twintrack.streams.FaultyVerb.call");
    }
}
