package dev.twintrack.streams.worker;

import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventJson;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/** Events as JSON with their CloudEvents headers. Safe for any thread. */
final class EventSerializer implements Serializer<Event> {

    @Override
    public byte[] serialize(String topic, Event event) {
        return EventJson.write(event).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] serialize(String topic, Headers headers, Event event) {
        EventJson.headers(event).forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        return serialize(topic, event);
    }
}
