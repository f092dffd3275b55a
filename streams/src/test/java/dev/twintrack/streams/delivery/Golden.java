package dev.twintrack.streams.delivery;

import dev.twintrack.streams.EventJson;
import dev.twintrack.streams.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The golden events of {@code EventJsonTest}. */
final class Golden {

    private Golden() {}

    static String line(EventType type) {
        try (InputStream in = EventJson.class.getResourceAsStream("events/" + type.wireName() + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new AssertionError(type + " has no golden file", e);
        }
    }
}
