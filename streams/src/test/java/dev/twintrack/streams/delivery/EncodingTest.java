package dev.twintrack.streams.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventJson;
import dev.twintrack.streams.EventSchema;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.StreamEvent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both encodings say the same: the golden JSON files go through protobuf and come out to the letter. */
class EncodingTest {

    @ParameterizedTest
    @EnumSource(EventType.class)
    void goldenEventsComeBackFromProtobufToTheLetter(EventType type) {
        byte[] message = Encoding.PROTOBUF.write(EventJson.read(Golden.line(type)));
        assertThat(EventJson.write(Encoding.PROTOBUF.read(message))).isEqualTo(Golden.line(type));
        assertThat(message.length).isLessThan(Golden.line(type).length() / 2);
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void whatWasPutInOnTheWayHasAnIdOfItsOwn(Encoding encoding) {
        Event gap = new StreamEvent(
                "gate",
                EventType.STREAM_GAP,
                3,
                Events.at(7),
                Optional.of("Kafka was out of reach"),
                OptionalLong.of(12),
                OptionalInt.of(2));
        assertThat(encoding.read(encoding.write(gap))).isEqualTo(gap);
        assertThat(encoding.headers(gap)).containsEntry("ce_id", "gate//3.2");
        assertThat(EventSchema.load().faults(EventJson.write(gap))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void headersNameTheEncoding(Encoding encoding) {
        assertThat(encoding.headers(Events.update(1))).containsEntry("content-type", encoding.contentType());
        RecordHeaders headers = new RecordHeaders();
        headers.add("content-type", (encoding.contentType().toUpperCase() + "; charset=utf-8").getBytes());
        assertThat(Encoding.of(headers)).isEqualTo(encoding);
    }

    @Test
    void withoutAHeaderItIsJsonAndAnUnknownOneIsAFault() {
        RecordHeaders headers = new RecordHeaders();
        assertThat(Encoding.of(headers)).isEqualTo(Encoding.JSON);
        headers.add("content-type", "text/html".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Encoding.of(headers))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("'text/html'");
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void noiseIsAFaultOrAnEventAndNothingElse(Encoding encoding) {
        Random random = new Random(5);
        byte[] good = encoding.write(EventJson.read(Golden.line(EventType.TRACK_UPDATED)));
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = good.clone();
            for (int k = random.nextInt(4); k >= 0; k--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(encoding.read(bytes)).isNotNull();
            } catch (TwintrackException e) {
                assertThat(e).hasMessageStartingWith("not an event");
            }
        }
    }
}
