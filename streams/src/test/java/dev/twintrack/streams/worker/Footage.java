package dev.twintrack.streams.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.Box;
import dev.twintrack.Tracker;
import dev.twintrack.scene.Difficulty;
import dev.twintrack.scene.SceneOptions;
import dev.twintrack.scene.SyntheticScene;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.Gap;
import dev.twintrack.streams.StartTarget;
import dev.twintrack.streams.StreamTracks;
import dev.twintrack.streams.TrackEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** A generated clip as the JPEG frames of a stream. */
final class Footage {

    static final long CAPTURE = 5;

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final String stream;
    private final Box box;
    private final List<byte[]> pictures;

    private Footage(String stream, Box box, List<byte[]> pictures) {
        this.stream = stream;
        this.box = box;
        this.pictures = pictures;
    }

    static Footage of(String stream, long seed, int frames) {
        SyntheticScene scene = SyntheticScene.of(
                SceneOptions.things(seed).withDifficulty(Difficulty.EASY).withFrames(frames));
        List<byte[]> pictures = IntStream.range(0, frames)
                .mapToObj(index -> Jpeg.encode(scene.frame(index), 90))
                .toList();
        return new Footage(stream, scene.truth(0).orElseThrow(), pictures);
    }

    String stream() {
        return stream;
    }

    /** The target on frame 0. */
    Box box() {
        return box;
    }

    int size() {
        return pictures.size();
    }

    /** A frame of a file, none of which may be left out. */
    FrameRecord frame(int index) {
        return frame(index, CAPTURE, true);
    }

    /** A frame of a camera. */
    FrameRecord liveFrame(int index) {
        return frame(index, CAPTURE, false);
    }

    FrameRecord frame(int index, long capture, boolean every) {
        return new FrameRecord(
                stream,
                capture,
                0,
                every,
                index,
                index == 0 ? OptionalLong.empty() : OptionalLong.of(index - 1),
                Duration.ofMillis(100L * index),
                START.plusMillis(100L * index),
                320,
                240,
                0,
                Optional.empty(),
                Optional.empty(),
                pictures.get(index));
    }

    /** A frame of a camera that was away for a while before this frame or one before it. */
    FrameRecord frameAfterGap(int index) {
        FrameRecord frame = liveFrame(index);
        return new FrameRecord(
                stream,
                CAPTURE,
                0,
                false,
                index,
                frame.previous(),
                frame.mediaTime(),
                frame.captureTime(),
                320,
                240,
                1,
                Optional.of(new Gap("connection lost", OptionalLong.empty())),
                Optional.empty(),
                frame.jpeg());
    }

    FrameRecord end(String reason) {
        FrameRecord last = frame(size() - 1);
        return new FrameRecord(
                stream,
                CAPTURE,
                0,
                true,
                last.index(),
                OptionalLong.empty(),
                last.mediaTime(),
                last.captureTime(),
                320,
                240,
                0,
                Optional.empty(),
                Optional.of(reason),
                new byte[0]);
    }

    StreamCommand start(String track, long frame) {
        return new StreamCommand(
                stream,
                "start " + track,
                StreamCommand.Type.START,
                Optional.of(track),
                Optional.of(box),
                Optional.empty(),
                OptionalLong.of(frame));
    }

    StreamCommand stop(String track) {
        return new StreamCommand(
                stream,
                "stop " + track,
                StreamCommand.Type.STOP,
                Optional.of(track),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty());
    }

    /** What one process without Kafka makes of it: a target "a" from frame 0 on. */
    List<Event> undisturbed(Tracker tracker) {
        StreamTracks tracks = new StreamTracks(stream, tracker, 0);
        tracks.start(new StartTarget(box, Optional.of("a"), Optional.empty(), Optional.of("start a")));
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            FrameRecord frame = frame(i);
            events.addAll(tracks.finish(
                    tracker.update(tracks.begin(frame.timed(Jpeg.decode(frame.jpeg()), Optional.empty())))));
        }
        events.addAll(tracks.end("end of stream"));
        return events;
    }

    /** The events are those of {@link #undisturbed}, and of this stream. */
    void assertUndisturbed(Tracker tracker, List<Event> events) {
        List<Event> expected = undisturbed(tracker);
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
}
