package dev.twintrack.streams.serve;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The other end of a broker: sends commands, and reads events and answers as anybody out there would. */
final class Wire implements AutoCloseable {

    private static final Duration LONG = Duration.ofSeconds(90);

    private final KafkaProducer<byte[], byte[]> producer;
    private final Thread reader;
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final List<JsonNode> answers = new CopyOnWriteArrayList<>();
    private final String servers;
    private volatile boolean closed;

    Wire(String servers) {
        this.servers = servers;
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new ByteArraySerializer(), new ByteArraySerializer());
        reader = new Thread(this::read, "wire");
        reader.start();
    }

    /** Puts a text on the command topic and waits until it is there. */
    void send(String text) {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) {
        try {
            producer.send(new ProducerRecord<>(KafkaConfig.COMMANDS, bytes)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends a command and waits for its answer. */
    JsonNode ask(String id, String command) {
        send(command);
        return answer(id);
    }

    JsonNode answer(String id) {
        await("answer to " + id).atMost(LONG).until(() -> answers.stream().anyMatch(one -> is(one, "id", id)));
        return answers.stream().filter(one -> is(one, "id", id)).findFirst().orElseThrow();
    }

    List<JsonNode> answers() {
        return answers;
    }

    List<JsonNode> events(String stream) {
        return events.stream().filter(event -> is(event, "stream", stream)).toList();
    }

    /** Events that carry a command's id. */
    List<String> typesOf(String command) {
        return events.stream()
                .filter(event -> is(event, "command", command))
                .map(event -> event.get("type").asString())
                .toList();
    }

    void awaitEvents(String stream, String type, int atLeast) {
        await(stream + " " + type).atMost(LONG).until(() -> count(stream, type) >= atLeast);
    }

    long count(String stream, String type) {
        return events(stream).stream().filter(event -> is(event, "type", type)).count();
    }

    @Override
    public void close() {
        closed = true;
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ZERO);
    }

    private void read() {
        Map<String, Object> settings = Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition answered = new TopicPartition(KafkaConfig.ANSWERS, 0);
            consumer.assign(List.of(new TopicPartition("track-events", 0), answered));
            while (!closed) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> (record.topic().equals(KafkaConfig.ANSWERS) ? answers : events)
                                .add(JsonMapper.shared().readTree(record.value())));
            }
        }
    }

    private static boolean is(JsonNode node, String key, String value) {
        return node.path(key).asString("").equals(value);
    }
}
