package dev.twintrack.streams.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.streams.EventType;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A line for each change of state. */
class StateLogTest {

    private Observed observed = Observed.patient(Observed.LONG);

    @AfterEach
    void close() {
        observed.close();
    }

    @Test
    void everyChangeOfStateIsALineAndNoUpdateIs() {
        StreamWatch watch = observed.it().stream("gate");
        watch.event(Observed.event(EventType.TRACK_STARTED));
        watch.event(Observed.event(EventType.TRACK_UPDATED));
        watch.event(Observed.event(EventType.TRACK_LOST));
        watch.lost("connection to camera:0 lost\n{}");
        watch.failed("refused", Duration.ofSeconds(1));
        watch.back(Duration.ofMillis(1500));
        List<JsonNode> told = observed.log()
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
        assertThat(told)
                .extracting(line -> line.path("what").asString())
                .containsExactly("track.started", "track.lost", "source.lost", "source.back");
        assertThat(told.get(1).path("track").asString()).isEqualTo("1");
        assertThat(told.get(3).path("words").asString()).isEqualTo("back after 1.5 s");
    }

    @Test
    void textLogIsOneLineAChangeWhateverTheWords() {
        StringWriter text = new StringWriter();
        StateLog.text(new PrintWriter(text, true), InstantSource.fixed(Instant.EPOCH))
                .tell(StateLog.Change.of("source.lost", "gate", "connection\r\nlost"));
        assertThat(text.toString().lines())
                .containsExactly("1970-01-01T00:00:00Z source.lost      gate connection lost");
    }
}
