package dev.twintrack.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.TwintrackException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The golden files under {@code events/}, one a type, are what consumers out there have learnt to read. */
class EventJsonTest {

    private final EventSchema schema = EventSchema.load();

    @ParameterizedTest
    @EnumSource(EventType.class)
    void goldenEventsSatisfyTheSchema(EventType type) {
        assertThat(schema.faults(golden(type))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void goldenEventsAreWrittenAsTheyWereRead(EventType type) {
        Event event = EventJson.read(golden(type));
        assertThat(event.type()).isEqualTo(type);
        assertThat(EventJson.write(event)).isEqualTo(golden(type));
    }

    @Test
    void goldenGapThatWasPutInOnTheWayHasAnIdOfItsOwn() {
        String line = golden("stream.gap.inserted");
        assertThat(schema.faults(line)).isEmpty();
        assertThat(EventJson.write(EventJson.read(line))).isEqualTo(line);
        assertThat(EventJson.read(line).id()).isEqualTo("gate//1.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"confidence\":0.4321|\"confidence\":1.5",
                "\"box\":{|\"case\":{",
                "\"status\":\"uncertain\"|\"status\":\"lost\"",
                "\"captureTime\":\"2026|\"captureTime\":\"the year 2026",
                "\"sequence\":1|\"sequence\":-1",
                "\"track\":\"1\",|",
                "track.updated|track.vanished",
                "track.updated|stream.gap",
            })
    void schemaRefusesWhatIsNotAnEvent(String change) {
        String[] fromTo = change.split("\\|", -1);
        String changed = golden(EventType.TRACK_UPDATED).replace(fromTo[0], fromTo[1]);
        assertThat(changed).isNotEqualTo(golden(EventType.TRACK_UPDATED));
        assertThat(schema.faults(changed)).isNotEmpty();
    }

    @Test
    void unknownFieldsAreIgnoredInReading() {
        String later = golden(EventType.TRACK_UPDATED).replaceFirst("\\{", "{\"embedding\":[1,2],");
        assertThat(EventJson.read(later)).isEqualTo(EventJson.read(golden(EventType.TRACK_UPDATED)));
        assertThat(schema.faults(later)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"type\":\"track.updated\"}", "{\"type\":\"unheard-of\"}", "7"})
    void readingAnythingElseIsAFault(String line) {
        assertThatThrownBy(() -> EventJson.read(line))
                .isInstanceOf(TwintrackException.class)
                .hasMessageStartingWith("not an event");
    }

    @Test
    void headersAreThoseOfCloudEventsInBinaryMode() {
        Event event = EventJson.read(golden(EventType.TRACK_UPDATED));
        assertThat(EventJson.headers(event))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "gate/1/1",
                        "ce_type", "dev.twintrack.track.updated",
                        "ce_source", "/twintrack/gate",
                        "ce_time", "2026-11-22T10:15:00.160Z",
                        "content-type", "application/json"));
    }

    private static String golden(EventType type) {
        return golden(type.wireName());
    }

    private static String golden(String name) {
        try (InputStream in = EventJsonTest.class.getResourceAsStream("events/" + name + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new AssertionError(name + " has no golden file", e);
        }
    }
}
