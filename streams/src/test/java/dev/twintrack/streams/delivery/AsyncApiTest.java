package dev.twintrack.streams.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventJson;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.KafkaTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The description of the topics in {@code docs/}: what it refers to is there, and the golden events satisfy it. */
class AsyncApiTest {

    private static final Path DOCS = Path.of("..", "docs").toAbsolutePath().normalize();

    private final JsonNode api =
            new YAMLMapper().readTree(DOCS.resolve("asyncapi.yaml").toFile());

    @Test
    void everyReferenceLeadsSomewhere() {
        Set<String> references = new HashSet<>();
        collect(api, references);
        assertThat(references).hasSizeGreaterThan(8).allSatisfy(reference -> {
            if (reference.startsWith("#")) {
                assertThat(api.at(reference.substring(1)).isMissingNode()).isFalse();
            } else {
                assertThat(DOCS.resolve(reference)).isRegularFile();
            }
        });
    }

    @Test
    void itIsAboutTheTopicThatIsTheDefault() {
        assertThat(api.at("/asyncapi").asString()).isEqualTo("3.0.0");
        assertThat(api.at("/channels/trackEvents/address").asString()).isEqualTo(KafkaTopic.DEFAULT_NAME);
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void goldenEventsSatisfyTheSchemasThatTheMessageNames(EventType type) throws IOException {
        JsonNode message = api.at("/components/messages/eventInJson");
        Path schema = DOCS.resolve(message.at("/payload/schema/$ref").asString());
        assertThat(faults(Files.readString(schema), Golden.line(type))).isEmpty();

        String headers = api.at("/components/schemas/headers").toString();
        Event event = EventJson.read(Golden.line(type));
        for (Encoding encoding : Encoding.values()) {
            String given = JsonMapper.shared().writeValueAsString(encoding.headers(event));
            assertThat(faults(headers, given)).isEmpty();
        }
        assertThat(faults(headers, "{\"ce_id\":\"gate/1\"}")).isNotEmpty();
    }

    @Test
    void thePageExplainsEveryFieldAndEveryType() throws IOException {
        String page = Files.readString(DOCS.resolve("events.md"));
        JsonNode schema = JsonMapper.shared()
                .readTree(EventJson.class.getResourceAsStream("event.schema.json"))
                .get("properties");
        assertThat(schema.propertyNames()).allMatch(field -> page.contains("\n| `%s` | ".formatted(field)));
        assertThat(Arrays.stream(EventType.values()))
                .allMatch(type -> page.contains("\n| `%s` | ".formatted(type.wireName())));
    }

    private static List<String> faults(String schema, String json) {
        Schema parsed = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
        return parsed.validate(json, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    private static void collect(JsonNode node, Set<String> references) {
        if (node.isObject() && node.has("$ref")) {
            references.add(node.get("$ref").asString());
        }
        node.forEach(child -> collect(child, references));
    }
}
