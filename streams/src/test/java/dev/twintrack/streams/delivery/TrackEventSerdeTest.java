package dev.twintrack.streams.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrackEventSerdeTest {

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void aTopologyReadsEveryEncodingAndWritesTheOneItWasMadeFor(Encoding encoding) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("track-events", Consumed.with(Serdes.String(), new TrackEventSerde()))
                .filter((stream, event) -> event.type() == EventType.TRACK_LOST)
                .to("lost", Produced.with(Serdes.String(), new TrackEventSerde(encoding)));
        Event lost = Events.track(EventType.TRACK_LOST, 5);
        try (TopologyTestDriver driver = new TopologyTestDriver(builder.build(), new Properties())) {
            for (Encoding incoming : Encoding.values()) {
                TestInputTopic<String, Event> in = driver.createInputTopic(
                        "track-events", new StringSerializer(), new TrackEventSerde(incoming).serializer());
                in.pipeInput("gate", Events.update(4));
                in.pipeInput("gate", lost);
            }
            TestOutputTopic<String, Event> out =
                    driver.createOutputTopic("lost", new StringDeserializer(), new TrackEventSerde().deserializer());
            assertThat(out.readRecordsToList()).hasSize(2).allSatisfy(record -> {
                assertThat(record.value()).isEqualTo(lost);
                assertThat(record.headers().headers("content-type"))
                        .extracting(header -> new String(header.value(), StandardCharsets.UTF_8))
                        .containsExactly(encoding.contentType());
                assertThat(record.headers().headers("ce_id")).hasSize(1);
            });
        }
    }

    @Test
    void tombstonesAreNothingAndNoiseIsAFaultOfSerialization() {
        TrackEventSerde serde = new TrackEventSerde();
        assertThat(serde.deserializer().deserialize("t", new RecordHeaders(), (byte[]) null))
                .isNull();
        assertThat(serde.serializer().serialize("t", new RecordHeaders(), null)).isNull();
        for (String noise : List.of("", "{}", "[1]")) {
            assertThatThrownBy(() -> serde.deserializer().deserialize("t", noise.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("topic t: not an event");
        }
    }
}
