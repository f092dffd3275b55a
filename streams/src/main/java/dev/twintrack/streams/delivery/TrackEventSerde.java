package dev.twintrack.streams.delivery;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.Event;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Events for Kafka's Java clients and for Kafka Streams. Reading follows the {@code content-type} header, JSON where
 * there is none; writing adds the headers. A record without a value, such as the tombstone of a track, is {@code null}.
 * What is not an event is a {@link SerializationException}. Safe for any thread.
 *
 * <pre>{@code
 * new KafkaConsumer<>(settings, new StringDeserializer(), new TrackEventSerde().deserializer());
 * builder.stream("track-events", Consumed.with(Serdes.String(), new TrackEventSerde()));
 * }</pre>
 */
public final class TrackEventSerde implements Serde<Event> {

    private final Encoding encoding;

    /** Reads every encoding, writes JSON. */
    public TrackEventSerde() {
        this(Encoding.JSON);
    }

    /** @param encoding in which events are written; reading knows all */
    public TrackEventSerde(Encoding encoding) {
        this.encoding = encoding;
    }

    @Override
    public Serializer<Event> serializer() {
        return new Writer(encoding);
    }

    @Override
    public Deserializer<Event> deserializer() {
        return new Reader();
    }

    private record Writer(Encoding encoding) implements Serializer<Event> {

        @Override
        public byte[] serialize(String topic, Event event) {
            return event == null ? null : encoding.write(event);
        }

        @Override
        public byte[] serialize(String topic, Headers headers, Event event) {
            if (event != null) {
                encoding.headers(event).forEach((name, value) -> headers.remove(name)
                        .add(name, value.getBytes(StandardCharsets.UTF_8)));
            }
            return serialize(topic, event);
        }
    }

    private record Reader() implements Deserializer<Event> {

        @Override
        public Event deserialize(String topic, byte[] body) {
            return deserialize(topic, new RecordHeaders(), body);
        }

        @Override
        public Event deserialize(String topic, Headers headers, byte[] body) {
            try {
                return body == null ? null : Encoding.of(headers).read(body);
            } catch (TwintrackException e) {
                throw new SerializationException("topic %s: %s".formatted(topic, e.getMessage()), e);
            }
        }
    }
}
