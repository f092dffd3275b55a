package dev.twintrack.streams.delivery;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.EventJson;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * The bodies of records as lines of JSON, whatever their encoding: JSON as it came, fields that we do not know included.
 * What cannot be read comes as the text that it may be. Safe for any thread.
 */
public final class EventText implements Deserializer<String> {

    @Override
    public String deserialize(String topic, byte[] body) {
        return body == null ? "" : new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String deserialize(String topic, Headers headers, byte[] body) {
        try {
            return body != null && Encoding.of(headers) == Encoding.PROTOBUF
                    ? EventJson.write(Encoding.PROTOBUF.read(body))
                    : deserialize(topic, body);
        } catch (TwintrackException e) {
            return deserialize(topic, body);
        }
    }
}
