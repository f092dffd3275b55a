package dev.twintrack.streams.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.Frame;
import dev.twintrack.Tracker;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventJson;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.StreamEvent;
import dev.twintrack.streams.TrackEvent;
import dev.twintrack.streams.worker.Counts.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The worker's logic without a broker; the tracker and the pictures are real. */
class FrameProcessorTest {

    private static final WorkerTopics TOPICS = WorkerTopics.defaults();
    private static final int FRAMES = 16;

    private static Tracker tracker;
    private static Footage gate;
    private static Footage yard;

    private final List<String> log = new ArrayList<>();
    private Run run = new Run();

    @BeforeAll
    static void prepare() {
        tracker = Tracker.open();
        gate = Footage.of("gate", 3, FRAMES);
        yard = Footage.of("yard", 8, FRAMES);
    }

    @AfterAll
    static void closeTracker() {
        tracker.close();
    }

    @AfterEach
    void closeDriver() {
        run.driver.close();
    }

    @Test
    void eventsAreThoseOfOneProcessWithoutKafka() {
        run.command(gate.start("a", 0));
        for (int i = 0; i < FRAMES; i++) {
            run.frame(gate.frame(i));
        }
        run.frame(gate.end("end of stream"));
        assertSame(run.events(), gate.undisturbed(tracker));
        assertThat(run.checkpoints()).as("nothing is left behind").isZero();
        assertThat(run.snapshots()).isZero();
    }

    @Test
    void aRecordCarriesKeyTimeAndHeadersOfItsEvent() {
        run.command(gate.start("a", 0));
        run.frame(gate.frame(0));
        TestRecord<String, String> started = run.out.readRecordsToList().get(1);
        assertThat(started.key()).isEqualTo("gate");
        assertThat(started.getRecordTime()).isEqualTo(gate.frame(0).captureTime());
        assertThat(new String(started.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8))
                .isEqualTo("gate/a/0");
        assertThat(started.headers().lastHeader("frame-index")).isNull();
    }

    @Test
    void aTargetStartsOnTheFrameThatItsCommandNamesAndStopsByCommand() {
        run.command(gate.start("a", 2));
        for (int i = 0; i < 4; i++) {
            run.frame(gate.frame(i));
        }
        run.command(gate.stop("a"));
        run.frame(gate.frame(4));
        List<Event> events = run.events();
        assertThat(events)
                .extracting(Event::type)
                .containsExactly(
                        EventType.STREAM_STARTED,
                        EventType.TRACK_STARTED,
                        EventType.TRACK_UPDATED,
                        EventType.TRACK_ENDED);
        assertThat(events.get(1).at().index()).isEqualTo(2);
        assertThat(((TrackEvent) events.get(1)).command()).contains("start a");
        assertThat(((TrackEvent) events.get(3)).command()).contains("stop a");
        assertThat(run.snapshots()).isZero();
    }

    @Test
    void aCommandThatCannotBeGrantedIsToldOnce() {
        run.command(gate.stop("nobody"));
        run.frame(gate.frame(0));
        run.frame(gate.frame(1));
        assertThat(run.workplace.counts().of(Kind.REFUSED)).isEqualTo(1);
        assertThat(log).singleElement().asString().contains("gate", "stop nobody", "nobody");
    }

    @Test
    void aCamerasFrameIsStaleOnceANewerOneIsAtHand() {
        run.command(gate.start("a", 0));
        run.frame(gate.liveFrame(0));
        run.polled(gate.liveFrame(1), gate.liveFrame(2), gate.liveFrame(3));
        assertThat(run.events()).extracting(event -> event.at().index()).containsExactly(0L, 0L, 3L);
        assertThat(run.workplace.counts().of(Kind.STALE)).isEqualTo(2);
    }

    @Test
    void aFrameThatACommandNamesIsNotStale() {
        run.command(gate.start("a", 1));
        run.polled(gate.liveFrame(0), gate.liveFrame(1), gate.liveFrame(2), gate.liveFrame(3));
        List<Event> events = run.events();
        assertThat(events).extracting(event -> event.at().index()).containsExactly(1L, 1L, 3L);
        assertThat(events.get(1).type()).isEqualTo(EventType.TRACK_STARTED);
    }

    @Test
    void framesAtHandOfSeveralStreamsAreOneBatchAndGiveTheSameEvents() {
        run.command(gate.start("a", 0));
        run.command(yard.start("a", 0));
        List<FrameRecord> frames = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            // All of one stream first: the other's frames are taken ahead of their turn.
            frames.add(gate.frame(i));
        }
        for (int i = 0; i < FRAMES; i++) {
            frames.add(yard.frame(i));
        }
        frames.add(gate.end("end of stream"));
        frames.add(yard.end("end of stream"));
        run.polled(frames.toArray(FrameRecord[]::new));
        Counts counts = run.workplace.counts();
        assertThat(counts.of(Kind.FRAMES)).isEqualTo(2 * FRAMES);
        assertThat(counts.of(Kind.BATCHES))
                .as("frame 0 has nothing to look for")
                .isEqualTo(FRAMES - 1);
        List<Event> events = run.events();
        for (Footage footage : List.of(gate, yard)) {
            List<Event> expected = footage.undisturbed(tracker);
            assertSame(
                    events.stream()
                            .filter(event -> event.stream().equals(expected.get(0).stream()))
                            .toList(),
                    expected);
        }
    }

    @Test
    void aWorkerGoesOnFromTheStores() {
        run.command(gate.start("a", 0));
        for (int i = 0; i < 7; i++) {
            run.frame(gate.frame(i));
        }
        List<Event> events = run.events();
        Run second = new Run();
        second.takeOver(run);
        run.driver.close();
        run = second;
        for (int i = 7; i < FRAMES; i++) {
            run.frame(gate.frame(i));
        }
        run.frame(gate.end("end of stream"));
        events.addAll(run.events());
        assertSame(events, gate.undisturbed(tracker));
        assertThat(run.workplace.counts().of(Kind.RESUMED)).isEqualTo(1);
    }

    @Test
    void aCommandThatWaitsForItsFrameOutlivesItsWorker() {
        run.frame(gate.frame(0));
        run.command(gate.start("a", 2));
        Run second = new Run();
        second.takeOver(run);
        run.driver.close();
        run = second;
        run.frame(gate.frame(1));
        run.frame(gate.frame(2));
        assertThat(run.events()).extracting(Event::id).containsExactly("gate/a/0");
    }

    @Test
    void whatIsNoFrameAndNoCommandIsCountedAndLeftOut() {
        run.command(gate.start("a", 0));
        run.frame(gate.frame(0));
        RecordHeaders good = new RecordHeaders(gate.frame(1).headers().toArray());
        byte[] picture = gate.frame(1).jpeg();
        run.frames.pipeInput(new TestRecord<>(null, picture, good));
        run.frames.pipeInput(new TestRecord<>("gate".getBytes(StandardCharsets.UTF_8), picture));
        run.frames.pipeInput(new TestRecord<>("a/b".getBytes(StandardCharsets.UTF_8), picture, good));
        for (String header : List.of("frame-index", "capture", "media-time-us", "capture-time", "frame-width")) {
            for (String text : List.of("", "x", "-1", "99999999999999999999", "-1000000000-01-01T00:00:00Z")) {
                RecordHeaders bad = new RecordHeaders(good.toArray());
                bad.remove(header);
                bad.add(header, text.getBytes(StandardCharsets.UTF_8));
                if (header.equals("capture") && text.equals("-1")) {
                    continue;
                }
                run.frames.pipeInput(new TestRecord<>("gate".getBytes(StandardCharsets.UTF_8), picture, bad));
            }
        }
        long garbage = run.workplace.counts().of(Kind.GARBAGE);
        assertThat(garbage).isEqualTo(3 + 24);
        for (String text : List.of("", "[]", "{", "7", "{\"id\":\"x\"}", "{\"id\":1,\"command\":\"start\"}")) {
            run.commands.pipeInput("gate".getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
        }
        run.commands.pipeInput(null, gate.stop("a").write());
        run.commands.pipeInput(
                "gate".getBytes(StandardCharsets.UTF_8), yard.stop("a").write());
        run.commands.pipeInput("gate".getBytes(StandardCharsets.UTF_8), (byte[]) null);
        assertThat(run.workplace.counts().of(Kind.GARBAGE)).isEqualTo(garbage + 9);
        run.frame(gate.frame(1));
        assertThat(run.events()).extracting(Event::id).containsExactly("gate//0", "gate/a/0", "gate/a/1");
    }

    @Test
    void picturesThatCannotBeDecodedAreCountedAndLeftOut() {
        run.command(gate.start("a", 0));
        run.frame(gate.frame(0));
        byte[] whole = gate.frame(1).jpeg();
        run.picture(1, new byte[] {1, 2, 3});
        run.picture(2, Arrays.copyOf(whole, 100));
        byte[] huge = whole.clone();
        int size = startOfFrame(huge);
        Arrays.fill(huge, size, size + 4, (byte) 0xff);
        run.picture(3, huge);
        assertThat(run.workplace.counts().of(Kind.UNDECODABLE)).isEqualTo(3);
        run.picture(4, Jpeg.encode(Frame.wrapBgr(1, 1, new byte[3]), 90));
        run.frame(gate.frame(5));
        assertThat(run.events())
                .extracting(event -> event.at().index())
                .as("a picture of one pixel is a picture")
                .containsExactly(0L, 0L, 4L, 5L);
    }

    @Test
    void framesThatNeverCameAreAGap() {
        run.frame(gate.frame(0));
        run.frame(gate.frame(5));
        StreamEvent gap = (StreamEvent) run.events().get(1);
        assertThat(gap.type()).isEqualTo(EventType.STREAM_GAP);
        assertThat(gap.missed()).hasValue(4);
    }

    @Test
    void anInterruptionOfTheSourceIsToldOnceThoughItsFrameWasStale() {
        run.frame(gate.liveFrame(0));
        run.polled(gate.frameAfterGap(1), gate.frameAfterGap(2));
        run.frame(gate.frameAfterGap(3));
        List<Event> events = run.events();
        assertThat(events).hasSize(2);
        assertThat(((StreamEvent) events.get(1)).reason()).contains("connection lost");
    }

    @Test
    void aTargetIsFollowedAnewFromAnotherBox() {
        run.command(gate.start("a", 0));
        run.frame(gate.frame(0));
        StreamCommand start = gate.start("a", 1);
        run.command(new StreamCommand(
                "gate", "again", StreamCommand.Type.RESTART, start.track(), start.box(), start.label(), start.frame()));
        run.frame(gate.frame(1));
        assertThat(run.events()).extracting(Event::id).containsExactly("gate//0", "gate/a/0", "gate/a/1", "gate/a/2");
        assertThat(run.snapshots()).isEqualTo(1);
    }

    @Test
    void aCaptureThatWasStartedAnewIsAGapAndTheTargetsGoOn() {
        run.command(gate.start("a", 0));
        run.frame(gate.frame(0));
        run.frame(gate.frame(1));
        run.frame(gate.frame(0, Footage.CAPTURE + 1, true));
        run.frame(gate.frame(1, Footage.CAPTURE + 1, true));
        assertThat(run.events())
                .extracting(Event::id)
                .containsExactly("gate//0", "gate/a/0", "gate/a/1", "gate//1", "gate/a/2", "gate/a/3");
    }

    @Test
    void aFrameThatComesTwiceIsTakenOnce() {
        run.command(gate.start("a", 0));
        run.frame(gate.frame(0));
        run.frame(gate.frame(1));
        run.frame(gate.frame(1));
        assertThat(run.events()).hasSize(3);
    }

    private static int startOfFrame(byte[] jpeg) {
        for (int i = 2; i < jpeg.length; i++) {
            if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xc0) {
                return i + 5;
            }
        }
        throw new AssertionError("no baseline JPEG");
    }

    private static void assertSame(List<Event> events, List<Event> expected) {
        assertThat(events)
                .extracting(Event::id)
                .isEqualTo(expected.stream().map(Event::id).toList());
        assertThat(events)
                .extracting(Event::type)
                .isEqualTo(expected.stream().map(Event::type).toList());
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof TrackEvent event && expected.get(i) instanceof TrackEvent same) {
                assertThat(event.box()).isPresent();
                assertThat(event.box().get().iou(same.box().orElseThrow())).isGreaterThan(0.9);
                assertThat(event.command()).isEqualTo(same.command());
            }
        }
    }

    /** One worker. */
    private final class Run {

        final Workplace workplace = new Workplace(tracker, new AtHand(TOPICS.frames(), TOPICS.commands()), log::add);
        final TopologyTestDriver driver = new TopologyTestDriver(WorkerTopology.of(TOPICS, workplace), settings());
        final TestInputTopic<byte[], byte[]> frames =
                driver.createInputTopic(TOPICS.frames(), new ByteArraySerializer(), new ByteArraySerializer());
        final TestInputTopic<byte[], byte[]> commands =
                driver.createInputTopic(TOPICS.commands(), new ByteArraySerializer(), new ByteArraySerializer());
        final TestOutputTopic<String, String> out =
                driver.createOutputTopic(TOPICS.events(), new StringDeserializer(), new StringDeserializer());
        private long offset;

        void frame(FrameRecord frame) {
            frames.pipeInput(new TestRecord<>(frame.key(), frame.jpeg(), frame.headers(), frame.captureTime()));
            offset++;
        }

        void picture(int index, byte[] jpeg) {
            FrameRecord frame = gate.frame(index);
            frames.pipeInput(new TestRecord<>(frame.key(), jpeg, frame.headers(), frame.captureTime()));
        }

        /** Frames that one poll brings: the driver itself has no consumer. */
        void polled(FrameRecord... all) {
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            for (FrameRecord frame : all) {
                records.add(new ConsumerRecord<>(
                        TOPICS.frames(),
                        0,
                        offset + records.size(),
                        frame.captureTime().toEpochMilli(),
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        frame.key(),
                        frame.jpeg(),
                        frame.headers(),
                        java.util.Optional.empty()));
            }
            workplace
                    .atHand()
                    .arrived(new ConsumerRecords<>(Map.of(new TopicPartition(TOPICS.frames(), 0), records), Map.of()));
            Arrays.stream(all).forEach(this::frame);
        }

        void command(StreamCommand command) {
            commands.pipeInput(command.stream().getBytes(StandardCharsets.UTF_8), command.write(), Instant.EPOCH);
        }

        List<Event> events() {
            List<Event> events = new ArrayList<>();
            out.readValuesToList().forEach(line -> events.add(EventJson.read(line)));
            return events;
        }

        long checkpoints() {
            return count(FrameProcessor.CHECKPOINTS);
        }

        long snapshots() {
            return count(FrameProcessor.SNAPSHOTS);
        }

        void takeOver(Run other) {
            for (String name : List.of(FrameProcessor.CHECKPOINTS, FrameProcessor.SNAPSHOTS)) {
                KeyValueStore<String, byte[]> mine = driver.getKeyValueStore(name);
                KeyValueStore<String, byte[]> theirs = other.driver.getKeyValueStore(name);
                try (KeyValueIterator<String, byte[]> all = theirs.all()) {
                    all.forEachRemaining(entry -> mine.put(entry.key, entry.value));
                }
            }
        }

        private long count(String store) {
            long count = 0;
            KeyValueStore<String, byte[]> all = driver.getKeyValueStore(store);
            try (KeyValueIterator<String, byte[]> entries = all.all()) {
                for (; entries.hasNext(); entries.next()) {
                    count++;
                }
            }
            return count;
        }

        private static Properties settings() {
            Properties settings = new Properties();
            settings.put("application.id", "test");
            settings.put("bootstrap.servers", "127.0.0.1:1");
            return settings;
        }
    }
}
