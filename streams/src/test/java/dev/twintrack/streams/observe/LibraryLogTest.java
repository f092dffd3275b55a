package dev.twintrack.streams.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LibraryLogTest {

    private final StringWriter told = new StringWriter();

    @Test
    void whatLibrariesSayIsJsonAsEverythingElse() {
        ObserveOptions options = new ObserveOptions();
        new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true).parseArgs("--log", "json");
        PrintStream before = System.err;
        int handlers = Logger.getLogger("").getHandlers().length;
        try (Observation observation = options.open(new PrintWriter(told, true))) {
            LoggerFactory.getLogger("a.library.Thing").warn("it is {}", "late", new IllegalStateException("too late"));
            Logger.getLogger("another").warning("also \"late\"");
            System.err.println("no logger at all");
            observation.log().tell(StateLog.Change.of("note", "ours"));
        }
        List<JsonNode> lines =
                told.toString().lines().map(JsonMapper.shared()::readTree).toList();
        assertThat(lines)
                .extracting(line -> line.get("what").asString())
                .containsExactly("library.warn", "library", "library.warn", "library", "note");
        assertThat(lines)
                .extracting(line -> line.get("words").asString())
                .containsExactly(
                        "Thing: it is late",
                        "java.lang.IllegalStateException: too late",
                        "another: also \"late\"",
                        "no logger at all",
                        "ours");
        assertThat(System.err).as("as before").isSameAs(before);
        assertThat(Logger.getLogger("").getHandlers()).hasSize(handlers);
    }

    @Test
    void withoutJsonTheyAreLeftAlone() {
        PrintStream before = System.err;
        ObserveOptions options = new ObserveOptions();
        new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true).parseArgs("--log", "text");
        try (Observation observation = options.open(new PrintWriter(told, true))) {
            observation.log().tell(StateLog.Change.of("note", "ours"));
            assertThat(System.err).isSameAs(before);
        }
    }
}
