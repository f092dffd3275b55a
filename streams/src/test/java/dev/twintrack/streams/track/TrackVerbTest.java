package dev.twintrack.streams.track;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.Box;
import dev.twintrack.streams.Clip;
import dev.twintrack.streams.EmbeddedBroker;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventJson;
import dev.twintrack.streams.EventReader;
import dev.twintrack.streams.EventSchema;
import dev.twintrack.streams.FrameSource;
import dev.twintrack.streams.KafkaTopic;
import dev.twintrack.streams.Main;
import dev.twintrack.streams.SourceOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verbs {@code track} and {@code events} from their command lines on, with real clips, files and brokers. */
class TrackVerbTest {

    private static final int FRAMES = 30;
    private static final String BOX = "20,40,24,24";

    @TempDir
    static Path shared;

    private static String clip;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void writeClip() {
        clip = Clip.write(shared.resolve("clip.mp4"), FRAMES).toString();
    }

    @Test
    void boxOfTheTestsIsTheTruthOfTheClip() {
        assertThat(Box.parse(BOX)).isEqualTo(Clip.truth(0));
    }

    @Test
    void everyKindOfOutputIsWritten() throws IOException {
        int status = run(
                "track",
                clip,
                "--box",
                BOX,
                "--output",
                at("a.jsonl"),
                "--output",
                at("a.csv"),
                "--output",
                at("a.txt"),
                "--output",
                at("a.mp4"),
                "--output",
                at("a.avi"));
        assertThat(status).as(err.toString()).isZero();
        List<Event> events = Files.readAllLines(folder.resolve("a.jsonl")).stream()
                .map(EventJson::read)
                .toList();
        assertThat(events).hasSize(FRAMES + 3);
        assertThat(events).allMatch(event -> event.stream().equals("clip"));

        List<String> rows = Files.readAllLines(folder.resolve("a.csv"));
        assertThat(rows).hasSize(FRAMES + 1);
        assertThat(rows.get(0)).isEqualTo("frame,time,track,label,status,x,y,w,h,confidence");
        assertThat(rows.get(1)).isEqualTo("0,0.000000,1,,tracking,20.000,40.000,24.000,24.000,1.0000");

        List<String> lines = Files.readAllLines(folder.resolve("a.txt"));
        assertThat(lines).hasSize(FRAMES).allMatch(line -> line.matches("(\\d+\\.\\d{3},){3}\\d+\\.\\d{3}"));
        assertThat(lines.get(0)).isEqualTo("20.000,40.000,24.000,24.000");

        for (String video : List.of("a.mp4", "a.avi")) {
            try (FrameSource source = FrameSource.open(at(video), SourceOptions.defaults())) {
                assertThat(source.info().frameCount()).hasValue(FRAMES);
                assertThat(Clip.difference(source.next().orElseThrow().frame(), Clip.image(0)))
                        .as("the picture with something drawn into it")
                        .isBetween(0.5, 30.0);
            }
        }
        assertThat(err.toString()).contains(FRAMES + " frames", "target 1: ");
        assertThat(left()).containsExactlyInAnyOrder("a.jsonl", "a.csv", "a.txt", "a.mp4", "a.avi");
    }

    @Test
    void withoutAnOutputTheEventsArePrinted() {
        assertThat(run("track", clip, "--box", BOX, "--stream", "gate", "--max-frames", "5"))
                .isZero();
        List<Event> events = out.toString().lines().map(EventJson::read).toList();
        assertThat(events).hasSize(5 + 3).allMatch(event -> event.stream().equals("gate"));
    }

    @Test
    void startFrameIsTheFirstOfTheResult() {
        Box truth = Clip.truth(10);
        String box = "%s,%s,%s,%s".formatted(truth.x(), truth.y(), truth.width(), truth.height());
        assertThat(run("track", clip, "--box", box, "--start-frame", "10", "--output", "-"))
                .isZero();
        List<Event> events = out.toString().lines().map(EventJson::read).toList();
        assertThat(events).hasSize(FRAMES - 10 + 3);
        assertThat(events.get(0).at().index()).isEqualTo(10);
    }

    @Test
    void severalBoxesAreSeveralTargets() {
        assertThat(run("track", clip, "--box", BOX, "--box", "100,20,30,30", "--max-frames", "3"))
                .isZero();
        assertThat(out.toString().lines().map(EventJson::read).map(Event::id))
                .containsExactly(
                        "clip//0",
                        "clip/1/0",
                        "clip/2/0",
                        "clip/1/1",
                        "clip/2/1",
                        "clip/1/2",
                        "clip/2/2",
                        "clip/1/3",
                        "clip/2/3",
                        "clip//1");
    }

    @Test
    void consumerGetsExactlyOneEventAFrameAndTheLifeCycleInOrder() {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            String servers = broker.bootstrapServers();
            assertThat(run("track", clip, "--box", BOX, "--kafka", servers, "--topic", "seen"))
                    .as(err.toString())
                    .isZero();
            List<ConsumerRecord<String, String>> records = EventReader.untilEnd(KafkaTopic.of(servers, "seen"), "clip");
            assertThat(records.stream().map(record -> EventReader.header(record, "ce_id")))
                    .startsWith("clip//0", "clip/1/0", "clip/1/1")
                    .endsWith("clip/1/" + FRAMES, "clip//1")
                    .doesNotHaveDuplicates()
                    .hasSize(FRAMES + 3);
            EventSchema schema = EventSchema.load();
            assertThat(records).allMatch(record -> schema.faults(record.value()).isEmpty());

            String count = Integer.toString(FRAMES + 3);
            assertThat(run("events", "--kafka", servers, "--topic", "seen", "--from-beginning", "--count", count))
                    .isZero();
            assertThat(out.toString().lines())
                    .containsExactlyElementsOf(
                            records.stream().map(ConsumerRecord::value).toList());
        }
    }

    @Test
    void brokerInsideTheProcessNeedsNothingElse() {
        assertThat(run("track", clip, "--box", BOX, "--kafka", "embedded", "--max-frames", "3"))
                .as(err.toString())
                .isZero();
        assertThat(err.toString()).contains("publishing to Kafka at 127.0.0.1:");
    }

    @Test
    void brokerThatIsNotThereCostsTheEventsAndNothingElse() throws IOException {
        String nowhere = "127.0.0.1:" + freePort();
        int status =
                run("track", clip, "--box", BOX, "--max-frames", "5", "--kafka", nowhere, "--output", at("a.jsonl"));
        assertThat(status).isEqualTo(TrackVerb.LOSSES);
        assertThat(err.toString()).contains("8 of 8 events did not reach Kafka at " + nowhere);
        assertThat(Files.readAllLines(folder.resolve("a.jsonl"))).hasSize(8);
    }

    @Test
    void eventsOfABrokerThatIsNotThereAreAFault() throws IOException {
        assertFault(List.of("events", "--kafka", "127.0.0.1:" + freePort()), "no Kafka broker answers");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400,400,10,10 | has no pixel inside the frame",
                "-50,10,20,20 | has no pixel inside the frame",
                "10,10,0,10 | has no pixel inside the frame",
                "10,10,-5,10 | negative side",
                "NaN,10,10,10 | not a finite number",
                "10,10,10 | is not X,Y,W,H",
                "left | is not X,Y,W,H",
            })
    void badBoxIsAFaultThatLeavesNothing(String box, String words) throws IOException {
        assertFault(List.of("track", clip, "--box", box, "--output", at("a.jsonl"), "--output", at("a.mp4")), words);
        assertThat(left()).isEmpty();
    }

    @Test
    void badSourceIsAFault() throws IOException {
        assertFault(List.of("track", at("no.mp4"), "--box", BOX), "no.mp4");
        Files.writeString(folder.resolve("text.mp4"), "Not a video.\n".repeat(50));
        assertFault(List.of("track", at("text.mp4"), "--box", BOX), "text.mp4");
        Files.createDirectory(folder.resolve("empty"));
        assertFault(List.of("track", at("empty"), "--box", BOX), "no pictures");
        assertFault(List.of("track", clip, "--box", BOX, "--start-frame", "99"), "30 frames");
    }

    @Test
    void badOutputIsAFault() {
        assertFault(List.of("track", clip, "--box", BOX, "--output", at("a.doc")), ".jsonl");
        assertFault(List.of("track", clip, "--box", BOX, "--output", at("no/a.csv")), "no folder");
        assertFault(List.of("track", clip, "--box", BOX, "--output", clip), "is the source");
        assertFault(List.of("track", clip, "--box", BOX, "--box", "1,1,9,9", "--output", at("a.txt")), "one target");
    }

    @Test
    void badModelIsAFault() {
        assertFault(List.of("track", clip, "--box", BOX, "--model", at("no.safetensors")), "no.safetensors");
    }

    @Test
    void trackWithoutABoxIsAFault() {
        assertFault(List.of("track", clip), "--box");
    }

    @Test
    void badKafkaAddressIsAFault() {
        assertFault(List.of("track", clip, "--box", BOX, "--kafka", "nowhere"), "HOST:PORT");
        assertFault(List.of("track", clip, "--box", BOX, "--kafka", "h:1", "--topic", "a b"), "topic 'a b'");
    }

    /** One line of error, status 1, nothing on the standard output. */
    private void assertFault(List<String> args, String words) {
        err.getBuffer().setLength(0);
        assertThat(run(args.toArray(String[]::new))).as(err.toString()).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).startsWith("twintrack: ").contains(words);
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... args) {
        return Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
