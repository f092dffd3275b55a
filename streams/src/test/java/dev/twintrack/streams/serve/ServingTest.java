package dev.twintrack.streams.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twintrack.Tracker;
import dev.twintrack.streams.Clip;
import dev.twintrack.streams.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Streams changed while they run: by commands over a real broker, and by editing the file. */
class ServingTest {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final String BOX = "{\"x\":20,\"y\":40,\"width\":24,\"height\":24}";

    private static EmbeddedBroker broker;
    private static Tracker tracker;

    @TempDir
    Path folder;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final JsonContract answerContract = JsonContract.of("answer");
    private PictureServer cameras;

    @BeforeAll
    static void open() {
        broker = EmbeddedBroker.start();
        tracker = Tracker.open();
    }

    @AfterAll
    static void close() {
        tracker.close();
        broker.close();
    }

    @BeforeEach
    void startCameras() {
        cameras = new PictureServer(15);
    }

    @AfterEach
    void stopCameras() {
        cameras.close();
    }

    @Test
    void commandsStartAndStopStreamsAndTargetsAndAreAnswered() {
        try (Wire wire = new Wire(broker.bootstrapServers());
                Serving serving = serving("streams: []")) {
            awaitSaid("taking commands");
            JsonNode begun = wire.ask(
                    "1-a",
                    "{\"id\":\"1-a\",\"command\":\"start-stream\",\"stream\":\"gate\",\"address\":\"%s\",\"targets\":[{\"box\":%s}]}"
                            .formatted(cameras.address("one"), BOX));
            assertThat(begun.get("outcome").asString()).isEqualTo("done");
            assertThat(serving.streams().find("gate")).isPresent();
            wire.awaitEvents("gate", "track.updated", 3);
            assertThat(wire.typesOf("1-a")).containsExactly("track.started");

            JsonNode started = wire.ask(
                    "1-b",
                    "{\"id\":\"1-b\",\"command\":\"start\",\"stream\":\"gate\",\"box\":%s,\"track\":\"k\",\"label\":\"koi\"}"
                            .formatted(BOX));
            assertThat(started.get("track").asString()).isEqualTo("k");

            wire.ask(
                    "1-c",
                    "{\"id\":\"1-c\",\"command\":\"restart\",\"stream\":\"gate\",\"track\":\"k\",\"box\":%s}"
                            .formatted(BOX));
            await().atMost(LONG).until(() -> wire.typesOf("1-c").size() == 2);
            assertThat(wire.typesOf("1-c")).containsExactly("track.ended", "track.started");
            assertThat(wire.events("gate"))
                    .filteredOn(event -> event.path("command").asString("").equals("1-c"))
                    .allSatisfy(
                            event -> assertThat(event.get("label").asString()).isEqualTo("koi"));

            wire.ask("1-d", "{\"id\":\"1-d\",\"command\":\"stop\",\"stream\":\"gate\",\"track\":\"k\"}");
            await().atMost(LONG).until(() -> wire.typesOf("1-d").equals(List.of("track.ended")));

            JsonNode over = wire.ask("1-e", "{\"id\":\"1-e\",\"command\":\"stop-stream\",\"stream\":\"gate\"}");
            assertThat(over.get("outcome").asString()).isEqualTo("done");
            wire.awaitEvents("gate", "stream.ended", 1);
            assertThat(serving.streams().find("gate")).isEmpty();
            assertThat(wire.answers()).allSatisfy(answer -> assertThat(answerContract.faults(answer.toString()))
                    .isEmpty());
        }
    }

    @Test
    void whatCannotBeDoneIsRefusedAndTheTargetGoesOnAsBefore() {
        try (Wire wire = new Wire(broker.bootstrapServers());
                Serving serving = serving(streams("hall", "two"))) {
            awaitSaid("taking commands");
            wire.awaitEvents("hall", "track.updated", 1);
            assertRefused(wire, "2-a", "\"command\":\"stop\",\"stream\":\"hall\",\"track\":\"7\"", "no target '7'");
            assertRefused(
                    wire, "2-b", "\"command\":\"stop\",\"stream\":\"hal\",\"track\":\"1\"", "did you mean 'hall'?");
            assertRefused(
                    wire,
                    "2-c",
                    "\"command\":\"restart\",\"stream\":\"hall\",\"track\":\"1\",\"box\":\"900,900,4,4\"",
                    "no pixel inside the frame");
            assertRefused(
                    wire,
                    "2-d",
                    "\"command\":\"start\",\"stream\":\"hall\",\"track\":\"1\",\"box\":%s".formatted(BOX),
                    "is taken");
            assertRefused(
                    wire,
                    "2-e",
                    "\"command\":\"start-stream\",\"stream\":\"hall\",\"address\":\"camera:0\"",
                    "runs already");
            assertRefused(
                    wire,
                    "2-f",
                    "\"command\":\"start-stream\",\"stream\":\"x\",\"address\":\"http://user:secret@127.0.0.1:9/v\"",
                    "127.0.0.1:9");
            assertThat(wire.answer("2-f").toString()).doesNotContain("secret");
            long seen = wire.count("hall", "track.updated");
            wire.awaitEvents("hall", "track.updated", (int) seen + 3);
            assertThat(wire.count("hall", "track.ended")).isZero();
            assertThat(serving.streams().named("hall").ended()).isNotDone();
        }
    }

    @Test
    void garbageIsRefusedAndNoStreamStalls() {
        try (Wire wire = new Wire(broker.bootstrapServers());
                Serving serving = serving(streams("yard", "three"))) {
            awaitSaid("taking commands");
            // What earlier tests have on the topic of answers comes before this one.
            wire.send("{\"id\":\"3-0\",\"command\":\"dance\",\"stream\":\"yard\"}");
            int before = wire.answers().indexOf(wire.answer("3-0")) + 1;
            Random random = new Random(3);
            for (int i = 0; i < 200; i++) {
                byte[] noise = new byte[random.nextInt(300)];
                random.nextBytes(noise);
                wire.send(noise);
            }
            wire.send("{\"id\":\"3-a\",\"command\":\"dance\",\"stream\":\"yard\"}");
            assertThat(wire.answer("3-a").get("reason").asString()).contains("'dance'");
            await().atMost(LONG).until(() -> wire.answers().size() >= before + 201);
            assertThat(wire.answers().subList(before, before + 201))
                    .allSatisfy(answer ->
                            assertThat(answer.get("outcome").asString()).isEqualTo("refused"))
                    .allSatisfy(answer ->
                            assertThat(answerContract.faults(answer.toString())).isEmpty());
            long seen = wire.count("yard", "track.updated");
            wire.awaitEvents("yard", "track.updated", (int) seen + 3);
            assertThat(serving.streams().named("yard").ended()).isNotDone();
        }
    }

    @Test
    void aCommandThatComesTwiceIsCarriedOutOnceAndAnsweredTwice() {
        String command = "{\"id\":\"4-a\",\"command\":\"start\",\"stream\":\"lane\",\"box\":%s}".formatted(BOX);
        try (Wire wire = new Wire(broker.bootstrapServers());
                Serving serving = serving(streams("lane", "four"))) {
            awaitSaid("taking commands");
            wire.send(command);
            wire.send(command);
            wire.send(command.replace("start", "stop").replace("\"box\":" + BOX, "\"track\":\"1\""));
            await().atMost(LONG)
                    .until(() -> wire.answers().stream()
                                    .filter(one -> one.path("id").asString("").equals("4-a"))
                                    .count()
                            == 3);
            List<JsonNode> answers = wire.answers().stream()
                    .filter(one -> one.path("id").asString("").equals("4-a"))
                    .toList();
            assertThat(answers.stream()
                            .filter(one -> one.get("outcome").asString().equals("done"))
                            .map(one -> one.get("track").asString()))
                    .hasSize(2)
                    .containsOnly("2");
            assertThat(answers.toString()).contains("another command");
            assertThat(serving.streams().all()).hasSize(1);
            await().atMost(LONG).until(() -> wire.typesOf("4-a").equals(List.of("track.started")));
        }
    }

    @Test
    void theFileIsFollowedAndABrokenEditChangesNothing() throws IOException {
        Path file = folder.resolve("serve.yaml");
        Files.writeString(file, streams("north", "five"));
        ServeConfig config = ServeConfig.read(file);
        try (Serving serving =
                new Serving(config, Optional.empty(), tracker, Optional.empty(), Plans.unobserved(), said::add)) {
            serving.follow(file, config);
            awaitRunning(serving, "north");
            ServedStream north = serving.streams().named("north");

            Files.writeString(file, streams("north", "five") + entry("south", "six"));
            awaitRunning(serving, "south");
            assertThat(serving.streams().named("north")).isSameAs(north);

            Files.writeString(
                    file, streams("north", "five") + entry("south", "six").replace("address", "adress"));
            awaitSaid("did you mean 'address'?: nothing is changed");
            Files.writeString(file, "streams: [");
            awaitSaid("is not YAML");
            assertThat(serving.streams().all())
                    .extracting(one -> one.config().id())
                    .containsExactly("north", "south");
            assertThat(serving.streams().named("south").ended()).isNotDone();

            ServedStream south = serving.streams().named("south");
            Files.writeString(file, streams("north", "five") + entry("south", "seven"));
            await().atMost(LONG).until(() -> serving.streams()
                    .find("south")
                    .filter(one -> one != south)
                    .isPresent());
            awaitRunning(serving, "south");
            assertThat(south.ended()).isCompletedWithValue("changed in serve.yaml");

            Files.writeString(file, "page: 8081\nstreams:\n" + entry("south", "seven"));
            await().atMost(LONG).until(() -> north.ended().isDone());
            awaitSaid("page change at the next start");
            assertThat(north.ended()).isCompletedWithValue("removed from serve.yaml");
            assertThat(serving.streams().all()).hasSize(1);
        }
    }

    private Serving serving(String config) {
        return new Serving(
                ServeConfig.parse(config, "test"),
                Optional.of(KafkaConfig.at(broker.bootstrapServers())),
                tracker,
                Optional.empty(),
                Plans.unobserved(),
                said::add);
    }

    private String streams(String id, String camera) {
        return "streams:\n" + entry(id, camera);
    }

    private String entry(String id, String camera) {
        return "  - {id: %s, address: \"%s\", targets: [{box: \"%s\"}]}%n"
                .formatted(id, cameras.address(camera), "20,40,24,24");
    }

    private void assertRefused(Wire wire, String id, String rest, String words) {
        JsonNode answer = wire.ask(id, "{\"id\":\"%s\",%s}".formatted(id, rest));
        assertThat(answer.get("outcome").asString()).isEqualTo("refused");
        assertThat(answer.get("reason").asString()).contains(words);
        assertThat(answerContract.faults(answer.toString())).isEmpty();
    }

    private void awaitSaid(String words) {
        await(words).atMost(LONG).until(() -> said.stream().anyMatch(line -> line.contains(words)));
    }

    private static void awaitRunning(Serving serving, String id) {
        await(id).atMost(LONG).until(() -> serving.streams()
                .find(id)
                .filter(one -> one.running().isDone() && !one.running().isCompletedExceptionally())
                .isPresent());
    }

    @Test
    void theBoxOfTheseTestsIsTheTruthOfTheClip() {
        assertThat(ServeConfig.parse(streams("a", "b"), "test")
                        .streams()
                        .get(0)
                        .targets()
                        .get(0)
                        .box())
                .isEqualTo(Clip.truth(0));
    }
}
