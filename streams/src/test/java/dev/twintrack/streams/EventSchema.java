package dev.twintrack.streams;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The checked-in schema, for tests that hold what they see against it. */
public final class EventSchema {

    private final Schema schema;

    private EventSchema(Schema schema) {
        this.schema = schema;
    }

    public static EventSchema load() {
        try (InputStream in = EventJson.class.getResourceAsStream("event.schema.json")) {
            return new EventSchema(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with a line; empty when it is an event. */
    public List<String> faults(String line) {
        return schema
                .validate(
                        line,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .toList();
    }
}
